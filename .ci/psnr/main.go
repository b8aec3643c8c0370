// Command psnr tells how true a terminal shows a picture: it finds the picture in
// a photograph of the terminal's window and prints the peak signal-to-noise ratio
// of the two in decibels.
//
//	psnr [-min DB] PHOTO.png PAYLOAD
//
// PAYLOAD is a PNG, of which transparent pixels do not count, or bytes that a
// program wrote to a terminal, of which the last sixel picture counts. The exit code
// is 1 when the ratio is below -min.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"regexp"
	"slices"

	"github.com/mattn/go-sixel"
)

func main() {
	least := flag.Float64("min", 45, "the least ratio that is good enough, in decibels")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: psnr [-min DB] PHOTO.png PAYLOAD")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), *least); err != nil {
		fmt.Fprintln(os.Stderr, "psnr:", err)
		os.Exit(1)
	}
}

func run(photoFile, payloadFile string, least float64) error {
	photo, err := read(photoFile)
	if err != nil {
		return err
	}
	payload, err := read(payloadFile)
	if err != nil {
		return err
	}
	at, err := find(photo, payload)
	if err != nil {
		return err
	}
	ratio := psnr(photo, payload, at)
	size := payload.Bounds().Size()
	fmt.Printf("%s: %.1f dB, %dx%d at %d,%d\n", photoFile, ratio, size.X, size.Y, at.X, at.Y)
	if ratio < least {
		return fmt.Errorf("%.1f dB is below %.1f dB", ratio, least)
	}
	return nil
}

// read decodes the picture of a file: a PNG, or the last sixel in its bytes.
func read(file string) (*image.RGBA, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	decoded, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("decode %s: %w", file, err)
	}
	rgba := image.NewRGBA(image.Rectangle{Max: decoded.Bounds().Size()})
	draw.Draw(rgba, rgba.Rect, decoded, decoded.Bounds().Min, draw.Src)
	return rgba, nil
}

func decode(data []byte) (image.Image, error) {
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		return png.Decode(bytes.NewReader(data))
	}
	sixels := regexp.MustCompile(`\x1bP[0-9;]*q[^\x1b]*\x1b\\`).FindAll(data, -1)
	if len(sixels) == 0 {
		return nil, errors.New("neither a PNG nor bytes with a sixel")
	}
	var decoded image.Image
	err := sixel.NewDecoder(bytes.NewReader(sixels[len(sixels)-1])).Decode(&decoded)
	return decoded, err
}

// find gives the place in photo where payload fits best. It compares points
// strewn over payload, and gives up on a place as soon as a better one is known.
func find(photo, payload *image.RGBA) (image.Point, error) {
	room := photo.Rect.Size().Sub(payload.Rect.Size())
	if room.X < 0 || room.Y < 0 {
		return image.Point{}, fmt.Errorf("a picture of %v does not fit into a photograph of %v", payload.Rect.Size(), photo.Rect.Size())
	}
	points := slices.DeleteFunc(strew(payload.Rect.Size(), 2000), func(p image.Point) bool {
		return payload.RGBAAt(p.X, p.Y).A == 0
	})
	best, least := image.Point{}, math.MaxInt
	for y := range room.Y + 1 {
		for x := range room.X + 1 {
			at, sum := image.Pt(x, y), 0
			for _, p := range points {
				if sum += squares(photo, payload, p, at); sum >= least {
					break
				}
			}
			if sum < least {
				best, least = at, sum
			}
		}
	}
	return best, nil
}

// strew spreads about n points over a rectangle, in an order that jumps about,
// so that a wrong place shows in the first few.
func strew(size image.Point, n int) []image.Point {
	points := make([]image.Point, n)
	for i := range points {
		// The fractional parts of multiples of these two cover the square evenly.
		x, y := math.Mod(float64(i)*0.7548776662466927, 1), math.Mod(float64(i)*0.5698402909980532, 1)
		points[i] = image.Pt(int(x*float64(size.X)), int(y*float64(size.Y)))
	}
	return points
}

// psnr is the ratio over the three colours of every pixel of payload that counts;
// +Inf when photo shows it exactly.
func psnr(photo, payload *image.RGBA, at image.Point) float64 {
	sum, n, size := 0, 0, payload.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			if payload.RGBAAt(x, y).A > 0 {
				sum += squares(photo, payload, image.Pt(x, y), at)
				n++
			}
		}
	}
	mean := float64(sum) / float64(3*n)
	return 10 * math.Log10(255*255/mean)
}

// squares adds the squared differences of the three colours of payload at p.
func squares(photo, payload *image.RGBA, p, at image.Point) int {
	i, j := photo.PixOffset(p.X+at.X, p.Y+at.Y), payload.PixOffset(p.X, p.Y)
	sum := 0
	for c := range 3 {
		d := int(photo.Pix[i+c]) - int(payload.Pix[j+c])
		sum += d * d
	}
	return sum
}
