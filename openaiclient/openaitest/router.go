package openaitest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A routerRequest is a request to OpenRouter's own picture endpoint.
type routerRequest struct {
	Model        string `json:"model"`
	Prompt       string `json:"prompt"`
	N            *int   `json:"n"`
	Size         string `json:"size"`
	Resolution   string `json:"resolution"`
	Ratio        string `json:"aspect_ratio"`
	Quality      string `json:"quality"`
	Background   string `json:"background"`
	OutputFormat string `json:"output_format"`
	Compression  *int   `json:"output_compression"`
	Stream       bool   `json:"stream"`
	References   []struct {
		Type  string `json:"type"`
		Image struct {
			URL string `json:"url"`
		} `json:"image_url"`
	} `json:"input_references"`
}

func routerFields() []string {
	return strings.Fields(`aspect_ratio background input_references model n output_compression output_format prompt
		provider quality resolution seed session_id size stream user`)
}

// routerPictures paints as OpenRouter does: one endpoint with and without pictures
// to start from, models with their maker's name, errors with numbers.
func (s *Server) routerPictures(x *exchange) {
	var in routerRequest
	_, e := decodeStrict(x.body, &in, routerFields())
	var from *sources
	if e == nil {
		from, e = in.sources()
	}
	req := pictureRequest{
		Model: in.Model[strings.IndexByte(in.Model, '/')+1:], Prompt: in.Prompt, N: in.N, Size: in.pixels(),
		Quality: in.Quality, Background: in.Background, OutputFormat: in.OutputFormat, Compression: in.Compression,
	}
	if e == nil && in.Stream {
		e = refuse("stream", "", "No endpoint of this model streams.")
	}
	if e == nil {
		e = s.checkPicture(req)
	}
	if e != nil {
		x.raw(e.status, fmt.Sprintf(`{"error":{"code":%d,"message":%s}}`, e.status, quote(e.Message)))
		return
	}
	p := painting{x: x, s: s, req: req, from: from, n: 1, begun: time.Now()}
	if req.N != nil {
		p.n = *req.N
	}
	p.size()
	var data []any
	for i := range p.n {
		data = append(data, map[string]string{"b64_json": p.draw(i, block), "media_type": "image/" + or(req.OutputFormat, "png")})
	}
	if !wait(x.r.Context(), time.Until(p.begun.Add(x.fault.Delay+time.Duration(p.n)*s.opts.Picture))) {
		return
	}
	used := p.usage()
	x.json(map[string]any{"created": time.Now().Unix(), "data": data, "usage": map[string]any{
		"prompt_tokens": used["input_tokens"], "completion_tokens": used["output_tokens"], "total_tokens": used["total_tokens"], "cost": 0.005,
	}})
}

// pixels is the size asked for, in pixels, where it is one of those.
func (r routerRequest) pixels() string {
	switch {
	case strings.Contains(r.Size, "x"):
		return r.Size
	case slices.Contains([]string{"3:2", "4:3", "16:9"}, r.Ratio):
		return "1536x1024"
	case slices.Contains([]string{"2:3", "3:4", "9:16"}, r.Ratio):
		return "1024x1536"
	}
	return "1024x1024"
}

func (r routerRequest) sources() (*sources, *refusal) {
	if len(r.References) == 0 {
		return nil, nil //nolint:nilnil // no pictures and no fault are what most requests have
	}
	from := &sources{}
	for i, p := range r.References {
		at := fmt.Sprintf("input_references[%d]", i)
		if p.Type != "image_url" {
			return nil, refuse(at+".type", "", "Invalid type of '"+at+"'.")
		}
		img, e := pictureAt(p.Image.URL, at)
		if e != nil {
			return nil, e
		}
		from.pictures = append(from.pictures, img)
	}
	return from, nil
}

// routerModels lists the picture models as OpenRouter does.
func (s *Server) routerModels(x *exchange) {
	var list []any
	for _, id := range s.opts.PictureModels {
		list = append(list, map[string]any{
			"id": "openai/" + id, "name": id, "created": 1795000000, "supports_streaming": false,
			"architecture":         map[string]any{"input_modalities": []string{"text", "image"}, "output_modalities": []string{"image"}},
			"supported_parameters": map[string]any{"n": map[string]any{"type": "range", "min": 1, "max": 10}, "quality": map[string]any{"type": "enum", "values": []string{"low", "medium", "high"}}},
			"endpoints":            "/api/v1/images/models/openai/" + id + "/endpoints",
		})
	}
	x.json(map[string]any{"data": list})
}
