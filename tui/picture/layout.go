package picture

import (
	"fmt"
	"slices"
)

// place is where a picture stands. The column or the row is negative when a part
// of the picture is out of view.
type place struct {
	id       string
	col, row int
}

// placement is a picture in a frame.
type placement struct {
	place
	r       *Rendered
	visible grid
}

// covers reports whether a cell of the picture is visible at a cell of the screen.
func (p *placement) covers(col, row int) bool {
	return p.visible.has(col-p.col, row-p.row)
}

// layout is the pictures of a frame.
type layout struct {
	number   int
	pictures []placement
}

func (l *layout) find(at place) *placement {
	for i := range l.pictures {
		if l.pictures[i].place == at {
			return &l.pictures[i]
		}
	}
	return nil
}

// shows reports whether the picture is anywhere in the frame.
func (l *layout) shows(id string) bool {
	return slices.ContainsFunc(l.pictures, func(p placement) bool { return p.id == id })
}

// covers reports whether any picture is visible at a cell of the screen.
func (l *layout) covers(col, row int) bool {
	return slices.ContainsFunc(l.pictures, func(p placement) bool { return p.covers(col, row) })
}

// add adds a picture of which nothing is visible yet.
func (l *layout) add(at place, r *Rendered) *placement {
	l.pictures = slices.Grow(l.pictures, 1)
	l.pictures = l.pictures[:len(l.pictures)+1] // with the memory of what stood there
	p := &l.pictures[len(l.pictures)-1]
	p.place, p.r = at, r
	p.visible.reset(r.Cells)
	return p
}

func (l *layout) equal(o *layout) bool {
	return slices.EqualFunc(l.pictures, o.pictures, func(a, b placement) bool {
		return a.place == b.place && slices.Equal(a.visible.on, b.visible.on)
	})
}

// copy makes l equal to o.
func (l *layout) copy(o *layout) {
	l.number = o.number
	l.pictures = l.pictures[:0]
	for _, p := range o.pictures {
		l.add(p.place, p.r).visible.copy(p.visible)
	}
}

// layouts are those of the latest frames. Bubble Tea may flush the frame before the
// latest: each names its layout, in a marker on its first cell.
type layouts struct {
	all [4]layout
	at  int
}

func (l *layouts) latest() *layout { return &l.all[l.at] }

// spare returns an empty layout, which push makes the latest.
func (l *layouts) spare() *layout {
	next := &l.all[(l.at+1)%len(l.all)]
	next.pictures = next.pictures[:0]
	return next
}

func (l *layouts) push() int {
	number := (l.latest().number + 1) % 1e6
	l.at = (l.at + 1) % len(l.all)
	l.latest().number = number
	return number
}

// find returns the layout with the number, nil when it is too old.
func (l *layouts) find(number int) *layout {
	for i := range l.all {
		if l.all[i].number == number && i != (l.at+1)%len(l.all) {
			return &l.all[i]
		}
	}
	return nil
}

// layoutMarker is the marker of a frame. All are of the same length.
func layoutMarker(number int) string {
	return fmt.Sprintf("%s%c;%06d%s", markerStart, frameMarker, number, markerEnd)
}
