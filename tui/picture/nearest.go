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
	known  *[knownWords]moment       // in its four numbers index+1 by a cell of the colours; 0 when not looked up yet
	near   []atomic.Pointer[[]uint8] // colours that may be nearest, by the upper four bits
	wide   []atomic.Pointer[[]uint8] // and by the upper three
	all    [256]uint8                // every index
}

const (
	knownBits = 5 + 6 + 5 // of red, green, to which the eye is keenest, and blue
	nearBits  = 4

	knownWords = 1 << knownBits / uint32(len(moment{}))
)

// newNearest returns one that knows nothing, and will write what it learns into known.
func newNearest(known *[knownWords]moment) *nearest {
	clear(known[:])
	n := &nearest{
		known: known,
		near:  make([]atomic.Pointer[[]uint8], 1<<(3*nearBits)),
		wide:  make([]atomic.Pointer[[]uint8], 1<<(3*(nearBits-1))),
	}
	for i := range n.all {
		n.all[i] = uint8(i)
	}
	return n
}

// forget all it has found.
func (n *nearest) forget() {
	clear(n.known[:])
	clear(n.near)
	clear(n.wide)
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
	if i := atomic.LoadUint32(n.at(key)); i > 0 {
		return uint8(i - 1)
	}
	return n.search(key)
}

// at is where what is known of a cell of the colours stands.
func (n *nearest) at(key uint32) *uint32 { return &n.known[key/4%knownWords][key%4] }

// search finds the colour nearest to the middle of a cell of the table.
func (n *nearest) search(key uint32) uint8 {
	middle := rgb{int32(key>>11)<<3 + 4, int32(key>>5&63)<<2 + 2, int32(key&31)<<3 + 4}
	best := n.exactly(middle)
	atomic.StoreUint32(n.at(key), uint32(best)+1)
	return best
}

// exactly is find, with no more remembered than which colours are near.
func (n *nearest) exactly(c rgb) uint8 {
	best, least := uint8(0), int32(1<<30)
	for _, i := range n.candidates(c.r>>4, c.g>>4, c.b>>4) {
		if d := c.distance(&n.colors[i]); d < least {
			best, least = i, d
		}
	}
	return best
}

// candidates returns the colours that are nearest to some point of a cube with sides
// of 16 levels. They are among those of the cube twice as wide around it.
func (n *nearest) candidates(r, g, b int32) []uint8 {
	at := &n.near[r<<(2*nearBits)|g<<nearBits|b]
	if known := at.Load(); known != nil {
		return *known
	}
	const wideBits = nearBits - 1
	wide := &n.wide[r>>1<<(2*wideBits)|g>>1<<wideBits|b>>1]
	among := wide.Load()
	if among == nil {
		all := n.within(n.all[:n.count], rgb{r >> 1 << 5, g >> 1 << 5, b >> 1 << 5}, 32)
		among = &all
		wide.Store(among)
	}
	few := n.within(*among, rgb{r << 4, g << 4, b << 4}, 16)
	at.Store(&few)
	return few
}

// within returns those of some colours that may be nearest to a point of a cube: none
// further from all of it than another is from its furthest point.
func (n *nearest) within(among []uint8, corner rgb, side int32) []uint8 {
	var low [256]int32
	most := int32(1 << 30)
	for at, i := range among {
		c := &n.colors[i]
		lr, hr := reach(c.r, corner.r, side)
		lg, hg := reach(c.g, corner.g, side)
		lb, hb := reach(c.b, corner.b, side)
		low[at&255] = lr + lg + lb
		most = min(most, hr+hg+hb)
	}
	count := 0
	for at := range among {
		if low[at&255] <= most {
			count++
		}
	}
	few := make([]uint8, 0, count)
	for at, i := range among {
		if low[at&255] <= most {
			few = append(few, i)
		}
	}
	return few
}

// reach returns the squares of the least and the largest distance of v to as many
// levels as side from start on.
func reach(v, start, side int32) (least, largest int32) {
	low, high := start-v, start+side-1-v // of the two ends
	gap := max(low, -high, 0)
	far := max(high, -low)
	return gap * gap, far * far
}
