package pixel

// A filling continues a picture into squares of which nothing is known: each is
// copied from where the picture looks as it does around here, at about the same
// height, so that a horizon, a wall and the ground go on.
type filling struct {
	w, h   int
	col    []ink
	known  []bool // squares with a colour to go by
	source []bool // squares that may be copied
	target []bool // squares to fill; some are known in part
	seed   uint32

	from     []int // where each square's colour comes from
	low, top int   // the rows that have sources
}

const patch = 2 // squares looked at to each side

func (f *filling) fill() {
	f.from = make([]int, len(f.col))
	f.top, f.low = f.h, -1
	var some []int
	for i := range f.from {
		f.from[i] = -1
		if f.source[i] {
			f.from[i] = i
			some = append(some, i)
			f.top, f.low = min(f.top, i/f.w), max(f.low, i/f.w)
		}
	}
	order := f.order()
	if len(some) == 0 {
		for _, i := range order {
			f.col[i] = mix(0x241638, 0x6a5a78, i/f.w*256/f.h)
		}
		return
	}
	for _, i := range order {
		f.take(i, 14)
		f.known[i] = true
	}
	for k := range len(order) { // once more, backwards, with all that is around
		f.take(order[len(order)-1-k], 4)
	}
}

// order lists the squares without a colour from the edge inwards.
func (f *filling) order() []int {
	var ring, all []int
	seen := make([]bool, len(f.col))
	for i := range f.col {
		if f.known[i] {
			seen[i] = true
			ring = append(ring, i)
		}
	}
	for len(ring) > 0 {
		ring = f.next(ring, seen)
		all = append(all, ring...)
	}
	for i := range f.col { // what nothing leads to
		if f.target[i] && !seen[i] {
			all = append(all, i)
		}
	}
	return all
}

// next are the squares to fill that lie beside the ring and were not seen before.
func (f *filling) next(ring []int, seen []bool) []int {
	var out []int
	for _, i := range ring {
		for _, j := range f.beside(i) {
			if j >= 0 && !seen[j] && f.target[j] {
				seen[j] = true
				out = append(out, j)
			}
		}
	}
	return out
}

func (f *filling) beside(i int) [4]int {
	out := [4]int{i - f.w, i - 1, i + 1, i + f.w}
	if i < f.w {
		out[0] = -1
	}
	if i%f.w == 0 {
		out[1] = -1
	}
	if i%f.w == f.w-1 {
		out[2] = -1
	}
	if i+f.w >= len(f.col) {
		out[3] = -1
	}
	return out
}

// A pick is the best place found for a square so far.
type pick struct{ at, cost int }

// take gives a square the colour of the best of some places: those its neighbours
// were taken from, moved as it lies to them, and tries by chance.
func (f *filling) take(i, tries int) {
	best := pick{-1, 1 << 30}
	f.try(i, f.from[i], &best)
	for k, j := range f.beside(i) {
		if j >= 0 && f.from[j] >= 0 {
			q := f.from[j] + [4]int{f.w, 1, -1, -f.w}[k]
			if d := q%f.w - f.from[j]%f.w; d >= -1 && d <= 1 {
				f.try(i, q, &best)
			}
		}
	}
	level := f.level(i / f.w)
	for k := range tries {
		r := noise(f.seed, i, k)
		y := level
		if k%2 > 0 {
			y = f.level(level + int(r>>20%5) - 2)
		}
		f.try(i, y*f.w+int(r%uint32(f.w)), &best)
	}
	for d := 0; d < f.h && best.at < 0; d++ { // a row without a source: the nearest that has one
		for x := 0; x < f.w && best.at < 0; x++ {
			f.try(i, f.level(level-d)*f.w+x, &best)
			f.try(i, f.level(level+d)*f.w+x, &best)
		}
	}
	if best.at >= 0 {
		f.from[i], f.col[i] = best.at, f.col[best.at]
	}
}

// level is the row with sources that is nearest to y.
func (f *filling) level(y int) int { return min(max(y, f.top), f.low) }

func (f *filling) try(i, j int, best *pick) {
	if j < 0 || j >= len(f.col) || j == i || j == best.at || !f.source[j] {
		return
	}
	if c := f.cost(i%f.w, i/f.w, j, best.cost); c < best.cost {
		*best = pick{j, c}
	}
}

// cost is how badly square j's surroundings fit those of (x, y), and how far it is
// from that height; it is given up above limit.
func (f *filling) cost(x, y, j, limit int) int {
	jx, jy := j%f.w, j/f.w
	level := f.level(y)
	sum := (jy - level) * (jy - level) * 260
	for dy := -patch; dy <= patch; dy++ {
		for dx := -patch; dx <= patch; dx++ {
			ax, ay, bx, by := x+dx, y+dy, jx+dx, jy+dy
			if ax < 0 || ay < 0 || ax >= f.w || ay >= f.h || !f.known[ay*f.w+ax] {
				continue
			}
			if bx < 0 || by < 0 || bx >= f.w || by >= f.h || !f.source[by*f.w+bx] {
				sum += 900
				continue
			}
			if a, b := f.col[ay*f.w+ax], f.col[by*f.w+bx]; a != b {
				d := apart(a, b)
				sum += min(d*d/4, 4000)
			}
			if sum >= limit {
				return sum
			}
		}
	}
	return sum
}

// border reports whether a whole side of the picture was filled.
func (f *filling) border() bool {
	sides := [4]int{}
	for x := range f.w {
		sides[0] += one(f.target[x])
		sides[1] += one(f.target[len(f.target)-f.w+x])
	}
	for y := range f.h {
		sides[2] += one(f.target[y*f.w])
		sides[3] += one(f.target[y*f.w+f.w-1])
	}
	return sides[0] == f.w || sides[1] == f.w || sides[2] == f.h || sides[3] == f.h
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
