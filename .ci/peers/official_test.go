package peers

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"journey/openaiclient/openaitest"
)

// official starts the stand-in server and the official client for it.
func official(t *testing.T) (openai.Client, *openaitest.Server) {
	t.Helper()
	s := openaitest.New(openaitest.Options{Key: "sk-peers"})
	t.Cleanup(s.Close)
	return openai.NewClient(option.WithBaseURL(s.URL()), option.WithAPIKey("sk-peers"), option.WithMaxRetries(0)), s
}

func hello() openai.ChatCompletionNewParams {
	return openai.ChatCompletionNewParams{Model: "gpt-6-luna", Messages: []openai.ChatCompletionMessageParamUnion{
		openai.SystemMessage("You tell stories."), openai.UserMessage("Tell me one."),
	}}
}

func TestOfficialChat(t *testing.T) {
	c, _ := official(t)
	got, err := c.Chat.Completions.New(t.Context(), hello())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Choices) != 1 || len(got.Choices[0].Message.Content) < 100 || got.Choices[0].FinishReason != "stop" || got.Usage.CompletionTokens == 0 {
		t.Errorf("%+v", got)
	}
}

func TestOfficialStream(t *testing.T) {
	c, _ := official(t)
	params := hello()
	params.StreamOptions.IncludeUsage = openai.Bool(true)
	stream := c.Chat.Completions.NewStreaming(t.Context(), params)
	var all openai.ChatCompletionAccumulator
	chunks := 0
	for stream.Next() {
		chunks++
		if !all.AddChunk(stream.Current()) {
			t.Fatalf("chunk %d does not fit: %+v", chunks, stream.Current())
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	if chunks < 30 || len(all.Choices[0].Message.Content) < 100 || all.Choices[0].FinishReason != "stop" || all.Usage.CompletionTokens == 0 {
		t.Errorf("%d chunks, %+v", chunks, all.ChatCompletion)
	}
}

func TestOfficialStreamWithAnError(t *testing.T) {
	c, s := official(t)
	s.Fail(openaitest.Chat, openaitest.Faults()["error-openai"])
	stream := c.Chat.Completions.NewStreaming(t.Context(), hello())
	for stream.Next() {
		continue
	}
	if err := stream.Err(); err == nil || !strings.Contains(err.Error(), "The server had an error") {
		t.Errorf("got %v", err)
	}
}

func TestOfficialStructuredOutput(t *testing.T) {
	c, _ := official(t)
	schema := json.RawMessage(`{"type":"object","properties":{"title":{"type":"string"},"choices":{"type":"array","items":{"type":"string"}}},"required":["title","choices"],"additionalProperties":false}`)
	params := hello()
	params.ResponseFormat.OfJSONSchema = &openai.ResponseFormatJSONSchemaParam{JSONSchema: openai.ResponseFormatJSONSchemaJSONSchemaParam{
		Name: "chapter", Strict: openai.Bool(true), Schema: schema,
	}}
	got, err := c.Chat.Completions.New(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	var chapter struct {
		Title   string
		Choices []string
	}
	if err := json.Unmarshal([]byte(got.Choices[0].Message.Content), &chapter); err != nil || chapter.Title == "" || len(chapter.Choices) < 2 {
		t.Errorf("%v, %+v", err, chapter)
	}
}

func TestOfficialVision(t *testing.T) {
	c, _ := official(t)
	url := "data:image/png;base64," + base64.StdEncoding.EncodeToString(drawn(t, 64, 64, color.NRGBA{40, 80, 220, 255}))
	got, err := c.Chat.Completions.New(t.Context(), openai.ChatCompletionNewParams{
		Model: "gpt-6-luna", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage([]openai.ChatCompletionContentPartUnionParam{
			openai.TextContentPart("What is this?"), openai.ImageContentPart(openai.ChatCompletionContentPartImageImageURLParam{URL: url, Detail: "low"}),
		})},
	})
	if err != nil || !strings.Contains(got.Choices[0].Message.Content, "blue") {
		t.Errorf("%v, %+v", err, got)
	}
}

func drawn(t *testing.T, w, h int, c color.NRGBA) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func size(t *testing.T, b64 string) image.Point {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(b64)
	if err != nil {
		t.Fatal(err)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return image.Pt(head.Width, head.Height)
}

func TestOfficialPictures(t *testing.T) {
	c, _ := official(t)
	got, err := c.Images.Generate(t.Context(), openai.ImageGenerateParams{
		Prompt: "A sea", Model: openai.ImageModelGPTImage2_6Flare, N: openai.Int(2), Size: "1024x640", Quality: "low", Moderation: "low",
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Data) != 2 || size(t, got.Data[0].B64JSON) != image.Pt(1024, 640) || got.Usage.OutputTokens == 0 || got.Size != "1024x640" {
		t.Errorf("%d pictures, %+v", len(got.Data), got.Usage)
	}
}

func TestOfficialPictureStream(t *testing.T) {
	c, _ := official(t)
	stream := c.Images.GenerateStreaming(t.Context(), openai.ImageGenerateParams{
		Prompt: "A sea", Model: openai.ImageModelGPTImage2_6Flare, Size: "1024x640", PartialImages: openai.Int(2),
	})
	var kinds []string
	for stream.Next() {
		e := stream.Current()
		kinds = append(kinds, e.Type)
		if size(t, e.B64JSON) != image.Pt(1024, 640) {
			t.Errorf("%s of another size", e.Type)
		}
	}
	want := []string{"image_generation.partial_image", "image_generation.partial_image", "image_generation.completed"}
	if err := stream.Err(); err != nil || !slices.Equal(kinds, want) {
		t.Errorf("%v, %q", err, kinds)
	}
}

func TestOfficialEdit(t *testing.T) {
	c, s := official(t)
	file := func(name string, c color.NRGBA) *bytesFile {
		return &bytesFile{bytes.NewReader(drawn(t, 1024, 1024, c)), name}
	}
	got, err := c.Images.Edit(t.Context(), openai.ImageEditParams{
		Prompt: "The same, by night", Model: openai.ImageModelGPTImage2_6Flare, Size: "1024x1024",
		Image: openai.ImageEditParamsImageUnion{OfFile: file("a.png", color.NRGBA{200, 0, 0, 255})},
		Mask:  file("mask.png", color.NRGBA{255, 255, 255, 0}),
	})
	if err != nil || len(got.Data) != 1 || size(t, got.Data[0].B64JSON) != image.Pt(1024, 1024) {
		t.Errorf("%v, %+v", err, got)
	}
	_, err = c.Images.Edit(t.Context(), openai.ImageEditParams{
		Prompt: "Both together", Model: openai.ImageModelGPTImage2_6Flare,
		Image: openai.ImageEditParamsImageUnion{OfFileArray: []io.Reader{
			file("a.png", color.NRGBA{200, 0, 0, 255}), file("b.png", color.NRGBA{0, 200, 0, 255}),
		}},
	})
	if err != nil {
		t.Errorf("two pictures: %v", err)
	}
	if calls := s.Calls(openaitest.Edits); len(calls) != 2 {
		t.Errorf("%d calls", len(calls))
	}
}

func TestOfficialVariationIsGone(t *testing.T) {
	c, _ := official(t)
	_, err := c.Images.NewVariation(t.Context(), openai.ImageNewVariationParams{Image: &bytesFile{bytes.NewReader(drawn(t, 64, 64, color.NRGBA{})), "a.png"}}) //nolint:staticcheck // that it is gone is what is tested
	var e *openai.Error
	if !errors.As(err, &e) || e.StatusCode != http.StatusNotFound {
		t.Errorf("got %v", err)
	}
}

func TestOfficialModels(t *testing.T) {
	c, _ := official(t)
	got, err := c.Models.List(t.Context())
	if err != nil || !slices.ContainsFunc(got.Data, func(m openai.Model) bool { return m.ID == "gpt-6-luna" }) {
		t.Errorf("%v, %+v", err, got)
	}
}

// Errors are read by the official client as it reads OpenAI's.
func TestOfficialErrors(t *testing.T) {
	for name, want := range map[string]struct {
		status     int
		code, kind string
	}{
		"busy":         {429, "rate_limit_exceeded", "requests"},
		"quota":        {429, "insufficient_quota", "insufficient_quota"},
		"server-error": {500, "", "server_error"},
		"unverified":   {403, "", "invalid_request_error"},
		"refused":      {400, "moderation_blocked", "image_generation_user_error"},
		"too-long":     {400, "context_length_exceeded", "invalid_request_error"},
	} {
		t.Run(name, func(t *testing.T) {
			c, s := official(t)
			s.Fail(openaitest.Chat, openaitest.Faults()[name])
			_, err := c.Chat.Completions.New(t.Context(), hello())
			var e *openai.Error
			if !errors.As(err, &e) || e.StatusCode != want.status || e.Code != want.code || e.Type != want.kind || e.Message == "" {
				t.Errorf("got %v", err)
			}
		})
	}
	c, _ := official(t)
	params := hello()
	params.MaxTokens = openai.Int(9)
	_, err := c.Chat.Completions.New(t.Context(), params)
	var e *openai.Error
	if !errors.As(err, &e) || e.Param != "max_tokens" || e.Code != "unsupported_parameter" {
		t.Errorf("max_tokens: %v", err)
	}
	_, err = c.Chat.Completions.New(t.Context(), hello(), option.WithAPIKey("sk-other"))
	if !errors.As(err, &e) || e.StatusCode != http.StatusUnauthorized || e.Code != "invalid_api_key" {
		t.Errorf("another key: %v", err)
	}
}

// The official client comes back after a limit of its own accord.
func TestOfficialRetry(t *testing.T) {
	c, s := official(t)
	s.Fail(openaitest.Chat, openaitest.Faults()["busy"], openaitest.Faults()["loading"])
	if _, err := c.Chat.Completions.New(t.Context(), hello(), option.WithMaxRetries(2)); err != nil || len(s.Calls(openaitest.Chat)) != 3 {
		t.Errorf("%v after %d calls", err, len(s.Calls(openaitest.Chat)))
	}
}
