package openaitest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func start(t *testing.T, o Options) *Server {
	t.Helper()
	s := New(o)
	t.Cleanup(s.Close)
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	return s
}

// post sends a body and returns the status and the answer.
func post(t *testing.T, s *Server, path, kind, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.addr.String()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Authorization", "Bearer k")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

const (
	hello  = `"messages":[{"role":"user","content":"Tell a story"}]`
	strict = `{"type":"object","properties":{"prose":{"type":"string"},"choices":{"type":"array","items":{"type":"string"}}},"required":["prose","choices"],"additionalProperties":false}`
)

func withSchema(name, schema string) string {
	return `{"model":"gpt-6-luna",` + hello + `,"response_format":{"type":"json_schema","json_schema":{"name":"` + name + `","strict":true,"schema":` + schema + `}}}`
}

func TestStrictness(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		path, body string
		status     int
		says       string
	}{
		"a chat":                   {Chat, `{"model":"gpt-6-luna",` + hello + `}`, 200, `"finish_reason":"stop"`},
		"no effort":                {Chat, `{"model":"gpt-6-luna","reasoning_effort":"none","temperature":0.7,` + hello + `}`, 200, ``},
		"not JSON":                 {Chat, `{`, 400, `could not parse`},
		"an unknown field":         {Chat, `{"model":"gpt-6-luna","foo":1,` + hello + `}`, 400, `"unknown_parameter"`},
		"an unknown model":         {Chat, `{"model":"gpt-4",` + hello + `}`, 404, `"model_not_found"`},
		"max_tokens":               {Chat, `{"model":"gpt-6-luna","max_tokens":9,` + hello + `}`, 400, `"param":"max_tokens"`},
		"temperature and thinking": {Chat, `{"model":"gpt-6-luna","temperature":0.7,` + hello + `}`, 400, `"param":"temperature"`},
		"an effort it lacks":       {Chat, `{"model":"gpt-6.1-sol","reasoning_effort":"none",` + hello + `}`, 400, `"unsupported_value"`},
		"no messages":              {Chat, `{"model":"gpt-6-luna","messages":[]}`, 400, `empty array`},
		"an unknown role":          {Chat, `{"model":"gpt-6-luna","messages":[{"role":"x","content":"y"}]}`, 400, `messages[0].role`},
		"a message of nothing":     {Chat, `{"model":"gpt-6-luna","messages":[{"role":"user"}]}`, 400, `messages[0].content`},
		"options without a stream": {Chat, `{"model":"gpt-6-luna","stream_options":{"include_usage":true},` + hello + `}`, 400, `stream_options`},
		"JSON unspoken":            {Chat, `{"model":"gpt-6-luna","response_format":{"type":"json_object"},` + hello + `}`, 400, `the word 'json'`},
		"a part of no kind":        {Chat, `{"model":"gpt-6-luna","messages":[{"role":"user","content":[{"type":"film"}]}]}`, 400, `messages[0].content[0]`},
		"a picture by http":        {Chat, withPicture("http://127.0.0.1/x.png"), 400, `invalid_image_url`},
		"a picture of no picture":  {Chat, withPicture("data:image/png;base64,aGVsbG8="), 400, `unsupported image`},
		"a picture not in base64":  {Chat, withPicture("data:image/png;base64,!!"), 400, `invalid_base64`},
		"the system shows one":     {Chat, strings.Replace(withPicture(shade(t, 9)), `"user"`, `"system"`, 1), 400, `role 'user'`},
		"zero tokens":              {Chat, `{"model":"gpt-6-luna","max_completion_tokens":0,` + hello + `}`, 400, `max_completion_tokens`},

		"a strict schema":      {Chat, withSchema("chapter", strict), 200, `choices\"`},
		"a bad name":           {Chat, withSchema("a chapter", strict), 400, `invalid name`},
		"not an object":        {Chat, withSchema("c", `{"type":"string"}`), 400, `must have type 'object'`},
		"not all required":     {Chat, withSchema("c", strings.Replace(strict, `,"choices"]`, `]`, 1)), 400, `Missing 'choices'`},
		"more may be added":    {Chat, withSchema("c", strings.Replace(strict, `,"additionalProperties":false`, ``, 1)), 400, `additionalProperties`},
		"an unknown keyword":   {Chat, withSchema("c", strings.Replace(strict, `{"type":"string"}`, `{"type":"string","minLength":3}`, 1)), 400, `'minLength' is not permitted`},
		"a list of no type":    {Chat, withSchema("c", strings.Replace(strict, `,"items":{"type":"string"}`, ``, 1)), 400, `missing items`},
		"not strict":           {Chat, strings.Replace(withSchema("c", strict), `"strict":true`, `"strict":false`, 1), 400, `strict`},
		"a format nobody has":  {Chat, `{"model":"gpt-6-luna","response_format":{"type":"xml"},` + hello + `}`, 400, `response_format.type`},
		"a schema that is not": {Chat, `{"model":"gpt-6-luna","response_format":{"type":"json_schema"},` + hello + `}`, 400, `json_schema`},

		"a picture":              {Pictures, `{"model":"gpt-image-2","prompt":"x","size":"1024x640"}`, 200, `"b64_json"`},
		"response_format":        {Pictures, `{"model":"gpt-image-2","prompt":"x","response_format":"b64_json"}`, 400, `Unknown parameter: 'response_format'`},
		"no pictures":            {Pictures, `{"model":"gpt-image-2","prompt":"x","n":0}`, 400, `"param":"n"`},
		"too small":              {Pictures, `{"model":"gpt-image-2","prompt":"x","size":"512x512"}`, 400, `"param":"size"`},
		"off the grid":           {Pictures, `{"model":"gpt-image-2","prompt":"x","size":"1030x1030"}`, 400, `"param":"size"`},
		"too long":               {Pictures, `{"model":"gpt-image-2","prompt":"x","size":"3840x640"}`, 400, `"param":"size"`},
		"not a size":             {Pictures, `{"model":"gpt-image-2","prompt":"x","size":"big"}`, 400, `"param":"size"`},
		"old sizes only":         {Pictures, `{"model":"gpt-image-1.5","prompt":"x","size":"1024x640"}`, 400, `"param":"size"`},
		"a quality it lacks":     {Pictures, `{"model":"gpt-image-2","prompt":"x","quality":"xhigh"}`, 400, `does not support quality 'xhigh'`},
		"a quality of old":       {Pictures, `{"model":"gpt-image-2.6-flare","prompt":"x","quality":"hd"}`, 400, `quality`},
		"complexity too early":   {Pictures, `{"model":"gpt-image-2","prompt":"x","complexity":"low"}`, 400, `complexity`},
		"an empty size":          {Pictures, `{"model":"gpt-image-2","prompt":"x","size":""}`, 400, `"param":"size"`},
		"see-through JPEG":       {Pictures, `{"model":"gpt-image-2","prompt":"x","output_format":"jpeg","background":"transparent"}`, 400, `"param":"background"`},
		"compressed PNG":         {Pictures, `{"model":"gpt-image-2","prompt":"x","output_compression":50}`, 400, `output_compression`},
		"partial but whole":      {Pictures, `{"model":"gpt-image-2","prompt":"x","partial_images":2}`, 400, `"param":"partial_images"`},
		"too many partial ones":  {Pictures, `{"model":"gpt-image-2","prompt":"x","stream":true,"partial_images":4}`, 400, `"param":"partial_images"`},
		"what nobody may see":    {Pictures, `{"model":"gpt-image-2","prompt":"a Massacre at sea"}`, 400, `"categories":["violence"]`},
		"no words":               {Pictures, `{"model":"gpt-image-2","prompt":""}`, 400, `"param":"prompt"`},
		"a model that is gone":   {Pictures, `{"model":"dall-e-3","prompt":"x"}`, 404, `model_not_found`},
		"variations":             {Variations, `{}`, 404, ``},
		"nowhere":                {"/v1/nothing", `{}`, 404, `Invalid URL`},
		"an edit of no pictures": {Edits, `{"model":"gpt-image-2","prompt":"x"}`, 400, `"param":"images"`},
	}
	s := start(t, Options{Key: "k", Blocked: []string{"massacre"}})
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, answer := post(t, s, tt.path, "application/json", tt.body)
			if status != tt.status || !strings.Contains(answer, tt.says) || tt.path == Variations && answer != "" {
				t.Errorf("%d %.300s\nwant %d %s", status, answer, tt.status, tt.says)
			}
		})
	}
}

