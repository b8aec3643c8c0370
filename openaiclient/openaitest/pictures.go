package openaitest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// A pictureRequest is a request to generate or edit.
type pictureRequest struct {
	Model        string `json:"model"`
	Prompt       string `json:"prompt"`
	N            *int   `json:"n"`
	Size         string `json:"size"`
	Quality      string `json:"quality"`
	Background   string `json:"background"`
	OutputFormat string `json:"output_format"`
	Compression  *int   `json:"output_compression"`
	Moderation   string `json:"moderation"`
	Complexity   string `json:"complexity"`
	Stream       bool   `json:"stream"`
}

func pictureFields() []string {
	return strings.Fields(`background complexity frame_count frame_duration_ms model moderation n output_compression
		output_format partial_images prompt quality safety_identifier size stream user`)
}

func (s *Server) pictures(x *exchange) {
	var req pictureRequest
	if _, e := decodeStrict(x.body, &req, pictureFields()); e != nil {
		x.fail(e.status, e.apiError)
		return
	}
	s.answerPictures(x, req)
}

func (s *Server) answerPictures(x *exchange, req pictureRequest) {
	if e := s.checkPicture(req); e != nil {
		x.fail(e.status, e.apiError)
		return
	}
	n := 1
	if req.N != nil {
		n = *req.N
	}
	w, h := parseSize(req.Size)
	if w == 0 {
		w, h = 1024, 1024
	}
	// Painting takes its time from the start, encoding included.
	due := time.Now().Add(time.Duration(n) * s.opts.Picture)
	var data []any
	for i := range n {
		data = append(data, map[string]string{"b64_json": base64.StdEncoding.EncodeToString(draw(req.Prompt, uint64(16*x.entry+i), w, h, req.OutputFormat))})
	}
	if !wait(x.r.Context(), time.Until(due)) {
		return
	}
	out := n * w * h / 4096
	x.json(map[string]any{
		"created": time.Now().Unix(), "data": data, "background": "opaque",
		"output_format": or(req.OutputFormat, "png"), "size": fmt.Sprintf("%dx%d", w, h), "quality": or(req.Quality, "low"),
		"usage": map[string]any{
			"input_tokens": len(req.Prompt) / 4, "output_tokens": out, "total_tokens": len(req.Prompt)/4 + out,
			"input_tokens_details": map[string]int{"text_tokens": len(req.Prompt) / 4, "image_tokens": 0},
		},
	})
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// checkPicture refuses what OpenAI refuses.
func (s *Server) checkPicture(req pictureRequest) *refusal {
	second := strings.HasPrefix(req.Model, "gpt-image-2")
	fine := strings.HasPrefix(req.Model, "gpt-image-2.")
	newest := strings.HasPrefix(req.Model, "gpt-image-2.6")
	quality := []string{"", "auto", "low", "medium", "high"}
	if fine {
		quality = append(quality, "xhigh", "max")
	}
	switch {
	case !slices.Contains(s.opts.PictureModels, req.Model):
		return &refusal{http.StatusNotFound, apiError{Message: fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", req.Model), Type: invalidRequest, Code: "model_not_found"}}
	case req.Prompt == "":
		return refuse("prompt", "missing_required_parameter", "Missing required parameter: 'prompt'.")
	case len([]rune(req.Prompt)) > 32000:
		return refuse("prompt", "string_above_max_length", "Invalid 'prompt': string too long.")
	case req.N != nil && (*req.N < 1 || *req.N > 10):
		return refuse("n", "invalid_value", "Invalid 'n': expected 1 to 10.")
	case !slices.Contains(quality, req.Quality):
		return refuse("quality", "unsupported_value", fmt.Sprintf("The model does not support quality '%s'.", req.Quality))
	case req.Complexity != "" && !newest:
		return refuse("complexity", "unknown_parameter", "Unknown parameter: 'complexity'.")
	case !slices.Contains([]string{"", "low", "medium", "high"}, req.Complexity):
		return refuse("complexity", "invalid_value", "Invalid value for 'complexity'.")
	case !slices.Contains([]string{"", "auto", "low"}, req.Moderation):
		return refuse("moderation", "invalid_value", "Invalid value for 'moderation'.")
	case !slices.Contains([]string{"", "auto", "opaque", "transparent"}, req.Background):
		return refuse("background", "invalid_value", "Invalid value for 'background'.")
	case !slices.Contains([]string{"", "png", "jpeg"}, req.OutputFormat):
		return refuse("output_format", "invalid_value", "This server draws png and jpeg only.")
	case req.Compression != nil && req.OutputFormat != "jpeg":
		return refuse("output_compression", "invalid_value", "'output_compression' needs jpeg or webp.")
	case req.Stream:
		return refuse("stream", "unsupported_value", "This server does not stream pictures.")
	}
	return checkSize(req.Size, second)
}

// checkSize holds sizes to the rules of the first or the later GPT image models.
func checkSize(size string, second bool) *refusal {
	bad := refuse("size", "invalid_value", fmt.Sprintf("Invalid size '%s'.", size))
	if size == "" || size == "auto" {
		return nil
	}
	w, h := parseSize(size)
	if !second {
		if !slices.Contains([]string{"1024x1024", "1536x1024", "1024x1536"}, size) {
			return bad
		}
		return nil
	}
	px := w * h
	if w == 0 || w%16 != 0 || h%16 != 0 || w > 3*h || h > 3*w || max(w, h) > 3840 || px < 655_360 || px > 8_294_400 {
		return bad
	}
	return nil
}

// parseSize reads "1536x1024"; 0, 0 is no size.
func parseSize(s string) (w, h int) {
	if n, err := fmt.Sscanf(s, "%dx%d", &w, &h); n != 2 || err != nil || w < 1 || h < 1 || fmt.Sprintf("%dx%d", w, h) != s {
		return 0, 0
	}
	return w, h
}

// An editRequest is a request to edit in JSON.
type editRequest struct {
	pictureRequest
	Images []struct {
		URL string `json:"image_url"`
	} `json:"images"`
	Mask json.RawMessage `json:"mask"`
}
