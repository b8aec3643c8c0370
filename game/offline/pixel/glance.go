package pixel

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"journey/game"
)

// An impression is what can be said of a picture that is not understood.
type impression struct {
	format, brightness, light, hues string
	horizon                         string
	busy                            bool
}

// glance looks at a picture as 48 by 32 fields.
func glance(m pixmap) impression {
	const w, h = 48, 32
	col := make([]ink, w*h)
	for y := range h {
		for x := range w {
			col[y*w+x] = m.field(x*m.w/w, y*m.h/h, max((x+1)*m.w/w, x*m.w/w+1), max((y+1)*m.h/h, y*m.h/h+1))
		}
	}
	sum, edges := 0, 0
	for i, c := range col {
		sum += c.luma()
		if i%w > 0 {
			edges += apart(c, col[i-1])
		}
	}
	out := impression{format: formatOf(m.w, m.h), hues: huesIn(col), busy: edges/len(col) > 26}
	switch mean := sum / len(col); {
	case mean < 60:
		out.brightness = "dark"
	case mean < 115:
		out.brightness = "dim"
	case mean < 175:
		out.brightness = "bright"
	default:
		out.brightness = "very bright"
	}
	out.light = lightIn(col, w, h)
	out.horizon = horizonIn(col, w, h)
	return out
}

// field is the mean colour of a part of the picture, over white where it is clear.
func (m pixmap) field(x0, y0, x1, y1 int) ink {
	var r, g, b, n int
	for y := y0; y < min(y1, m.h); y += max((y1-y0)/8, 1) {
		for x := x0; x < min(x1, m.w); x += max((x1-x0)/8, 1) {
			i := y*m.w + x
			cr, cg, cb := mix(0xffffff, m.px[i], int(m.a[i])*256/255).rgb()
			r, g, b, n = r+cr, g+cg, b+cb, n+1
		}
	}
	n = max(n, 1)
	return mk(r/n, g/n, b/n)
}

func formatOf(w, h int) string {
	switch {
	case w*4 > h*5:
		return "landscape"
	case h*4 > w*5:
		return "portrait"
	}
	return "square"
}

// hueNamed is the plain word for a colour.
func hueNamed(c ink) string {
	r, g, b := c.rgb()
	most, least := max(r, g, b), min(r, g, b)
	d := most - least
	switch {
	case most < 36:
		return "black"
	case d < 22 || d*6 < most:
		if most > 215 {
			return "white"
		}
		return "grey"
	}
	var turn int // sixths of the circle in hundredths
	switch most {
	case r:
		turn = pmod((g-b)*100/d, 600)
	case g:
		turn = (b-r)*100/d + 200
	default:
		turn = (r-g)*100/d + 400
	}
	switch {
	case turn < 20 || turn >= 565:
		return "red"
	case turn < 68:
		if most < 150 {
			return "brown"
		}
		return "orange"
	case turn < 115:
		return "yellow"
	case turn < 265:
		return "green"
	case turn < 325:
		return "turquoise"
	case turn < 425:
		return "blue"
	case turn < 500:
		return "violet"
	}
	return "pink"
}

// huesIn names the one to three colours that fill most of the picture.
func huesIn(col []ink) string {
	count := map[string]int{}
	for _, c := range col {
		count[hueNamed(c)]++
	}
	var names []string
	for name, n := range count {
		if n*8 >= len(col) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	switch names = names[:min(len(names), 3)]; len(names) {
	case 0:
		return "many colours"
	case 1:
		return names[0]
	case 2:
		return names[0] + " and " + names[1]
	}
	return names[0] + ", " + names[1] + " and " + names[2]
}

// lightIn says where the brightest tenth of the picture lies, "" when it lies
// everywhere.
func lightIn(col []ink, w, h int) string {
	order := make([]int, len(col))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return col[b].luma() - col[a].luma() })
	tenth := order[:len(order)/10]
	if col[tenth[len(tenth)-1]].luma()-col[order[len(order)/2]].luma() < 24 {
		return ""
	}
	var x, y int
	for _, i := range tenth {
		x, y = x+i%w, y+i/w
	}
	x, y = x*100/len(tenth)/w, y*100/len(tenth)/h
	across, down := "", ""
	if x < 38 {
		across = "left"
	} else if x > 62 {
		across = "right"
	}
	if y < 36 {
		down = "upper"
	} else if y > 64 {
		down = "lower"
	}
	switch {
	case across != "" && down != "":
		return down + " " + across
	case across != "":
		return across
	case down == "upper":
		return "top"
	case down == "lower":
		return "bottom"
	}
	return "middle"
}

// horizonIn looks for a level line across the whole width, where what is above
// differs from what is below.
func horizonIn(col []ink, w, h int) string {
	best, most := 0, 0
	for y := h / 5; y < h*17/20; y++ {
		n, jump := 0, 0
		for x := range w {
			d := apart(col[(y-1)*w+x], col[(y+1)*w+x])
			jump += min(d, 160)
			if d > 30 {
				n++
			}
		}
		if n*10 >= w*8 && jump > most {
			best, most = y, jump
		}
	}
	switch {
	case most == 0:
		return ""
	case best < h*2/5:
		return "high"
	case best > h*3/5:
		return "low"
	}
	return "in the middle"
}

func (i impression) describe() game.Description {
	detail := "calm"
	if i.busy {
		detail = "full of detail"
	}
	light, from := "evenly lit", "the same everywhere"
	if i.light != "" {
		light, from = "brightest at the "+i.light, "from the "+i.light
	}
	lie := "no level line runs through it"
	if i.horizon != "" {
		lie = "a level line runs across it " + i.horizon + ", as a horizon does"
	}
	picture := fmt.Sprintf("a %s picture in %s format", i.brightness, i.format)
	alt := fmt.Sprintf("%s, %s, mostly %s, %s; %s. Only its colours were looked at: what it shows is not known.",
		upper(picture), detail, i.hues, light, lie)
	premise := fmt.Sprintf("You are in a %s place where everything is %s. The light comes %s.", i.brightness, i.hues, from)
	if i.light == "" {
		premise = fmt.Sprintf("You are in a %s place where everything is %s, and the light is %s.", i.brightness, i.hues, from)
	}
	if i.horizon != "" {
		premise += " Far off, a level line divides what is above from what is below."
	}
	if i.busy {
		premise += " There is more around you than you can take in at once."
	} else {
		premise += " It is very still."
	}
	prompt := strings.Join(nonEmpty(i.format+" format", i.brightness, "mostly "+i.hues, light, lie, detail), "; ")
	return game.Description{Alt: alt, Prompt: prompt, Premise: premise}
}
