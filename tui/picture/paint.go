package picture

import (
	"image"
	"math"
	"time"
)

const maxParts = 12 // rectangles of a covered picture; with more it stays rough

// paint appends what paints the pictures of the frame, if the line takes it at once.
// Else the sender paints them.
func (s *Screen) paint(b []byte) []byte {
	b = s.drop(b)
	if s.line != nil && !s.line.fits(s.pending()) {
		return b
	}
	return s.piece(b, math.MaxInt)
}

// pending returns about how many bytes are left to paint.
func (s *Screen) pending() int {
	n := 0
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if spot := s.shown[p.place]; spot != nil {
			todo := s.todo(p, spot)
			n += todo.count() * p.r.perCell()
		}
	}
	if s.coming != nil {
		n += s.coming.pending()
	}
	return n
}

// piece appends up to about size bytes of what is left to paint, and then asks the
// terminal to say when it has taken them.
func (s *Screen) piece(b []byte, size int) []byte {
	start := len(b)
	b = append(b, "\x1b7"...)
	empty := len(b)
	slow := s.line != nil && s.line.slow(s.pending())
	for i := range s.now.pictures {
		p := &s.now.pictures[i]
		if spot := s.shown[p.place]; spot != nil && len(b)-empty < size {
			b = s.paintPicture(b, p, spot, size, slow)
		}
	}
	b = s.advanceUpload(b, empty, size, slow)
	if len(b) == empty {
		return b[:start]
	}
	b = append(b, "\x1b8"...)
	if s.line != nil {
		b = s.line.send(b, len(b)-start, time.Now())
	}
	return b
}

// todo returns the cells of a picture that are to be painted now.
func (s *Screen) todo(p *placement, spot *spot) grid {
	todo := spot.todo.both(p.visible)
	rects := p.visible.rects()
	whole := len(rects) == 1 && rects[0] == p.r.all()
	switch {
	case len(rects) > maxParts, p.r.terminal.fractional() && !whole:
		return todo.without(spot.ink)
	case p.r.terminal.fractional() && todo.count() > 0:
		todo.copy(p.visible)
	}
	return todo
}

// paintPicture appends up to about size bytes that paint a picture. A slow one is
// rough first.
func (s *Screen) paintPicture(b []byte, p *placement, spot *spot, size int, slow bool) []byte {
	start := len(b)
	todo := s.todo(p, spot)
	if len(p.visible.rects()) > maxParts || p.r.terminal.fractional() && todo.count() < len(todo.on) {
		return p.r.sketch(b, p.place, &todo, &spot.ink, math.MaxInt)
	}
	if slow {
		blank := todo.without(spot.ink)
		if b = p.r.sketch(b, p.place, &blank, &spot.ink, size); len(b) > start {
			return b
		}
	}
	// Parts may be far smaller than their palettes let expect. A piece of such parts alone would
	// tell nothing of the line, which would stay as it was taken for at first.
	for len(b)-start < max(size/2, leastTelling) || len(b)-start+2*p.r.palettes() < size {
		rects := todo.rects()
		if len(rects) == 0 {
			break
		}
		if size < math.MaxInt {
			rects = []image.Rectangle{p.r.cut(rects[0], size-(len(b)-start))}
		}
		parts, err := p.r.paint(rects)
		if err == nil { // else it stays as it is; the text of the frame matters more
			b = appendParts(b, parts, p.place)
		}
		for _, rect := range rects {
			todo.fill(rect, false)
			spot.todo.fill(rect, false)
			spot.ink.fill(rect, true)
		}
	}
	return b
}

// cover notes what of a picture is visible now.
func (s *Screen) cover(spot *spot, p *placement) {
	hidden := spot.ink.without(p.visible)
	if hidden.count() == 0 {
		return
	}
	spot.ink.and(p.visible)
	if p.r.terminal.drops() {
		spot.again(p)
	}
	s.left = s.left || p.r.terminal.lays()
}

func appendParts(b []byte, parts []part, at place) []byte {
	for _, part := range parts {
		b = moveTo(b, at.col+part.cells.Min.X, at.row+part.cells.Min.Y)
		for _, piece := range part.payload {
			b = append(b, piece...)
		}
	}
	return b
}

func (r *Rendered) all() image.Rectangle { return image.Rect(0, 0, r.Cells.W, r.Cells.H) }

// perCell returns about how many bytes a cell takes, beside the palette of its part.
func (r *Rendered) perCell() int {
	n := 0
	for _, p := range r.whole {
		n += p.payload.size() - r.palettes()
	}
	return max(n/(r.Cells.W*r.Cells.H), 1)
}

// palettes returns about how many bytes of a part are its palette.
func (r *Rendered) palettes() int {
	if r.palette == nil {
		return 0
	}
	const entry = 15
	return entry * len(r.palette.Palette)
}

