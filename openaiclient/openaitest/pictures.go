package openaitest

import (
	"encoding/base64"
	"fmt"
	"image"
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
	Fidelity     string `json:"input_fidelity"`
	Stream       bool   `json:"stream"`
	Partial      *int   `json:"partial_images"`
}

func pictureFields() []string {
	return strings.Fields(`background complexity frame_count frame_duration_ms model moderation n output_compression
		output_format partial_images prompt quality safety_identifier size stream user`)
}

func (s *Server) pictures(x *exchange) {
	var req pictureRequest
	given, e := decodeStrict(x.body, &req, pictureFields())
	if e == nil && string(given["size"]) == `""` {
		e = refuse("size", "invalid_value", "Invalid value for 'size': ''.")
	}
	if e != nil {
		x.refuse(e)
		return
	}
	s.paint(x, req, nil)
}

// paint answers a request that can be read: from words alone, or from sources.
func (s *Server) paint(x *exchange, req pictureRequest, from *sources) {
	if x.deployment != "" {
		req.Model = x.deployment
	}
	e := s.checkPicture(req)
	if e == nil && from != nil {
		e = from.check(req)
	}
	if e != nil {
		x.refuse(e)
		return
	}
	p := painting{x: x, s: s, req: req, from: from, n: 1, begun: time.Now()}
	if req.N != nil {
		p.n = *req.N
	}
	p.size()
	if req.Stream {
		p.stream()
		return
	}
	p.answer()
}

// A painting is an answer with pictures on its way.
type painting struct {
	x     *exchange
	s     *Server
	req   pictureRequest
	from  *sources // nil without pictures
	n     int
	w, h  int
	begun time.Time
}

func (p *painting) size() {
	p.w, p.h = parseSize(p.req.Size)
	if p.w == 0 {
		p.w, p.h = 1024, 1024
		if p.from != nil {
			r := p.from.pictures[0].Bounds()
			if checkSize(fmt.Sprintf("%dx%d", r.Dx(), r.Dy()), strings.HasPrefix(p.req.Model, "gpt-image-2")) == nil {
				p.w, p.h = r.Dx(), r.Dy()
			}
		}
	}
}

// draw draws picture i, as blocks of that many pixels.
func (p *painting) draw(i, blocks int) string {
	seed := p.s.opts.Seed ^ uint64(16*p.x.entry+i) //nolint:gosec // a seed of any value will do
	var img image.Image = landscape(p.req.Prompt, seed, p.w, p.h, blocks)
	if p.from != nil {
		img = p.from.over(landscape(p.req.Prompt, seed, p.w, p.h, blocks))
	}
	return base64.StdEncoding.EncodeToString(encode(img, p.req.OutputFormat))
}

func (p *painting) usage() map[string]any {
	text, pictures := len(p.req.Prompt)/4, 0
	if p.from != nil {
		pictures = p.from.tokens()
	}
	out := p.n * p.w * p.h / 4096
	if p.req.Partial != nil {
		out += 100 * *p.req.Partial
	}
	return map[string]any{
		"input_tokens": text + pictures, "output_tokens": out, "total_tokens": text + pictures + out,
		"input_tokens_details": map[string]int{"text_tokens": text, "image_tokens": pictures},
	}
}

// about is what every answer says of its pictures.
func (p *painting) about() map[string]any {
	background := p.req.Background
	if background == "" || background == "auto" {
		background = "opaque"
	}
	quality := p.req.Quality
	if quality == "" || quality == "auto" {
		quality = "low"
	}
	return map[string]any{
		"background": background, "output_format": or(p.req.OutputFormat, "png"),
		"size": fmt.Sprintf("%dx%d", p.w, p.h), "quality": quality,
	}
}

func (p *painting) answer() {
	var data []any
	for i := range p.n {
		data = append(data, map[string]string{"b64_json": p.draw(i, block)})
	}
	// Painting takes its time from the start, encoding included.
	due := p.begun.Add(p.x.fault.Delay + time.Duration(p.n)*p.s.opts.Picture)
	if !wait(p.x.r.Context(), time.Until(due)) {
		return
	}
	answer := p.about()
	answer["created"], answer["data"], answer["usage"] = time.Now().Unix(), data, p.usage()
	p.x.json(answer)
}

