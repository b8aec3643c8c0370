package openaiclient

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strings"
)

// MaxPreviews is how many previews OpenAI sends at most of one picture.
const MaxPreviews = 3

func isEventStream(res *http.Response) bool {
	kind, _, err := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return err == nil && kind == "text/event-stream"
}

// A paintEvent is an event of a picture's stream, of a generation or an edit.
type paintEvent struct {
	Kind  string          `json:"type"`
	B64   string          `json:"b64_json"`
	Usage json.RawMessage `json:"usage"`
}

// watchPainting reads the stream of a picture: previews are shown, and what the last
// event brings becomes the answer, as if it had come without a stream.
func (k *call) watchPainting(res *http.Response) error {
	events := newEventBody(res.Body, k)
	defer func() { _ = events.Close() }()
	in := bufio.NewReader(events)
	var answer struct {
		Data  []map[string]string `json:"data"`
		Usage json.RawMessage     `json:"usage,omitempty"`
	}
	for {
		line, err := in.ReadBytes('\n')
		data := bytes.TrimPrefix(bytes.TrimSpace(line), []byte("data: "))
		var e paintEvent
		_ = json.Unmarshal(data, &e) // no event is one of no kind
		switch {
		case strings.HasSuffix(e.Kind, ".partial_image"):
			k.preview(e.B64)
		case strings.HasSuffix(e.Kind, ".completed"):
			answer.Data = append(answer.Data, map[string]string{"b64_json": e.B64})
			answer.Usage = e.Usage
		case len(answer.Data) == 0 && bytes.Contains(data, []byte(`"error"`)):
			k.body = bytes.Clone(data)
		}
		switch {
		case err == nil:
			continue
		case len(answer.Data) > 0:
			k.body, err = json.Marshal(answer)
		case len(k.body) > 0:
			err = nil
		}
		res.Body = io.NopCloser(strings.NewReader("{}"))
		return err // the end of a stream that brought no picture is an error too
	}
}
