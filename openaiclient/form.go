package openaiclient

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/textproto"

	"journey/game"
)

// A form is the body of a request to edit: fields, and pictures as files.
type form []part

type part struct {
	name string
	kind string // the media type of a file; empty for a field
	data []byte
}

func readForm(contentType string, body []byte) (form, error) {
	_, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, fmt.Errorf("read request: %w", err)
	}
	var f form
	in := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for {
		p, err := in.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read request: %w", err)
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, fmt.Errorf("read request: %w", err)
		}
		kind := ""
		if p.FileName() != "" {
			kind = p.Header.Get("Content-Type")
		}
		f = append(f, part{name: p.FormName(), kind: kind, data: data})
	}
}

// withPictures adds pictures after the one that is there.
func (f form) withPictures(more [][]byte) form {
	if len(more) == 0 {
		return f
	}
	var out form
	for _, p := range f {
		if p.name != "image" {
			out = append(out, p)
			continue
		}
		p.name = severalPictures
		out = append(out, p)
		for _, data := range more {
			out = append(out, part{name: severalPictures, kind: mediaType(data), data: data})
		}
	}
	return out
}

// withOpenMask adds the mask, if there is one, under its other name too.
func (f form) withOpenMask() form {
	for _, p := range f {
		if p.name == "mask" {
			p.name = openMask
			return append(f, p)
		}
	}
	return f
}

func (f form) names() []string {
	names := make([]string, 0, len(f))
	for _, p := range f {
		names = append(names, p.name)
	}
	return names
}

// encode writes the form as multipart/form-data.
func (f form) encode() (contentType string, body []byte, err error) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for i, p := range f {
		h := textproto.MIMEHeader{}
		disposition := fmt.Sprintf("form-data; name=%q", p.name) // some servers want the quotes
		if p.kind != "" {
			disposition += fmt.Sprintf("; filename=%q", fmt.Sprintf("%d.%s", i, extension(p.kind)))
			h.Set("Content-Type", p.kind)
		}
		h.Set("Content-Disposition", disposition)
		out, err := w.CreatePart(h)
		if err == nil {
			_, err = out.Write(p.data)
		}
		if err != nil {
			return "", nil, fmt.Errorf("write request: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return "", nil, fmt.Errorf("write request: %w", err)
	}
	return w.FormDataContentType(), buf.Bytes(), nil
}

// json writes the form as edits are taken in JSON.
func (f form) json(d dialect, model string) ([]byte, error) {
	fields := map[string]any{}
	var all []part
	for _, p := range f {
		switch p.name {
		case "image", severalPictures:
			all = append(all, p)
		case openMask: // forms alone have it
		case "mask":
			fields[p.name] = map[string]string{"image_url": dataURL(p.data)}
		default:
			fields[p.name] = string(p.data)
			if json.Valid(p.data) && p.name != "prompt" { // a number, or true
				fields[p.name] = json.RawMessage(p.data)
			}
		}
	}
	name, value := d.pictures(model, all)
	fields[name] = value
	if d.isXAI(model) { // has aspect_ratio in its place, which follows the first picture, and no masks
		delete(fields, "size")
		delete(fields, "mask")
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return nil, fmt.Errorf("write request: %w", err)
	}
	return body, nil
}

func dataURL(picture []byte) string {
	return "data:" + mediaType(picture) + ";base64," + base64.StdEncoding.EncodeToString(picture)
}

// mediaType is that of the picture's first bytes; what has none is refused before.
func mediaType(picture []byte) string {
	switch f := game.PictureFormat(picture); f {
	case "jpg":
		return "image/jpeg"
	case "":
		return "application/octet-stream"
	default:
		return "image/" + f
	}
}

func extension(mediaType string) string {
	switch mediaType {
	case "image/jpeg":
		return "jpg"
	case "image/webp":
		return "webp"
	}
	return "png"
}
