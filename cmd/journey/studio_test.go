package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAVersionIsSavedUnderAFreeName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	original := filepath.Join(dir, "harbour.png")
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{original, filepath.Join(dir, "harbour-1.png")} {
		if err := os.WriteFile(name, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save := saver(original)
	for _, want := range []string{"harbour-2.png", "harbour-3.png"} {
		name, err := save(t.Context(), b.Bytes())
		if err != nil || name != filepath.Join(dir, want) {
			t.Fatalf("saved as %s, %v", name, err)
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, b.Bytes()) {
			t.Errorf("%s has %d bytes, %v", want, len(got), err)
		}
	}
	for _, name := range []string{"harbour.png", "harbour-1.png"} {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != "mine" {
			t.Errorf("%s was written over: %q, %v", name, got, err)
		}
	}
	if _, err := save(t.Context(), []byte("no picture")); err == nil {
		t.Error("what is no picture was saved")
	}
}

func TestAPhotographIsOpenedWithoutWhatItsFileTells(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20)), nil); err != nil {
		t.Fatal(err)
	}
	// An EXIF that says that the picture lies on its side, and where it was taken.
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00at home"
	app1 := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	photo := append(append(bytes.Clone(b.Bytes()[:2]), app1...), b.Bytes()[2:]...)
	name := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(name, photo, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := studioFile(io.Discard, []string{name})
	if err != nil {
		t.Fatal(err)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(f.Data))
	if err != nil || size.Width != 20 || size.Height != 40 || bytes.Contains(f.Data, []byte("at home")) || f.Name != "photo.jpg" {
		t.Errorf("%s has %dx%d pixels, %v", f.Name, size.Width, size.Height, err)
	}
	if err := os.WriteFile(name, []byte("GIF89a"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := studioFile(io.Discard, []string{name}); err == nil || !strings.Contains(err.Error(), "photo.jpg cannot be opened") {
		t.Errorf("opened, %v", err)
	}
}
