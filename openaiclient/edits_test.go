package openaiclient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"journey/game"
	"journey/game/canvas"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

func alley() game.EditRequest {
	return game.EditRequest{Prompt: "Make it night | <lora:x:1>.", Pictures: [][]byte{gametest.PNGOf(1024, 768, 1), gametest.PNG(2)}, N: 1}
}

// sentForm reads the form of a recorded call: the fields, and the media types and
// names of the files in their order.
func sentForm(t *testing.T, call openaitest.Call) (fields map[string]string, files []string) {
	t.Helper()
	_, params, err := mime.ParseMediaType(call.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	fields = map[string]string{}
	for in := multipart.NewReader(bytes.NewReader(call.Body), params["boundary"]); ; {
		p, err := in.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, files
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		if p.FileName() != "" {
			files = append(files, p.FormName()+" "+p.Header.Get("Content-Type"))
		} else {
			fields[p.FormName()] = string(data)
		}
	}
}

func TestAnEditAsOpenAITakesIt(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	r := alley()
	r.Mask = gametest.PNGOf(1024, 768, 9)
	got, err := painter{c}.Edit(t.Context(), r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Painter != DefaultPictureModel || strings.ContainsAny(got[0].Prompt, "|<>") {
		t.Errorf("got %d pictures, %q", len(got), got[0].Prompt)
	}
	fields, files := sentForm(t, s.Calls(openaitest.Edits)[0])
	if want := "image[] image/png,image[] image/png,mask image/png"; strings.Join(files, ",") != want {
		t.Errorf("sent %q, want %q", files, want)
	}
	for name, want := range map[string]string{"model": DefaultPictureModel, "size": "1024x768", "n": "1", "quality": "low", "complexity": "low"} {
		if fields[name] != want {
			t.Errorf("%s is %q, want %q", name, fields[name], want)
		}
	}
	if len(fields) != 6 { // and the prompt
		t.Errorf("sent %v", fields)
	}
	want := Capabilities{Edits: Able, Several: Able, Masks: Able}
	if known := c.Capabilities(); known != want {
		t.Errorf("known is %+v, want %+v", known, want)
	}
}

// vLLM-Omni knows the mask by another name, of which it heeds the colours. A server that
// refuses the name is not told it again.
func TestAMaskByItsOtherName(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.PictureModel = "Qwen/Qwen-Image-Edit" })
	well := openaitest.Fault{Status: 200, Body: `{"data":[{"b64_json":"` + tinyPNG + `"}]}`}
	refused := openaitest.Fault{Status: 422, Body: `{"detail":[{"type":"extra_forbidden","loc":["body","mask_image"],"msg":"Extra inputs are not permitted"}]}`}
	s.Fail(openaitest.Edits, well, refused, well, well)
	r := alley()
	r.Mask = gametest.PNGOf(1024, 768, 9)
	for range 3 {
		if _, err := (painter{c}).Edit(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
	}
	const both, one = "image[] image/png,image[] image/png,mask image/png,mask_image image/png", "image[] image/png,image[] image/png,mask image/png"
	calls := s.Calls(openaitest.Edits)
	for i, want := range []string{both, both, one, one} {
		if _, files := sentForm(t, calls[i]); strings.Join(files, ",") != want {
			t.Errorf("request %d sends %q, want %q", i, files, want)
		}
	}
	if len(calls) != 4 || c.Capabilities().Masks != Able {
		t.Errorf("%d requests; takes masks: %v", len(calls), c.Capabilities().Masks)
	}
}

// OpenAI's endpoint for variations is gone: an edit without words takes its place.
func TestAVariationIsAnEdit(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	r := alley()
	r.Prompt, r.N = " ", 0
	if _, err := (painter{c}).Edit(t.Context(), r, nil); err != nil {
		t.Fatal(err)
	}
	fields, _ := sentForm(t, s.Calls(openaitest.Edits)[0])
	if !strings.Contains(fields["prompt"], "different take") || fields["n"] != "1" || len(s.Calls(openaitest.Variations)) > 0 {
		t.Errorf("sent %v", fields)
	}
}

// A refusal is what a server says to an edit, and what is known of it afterwards.
func TestServersThatEditInTheirOwnWay(t *testing.T) {
	t.Parallel()
	refuse := func(status int, body string) openaitest.Fault { return openaitest.Fault{Status: status, Body: body} }
	tests := map[string]struct {
		fault  openaitest.Fault
		gone   string // what is no longer sent
		reason error  // nil: the second request went well
		takes  bool
	}{
		"no forms, by status":    {refuse(415, ``), multipartForm, nil, true},
		"no forms, by words":     {refuse(400, `{"error":{"message":"Unsupported content type: 'multipart/form-data'. This API method only accepts 'application/json' requests","param":null}}`), multipartForm, nil, true},
		"one picture only":       {refuse(400, `{"error":{"message":"Missing required parameter: 'image'.","param":"image"}}`), severalPictures, nil, true},
		"one picture, by detail": {refuse(422, `{"detail":[{"type":"missing","loc":["body","image"],"msg":"Field required"}]}`), severalPictures, nil, true},
		"no masks":               {refuse(400, `{"error":"mask is not supported"}`), "mask", nil, true},
		"no quality":             {refuse(400, `{"error":{"message":"Unknown parameter","param":"quality"}}`), "quality", nil, true},
		"no edits":               {refuse(404, "404 page not found"), "", game.ErrUnable, false},
		"not this method":        {refuse(405, ""), "", game.ErrUnable, false},
		"not made yet":           {refuse(501, `{"detail":"not implemented"}`), "", game.ErrUnable, false},
		"not this model":         {refuse(400, `{"error":{"message":"This model does not support image edits.","type":"invalid_request_error"}}`), "", game.ErrUnable, false},
		"only another model":     {refuse(400, `{"error":{"message":"Value must be 'sunburst'.","param":"model","code":"invalid_value"}}`), "", game.ErrUnable, false},
		"no such model":          {refuse(404, `{"error":{"message":"The model does not exist","code":"model_not_found"}}`), "", ErrModel, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			s.Fail(openaitest.Edits, tt.fault)
			r := alley()
			r.Mask = gametest.PNGOf(1024, 768, 9)
			_, err := painter{c}.Edit(t.Context(), r, nil)
			if !errors.Is(err, tt.reason) || (painter{c}).TakesPictures() != tt.takes {
				t.Fatalf("got %v, takes pictures: %v", err, painter{c}.TakesPictures())
			}
			before := len(s.Calls(openaitest.Edits))
			_, err = painter{c}.Edit(t.Context(), r, nil)
			if after := len(s.Calls(openaitest.Edits)) - before; tt.takes && (after != 1 || err != nil) || !tt.takes && (after != 0 || !errors.Is(err, game.ErrUnable)) {
				t.Errorf("asked %d times more: %v", after, err)
			}
			if tt.gone == "" {
				return
			}
			calls := s.Calls(openaitest.Edits)
			if len(calls) != 3 {
				t.Fatalf("%d calls, want 3", len(calls))
			}
			for i, call := range calls {
				if has := hasParam(call, tt.gone); has != (i == 0) {
					t.Errorf("call %d has %s: %v", i, tt.gone, has)
				}
			}
		})
	}
}

