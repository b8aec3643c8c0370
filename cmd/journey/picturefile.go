package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
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

// open reads a picture to be worked on. The version's hash is that of the file.
func (a *atelier) open(file string) (studio.Version, error) {
	data, err := readPicture(file)
	if err != nil {
		return studio.Version{}, unreadable(file, err)
	}
	kept, smaller, err := workable(data)
	var v studio.Version
	if err == nil {
		v, err = studio.Open(kept)
	}
	if err != nil {
		return studio.Version{}, hinted{fmt.Errorf("the picture %s cannot be used: %w", file, ailment(err)), "Name a PNG, JPEG, WebP or GIF file; " + mostPixels() + "."}
	}
	saySmaller(a.err, file, smaller)
	v.Hash = game.HashOf(data)
	return v, nil
}

// workable returns a picture as it can be worked on, a PNG or JPEG that says how it
// was made if it did. A photograph loses its time, place and camera, and is turned
// upright; that, or that it is made smaller, alone encodes a JPEG anew.
//
// Smaller is its size if it had to be made smaller, else zero.
func workable(data []byte) (kept []byte, smaller picture.Size, err error) {
	switch format := game.PictureFormat(data); {
	case large(data):
	case format == "png": // what it says stays here: a server gets its pixels
		return data, smaller, sound(data)
	case format == "jpg" && !picture.Turned(data):
		if err := sound(data); err != nil {
			return nil, smaller, err
		}
		kept, err = noted(canvas.Bare(data), data)
		return kept, smaller, err
	}
	src, err := picture.DecodeLarge(data)
	if err != nil {
		return nil, smaller, err
	}
	if src.Full != smaller {
		smaller = src.Size
	}
	if kept, err = encodePicture(src.Image, game.PictureFormat(data) == "jpg"); err != nil {
		return nil, smaller, err
	}
	kept, err = noted(kept, data)
	return kept, smaller, err
}

// saySmaller says that a picture is not used as large as it is.
func saySmaller(w io.Writer, file string, smaller picture.Size) {
	if smaller != (picture.Size{}) {
		fmt.Fprintf(w, "The picture %s is larger than can be worked on: it is used at %v pixels.\n", game.CleanLine(file), smaller)
	}
}

// large reports whether a picture has more pixels than can be worked on.
func large(data []byte) bool {
	_, err := canvas.SizeOf(data)
	return errors.Is(err, canvas.ErrTooLarge)
}

// sound finds out, before anything is paid for, whether a picture can be read to its
// end.
func sound(data []byte) error {
	if _, err := canvas.SizeOf(data); err != nil {
		return err
	}
	if _, err := canvas.Decode(data); err != nil {
		return fmt.Errorf("%w: %w", picture.ErrDamaged, err)
	}
	return nil
}

// noted writes the note of one picture into another, if there is one.
func noted(data, of []byte) ([]byte, error) {
	if n, ok := canvas.ReadNote(of); ok {
		return canvas.WriteNote(data, n)
	}
	return data, nil
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
		names := newNames(base, n)
		return names, roomFor(names[0])
	}
	if !isPNG(a.o.out) && !isJPEG(a.o.out) {
		return nil, usagef("the file %s is named neither .png nor .jpg", a.o.out)
	}
	names := []string{a.o.out}
	if n > 1 || strings.Contains(a.o.out, "%d") {
		names = numbered(a.o.out, n)
	}
	for _, name := range names {
		if err := a.free(name); err != nil {
			return nil, err
		}
	}
	return names, roomFor(names[0])
}

// free refuses a file that is there, unless it may be replaced.
func (a *atelier) free(name string) error {
	switch _, err := os.Lstat(name); {
	case err == nil && !a.o.force:
		return hinted{fmt.Errorf("there is a file %s already", name), "Name another one, or add --force to replace it."}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return unwritable(name, err)
	}
	return nil
}

// roomFor finds out whether a file can be written, before anything is paid for.
func roomFor(name string) error {
	f, err := besideFile(name)
	if err != nil {
		return unwritable(name, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func unwritable(name string, err error) error {
	return hinted{fmt.Errorf("the picture cannot be written to %s: %w", name, reason(err)), "Name another file with -o."}
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

// newNames returns names of PNGs that no file is known to have.
func newNames(base string, n int) []string {
	var out []string
	for i := 1; len(out) < n; i++ {
		name := base + ".png"
		if i > 1 || n > 1 {
			name = fmt.Sprintf("%s-%d.png", base, i)
		}
		if _, err := os.Lstat(name); err != nil {
			out = append(out, name)
		}
	}
	return out
}

// maxStem bounds in bytes what names of pictures have in common, so that file systems
// take what is put behind it.
const maxStem = 200

// besides is a name for what is made of a file.
func besides(file string, op studio.Op) string {
	folder, name := filepath.Split(file)
	name = strings.TrimSuffix(name, filepath.Ext(name))
	return folder + strings.ToValidUTF8(name[:min(len(name), maxStem)], "") + "-" + string(op)
}

// slug makes a file's name of a prompt: its first words in letters and digits.
func slug(prompt string) string {
	const most = 40 // bytes
	name := ""
	for _, w := range strings.FieldsFunc(strings.ToLower(prompt), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if name == "" {
			w = strings.ToValidUTF8(w[:min(len(w), most)], "")
		}
		if len(name)+len(w) > most {
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
		return "", unwritable(name, err)
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
	f, err := besideFile(name)
	if err != nil {
		return err
	}
	defer func() {
		if e := os.Remove(f.Name()); !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if !replace {
		if err := os.Link(f.Name(), name); err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := claim(name); err != nil { // some folders have no links
			return err
		}
	}
	return os.Rename(f.Name(), name)
}

// besideFile makes a new file in the folder of another.
func besideFile(name string) (*os.File, error) {
	return os.OpenFile(filepath.Join(filepath.Dir(name), ".journey-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// claim makes an empty file that was not there.
func claim(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	return f.Close()
}
