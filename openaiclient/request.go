package openaiclient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// Two ways of an edit that a server may not take, remembered as its parameters.
const (
	severalPictures = "image[]"
	multipartForm   = "multipart"
)

// openMask is the mask under the name that vLLM-Omni gives it, which heeds its colours:
// white may change. Ours has both, colours and transparency.
const openMask = "mask_image"

// amend adds the call's extra fields to a request and takes out what the server
// refused before.
func (d *doer) amend(req *http.Request, k *call) error {
	if req.Body == nil || k.endpoint == "" {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	_ = req.Body.Close()
	kind := req.Header.Get("Content-Type")
	if strings.HasPrefix(kind, "multipart/") {
		kind, body, err = d.amendForm(kind, body, k)
	} else {
		body, err = d.amendJSON(body, k)
	}
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", kind)
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Body, err = req.GetBody()
	return err
}

func (d *doer) amendJSON(body []byte, k *call) ([]byte, error) {
	// The values stay as they are: a schema's order is the order of the reply.
	var given map[string]json.RawMessage
	if err := json.Unmarshal(body, &given); err != nil {
		return nil, fmt.Errorf("read request: %w", err)
	}
	fields := make(map[string]any, len(given)+len(k.extra))
	for name, v := range given {
		fields[name] = v
	}
	maps.Copy(fields, k.extra)
	if limit, ok := fields["max_completion_tokens"]; ok && d.dialect.oldLimit(d.known.text) {
		fields["max_tokens"] = limit
	}
	d.dropRefused(fields, k.endpoint)
	k.sent = slices.Collect(maps.Keys(fields))
	body, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	return body, nil
}

// droppable lists the parameters a request can do without, the narrower first.
func droppable(endpoint string) []string {
	switch endpoint {
	case chat, descriptions:
		return []string{
			"stream_options.include_obfuscation", "stream_options", "response_format",
			"reasoning_effort", "max_completion_tokens", "max_tokens", "temperature", "stream",
		}
	case pictures, edits, inpaintings:
		return []string{
			"response_format", "output_format", "complexity", "moderation", "quality", "size", "n",
			"partial_images", "stream", openMask, "mask", severalPictures, multipartForm,
		}
	}
	return nil
}

func (d *doer) dropRefused(fields map[string]any, endpoint string) {
	for _, param := range droppable(endpoint) {
		if d.dialect.sends(param) && !d.known.refused(endpoint, param) {
			continue
		}
		if outer, inner, nested := strings.Cut(param, "."); nested {
			if m, ok := fields[outer].(map[string]any); ok {
				delete(m, inner)
			}
			continue
		}
		if v, ok := fields[param]; ok && param == "max_completion_tokens" {
			if !d.known.refused(endpoint, "max_tokens") {
				fields["max_tokens"] = v
			}
		}
		delete(fields, param)
		if param == "stream" {
			delete(fields, "stream_options")
			delete(fields, "partial_images")
		}
	}
}

// amendForm brings go-openai's form of an edit into one that servers take: without
// its empty fields and its count of 0, which OpenAI refuses, with all the pictures,
// and as JSON where forms are refused.
func (d *doer) amendForm(kind string, body []byte, k *call) (string, []byte, error) {
	f, err := readForm(kind, body)
	if err != nil {
		return "", nil, err
	}
	f = slices.DeleteFunc(f, func(p part) bool {
		return p.kind == "" && (len(p.data) == 0 || p.name == "n" && string(p.data) == "0")
	})
	for _, name := range slices.Sorted(maps.Keys(k.extra)) {
		f = append(f, part{name: name, data: []byte(fmt.Sprint(k.extra[name]))})
	}
	if k.endpoint == edits && d.dialect.home() && !isGPTImage(d.known.picture) && !d.known.refused(edits, "mask") {
		f = f.withOpenMask()
	}
	f = slices.DeleteFunc(f, func(p part) bool {
		return !d.dialect.sends(p.name) || d.known.refused(k.endpoint, p.name) ||
			p.name == "partial_images" && d.known.refused(k.endpoint, "stream")
	})
	if !d.known.refused(k.endpoint, severalPictures) {
		f = f.withPictures(k.pictures)
	}
	k.sent = f.names()
	if !d.dialect.forms() || d.known.refused(k.endpoint, multipartForm) {
		body, err = f.json(d.dialect, d.known.picture)
		return "application/json", body, err
	}
	k.sent = append(k.sent, multipartForm)
	return f.encode()
}
