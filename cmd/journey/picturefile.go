package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"journey/game"
	"journey/game/canvas"
	"journey/game/studio"
	"journey/tui/picture"
)

// pictureQuality is of the JPEGs that are written, in percent.
const pictureQuality = 92

// open reads a picture to be worked on. What Journey made is taken as it is; of any
// other only the pixels are, upright, so that the time, place and camera of a
// photograph go to no server. The version's hash is that of the file.
func (a *atelier) open(file string) (studio.Version, error) {
	data, err := readPicture(file)
	if err != nil {
		return studio.Version{}, hinted{fmt.Errorf("the picture %s cannot be read: %w", file, err), "Name a PNG, JPEG, WebP or GIF file."}
	}
	kept := data
	format := game.PictureFormat(data)
	if _, own := canvas.ReadNote(data); !own && (a.models() || format == "jpg" || format == "gif") {
		kept, err = upright(data)
	}
	var v studio.Version
	if err == nil {
		v, err = studio.Open(kept)
	}
	if err != nil {
		return studio.Version{}, hinted{fmt.Errorf("the picture %s cannot be used: %w", file, ailment(err)), "Name a PNG, JPEG, WebP or GIF file of at most 16 million pixels."}
	}
	v.Hash = game.HashOf(data)
	return v, nil
}

// upright encodes the pixels of a picture anew, a JPEG as a JPEG.
func upright(data []byte) ([]byte, error) {
	src, err := picture.Decode(data)
	if err != nil {
		return nil, err
	}
	if game.PictureFormat(data) == "jpg" {
		return encodePicture(src.Image, true)
	}
	return encodePicture(src.Image, false)
}

func encodePicture(img image.Image, asJPEG bool) ([]byte, error) {
	var out bytes.Buffer
	var err error
	if asJPEG {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: pictureQuality})
	} else {
		err = png.Encode(&out, img)
	}
	if err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return out.Bytes(), nil
}

// names returns n file names: of --out, or new ones that begin like base.
func (a *atelier) names(base string, n int) ([]string, error) {
	if a.o.out == "" {
		return newNames(base, n), nil
	}
	if !isPNG(a.o.out) && !isJPEG(a.o.out) {
		return nil, usagef("%s is named neither .png nor .jpg", a.o.out)
	}
	names := []string{a.o.out}
	if n > 1 || strings.Contains(a.o.out, "%d") {
		names = numbered(a.o.out, n)
	}
	for _, name := range names {
		if _, err := os.Lstat(name); err == nil && !a.o.force {
			return nil, hinted{fmt.Errorf("there is a file %s already", name), "Name another one, or add --force to replace it."}
		}
	}
	return names, nil
}

// numbered puts the numbers from 1 to n where the pattern has %d, else before the
// ending.
func numbered(pattern string, n int) []string {
	if !strings.Contains(pattern, "%d") {
		ext := filepath.Ext(pattern)
		pattern = pattern[:len(pattern)-len(ext)] + "-%d" + ext
	}
	out := make([]string, n)
	for i := range out {
		out[i] = strings.Replace(pattern, "%d", strconv.Itoa(i+1), 1)
	}
	return out
}

// newNames returns names of PNGs that no file has.
func newNames(base string, n int) []string {
	var out []string
	for i := 1; len(out) < n; i++ {
		name := base + ".png"
		if i > 1 || n > 1 {
			name = fmt.Sprintf("%s-%d.png", base, i)
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			out = append(out, name)
		}
	}
	return out
}

// slug makes a file's name of a prompt: its first words in letters and digits.
func slug(prompt string) string {
	words := strings.FieldsFunc(strings.ToLower(prompt), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := ""
	for _, w := range words {
		if len(name)+len(w) > 40 {
			break
		}
		name += "-" + w
	}
	if name == "" {
		return "picture"
	}
	return name[1:]
}

// write puts a version into a file of the format its name says, whole or not at all,
// and returns the name. A picture that was paid for is not lost to a name that was
// taken meanwhile: it gets another.
func (a *atelier) write(name string, v studio.Version) (string, error) {
	data, err := formatted(name, v)
	if err != nil {
		return "", err
	}
	for {
		err = writeWhole(name, data, a.o.force)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
		name = newNames(strings.TrimSuffix(name, filepath.Ext(name)), 1)[0]
		if data, err = formatted(name, v); err != nil {
			return "", err
		}
	}
	if err != nil {
		return "", hinted{fmt.Errorf("the picture cannot be written to %s: %w", name, reason(err)), "Name another file with -o."}
	}
	return name, nil
}

// formatted is a version's file in the format that a name says, with its note.
func formatted(name string, v studio.Version) ([]byte, error) {
	is := game.PictureFormat(v.Data)
	if is == "png" && isPNG(name) || is == "jpg" && isJPEG(name) {
		return v.Data, nil
	}
	img, err := canvas.Decode(v.Data)
	if err != nil {
		return nil, err
	}
	data, err := encodePicture(img, isJPEG(name))
	if err != nil {
		return nil, err
	}
	return canvas.WriteNote(data, canvas.Note{Prompt: v.Prompt, Model: v.Model, Parent: string(v.Parent), Op: string(v.Op)})
}

// writeWhole writes a file under another name first, so that a half of it is never
// there. Unless it may replace one, a file of that name is fs.ErrExist.
func writeWhole(name string, data []byte, replace bool) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".journey-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeTemp(f.Name())) }()
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(0o644) //nolint:gosec // a picture is for everybody, as other programs write it
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if replace {
		return os.Rename(f.Name(), name)
	}
	return os.Link(f.Name(), name)
}

func removeTemp(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
