package openaitest

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	_ "image/jpeg" // inputs may be JPEG
	_ "image/png"  // or PNG
	"io"
	"mime/multipart"
	"slices"
	"strconv"
	"strings"
)

func (s *Server) edits(x *exchange) {
	if !strings.HasPrefix(x.r.Header.Get("Content-Type"), "multipart/") {
		var req editRequest
		_, e := decodeStrict(x.body, &req, append(pictureFields(), "images", "mask", "markup", "input_fidelity"))
		if e == nil && len(req.Images) == 0 {
			e = refuse("images", "missing_required_parameter", "Missing required parameter: 'images'.")
		}
		if e != nil {
			x.fail(e.status, e.apiError)
			return
		}
		s.answerPictures(x, req.pictureRequest)
		return
	}
	req, e := readForm(x)
	if e != nil {
		x.fail(e.status, e.apiError)
		return
	}
	s.answerPictures(x, req)
}

// readForm reads a multipart request to edit.
func readForm(x *exchange) (pictureRequest, *refusal) {
	x.r.Body = io.NopCloser(bytes.NewReader(x.body))
	form, err := x.r.MultipartReader()
	if err != nil {
		return pictureRequest{}, refuse("image", "invalid_multipart", "Could not parse multipart form.")
	}
	fields := map[string]string{}
	var first, mask image.Point
	var images int
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return pictureRequest{}, refuse("image", "invalid_multipart", "Could not parse multipart form.")
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return pictureRequest{}, refuse("image", "invalid_multipart", "Could not parse multipart form.")
		}
		switch name := part.FormName(); name {
		case "image", "image[]", "mask", "markup":
			size, e := readPart(part, data)
			if e != nil {
				return pictureRequest{}, e
			}
			if name == "mask" {
				mask = size
			} else if images++; images == 1 {
				first = size
			}
		default:
			fields[name] = string(data)
		}
	}
	switch {
	case images == 0:
		return pictureRequest{}, refuse("image", "missing_required_parameter", "Missing required parameter: 'image'.")
	case images > 16:
		return pictureRequest{}, refuse("image", "invalid_value", "Too many images: at most 16.")
	case mask != image.Point{} && mask != first:
		return pictureRequest{}, refuse("mask", "invalid_image_format", "The mask must have the same dimensions as the image.")
	}
	return formRequest(fields)
}

func readPart(part *multipart.Part, data []byte) (image.Point, *refusal) {
	mime := part.Header.Get("Content-Type")
	if !slices.Contains([]string{"image/png", "image/jpeg", "image/webp"}, mime) {
		return image.Point{}, refuse("image", "unsupported_file_mimetype", "Invalid file: unsupported mimetype ('"+mime+"'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'.")
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return image.Point{}, refuse("image", "invalid_image_file", "Invalid image file or mode.")
	}
	return image.Pt(config.Width, config.Height), nil
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