// stream sends a picture that becomes finer, in as many steps as were asked for.
func (p *painting) stream() {
	partial, kind := 0, "image_generation"
	if p.req.Partial != nil {
		partial = *p.req.Partial
	}
	if p.from != nil {
		kind = "image_edit"
	}
	f := p.x.fault
	broken := f.Then != GoOn || f.Lines != ""
	p.x.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	p.x.write(strings.Repeat(": still here\n\n", f.Comments))
	for i := range partial + 1 {
		if broken && i >= min(f.After, partial) && p.x.breaks(p.s) {
			return
		}
		blocks := block << (2 * (partial - i)) // 64 times as many cells each step
		b64 := p.draw(0, min(blocks, 128))
		due := p.begun.Add(f.Delay + p.s.opts.Picture*time.Duration(i+1)/time.Duration(partial+1))
		if !wait(p.x.r.Context(), time.Until(due)) {
			return
		}
		e := p.about()
		e["b64_json"], e["created_at"] = b64, time.Now().Unix()
		e["type"], e["partial_image_index"] = kind+".partial_image", i
		if i == partial {
			delete(e, "partial_image_index")
			e["type"], e["usage"] = kind+".completed", p.usage()
		}
		name, _ := e["type"].(string)
		p.x.event(name, e)
		p.s.sent(p.x)
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// checkPicture refuses what OpenAI refuses.
func (s *Server) checkPicture(req pictureRequest) *refusal {
	if !slices.Contains(s.opts.PictureModels, req.Model) {
		return noModel(req.Model)
	}
	if s.opts.Unverified {
		return unverified(http.StatusForbidden, "use the model `"+req.Model+"`")
	}
	switch {
	case req.Prompt == "":
		return refuse("prompt", "missing_required_parameter", "Missing required parameter: 'prompt'.")
	case len([]rune(req.Prompt)) > 32000:
		return refuse("prompt", "string_above_max_length", "Invalid 'prompt': string too long.")
	case req.N != nil && (*req.N < 1 || *req.N > 10):
		return refuse("n", "invalid_value", "Invalid 'n': expected 1 to 10.")
	case req.Partial != nil && (*req.Partial < 0 || *req.Partial > 3):
		return refuse("partial_images", "invalid_value", "Invalid 'partial_images': expected 0 to 3.")
	case req.Partial != nil && *req.Partial > 0 && !req.Stream:
		return refuse("partial_images", "invalid_value", "'partial_images' needs 'stream'.")
	}
	for _, e := range []*refusal{checkLook(req), checkFile(req), checkSize(req.Size, strings.HasPrefix(req.Model, "gpt-image-2"))} {
		if e != nil {
			return e
		}
	}
	prompt := strings.ToLower(req.Prompt)
	if slices.ContainsFunc(s.opts.Blocked, func(word string) bool { return strings.Contains(prompt, word) }) {
		return &refusal{status: http.StatusBadRequest, raw: moderated("violence")}
	}
	return nil
}

// checkLook checks what a request says of how to paint.
func checkLook(req pictureRequest) *refusal {
	quality := []string{"", "auto", "low", "medium", "high"}
	if strings.HasPrefix(req.Model, "gpt-image-2.") {
		quality = append(quality, "xhigh", "max")
	}
	switch {
	case !slices.Contains(quality, req.Quality):
		return refuse("quality", "unsupported_value", fmt.Sprintf("The model does not support quality '%s'.", req.Quality))
	case req.Complexity != "" && !strings.HasPrefix(req.Model, "gpt-image-2.6"):
		return refuse("complexity", "unknown_parameter", "Unknown parameter: 'complexity'.")
	case !slices.Contains([]string{"", "low", "medium", "high"}, req.Complexity):
		return refuse("complexity", "invalid_value", "Invalid value for 'complexity'.")
	case !slices.Contains([]string{"", "auto", "low"}, req.Moderation):
		return refuse("moderation", "invalid_value", "Invalid value for 'moderation'.")
	case req.Fidelity != "" && !strings.HasPrefix(req.Model, "gpt-image-1"):
		return refuse("input_fidelity", "unsupported_parameter", "Unsupported parameter: 'input_fidelity' is not supported with this model.")
	case !slices.Contains([]string{"", "low", "high"}, req.Fidelity), req.Fidelity == "high" && req.Model == "gpt-image-1-mini":
		return refuse("input_fidelity", "invalid_value", "Invalid value for 'input_fidelity'.")
	}
	return nil
}

// checkFile checks what a request says of the file it wants.
func checkFile(req pictureRequest) *refusal {
	switch {
	case !slices.Contains([]string{"", "auto", "opaque", "transparent"}, req.Background):
		return refuse("background", "invalid_value", "Invalid value for 'background'.")
	case req.Background == "transparent" && req.OutputFormat == "jpeg":
		return refuse("background", "invalid_value", "Transparent background is not supported for JPEG output format.")
	case !slices.Contains([]string{"", "png", "jpeg"}, req.OutputFormat):
		return refuse("output_format", "invalid_value", "This server draws png and jpeg only.")
	case req.Compression != nil && req.OutputFormat != "jpeg":
		return refuse("output_compression", "invalid_value", "'output_compression' needs jpeg or webp.")
	case req.Compression != nil && (*req.Compression < 0 || *req.Compression > 100):
		return refuse("output_compression", "invalid_value", "Invalid 'output_compression': expected 0 to 100.")
	}
	return nil
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
