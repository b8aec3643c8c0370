package peers

import (
	"bytes"
	"errors"
	"image/color"
	"io"
	"mime"
	"mime/multipart"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"journey/game"
	"journey/openaiclient"
	"journey/openaiclient/openaitest"
)

// described compiles OpenAI's own schemas of requests, by endpoint; parameters that they
// do not name are refused.
func described(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	raw, err := os.ReadFile("openai.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	all, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("api:openai", all); err != nil {
		t.Fatal(err)
	}
	out := map[string]*jsonschema.Schema{}
	for endpoint, name := range map[string]string{
		openaitest.Chat: "CreateChatCompletionRequest", openaitest.Pictures: "CreateImageRequest", openaitest.Edits: "CreateImageEditRequest",
	} {
		strict := map[string]any{"$ref": "api:openai#/$defs/" + name, "unevaluatedProperties": false}
		if err := c.AddResource("api:"+name, strict); err != nil {
			t.Fatal(err)
		}
		if out[endpoint], err = c.Compile("api:" + name); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// sent is the request of a call as its schema sees it.
func sent(t *testing.T, call openaitest.Call) map[string]any {
	t.Helper()
	kind, params, err := mime.ParseMediaType(call.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	if kind == "multipart/form-data" {
		return form(t, multipart.NewReader(bytes.NewReader(call.Body), params["boundary"]))
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(call.Body))
	request, ok := v.(map[string]any)
	if err != nil || !ok {
		t.Fatalf("%v: %.200s", err, call.Body)
	}
	return request
}

// form reads a form: a file is a string, and what reads as a number or a truth is one.
func form(t *testing.T, parts *multipart.Reader) map[string]any {
	t.Helper()
	request := map[string]any{}
	for {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return request
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(p)
		if err != nil {
			t.Fatal(err)
		}
		name, several := strings.CutSuffix(p.FormName(), "[]")
		var v any = "a file"
		if p.FileName() == "" {
			v = string(data)
			if read, err := jsonschema.UnmarshalJSON(bytes.NewReader(data)); err == nil {
				v = read
			}
		}
		if several {
			list, _ := request[name].([]any)
			v = append(list, v)
		}
		request[name] = v
	}
}

// play has Journey ask for all that it asks a server for.
func play(t *testing.T, s *openaitest.Server, text, picture string, previews int) {
	t.Helper()
	c, err := openaiclient.New(openaiclient.Config{
		BaseURL: s.URL(), Key: openaiclient.NewKey(key), TextModel: text, PictureModel: picture, Previews: previews, PictureFormat: "webp",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	told, _, err := tell(t.Context(), c, "a lighthouse")
	if err != nil {
		t.Fatal(err)
	}
	s.Fail(openaitest.Chat, openaitest.Fault{Reply: `{"place":"a street","action":"A sign flickers."}`})
	if rewording, ok := c.Narrator().(game.Rewording); !ok {
		t.Error("the narrator rewords nothing")
	} else if _, _, err := rewording.Reword(t.Context(), told.Scene, "it was declined"); err != nil {
		t.Error(err)
	}
	scene := game.PaintRequest{Scene: told.Scene, Present: game.Cast{}.After(told.Cast...), N: 1}
	pics, err := c.Painter().Paint(t.Context(), scene, func(game.Picture) {})
	if err != nil {
		t.Fatal(err)
	}
	mara := drawn(t, 512, 512, color.NRGBA{200, 0, 0, 255})
	scene.Anchors = []game.Anchor{{Name: "Mara", Data: mara}, {Name: "Ada", Data: mara}}
	if _, err := c.Painter().Paint(t.Context(), scene, func(game.Picture) {}); err != nil {
		t.Error(err)
	}
	editor, ok := c.Painter().(game.Editor)
	if !ok {
		t.Fatal("the painter edits nothing")
	}
	ground := drawn(t, 1024, 1024, color.NRGBA{0, 0, 200, 255})
	edit := game.EditRequest{Prompt: "By night.", Pictures: [][]byte{ground}, Mask: drawn(t, 1024, 1024, color.NRGBA{255, 255, 255, 0}), N: 2}
	if _, err := editor.Edit(t.Context(), edit, nil); err != nil {
		t.Error(err)
	}
	if _, err := c.Describer().Describe(t.Context(), game.DescribeRequest{Data: mara}); err != nil {
		t.Error(err)
	}
	if len(pics) == 0 {
		t.Error("nothing was painted")
	}
}

// TestRequestsAsDescribed holds all requests of Journey against OpenAI's description.
func TestRequestsAsDescribed(t *testing.T) {
	schemas, all := described(t), 0
	for picture, text := range map[string]string{"gpt-image-1.5": "gpt-6-luna", "gpt-image-2": "gpt-6.1-terra", "gpt-image-2.6-flare": "gpt-6.1-sol"} {
		for _, previews := range []int{0, 2} {
			s := openaitest.New(openaitest.Options{Key: key})
			t.Cleanup(s.Close)
			play(t, s, text, picture, previews)
			asked := map[string]int{}
			for _, call := range s.Calls("") {
				schema := schemas[call.Path]
				if schema == nil {
					t.Fatalf("%s has no schema", call.Path)
				}
				asked[call.Path]++
				request := sent(t, call)
				if strings.HasPrefix(picture, "gpt-image-2.6") {
					delete(request, "complexity") // newer than the description
				}
				if err := schema.Validate(request); err != nil {
					t.Errorf("%s, %s: %v", call.Path, picture, err)
				}
			}
			all += len(s.Calls(""))
			if asked[openaitest.Chat] < 3 || asked[openaitest.Pictures] < 1 || asked[openaitest.Edits] < 2 {
				t.Errorf("only %v were asked for", asked)
			}
		}
	}
	t.Logf("%d requests", all)
}

// TestADescriptionRefuses shows that the schemas can.
func TestADescriptionRefuses(t *testing.T) {
	schemas := described(t)
	for what, tt := range map[string]struct{ endpoint, request string }{
		"a parameter there is not":  {openaitest.Chat, `{"model":"m","messages":[{"role":"user","content":"a"}],"temprature":1}`},
		"a role there is not":       {openaitest.Chat, `{"model":"m","messages":[{"role":"player","content":"a"}]}`},
		"no messages":               {openaitest.Chat, `{"model":"m"}`},
		"too many pictures":         {openaitest.Pictures, `{"model":"m","prompt":"a sea","n":11}`},
		"a quality there is not":    {openaitest.Pictures, `{"model":"m","prompt":"a sea","quality":"best"}`},
		"nothing to edit":           {openaitest.Edits, `{"model":"m","prompt":"a sea"}`},
		"a parameter of pictures":   {openaitest.Edits, `{"model":"m","prompt":"a sea","image":"a file","style":"vivid"}`},
		"a number that is a string": {openaitest.Edits, `{"model":"m","prompt":"a sea","image":"a file","n":"two"}`},
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(tt.request))
		if err != nil {
			t.Fatal(err)
		}
		if schemas[tt.endpoint].Validate(v) == nil {
			t.Errorf("%s is taken", what)
		}
	}
}
