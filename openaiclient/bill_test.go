package openaiclient

import (
	"net/http"
	"strings"
	"testing"

	"journey/game"
)

// OpenRouter says what a call cost; what others call a cost may be in anything.
func TestOpenRoutersBillComesFirst(t *testing.T) {
	t.Parallel()
	for base, billed := range map[string]bool{"https://openrouter.ai/api/v1": true, "https://models.example.org/v1": false} {
		r := &relay{answer: func(req *http.Request) string {
			if strings.HasSuffix(req.URL.Path, "/chat/completions") {
				return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"title\\\":\\\"Rain\\\",\\\"cast\\\":[],\\\"scene\\\":{\\\"place\\\":\\\"a street\\\"},\\\"prose\\\":\\\"It rains.\\\",\\\"choices\\\":[\\\"Go\\\",\\\"Stay\\\"],\\\"ending\\\":null,\\\"summary\\\":\\\"Rain.\\\"}\"},\"finish_reason\":\"stop\"}]}\n\n" +
					"data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50,\"cost\":0.25}}\n\ndata: [DONE]\n\n"
			}
			return `{"data":[{"b64_json":"` + tinyPNG + `"}],"usage":{"prompt_tokens":10,"completion_tokens":90,"cost":0.25}}`
		}}
		c, err := New(Config{BaseURL: base, Key: NewKey(canary), Transport: r})
		if err != nil {
			t.Fatal(err)
		}
		told, err := c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
		if err != nil {
			t.Fatal(err)
		}
		painted, err := c.Painter().Paint(t.Context(), market(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if text, picture := told.Usage, painted[0].Usage; (text.USD == 0.25) != billed || (picture.USD == 0.25) != billed || text.InputTokens != 100 || picture.OutputTokens != 90 {
			t.Errorf("%s: text %+v, picture %+v", base, text, picture)
		}
	}
}