func TestAWrongKeyIsRefused(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Key: "other"})
	if status, answer := post(t, s, Chat, "application/json", `{}`); status != http.StatusUnauthorized || !strings.Contains(answer, "invalid_api_key") {
		t.Errorf("%d %s", status, answer)
	}
}

func TestTheSameRequestTellsTheSameStory(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	tell := func(words string) string {
		_, answer := post(t, s, Chat, "application/json", strings.ReplaceAll(withSchema("c", strict), "Tell a story", words))
		var c struct {
			Choices []struct{ Message struct{ Content string } }
		}
		if err := json.Unmarshal([]byte(answer), &c); err != nil || len(c.Choices) != 1 {
			t.Fatalf("%v: %s", err, answer)
		}
		return c.Choices[0].Message.Content
	}
	if a, b := tell("one"), tell("one"); a != b {
		t.Errorf("%s\n%s", a, b)
	}
	if tell("one") == tell("two") {
		t.Error("all stories are the same")
	}
}

func TestLatencyIsAsAsked(t *testing.T) {
	t.Parallel()
	s := start(t, Options{First: 30 * time.Millisecond, Token: time.Millisecond})
	post(t, s, Chat, "application/json", `{"model":"gpt-6-luna","stream":true,`+hello+`}`)
	c := s.Calls(Chat)[0]
	if first := c.First.Sub(c.Arrived); first < 30*time.Millisecond {
		t.Errorf("the first token came after %v", first)
	}
	if all := c.Ended.Sub(c.Arrived); all < 30*time.Millisecond+time.Duration(c.Sent-1)*time.Millisecond {
		t.Errorf("%d tokens took %v", c.Sent, all)
	}
}

func TestCloseEndsAStalledStream(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	s.Fail(Chat, Faults()["stall"])
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	got := make(chan error, 1)
	go func() {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL()+"/chat/completions", strings.NewReader(`{"model":"gpt-6-luna","stream":true,`+hello+`}`))
		if err != nil {
			got <- err
			return
		}
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			_, err = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
		}
		got <- err
	}()
	if err := s.Wait(ctx, Chat, func(c []Call) bool { return len(c) == 1 && c[0].Stalled }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := <-got; err == nil {
		t.Error("the stream ended well")
	}
}
