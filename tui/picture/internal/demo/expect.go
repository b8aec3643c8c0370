package main

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"regexp"
	"strconv"
	"sync"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/mattn/go-sixel"

	"journey/tui/picture"
)

// expectation is the file that has what the terminal has to show. It is missing while
// that is worked out.
type expectation struct {
	name string

	mu     sync.Mutex
	latest int // change of the view
}

// keep saves what the terminal has to show of the picture now. It does so beside the
// event loop, which has answers of the terminal to hear.
func (m *model) keep() tea.Cmd {
	e := m.expect
	if e.name == "" {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.latest++
	if err := os.Remove(e.name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return func() tea.Msg { return err }
	}
	if m.shown == nil || m.removed || m.shown.Protocol == picture.Blocks {
		return nil
	}
	number, now, t := e.latest, *m, m.detector.Terminal()
	return func() tea.Msg {
		data, err := now.expected(t)
		if err == nil {
			err = e.save(number, data)
		}
		if err != nil {
			return err
		}
		return nil
	}
}

// save writes the file if nothing has changed since.
func (e *expectation) save(number int, data []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if number != e.latest {
		return nil
	}
	const half = ".half"
	if err := os.WriteFile(e.name+half, data, 0o600); err != nil {
		return err
	}
	return os.Rename(e.name+half, e.name)
}

// expected returns what a terminal has to show of the picture, as a PNG.
func (m *model) expected(t picture.Terminal) ([]byte, error) {
	var payload bytes.Buffer
	if err := picture.Print(m.ctx, &payload, m.source, m.shown.Cells, t); err != nil {
		return nil, err
	}
	cell := t.Cell
	data := payload.Bytes()
	if t.Tmux { // placed by its cells, like what is printed elsewhere
		data = append([]byte("\x1b8"), bytes.ReplaceAll(data, []byte("\x1b\x1b"), []byte("\x1b"))...)
		data = bytes.ReplaceAll(data, []byte("\x1bPtmux;"), nil)
	}
	img, err := decode(data, m.shown.Cells, cell)
	if err != nil {
		return nil, err
	}
	if m.overlay {
		col, row := overlayAt()
		left, top := 0, 1
		if m.moved {
			left, top = left+5, top+3
		}
		covered := image.Rect(0, 0, lipgloss.Width(m.box()), lipgloss.Height(m.box())).Add(image.Pt(col-left, row-top))
		covered = pixels(covered, t)
		draw.Draw(img, covered, image.NewUniform(color.Transparent), image.Point{}, draw.Src)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// pixels returns the pixels of some cells, and of those that they touch.
func pixels(cells image.Rectangle, t picture.Terminal) image.Rectangle {
	window, grid := t.Window, t.Grid
	if grid.W == 0 || grid.H == 0 {
		window, grid = t.Cell, picture.Size{W: 1, H: 1}
	}
	return image.Rect(cells.Min.X*window.W/grid.W, cells.Min.Y*window.H/grid.H,
		(cells.Max.X*window.W+grid.W-1)/grid.W, (cells.Max.Y*window.H+grid.H-1)/grid.H)
}

// decode draws what a terminal draws for the output of picture.Print.
func decode(data []byte, cells, cell picture.Size) (*image.NRGBA, error) {
	img := image.NewNRGBA(image.Rect(0, 0, cells.W*cell.W, cells.H*cell.H))
	parts := regexp.MustCompile(`(?s)\x1b8(?:\x1b\[(\d+)B)?(?:\x1b\[(\d+)C)?(\x1b[P_\]].*?)(?:\x1b8|$)`)
	for rest := data; ; {
		at := parts.FindSubmatchIndex(rest)
		if at == nil {
			return img, nil
		}
		number := func(i int) int {
			if at[2*i] < 0 {
				return 0
			}
			n, _ := strconv.Atoi(string(rest[at[2*i]:at[2*i+1]])) // digits
			return n
		}
		part, err := decodePart(rest[at[6]:at[7]])
		if err != nil {
			return nil, err
		}
		place := part.Bounds().Sub(part.Bounds().Min).Add(image.Pt(number(2)*cell.W, number(1)*cell.H))
		draw.Draw(img, place, part, part.Bounds().Min, draw.Src)
		rest = rest[at[7]:]
	}
}

func decodePart(data []byte) (img image.Image, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\x1bP")):
		err = sixel.NewDecoder(bytes.NewReader(data)).Decode(&img)
		return img, err
	case bytes.HasPrefix(data, []byte("\x1b]1337;")):
		_, text, _ := bytes.Cut(bytes.TrimRight(data, "\a"), []byte(":"))
		return jpeg.Decode(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(text)))
	}
	return decodeKitty(data)
}

func decodeKitty(data []byte) (image.Image, error) {
	var text []byte
	for _, chunk := range regexp.MustCompile(`\x1b_G[^;]*;([^\x1b]*)\x1b\\`).FindAllSubmatch(data, -1) {
		text = append(text, chunk[1]...)
	}
	in := base64.NewDecoder(base64.StdEncoding, bytes.NewReader(text))
	size := regexp.MustCompile(`s=(\d+),v=(\d+)`).FindSubmatch(data)
	if size == nil {
		return png.Decode(in)
	}
	w, errW := strconv.Atoi(string(size[1]))
	h, errH := strconv.Atoi(string(size[2]))
	if err := errors.Join(errW, errH); err != nil {
		return nil, fmt.Errorf("read size: %w", err)
	}
	z, err := zlib.NewReader(in)
	if err != nil {
		return nil, err
	}
	pixels, err := io.ReadAll(io.LimitReader(z, int64(w*h*3)))
	if err != nil {
		return nil, err
	}
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range len(pixels) / 3 {
		img.SetNRGBA(i%w, i/w, color.NRGBA{pixels[3*i], pixels[3*i+1], pixels[3*i+2], 255})
	}
	return img, nil
}
