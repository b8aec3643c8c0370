package openaitest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"io"
	"mime/multipart"
	"slices"
	"strconv"
	"strings"
)

// What is taken of the files of a form, in bytes.
const (
	maxPictureFile = 50 << 20
	maxMaskFile    = 4 << 20
)

func (s *Server) edits(x *exchange) {
	read := readEditJSON
	if strings.HasPrefix(x.r.Header.Get("Content-Type"), "multipart/") {
		read = readForm
	}
	req, from, e := read(x)
	if e != nil {
		x.refuse(e)
		return
	}
	s.paint(x, req, from)
}

// An editRequest is a request to edit in JSON.
type editRequest struct {
	pictureRequest

	Images []pictureSource `json:"images"`
	Mask   *pictureSource  `json:"mask"`
	Markup *pictureSource  `json:"markup"`
}

type pictureSource struct {
	URL  string `json:"image_url"`
	File string `json:"file_id"`
}

func (p pictureSource) read(at string) (image.Image, *refusal) {
	if p.File != "" {
		return nil, refuse(at+".file_id", "invalid_value", "No such file: "+p.File+".")
	}
	return pictureAt(p.URL, at+".image_url")
}

// readEditJSON reads a request to edit in JSON.
func readEditJSON(x *exchange) (pictureRequest, *sources, *refusal) {
	var req editRequest
	from := &sources{}
	if _, e := decodeStrict(x.body, &req, append(pictureFields(), "images", "mask", "markup", "input_fidelity")); e != nil {
		return req.pictureRequest, nil, e
	}
	for i, p := range req.Images {
		img, e := p.read(fmt.Sprintf("images[%d]", i))
		if e != nil {
			return req.pictureRequest, nil, e
		}
		from.pictures = append(from.pictures, img)
	}
	if len(from.pictures) == 0 {
		return req.pictureRequest, nil, refuse("images", "missing_required_parameter", "Missing required parameter: 'images'.")
	}
	var e *refusal
	if req.Mask != nil {
		if from.mask, e = req.Mask.read("mask"); e != nil {
			return req.pictureRequest, nil, e
		}
	}
	if req.Markup != nil {
		if from.markup, e = req.Markup.read("markup"); e != nil {
			return req.pictureRequest, nil, e
		}
	}
	return req.pictureRequest, from, nil
}

// readForm reads a multipart request to edit.
func readForm(x *exchange) (pictureRequest, *sources, *refusal) {
	bad := refuse("image", "invalid_multipart", "Could not parse multipart form.")
	x.r.Body = io.NopCloser(bytes.NewReader(x.body))
	form, err := x.r.MultipartReader()
	if err != nil {
		return pictureRequest{}, nil, bad
	}
	from, fields := &sources{}, map[string]string{}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return pictureRequest{}, nil, bad
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return pictureRequest{}, nil, bad
		}
		name := part.FormName()
		if !slices.Contains([]string{"image", "image[]", "mask", "markup"}, name) {
			fields[name] = string(data)
			continue
		}
		if e := from.take(part, data); e != nil {
			return pictureRequest{}, nil, e
		}
	}
	if len(from.pictures) == 0 {
		return pictureRequest{}, nil, refuse("image", "missing_required_parameter", "Missing required parameter: 'image'.")
	}
	req, e := formRequest(fields)
	return req, from, e
}

// take reads a file of a form.
func (from *sources) take(part *multipart.Part, data []byte) *refusal {
	name := part.FormName()
	mime, most := part.Header.Get("Content-Type"), maxPictureFile
	formats := []string{"image/png", "image/jpeg", "image/webp"}
	if name == "mask" || name == "markup" {
		formats, most = formats[:1], maxMaskFile
	}
	switch {
	case !slices.Contains(formats, mime):
		return refuse(name, "unsupported_file_mimetype", "Invalid file '"+name+"': unsupported mimetype ('"+mime+"'). Supported file formats are '"+strings.Join(formats, "', '")+"'.")
	case len(data) > most:
		return refuse(name, "file_too_large", fmt.Sprintf("Invalid file '%s': it must be less than %d MB.", name, most>>20))
	}
	img, e := decodePicture(data, name)
	if e != nil {
		return e
	}
	switch name {
	case "mask":
		from.mask = img
	case "markup":
		from.markup = img
	default:
		from.pictures = append(from.pictures, img)
	}
	return nil
}

// formRequest reads the fields of a form. Moderation and response_format are none
// of them, and an empty field is a wrong one.
func formRequest(fields map[string]string) (pictureRequest, *refusal) {
	var req pictureRequest
	values := map[string]any{}
	known := append(pictureFields(), "input_fidelity")
	for name, v := range fields {
		if !slices.Contains(known, name) || name == "moderation" {
			return req, refuse(name, "unknown_parameter", "Unknown parameter: '"+name+"'.")
		}
		if v == "" {
			return req, refuse(name, "invalid_value", "Invalid value for '"+name+"': ''.")
		}
		values[name] = v
		if n, err := strconv.Atoi(v); err == nil && name != "prompt" {
			values[name] = n
		}
		if yes, err := strconv.ParseBool(v); err == nil && name == "stream" {
			values[name] = yes
		}
	}
	raw, err := json.Marshal(values)
	if err == nil {
		err = json.Unmarshal(raw, &req)
	}
	if err != nil {
		return req, refuse("", "invalid_type", "Invalid type.")
	}
	return req, nil
}