// paint returns what paints some rectangles of a picture's cells.
func (r *Rendered) paint(rects []image.Rectangle) ([]part, error) {
	if len(rects) == 1 && rects[0] == r.all() && r.whole != nil {
		return r.whole, nil
	}
	var parts []part
	for _, rect := range rects {
		for _, tile := range r.tiles(rect) {
			payload, err := r.encode(tile)
			if err != nil {
				return nil, err
			}
			if payload.size() > 0 {
				parts = append(parts, part{tile, payload})
			}
		}
	}
	return parts, nil
}

// encode returns the bytes that paint a rectangle of cells.
func (r *Rendered) encode(cells image.Rectangle) (payload, error) {
	switch r.Protocol {
	case Sixel:
		area := r.sixelArea(cells, r.palette.Rect)
		if area.Empty() {
			return nil, nil
		}
		return encodeSixel(r.palette, area, r.terminal.wholeBands()), nil
	case ITerm2:
		area := r.area(cells, r.scaled.Rect)
		if area.Empty() {
			return nil, nil
		}
		return encodeITerm2(r.scaled, area, Size{cells.Dx(), cells.Dy()})
	case KittyDirect:
		return r.encodeDirect(cells)
	case None, Blocks, Kitty:
	}
	return nil, nil
}

// encodeDirect returns the transfer of a rectangle of cells that places itself at the cursor.
func (r *Rendered) encodeDirect(cells image.Rectangle) (payload, error) {
	var img image.Image = r.palette
	if r.palette == nil {
		img = r.scaled
	}
	area := r.area(cells, img.Bounds())
	if area.Empty() {
		return nil, nil
	}
	data, err := encodeKitty(img, area, 0, "a=T,C=1", false)
	return payload{data}, err
}

// sixelArea returns the pixels of a rectangle of cells that a sixel picture can have there.
func (r *Rendered) sixelArea(cells, bounds image.Rectangle) image.Rectangle {
	area := r.area(cells, bounds)
	if r.terminal.wholeBands() {
		area.Max.Y -= area.Dy() % sixelBand
	}
	return area
}

// area returns the pixels of a rectangle of cells.
func (r *Rendered) area(cells, bounds image.Rectangle) image.Rectangle {
	low := r.terminal.pixels(Size{cells.Min.X, cells.Min.Y})
	high := r.terminal.pixels(Size{cells.Max.X, cells.Max.Y})
	return image.Rect(low.W, low.H, high.W, high.H).Intersect(bounds)
}

// bandRows returns the least number of rows that end where a band of sixels ends.
// Parts that do so leave no seam.
func (r *Rendered) bandRows() int {
	for rows := 1; rows < sixelBand; rows++ {
		if rows*r.terminal.cell().H%sixelBand == 0 {
			return rows
		}
	}
	return sixelBand
}

// cut returns the start of a rectangle of cells, about size bytes of it. Some terminals keep
// only a handful of pictures, and the place of a part in cells that are no whole number of
// pixels is not exact, so these take a rectangle whole.
func (r *Rendered) cut(cells image.Rectangle, size int) image.Rectangle {
	n, step := max(size-r.palettes(), 0)/r.perCell(), r.bandRows()
	if n >= cells.Dx()*cells.Dy() || r.terminal.keepsFew() || r.terminal.fractional() {
		return cells
	}
	w, h := cells.Dx(), n/cells.Dx()/step*step
	if h == 0 {
		const least = 4 // columns: each part brings its own palette
		w, h = max(n/step, least), step
	}
	return image.Rect(0, 0, w, h).Add(cells.Min).Intersect(cells)
}

// tiles cuts a rectangle of cells so that no part is larger than the terminal takes,
// and that all but the last end where a band ends. For terminals that know whole bands
// alone the last does so too if it can: they fit what does not end there to where it would.
func (r *Rendered) tiles(cells image.Rectangle) []image.Rectangle {
	most := r.terminal.MaxPixels
	if r.Protocol != Sixel || r.terminal.fractional() {
		return []image.Rectangle{cells}
	}
	w, h := cells.Dx(), cells.Dy()
	cell := r.terminal.cell()
	if !most.empty() {
		w, h = min(w, max(most.W/cell.W, 1)), min(h, max(most.H/cell.H, 1))
	}
	step := r.bandRows()
	if h > step && (h < cells.Dy() || r.terminal.wholeBands()) {
		h -= h % step
	}
	var tiles []image.Rectangle
	for y := cells.Min.Y; y < cells.Max.Y; y += h {
		if r.terminal.wholeBands() && y+step > cells.Max.Y && cells.Dy() >= step {
			y = cells.Max.Y - step // whole bands again: what it paints twice is the same
		}
		for x := cells.Min.X; x < cells.Max.X; x += w {
			tiles = append(tiles, image.Rect(x, y, x+w, y+h).Intersect(cells))
		}
	}
	return tiles
}
