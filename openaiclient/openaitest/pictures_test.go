package openaitest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"net/http"
	"strings"
	"testing"
)

func TestPicturesAreOfTheSizeAskedFor(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	for _, format := range []string{"png", "jpeg"} {
		_, answer := post(t, s, Pictures, "application/json", `{"model":"gpt-image-2","prompt":"a sea","n":2,"size":"1040x672","output_format":"`+format+`"}`)
		var got struct {
			Data []struct {
				B64 string `json:"b64_json"`
			}
		}
		if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Data) != 2 || got.Data[0] == got.Data[1] {
			t.Fatalf("%v: %d pictures", err, len(got.Data))
		}
		data, err := base64.StdEncoding.DecodeString(got.Data[0].B64)
		if err != nil {
			t.Fatal(err)
		}
		head, kind, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || kind != format || head.Width != 1040 || head.Height != 672 {
			t.Errorf("%s of %dx%d: %v", kind, head.Width, head.Height, err)
		}
	}
}

// An event of a picture stream.
type event struct {
	Type    string         `json:"type"`
	B64     string         `json:"b64_json"`
	Partial *int           `json:"partial_image_index"`
	Usage   map[string]any `json:"usage"`
}

func events(t *testing.T, stream string) []event {
	t.Helper()
	var out []event
	for block := range strings.SplitSeq(strings.TrimSpace(stream), "\n\n") {
		name, data, ok := strings.Cut(block, "\ndata: ")
		var e event
		if err := json.Unmarshal([]byte(data), &e); err != nil || !ok || name != "event: "+e.Type {
			t.Fatalf("%v: %.200s", err, block)
		}
		out = append(out, e)
	}
	return out
}

func TestAPictureBecomesFiner(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	_, answer := post(t, s, Pictures, "application/json", `{"model":"gpt-image-2","prompt":"a sea","size":"1024x640","stream":true,"partial_images":2}`)
	got := events(t, answer)
	if len(got) != 3 {
		t.Fatalf("%d events", len(got))
	}
	colours := 0
	for i, e := range got {
		img := decode(t, e.B64)
		seen := map[color.Color]bool{}
		for y := range 640 {
			seen[img.At(0, y)] = true
		}
		last := i == len(got)-1
		if len(seen) <= colours || last != (e.Type == "image_generation.completed") || last != (e.Usage != nil) || !last && *e.Partial != i {
			t.Errorf("event %d: %s, %d colours after %d", i, e.Type, len(seen), colours)
		}
		colours = len(seen)
	}
	kind, body := form(t, asks("stream", "true", "partial_images", "1"), file{"image", "image/png", plain(1024, 1024, color.White)})
	_, answer = post(t, s, Edits, kind, body)
	if got := events(t, answer); len(got) != 2 || got[0].Type != "image_edit.partial_image" || got[1].Type != "image_edit.completed" {
		t.Errorf("%+v", got)
	}
}

func TestAPictureStreamThatBreaks(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	s.Fail(Pictures, Faults()["error-openai"], Faults()["cut"])
	const body = `{"model":"gpt-image-2","prompt":"a sea","size":"1024x640","stream":true,"partial_images":1}`
	_, broken := post(t, s, Pictures, "application/json", body)
	_, cut := post(t, s, Pictures, "application/json", body)
	if strings.Contains(broken+cut, "completed") || !strings.Contains(broken, `data: {"error"`) || !strings.Contains(cut, "partial_image") {
		t.Errorf("%.300s\n%.300s", broken, cut)
	}
}

func TestAnUnverifiedOrganisation(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Unverified: true})
	for path, tt := range map[string]struct {
		body   string
		status int
		says   string
	}{
		Pictures: {`{"model":"gpt-image-2","prompt":"x"}`, http.StatusForbidden, "verified to use the model"},
		Chat:     {`{"model":"gpt-6-luna","stream":true,` + hello + `}`, http.StatusBadRequest, "verified to stream this model"},
	} {
		if status, answer := post(t, s, path, "application/json", tt.body); status != tt.status || !strings.Contains(answer, tt.says) {
			t.Errorf("%d %s", status, answer)
		}
	}
}

// shade is a picture as a data: URL, dark above and red below.
func shade(t *testing.T, dark uint8) string {
	t.Helper()
	img := plain(60, 60, color.NRGBA{dark, dark, dark, 255})
	for y := 40; y < 60; y++ {
		for x := range 60 {
			img.Set(x, y, color.NRGBA{220, 30, 30, 255})
		}
	}
	return dataURL(img)
}

func withPicture(url string) string {
	return `{"model":"gpt-6-luna","messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"` + url + `","detail":"low"}}]}]}`
}

func TestAPictureIsDescribedByItsColours(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	if _, answer := post(t, s, Chat, "application/json", withPicture(shade(t, 0))); !strings.Contains(answer, "60 by 60 pixels: black above, black in the middle, red below") {
		t.Error(answer)
	}
	described := `{"type":"object","properties":{"alt":{"type":"string"}},"required":["alt"],"additionalProperties":false}`
	body := strings.Replace(withPicture(shade(t, 255)), `"messages"`, `"response_format":{"type":"json_schema","json_schema":{"name":"d","strict":true,"schema":`+described+`}},"messages"`, 1)
	if _, answer := post(t, s, Chat, "application/json", body); !strings.Contains(answer, `{\"alt\": \"A picture of 60 by 60 pixels: white above`) {
		t.Error(answer)
	}
}

func TestOpenRoutersPictures(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Key: "k"})
	status, answer := post(t, s, "/api"+RouterPictures, "application/json", `{"model":"openai/gpt-image-2","prompt":"x","aspect_ratio":"3:2"}`)
	if got := one(t, status, answer).Bounds(); got.Dx() != 1536 || !strings.Contains(answer, `"media_type":"image/png"`) || !strings.Contains(answer, `"cost"`) {
		t.Errorf("%v %.200s", got, answer)
	}
	red := dataURL(plain(1024, 1024, color.NRGBA{220, 0, 0, 255}))
	status, answer = post(t, s, RouterPictures, "application/json", `{"model":"openai/gpt-image-2","prompt":"x","input_references":[{"type":"image_url","image_url":{"url":"`+red+`"}}]}`)
	if c := at(one(t, status, answer), 500, 500); c.R < 110 {
		t.Errorf("the reference does not show: %v", c)
	}
	if status, answer := post(t, s, RouterPictures, "application/json", `{"model":"openai/dall-e-3","prompt":"x"}`); status != 404 || !strings.Contains(answer, `"code":404`) {
		t.Errorf("%d %s", status, answer)
	}
	if calls := s.Calls(RouterPictures); len(calls) != 3 || calls[0].Path != "/api/v1/images" {
		t.Errorf("%d calls", len(calls))
	}
}
