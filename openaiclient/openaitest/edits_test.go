package openaitest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"mime/multipart"
	"net/textproto"
	"strings"
	"testing"
)

// plain is a picture of one colour.
func plain(w, h int, c color.Color) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

// holed is a mask of a height of 1024 whose left half may change.
func holed(w int) *image.NRGBA {
	img := plain(w, 1024, color.Black)
	draw.Draw(img, image.Rect(0, 0, w/2, 1024), image.NewUniform(color.NRGBA{255, 255, 255, 0}), image.Point{}, draw.Src)
	return img
}

func dataURL(img image.Image) string {
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(encode(img, "png"))
}

// A file is a part of a form.
type file struct {
	name, mime string
	img        image.Image
}

func form(t *testing.T, fields map[string]string, files ...file) (kind, body string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, f := range files {
		part, err := w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {`form-data; name="` + f.name + `"; filename="x.png"`}, "Content-Type": {f.mime},
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(encode(f.img, "png")); err != nil {
			t.Fatal(err)
		}
	}
	for name, v := range fields {
		if err := w.WriteField(name, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), b.String()
}

// asks is a request to edit, with some fields of its own.
func asks(more ...string) map[string]string {
	f := map[string]string{"model": "gpt-image-2", "prompt": "7", "n": "1", "size": "1024x1024"}
	for i := 0; i < len(more); i += 2 {
		f[more[i]] = more[i+1]
	}
	return f
}

func TestStrictnessOfForms(t *testing.T) {
	t.Parallel()
	grey := plain(1024, 1024, color.Gray{9})
	picture, mask := file{"image", "image/png", grey}, file{"mask", "image/png", holed(1024)}
	many := make([]file, 17)
	for i := range many {
		many[i] = file{"image[]", "image/png", plain(64, 64, color.White)}
	}
	tests := map[string]struct {
		fields map[string]string
		files  []file
		says   string
	}{
		"an edit":            {asks(), []file{picture, mask}, `"b64_json"`},
		"two pictures":       {asks("quality", "low", "output_format", "jpeg"), []file{{"image[]", "image/png", grey}, {"image[]", "image/png", plain(64, 64, color.White)}}, `"b64_json"`},
		"no picture":         {asks(), nil, "Missing required parameter: 'image'"},
		"too many pictures":  {asks(), many, "at most 16"},
		"no image type":      {asks(), []file{{"image", "application/octet-stream", grey}}, "unsupported mimetype"},
		"a mask of no type":  {asks(), []file{picture, {"mask", "image/jpeg", holed(1024)}}, "unsupported mimetype"},
		"another mask":       {asks(), []file{picture, {"mask", "image/png", holed(512)}}, "same dimensions"},
		"a mask of no alpha": {asks(), []file{picture, {"mask", "image/png", image.NewGray(grey.Rect)}}, "alpha channel"},
		"mask and markup":    {asks("model", "gpt-image-2.6-flare"), []file{picture, mask, {"markup", "image/png", holed(1024)}}, "used together"},
		"markup too early":   {asks(), []file{picture, {"markup", "image/png", holed(1024)}}, "'markup'"},
		"an empty field":     {asks("quality", ""), []file{picture, mask}, `"param":"quality"`},
		"an empty size":      {asks("size", ""), []file{picture, mask}, `"param":"size"`},
		"n of zero":          {asks("n", "0"), []file{picture, mask}, `"param":"n"`},
		"response_format":    {asks("response_format", ""), []file{picture, mask}, "unknown_parameter"},
		"moderation":         {asks("moderation", "low"), []file{picture, mask}, "unknown_parameter"},
		"a size too small":   {asks("size", "256x256"), []file{picture, mask}, `"param":"size"`},
		"fidelity of old":    {asks("model", "gpt-image-2.6-flare", "input_fidelity", "high"), []file{picture}, `"param":"input_fidelity"`},
	}
	s := start(t, Options{})
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, body := form(t, tt.fields, tt.files...)
			if status, answer := post(t, s, Edits, kind, body); !strings.Contains(answer, tt.says) {
				t.Errorf("%d %.300s\nwant %s", status, answer, tt.says)
			}
		})
	}
}

// one is the only picture of an answer.
func one(t *testing.T, status int, answer string) image.Image {
	t.Helper()
	var got struct {
		Data []struct {
			B64 string `json:"b64_json"`
		}
	}
	if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Data) != 1 {
		t.Fatalf("%v: %d %.300s", err, status, answer)
	}
	return decode(t, got.Data[0].B64)
}

func decode(t *testing.T, b64 string) image.Image {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(b64)
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func at(img image.Image, x, y int) color.RGBA { return mean(img, image.Rect(x, y, x+1, y+1)) }

// The answer shows which picture, which mask and which further pictures were sent,
// whether as a form or as JSON.
func TestAnEditShowsWhatWasSent(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	red, green := color.NRGBA{200, 10, 10, 255}, color.NRGBA{10, 200, 10, 255}
	picture, mask := plain(1024, 1024, red), holed(1024)
	isRed := func(img image.Image, x int) bool { return colourName(at(img, x, 300)) == "red" }

	kind, body := form(t, asks(), file{"image", "image/png", picture}, file{"mask", "image/png", mask})
	byForm, answer := post(t, s, Edits, kind, body)
	if got := one(t, byForm, answer); isRed(got, 256) || !isRed(got, 768) {
		t.Error("the form's mask does not show")
	}
	body = fmt.Sprintf(`{"model":"gpt-image-2","prompt":"7","images":[{"image_url":%q}],"mask":{"image_url":%q}}`, dataURL(picture), dataURL(mask))
	status, answer := post(t, s, Edits, "application/json", body)
	if got := one(t, status, answer); isRed(got, 256) || !isRed(got, 768) {
		t.Error("the mask does not show")
	}
	kind, body = form(t, asks(), file{"image[]", "image/png", picture}, file{"image[]", "image/png", plain(64, 64, green)})
	status, answer = post(t, s, Edits, kind, body)
	if got := colourName(at(one(t, status, answer), 512, 1020)); got != "green" {
		t.Errorf("the second picture shows as %s", got)
	}
}

func TestStrictnessOfJSONEdits(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	for name, tt := range map[string]struct{ body, says string }{
		"by http":    {`"images":[{"image_url":"https://example.com/x.png"}]`, "invalid_image_url"},
		"a file":     {`"images":[{"file_id":"file-1"}]`, "No such file"},
		"no picture": {`"images":[{"image_url":"data:image/png;base64,aGVsbG8="}]`, "images[0].image_url"},
		"moderation": {`"moderation":"low","images":[{"image_url":"` + dataURL(plain(1024, 1024, color.White)) + `"}]`, "b64_json"},
	} {
		if status, answer := post(t, s, Edits, "application/json", `{"model":"gpt-image-2","prompt":"x",`+tt.body+`}`); !strings.Contains(answer, tt.says) {
			t.Errorf("%s: %d %.300s", name, status, answer)
		}
	}
}
