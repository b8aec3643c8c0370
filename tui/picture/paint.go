package picture

import (
	"image"
)

// paint returns what paints the visible cells of a picture, given as rectangles.
// Nothing is painted where the terminal cannot place a part exactly.
func (r *Rendered) paint(visible []image.Rectangle) ([]part, error) {
	all := image.Rect(0, 0, r.Cells.W, r.Cells.H)
	if len(visible) == 1 && visible[0] == all {
		if r.whole != nil {
			return r.whole, nil
		}
	} else if r.terminal.fractional() {
		return nil, nil
	}
	var parts []part
	for _, rect := range visible {
		for _, tile := range r.tiles(rect) {
			payload, err := r.encode(tile)
			if err != nil {
				return nil, err
			}
			if len(payload) > 0 {
				parts = append(parts, part{tile, payload})
			}
		}
	}
	return parts, nil
}

// encode returns the bytes that paint a rectangle of cells.
func (r *Rendered) encode(cells image.Rectangle) ([]byte, error) {
	switch r.Protocol {
	case Sixel:
		area := r.area(cells, r.palette.Rect)
		if r.terminal.wholeBands() {
			area.Max.Y -= area.Dy() % sixelBand
		}
		if area.Empty() {
			return nil, nil
		}
		return encodeSixel(r.palette, area, r.terminal.wholeBands())
	case ITerm2:
		area := r.area(cells, r.scaled.Rect)
		if area.Empty() {
			return nil, nil
		}
		return encodeITerm2(r.scaled, area, Size{cells.Dx(), cells.Dy()})
	case None, Blocks, Kitty:
	}
	return nil, nil
}

// area returns the pixels of a rectangle of cells.
func (r *Rendered) area(cells, bounds image.Rectangle) image.Rectangle {
	low := r.terminal.pixels(Size{cells.Min.X, cells.Min.Y})
	high := r.terminal.pixels(Size{cells.Max.X, cells.Max.Y})
	return image.Rect(low.W, low.H, high.W, high.H).Intersect(bounds)
}

// tiles cuts a rectangle of cells so that no part is larger than the terminal takes.
func (r *Rendered) tiles(cells image.Rectangle) []image.Rectangle {
	most := r.terminal.MaxPixels
	size := r.terminal.pixels(Size{cells.Dx(), cells.Dy()})
	if most.empty() || r.Protocol != Sixel || (size.W <= most.W && size.H <= most.H) {
		return []image.Rectangle{cells}
	}
	cell := r.terminal.cell()
	w := max(most.W/cell.W, 1)
	h := max(most.H/cell.H, 1)
	// Rows of a tile end where bands end, or a seam would show.
	for rows := h; rows > 0; rows-- {
		if rows*cell.H%sixelBand == 0 {
			h = rows
			break
		}
	}
	var tiles []image.Rectangle
	for y := cells.Min.Y; y < cells.Max.Y; y += h {
		for x := cells.Min.X; x < cells.Max.X; x += w {
			tiles = append(tiles, image.Rect(x, y, x+w, y+h).Intersect(cells))
		}
	}
	return tiles
}
