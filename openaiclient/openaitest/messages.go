package openaitest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	_ "image/gif"  // pictures may be GIF
	_ "image/jpeg" // or JPEG
	_ "image/png"  // or PNG
	"slices"
	"strings"

	_ "golang.org/x/image/webp" // or WebP
)

// What is taken of pictures in requests.
const (
	maxPictureURL    = 20_971_520 // characters
	maxPicturePixels = 64 << 20   // decoded
)

// messages is what the messages of a request say.
type messages struct {
	all, last string
	pictures  []image.Image
}

// readMessages reads and checks all messages.
func readMessages(req chatRequest) (messages, *refusal) {
	var out messages
	for i, m := range req.Messages {
		at := fmt.Sprintf("messages[%d]", i)
		if !slices.Contains([]string{"system", "developer", "user", "assistant", "tool"}, m.Role) {
			return out, refuse(at+".role", "invalid_value", "Invalid value: '"+m.Role+"'.")
		}
		if len(m.Content) == 0 {
			return out, refuse(at+".content", "missing_required_parameter", "Missing required parameter.")
		}
		text, pictures, e := readContent(m.Content, at+".content")
		if e != nil {
			return out, e
		}
		if len(pictures) > 0 && m.Role != "user" {
			return out, refuse(at, "invalid_value", "Image URLs are only allowed for messages with role 'user'.")
		}
		out.last = text
		out.all += text + "\n"
		out.pictures = append(out.pictures, pictures...)
	}
	return out, nil
}

// readContent reads a message's content, given as a string or in parts.
func readContent(raw json.RawMessage, at string) (string, []image.Image, *refusal) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text, nil, nil
	}
	var parts []struct {
		Type  string
		Text  *string
		Image *struct {
			URL    string `json:"url"`
			Detail string `json:"detail"`
		} `json:"image_url"`
	}
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 {
		return "", nil, refuse(at, "invalid_type", "Invalid type for '"+at+"': expected a string or an array of content parts.")
	}
	var pictures []image.Image
	for i, p := range parts {
		at := fmt.Sprintf("%s[%d]", at, i)
		switch {
		case p.Type == "text" && p.Text != nil:
			text += *p.Text
		case p.Type == "image_url" && p.Image != nil:
			if !slices.Contains([]string{"", "low", "high", "auto"}, p.Image.Detail) {
				return "", nil, refuse(at+".image_url.detail", "invalid_value", "Invalid value: '"+p.Image.Detail+"'.")
			}
			img, e := pictureAt(p.Image.URL, at+".image_url")
			if e != nil {
				return "", nil, e
			}
			pictures = append(pictures, img)
		default:
			return "", nil, refuse(at, "invalid_value", "Invalid content part.")
		}
	}
	return text, pictures, nil
}

// pictureAt reads a picture given as a data: URL. This server fetches nothing.
func pictureAt(url, at string) (image.Image, *refusal) {
	head, data, ok := strings.Cut(url, ";base64,")
	switch {
	case len(url) > maxPictureURL:
		return nil, refuse(at, "string_above_max_length", "Invalid '"+at+"': string too long.")
	case strings.HasPrefix(url, "http://"), strings.HasPrefix(url, "https://"):
		return nil, refuse(at, "invalid_image_url", "Failed to download image from "+url+": this server fetches nothing.")
	case !ok || !strings.HasPrefix(head, "data:image/"):
		return nil, refuse(at, "invalid_image_url", "Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,...').")
	}
	raw, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		return nil, refuse(at, "invalid_base64", "Invalid base64 image_url.")
	}
	return decodePicture(raw, at)
}

// decodePicture reads a picture in any format that OpenAI takes.
func decodePicture(raw []byte, at string) (image.Image, *refusal) {
	bad := refuse(at, "invalid_image_format", "You uploaded an unsupported image. Please make sure your image is valid and has one of the following formats: ['png', 'jpeg', 'gif', 'webp'].")
	head, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || head.Width < 1 || head.Height < 1 || head.Width > maxPicturePixels/head.Height {
		return nil, bad
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, bad
	}
	return img, nil
}
