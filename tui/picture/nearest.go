package picture

import (
	"sync/atomic"
)

// nearest finds the nearest colour of a palette, and remembers it for all colours
// that share the upper bits of each channel. Several goroutines may ask at once:
// whoever is first writes what any other would have written.
type nearest struct {
	colors [256]rgb
	packed [256]lanes // the same
	count  int
	alike  int32                     // see choice
	known  []atomic.Uint32           // index+1 by a cell of the colours; 0 when not looked up yet
	near   []atomic.Pointer[[]uint8] // colours that may be nearest, by the upper four bits
}

const (
	knownBits = 5 + 6 + 5 // of red, green, to which the eye is keenest, and blue
	nearBits  = 4
)

func newNearest() *nearest {
	return &nearest{known: make([]atomic.Uint32, 1<<knownBits), near: make([]atomic.Pointer[[]uint8], 1<<(3*nearBits))}
}

// forget all it has found.
func (n *nearest) forget() {
	clear(n.known)
	clear(n.near)
}

// choose makes it find the colours of a choice. It must not know any others.
func (n *nearest) choose(c choice) {
	n.count, n.alike = len(c.colors), c.alike()
	for i, color := range c.colors {
		r, g, b, _ := color.RGBA()
		n.packed[i] = inLanes(uint8((r+128)/257), uint8((g+128)/257), uint8((b+128)/257))
		n.colors[i] = n.packed[i].channels()
	}
}

// find returns the index of the nearest colour. Channels are 0..255.
func (n *nearest) find(c rgb) uint8 {
	key := uint32(c.r>>3<<11 | c.g>>2<<5 | c.b>>3)
	if i := n.known[key].Load(); i > 0 {
		return uint8(i - 1)
	}
	return n.search(key)
}

// search finds the colour nearest to the middle of a cell of the table.
func (n *nearest) search(key uint32) uint8 {
	middle := rgb{int32(key>>11)<<3 + 4, int32(key>>5&63)<<2 + 2, int32(key&31)<<3 + 4}
	best, least := uint8(0), int32(1<<30)
	for _, i := range n.candidates(middle.r>>4, middle.g>>4, middle.b>>4) {
		if d := middle.distance(&n.colors[i]); d < least {
			best, least = i, d
		}
	}
	n.known[key].Store(uint32(best) + 1)
	return best
}

// candidates returns the colours that are nearest to some point of a cube with sides
// of 16 levels: none further from all of it than another is from its furthest point.
func (n *nearest) candidates(r, g, b int32) []uint8 {
	at := &n.near[r<<(2*nearBits)|g<<nearBits|b]
	if known := at.Load(); known != nil {
		return *known
	}
	var low [256]int32
	most := int32(1 << 30)
	for i := range n.count {
		c := &n.colors[i]
		lr, hr := reach(c.r, r<<4)
		lg, hg := reach(c.g, g<<4)
		lb, hb := reach(c.b, b<<4)
		low[i] = lr + lg + lb
		most = min(most, hr+hg+hb)
	}
	var all []uint8
	for i, d := range low[:n.count] {
		if d <= most {
			all = append(all, uint8(i))
		}
	}
	at.Store(&all)
	return all
}

// reach returns the squares of the least and the largest distance of v to the 16
// levels from start on.
func reach(v, start int32) (least, largest int32) {
	low, high := start-v, start+15-v // of the two ends
	gap := max(low, -high, 0)
	far := max(high, -low)
	return gap * gap, far * far
}
