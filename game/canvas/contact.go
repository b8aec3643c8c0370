package canvas

import (
	"fmt"
	"image"
)

// contactGap is around and between the pictures of a contact sheet.
const contactGap = 8

// ContactSheet shows pictures side by side in rows, each as large as fits in the
// middle of a cell of the given size (see [Pad]), on a transparent ground, 8 pixels
// apart. A nil picture leaves its cell empty. Fewer than one column count as one. It
// wraps [ErrTooLarge] for a sheet of more than [MaxPixels], and [ErrEmpty] for one of no
// pictures or cells of no pixels.
func ContactSheet(pictures []image.Image, columns int, cell image.Point) (*image.NRGBA, error) {
	if len(pictures) == 0 {
		return nil, fmt.Errorf("lay out contact sheet: %w", ErrEmpty)
	}
	columns = max(min(columns, len(pictures)), 1)
	rows := (len(pictures) + columns - 1) / columns
	if err := checkSize(cell); err != nil {
		return nil, fmt.Errorf("lay out contact sheet: cell: %w", err)
	}
	size := image.Pt(columns*(cell.X+contactGap)+contactGap, rows*(cell.Y+contactGap)+contactGap)
	if err := checkSize(size); err != nil {
		return nil, fmt.Errorf("lay out contact sheet: %w", err)
	}
	sheet := image.NewNRGBA(image.Rectangle{Max: size})
	for i, p := range pictures {
		if p == nil {
			continue
		}
		inner, _, err := Pad(p, cell)
		if err != nil {
			return nil, fmt.Errorf("lay out contact sheet: %w", err)
		}
		put(sheet, inner, ContactCell(i, columns, cell).Min)
	}
	return sheet, nil
}

// ContactCell is where cell i, from 0, is on a contact sheet.
func ContactCell(i, columns int, cell image.Point) image.Rectangle {
	columns = max(columns, 1)
	x := contactGap + i%columns*(cell.X+contactGap)
	y := contactGap + i/columns*(cell.Y+contactGap)
	return image.Rectangle{Max: cell}.Add(image.Pt(x, y))
}
