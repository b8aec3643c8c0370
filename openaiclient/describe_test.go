package openaiclient

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"journey/game"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	got, err := c.Describer().Describe(t.Context(), game.DescribeRequest{Data: gametest.PNG(1), Language: "German"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Alt == "" || got.Prompt == "" || got.Premise == "" || got.Usage.USD <= 0 {
		t.Errorf("got %+v", got)
	}
	var sent struct {
		Stream   bool `json:"stream"`
		Messages []struct {
			Content json.RawMessage `json:"content"`
		} `json:"messages"`
		Effort string `json:"reasoning_effort"`
	}
	if err := json.Unmarshal(s.Calls(openaitest.Chat)[0].Body, &sent); err != nil {
		t.Fatal(err)
	}
	if system := string(sent.Messages[0].Content); !strings.Contains(system, "German") || sent.Stream || sent.Effort != "none" {
		t.Errorf("sent %+v", sent)
	}
	if user := string(sent.Messages[1].Content); !strings.Contains(user, `"url":"data:image/png;base64,`) || !strings.Contains(user, `"detail":"low"`) {
		t.Errorf("sent %s", user)
	}
	if known := c.Capabilities(); known.Vision != Able || known.Schema != Untried {
		t.Errorf("known is %+v", known)
	}
}

func TestDescriptionsAsServersGiveThem(t *testing.T) {
	t.Parallel()
	whole := func(content string) openaitest.Fault {
		raw, err := json.Marshal(content)
		if err != nil {
			t.Fatal(err)
		}
		return openaitest.Fault{Status: 200, Body: `{"choices":[{"message":{"content":` + string(raw) + `},"finish_reason":"stop"}]}`}
	}
	refuse := func(status int, body string) openaitest.Fault { return openaitest.Fault{Status: status, Body: body} }
	tests := map[string]struct {
		fault  openaitest.Fault
		reason error
		calls  int
		after  Ability
	}{
		"fenced":              {whole("Sure!\n```json\n{\"alt\":\"A cat.\",\"prompt\":\"a cat\",\"premise\":\"You meet a cat.\"}\n```"), nil, 1, Able},
		"a caption alone":     {whole("A cat on a wall."), nil, 1, Able},
		"no prompt":           {whole(`{"alt":"A cat."}`), nil, 1, Able},
		"nothing":             {whole(""), ErrUnusable, 1, Untried},
		"a refusal":           {openaitest.Fault{Refusal: "No."}, game.ErrRefused, 1, Untried},
		"an error with 200":   {refuse(200, `{"error":{"message":"upstream","code":502}}`), ErrServer, 3, Untried},
		"llama.cpp":           {refuse(500, `{"error":{"code":500,"message":"image input is not supported - hint: you may need to provide the mmproj","type":"server_error"}}`), game.ErrUnable, 1, Unable},
		"vLLM":                {refuse(400, `{"object":"error","message":"qwen is not a multimodal model","code":400}`), game.ErrUnable, 1, Unable},
		"OpenRouter":          {refuse(404, `{"error":{"message":"No endpoints found that support image input","code":404}}`), game.ErrUnable, 1, Unable},
		"OpenAI, older model": {refuse(400, `{"error":{"message":"Invalid content type. image_url is only supported by certain models.","param":"messages.[1].content.[1].type","code":null}}`), game.ErrUnable, 1, Unable},
		"DeepSeek":            {refuse(422, "Failed to deserialize: messages[1]: unknown variant `image_url`, expected `text`"), game.ErrUnable, 1, Unable},
		"a bad picture":       {refuse(400, `{"error":{"message":"You uploaded an unsupported image.","code":"invalid_image"}}`), ErrRequest, 1, Untried},
		"no schema":           {refuse(400, `{"error":"response_format is not supported"}`), nil, 2, Able},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			s.Fail(openaitest.Chat, tt.fault)
			if tt.calls == 3 {
				s.Fail(openaitest.Chat, tt.fault, tt.fault)
			}
			got, err := c.Describer().Describe(t.Context(), game.DescribeRequest{Data: gametest.PNG(1)})
			wantNoKey(t, err)
			if n := len(s.Calls(openaitest.Chat)); !errors.Is(err, tt.reason) || n != tt.calls {
				t.Errorf("after %d calls: %v", n, err)
			}
			if err == nil && (got.Alt == "" || got.Prompt == "") {
				t.Errorf("got %+v", got)
			}
			if known := c.Capabilities().Vision; known != tt.after {
				t.Errorf("sees pictures: %v, want %v", known, tt.after)
			}
		})
	}
}

func TestWhatIsNotLookedAt(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	for name, data := range map[string][]byte{
		"nothing": nil, "a text": []byte("hello"), "a GIF": []byte("GIF89a"),
		"far too much": append(gametest.PNG(1), make([]byte, maxDescribed)...),
	} {
		if _, err := c.Describer().Describe(t.Context(), game.DescribeRequest{Data: data}); !errors.Is(err, ErrRequest) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(s.Calls("")); n > 0 {
		t.Errorf("%d calls were made", n)
	}
}