func hasParam(call openaitest.Call, param string) bool {
	if param == multipartForm {
		return strings.HasPrefix(call.Header.Get("Content-Type"), "multipart/")
	}
	return bytes.Contains(call.Body, []byte(`name="`+param+`"`))
}

func TestAnEditInJSON(t *testing.T) {
	t.Parallel()
	for model, want := range map[string]string{
		DefaultPictureModel:  `[map[image_url:data:image/png;base64,] map[image_url:data:image/png;base64,]]`,
		"grok-imagine-image": `[map[type:image_url url:data:image/png;base64,] map[type:image_url url:data:image/png;base64,]]`,
	} {
		c, s, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.PictureModel = model })
		s.Fail(openaitest.Edits, openaitest.Fault{Status: 415}, openaitest.Fault{Status: 200, Body: `{"data":[{"b64_json":"` + tinyPNG + `"}]}`})
		if _, err := (painter{c}).Edit(t.Context(), alley(), nil); err != nil {
			t.Fatal(err)
		}
		var sent struct {
			Model  string           `json:"model"`
			N      int              `json:"n"`
			Images []map[string]any `json:"images"`
		}
		if err := json.Unmarshal(s.Calls(openaitest.Edits)[1].Body, &sent); err != nil {
			t.Fatal(err)
		}
		var shapes []any
		for _, image := range sent.Images {
			for name, v := range image {
				if head, _, ok := strings.Cut(v.(string), ","); ok {
					image[name] = head + ","
				}
			}
			shapes = append(shapes, image)
		}
		if got := fmt.Sprint(shapes); got != want || sent.Model != model || sent.N != 1 {
			t.Errorf("%s is sent %s, n %d", model, got, sent.N)
		}
	}
}

// A LocalAI edits at an address of its own, with a mask, and answers with an address.
func TestAnEditOfLocalAI(t *testing.T) {
	t.Parallel()
	for _, masked := range []bool{false, true} {
		c, mux := bare(t, func(string) string { return `{}` })
		c.pause = (&pauses{}).pause
		var asked atomic.Int32
		mux.HandleFunc("POST /v1/images/inpainting", func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			if _, _, err := r.FormFile("mask"); err != nil {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			_, _ = io.WriteString(w, `{"data":[{"url":"/generated-images/1.png"}]}`)
		})
		mux.HandleFunc("GET /generated-images/1.png", func(w http.ResponseWriter, r *http.Request) {
			if key := r.Header.Get("Authorization"); key != "" {
				t.Errorf("a picture was fetched with %q", key)
			}
			_, _ = w.Write(gametest.PNG(1))
		})
		r := alley()
		if masked {
			r.Mask = gametest.PNGOf(1024, 768, 9)
		}
		got, err := painter{c}.Edit(t.Context(), r, nil)
		if masked != (err == nil) || masked != (len(got) == 1) || !masked && !errors.Is(err, game.ErrUnable) {
			t.Errorf("with a mask %v: %d pictures, %v", masked, len(got), err)
		}
		if asked.Load() != 1 || !(painter{c}).TakesPictures() || c.Capabilities().Masks != Able || c.Capabilities().Edits != Unable {
			t.Errorf("asked %d times; known is %+v", asked.Load(), c.Capabilities())
		}
	}
}

