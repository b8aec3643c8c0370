package canvas

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"journey/game"
)

func jpegOf(tb testing.TB, img image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestNoteComesBack(t *testing.T) {
	notes := map[string]Note{
		"whole":  {Prompt: "A skull on a square table.\nÄon \"quoted\" <&> 夜", Model: "gpt-image-2", Parent: "skull.png", Op: "edit"},
		"part":   {Model: "offline"},
		"prompt": {Prompt: strings.Repeat(`"`, MaxPrompt)}, // the worst that JSON can be given
	}
	for format, picture := range map[string][]byte{
		"png": encoded(t, plain(20, 20, red())),
		"jpg": jpegOf(t, plain(20, 20, red())),
	} {
		for name, want := range notes {
			data, err := WriteNote(picture, want)
			if err != nil {
				t.Fatal(err)
			}
			want = want.clean()
			if got, ok := ReadNote(data); !ok || got != want {
				t.Errorf("%s in %s: %+v, want %+v", name, format, got, want)
			}
			if _, err := Decode(data); err != nil {
				t.Errorf("%s: %s is no picture any more: %v", name, format, err)
			}
			again, err := WriteNote(data, Note{Op: "crop"})
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := ReadNote(again); got != (Note{Op: "crop"}) {
				t.Errorf("%s in %s: after another was written, %+v", name, format, got)
			}
			bare, err := WriteNote(again, Note{})
			if err != nil || !bytes.Equal(bare, picture) {
				t.Errorf("%s in %s: the picture without its note is not as it was: %v", name, format, err)
			}
		}
		if n, ok := ReadNote(picture); ok {
			t.Errorf("a %s without a note has %+v", format, n)
		}
	}
}

func TestNoteKeepsAllElse(t *testing.T) {
	plain20 := encoded(t, plain(20, 20, red()))
	data, err := WriteText(plain20, Text{"journey:scene", `{"seed":1}`}, Text{"Title", "a square"})
	if err != nil {
		t.Fatal(err)
	}
	data = append(data, "after the end"...)
	noted, err := WriteNote(data, Note{Prompt: "a square", Op: "generate"})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"journey:scene": `{"seed":1}`, "Title": "a square", "journey:prompt": "a square"} {
		if got, _ := ReadText(noted, key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if bare, err := WriteNote(noted, Note{}); err != nil || !bytes.Equal(bare, data) {
		t.Error("what was there besides is not as it was")
	}
	jpg := jpegOf(t, plain(20, 20, red()))
	jpg = slices.Concat(jpg[:2], []byte("\xff\xe0\x00\x04ab\xff\xe1\x00\x04cd\xff\xfe\x00\x07hello"), jpg[2:])
	noted, err = WriteNote(jpg, Note{Op: "edit"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(noted, []byte("\xff\xd8\xff\xe0\x00\x04ab\xff\xe1\x00\x04cd\xff\xfe")) || !bytes.Contains(noted, []byte("\x00\x07hello")) {
		t.Errorf("the file starts with %q", noted[:60])
	}
	if bare, err := WriteNote(noted, Note{}); err != nil || !bytes.Equal(bare, jpg) {
		t.Error("what was there besides is not as it was")
	}
}

func TestNoteIsNotBelieved(t *testing.T) {
	picture := encoded(t, plain(20, 20, red()))
	forged, err := WriteText(picture, Text{"journey:prompt", "red\x1b[31m\u202e\x00 dock"}, Text{"journey:model", "a\nb" + strings.Repeat("x", 9000)})
	if err != nil {
		t.Fatal(err)
	}
	n, ok := ReadNote(forged)
	if !ok || n != n.clean() || strings.ContainsAny(n.Prompt+n.Model, "\x1b\x00") || strings.Contains(n.Model, "\n") || len(n.Model) > 4*game.MaxLineRunes {
		t.Errorf("%q is not clean", n)
	}
	good, err := WriteNote(picture, Note{Prompt: "a dock", Model: "m"})
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Clone(good)
	broken[bytes.Index(broken, []byte("a dock"))] ^= 1
	if n, ok := ReadNote(broken); !ok || n != (Note{Model: "m"}) {
		t.Errorf("of a damaged text: %+v", n)
	}
	long := Text{keyPrompt, strings.Repeat("x", MaxText+1)}.append(bytes.Clone(picture[:33]))
	if n, ok := ReadNote(append(long, picture[33:]...)); ok {
		t.Errorf("of a text too long: %d bytes", len(n.Prompt))
	}
	jpg, err := WriteNote(jpegOf(t, plain(20, 20, red())), Note{Prompt: "a dock"})
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{good, jpg} {
		for n := range len(data) {
			if got, ok := ReadNote(data[:n]); ok && got.Prompt != "a dock" {
				t.Fatalf("cut at %d: %+v", n, got)
			}
		}
	}
	for name, body := range map[string]string{
		"no JSON": noteStart + `{{`, "another shape": noteStart + `prompt":[1]}`, "a number": noteStart + `op":7,"journey:model":"m"}`,
	} {
		data := slices.Concat(jpg[:2], []byte("\xff\xfe"), []byte{0, byte(len(body) + 2)}, []byte(body), []byte("\xff\xd9"))
		if n, ok := ReadNote(data); ok {
			t.Errorf("%s is read as %+v", name, n)
		}
	}
}

func TestNoteHasNoPlaceElsewhere(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing": nil, "a text": []byte("hello"), "a torn PNG": []byte("\x89PNG\r\n\x1a\n\x00\x00"), "a PNG without a head": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x00IEND\xaeB`\x82"),
		"a torn JPEG": []byte("\xff\xd8\xff\xe0\x00"), "a WebP": []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), "a GIF": []byte("GIF89a"),
	} {
		out, err := WriteNote(data, Note{Op: "edit"})
		if !errors.Is(err, ErrNoPlace) || out != nil {
			t.Errorf("%s: %v, want ErrNoPlace", name, err)
		}
		if strings.Contains(name, "WebP") && !strings.Contains(err.Error(), "save it as PNG") {
			t.Errorf("%s: %v does not say what to do", name, err)
		}
		if n, ok := ReadNote(data); ok {
			t.Errorf("%s: %+v is read", name, n)
		}
	}
	if _, err := WriteText(encoded(t, plain(2, 2, red())), Text{"k", strings.Repeat("x", MaxText+1)}); !errors.Is(err, ErrNoPlace) {
		t.Errorf("a text too long: %v", err)
	}
}

func FuzzNote(f *testing.F) {
	for _, encode := range []func(*bytes.Buffer) error{
		func(b *bytes.Buffer) error { return png.Encode(b, plain(3, 3, red())) },
		func(b *bytes.Buffer) error { return jpeg.Encode(b, plain(3, 3, red()), nil) },
	} {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			f.Fatal(err)
		}
		noted, err := WriteNote(b.Bytes(), Note{Prompt: "a dock", Op: "edit"})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes(), "a dock")
		f.Add(noted, "x\x1b[31m")
	}
	f.Fuzz(func(t *testing.T, data []byte, prompt string) {
		if n, _ := ReadNote(data); n != n.clean() {
			t.Errorf("not clean: %q", n)
		}
		want := Note{Prompt: prompt, Op: "edit"}.clean()
		out, err := WriteNote(data, want)
		if err != nil {
			return
		}
		if got, ok := ReadNote(out); !ok || got != want {
			t.Errorf("wrote %q, read %q", want, got)
		}
	})
}
