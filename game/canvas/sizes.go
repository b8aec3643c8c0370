package canvas

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"journey/game"
)

// ErrSize is wrapped by the error for a size that a model does not paint.
var ErrSize = errors.New("not a size that it paints")

// Sizes are the sizes in pixels that a model paints. Of the rules, those that are 0
// do not bind; the zero value allows every size from 1x1 on.
type Sizes struct {
	List      []game.PictureSize // these alone, when there are any; no other rule binds then
	Step      int                // both edges are a multiple of it
	MinEdge   int
	MaxEdge   int
	MaxRatio  int // an edge is at most so many times the other
	MinPixels int // width times height
	MaxPixels int
}

// Allowed reports whether the model paints a size.
func (s Sizes) Allowed(size game.PictureSize) bool {
	if len(s.List) > 0 {
		return slices.Contains(s.List, size)
	}
	long, short := max(size.W, size.H), min(size.W, size.H)
	switch {
	case short < max(s.MinEdge, 1) || long > math.MaxInt32,
		s.Step > 0 && (long%s.Step != 0 || short%s.Step != 0),
		s.MaxEdge > 0 && long > s.MaxEdge,
		s.MaxRatio > 0 && long > s.MaxRatio*short,
		long*short < s.MinPixels,
		s.MaxPixels > 0 && long*short > s.MaxPixels:
		return false
	}
	return true
}

// Nearest is the allowed size that is most like the one wished for: itself if it is
// allowed; of a list the one nearest in shape, then in the number of pixels; else the
// one whose edges are the fewest per cent off after the wish was brought within the
// rules with its shape kept. Less than 1 counts as 1. It is zero for rules that
// nothing keeps.
func (s Sizes) Nearest(wish game.PictureSize) game.PictureSize {
	wish = game.PictureSize{W: max(wish.W, 1), H: max(wish.H, 1)}
	if s.Allowed(wish) {
		return wish
	}
	w, h := float64(wish.W), float64(wish.H)
	if len(s.List) > 0 {
		return slices.MinFunc(s.List, func(a, b game.PictureSize) int {
			return cmp.Or(
				cmp.Compare(off(float64(a.W)*h, float64(a.H)*w), off(float64(b.W)*h, float64(b.H)*w)),
				cmp.Compare(off(float64(a.W)*float64(a.H), w*h), off(float64(b.W)*float64(b.H), w*h)),
			)
		})
	}
	w, h = s.within(w, h)
	step := max(s.Step, 1)
	var best game.PictureSize
	least := math.Inf(1)
	for i := range 25 { // the multiples around it, two to each side
		size := game.PictureSize{W: (int(w)/step + i%5 - 2) * step, H: (int(h)/step + i/5 - 2) * step}
		if !s.Allowed(size) {
			continue
		}
		if d := math.Hypot(off(float64(size.W), w), off(float64(size.H), h)); d < least {
			best, least = size, d
		}
	}
	return best
}

// within brings a size within the rules but for the step.
func (s Sizes) within(w, h float64) (float64, float64) {
	if r := float64(s.MaxRatio); r > 0 {
		w, h = min(w, r*h), min(h, r*w)
	}
	by := max(1, math.Sqrt(float64(s.MinPixels)/(w*h)), float64(s.MinEdge)/min(w, h))
	if s.MaxPixels > 0 {
		by = min(by, math.Sqrt(float64(s.MaxPixels)/(w*h)))
	}
	if s.MaxEdge > 0 {
		by = min(by, float64(s.MaxEdge)/max(w, h))
	}
	most := float64(math.MaxInt32)
	least := float64(s.MinEdge) // which may be out of reach with the shape kept
	return min(max(w*by, least), most), min(max(h*by, least), most)
}

// off is how far two measures are apart, whichever is the larger.
func off(a, b float64) float64 { return math.Abs(math.Log(a / b)) }

// Check wraps [ErrSize] for a size that is not allowed, and says which are and which
// is the nearest.
func (s Sizes) Check(size game.PictureSize) error {
	if s.Allowed(size) {
		return nil
	}
	near := s.Nearest(size)
	return fmt.Errorf("%dx%d is %w: it takes %s; the nearest is %dx%d", size.W, size.H, ErrSize, s, near.W, near.H)
}

// String is the rules in words.
func (s Sizes) String() string {
	var out []string
	say := func(n int, format string) {
		if n > 0 {
			out = append(out, fmt.Sprintf(format, n))
		}
	}
	if len(s.List) > 0 {
		for _, size := range s.List {
			out = append(out, fmt.Sprintf("%dx%d", size.W, size.H))
		}
		return strings.Join(out, ", ")
	}
	say(s.Step, "multiples of %d")
	say(s.MinEdge, "no edge below %d")
	say(s.MaxEdge, "no edge above %d")
	say(s.MaxRatio, "no edge more than %d times the other")
	say(s.MinPixels, "at least %d pixels")
	say(s.MaxPixels, "at most %d pixels")
	return cmp.Or(strings.Join(out, ", "), "every size")
}