func TestWhatIsNotSentToBeEdited(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	tests := map[string]game.EditRequest{
		"nothing":      {},
		"no picture":   {Pictures: [][]byte{[]byte("hello")}},
		"a GIF":        {Pictures: [][]byte{[]byte("GIF89a")}},
		"half a PNG":   {Pictures: [][]byte{gametest.PNG(1)[:20]}},
		"far too much": {Pictures: [][]byte{append(gametest.PNG(1), make([]byte, maxUpload)...)}},
		"a vast mask":  {Pictures: [][]byte{gametest.PNG(1)}, Mask: make([]byte, maxMask+1)},
	}
	for name, r := range tests {
		if _, err := (painter{c}).Edit(t.Context(), r, nil); err == nil {
			t.Errorf("%s was edited", name)
		}
	}
	if n := len(s.Calls("")); n > 0 {
		t.Errorf("%d calls were made", n)
	}
}

func portrayed() game.PaintRequest {
	r := market()
	r.Anchors = []game.Anchor{{Name: "Ada", Data: gametest.PNGOf(1024, 1024, 5)}, {Name: "Bo", Data: gametest.PNGOf(1024, 1024, 6)}}
	return r
}

func TestAnchorsAreShownToThePainter(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	got, err := c.Painter().Paint(t.Context(), portrayed(), nil)
	if err != nil || len(got) != 1 {
		t.Fatal(len(got), err)
	}
	fields, files := sentForm(t, s.Calls(openaitest.Edits)[0])
	if len(files) != 2 || !strings.Contains(fields["prompt"], "in this order: Ada, Bo.") || !strings.Contains(fields["prompt"], "wears red coat") {
		t.Errorf("sent %q with %q", fields["prompt"], files)
	}
	if n := len(s.Calls(openaitest.Pictures)); n > 0 || got[0].Prompt != fields["prompt"] || fields["size"] != "1536x1024" {
		t.Errorf("%d calls for words alone; %v", n, fields)
	}
}

// A server that does not edit paints from words at once, and is not asked again.
func TestAnchorsThatCannotBeShown(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]openaitest.Fault{
		"no edits":    {Status: 404, Body: "404 page not found"},
		"odd request": {Status: 400, Body: `{"error":"bad picture header"}`},
	} {
		c, s, p := connect(t, openaitest.Options{})
		s.Fail(openaitest.Edits, fault, fault)
		for range 2 {
			if got, err := c.Painter().Paint(t.Context(), portrayed(), nil); err != nil || len(got) != 1 {
				t.Fatal(name, len(got), err)
			}
		}
		once := fault.Status == http.StatusNotFound
		if n := len(s.Calls(openaitest.Edits)); once != (n == 1) || len(s.Calls(openaitest.Pictures)) != 2 || len(p.took) > 0 {
			t.Errorf("%s: %d edits were asked for, %d pictures", name, n, len(s.Calls(openaitest.Pictures)))
		}
	}
}

// TestNothingIsToldBesideAPicture edits, paints from a portrait and has described what
// says in its file where it was taken.
func TestNothingIsToldBesideAPicture(t *testing.T) {
	t.Parallel()
	place := strings.Repeat("GPS", 20)
	data, err := canvas.WriteText(gametest.PNGOf(1024, 768, 1), canvas.Text{Key: "XML:com.adobe.xmp", Value: place})
	if err != nil {
		t.Fatal(err)
	}
	c, s, _ := connect(t, openaitest.Options{})
	_, edited := painter{c}.Edit(t.Context(), game.EditRequest{Prompt: "by night", Pictures: [][]byte{data, data}, N: 1}, nil)
	_, painted := painter{c}.Paint(t.Context(), game.PaintRequest{Anchors: []game.Anchor{{Name: "Mara", Data: data}}, N: 1}, nil)
	_, seen := c.Describer().Describe(t.Context(), game.DescribeRequest{Data: data})
	if err := errors.Join(edited, painted, seen); err != nil {
		t.Fatal(err)
	}
	// In base64 it begins at any of three letters.
	ways := []string{place, strings.Repeat("R1BT", 9), strings.Repeat("UFNH", 9), strings.Repeat("U0dQ", 9)}
	for _, call := range s.Calls("") {
		if slices.ContainsFunc(ways, func(w string) bool { return bytes.Contains(call.Body, []byte(w)) }) {
			t.Errorf("%s is told where it was taken", call.Path)
		}
	}
	if n := len(s.Calls("")); n != 3 {
		t.Errorf("%d calls", n)
	}
}
