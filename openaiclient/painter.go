package openaiclient

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"journey/game"
)

// maxPicture bounds one decoded picture file in bytes.
const maxPicture = 32 << 20

type painter struct{ c *Client }

// Paint implements game.Painter. Where the server takes pictures, it starts from
// the anchors; partial pictures are not asked for.
func (p painter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if pics, err := p.paintFrom(ctx, r, progress); pics != nil || err != nil {
		return pics, err
	}
	model := p.c.cfg.PictureModel
	request := openai.ImageRequest{
		Model:        model,
		Prompt:       picturePrompt(r),
		N:            count(r.N),
		Size:         pictureSize(model, or(r.Size, p.c.cfg.PictureSize)),
		Quality:      p.c.cfg.Quality,
		OutputFormat: p.c.cfg.PictureFormat,
	}
	if !isGPTImage(model) {
		request.ResponseFormat = openai.CreateImageResponseFormatB64JSON
	}
	return p.ask(ctx, pictures, request.Prompt, func(ctx context.Context, k *call) error {
		k.extra = p.extra()
		_, err := p.c.api.CreateImage(withCall(ctx, k), request)
		return err
	})
}

// ask makes a call for pictures, unless it is known to be in vain.
func (p painter) ask(ctx context.Context, endpoint, prompt string, send func(context.Context, *call) error) ([]game.Picture, error) {
	var painted []game.Picture
	err := p.c.try(ctx, endpoint, p.c.cfg.Timeouts.Picture, func(ctx context.Context) (*call, bool, error) {
		k := &call{endpoint: endpoint, limit: maxAnswer}
		if err := send(ctx, k); err != nil {
			return k, false, err
		}
		var err error
		painted, err = p.pictures(ctx, k, prompt)
		return k, false, err
	})
	return painted, err
}

// count is how many pictures are asked for at once.
func count(n int) int { return min(max(n, 1), 10) }

// extra are the parameters of a picture that go-openai has no name for.
func (p painter) extra() map[string]any {
	if strings.HasPrefix(p.c.cfg.PictureModel, "gpt-image-2.6") {
		return map[string]any{"complexity": "low"} // plans less, so paints sooner
	}
	return nil
}

// An imageAnswer is what servers send back, whatever else is in it.
type imageAnswer struct {
	Data []struct {
		B64     looseText `json:"b64_json"`
		URL     looseText `json:"url"`
		Revised looseText `json:"revised_prompt"`
	} `json:"data"`
	Usage json.RawMessage `json:"usage"`
}

func (p painter) pictures(ctx context.Context, k *call, prompt string) ([]game.Picture, error) {
	var outer map[string]json.RawMessage
	if json.Unmarshal(k.body, &outer) != nil {
		return nil, p.unusable("something that is no answer to a picture request", string(k.body[:min(len(k.body), 300)]))
	}
	if f := failureIn(outer); !f.isZero() {
		return nil, p.c.explainFailure(k.endpoint, k.status, f)
	}
	var answer imageAnswer
	if err := json.Unmarshal(k.body, &answer); err != nil {
		return nil, p.unusable("something that is no answer to a picture request", err.Error())
	}
	var out []game.Picture
	var firstErr error
	for _, d := range answer.Data {
		data, err := p.data(ctx, string(d.B64), string(d.URL))
		if err != nil {
			firstErr = or(firstErr, err)
			continue
		}
		out = append(out, game.Picture{Data: data, Prompt: prompt, Painter: p.c.cfg.PictureModel})
	}
	switch {
	case len(out) > 0:
		out[0].Usage = p.c.pictureUsage(parseTokens(answer.Usage), len(out))
		return out, nil
	case firstErr != nil:
		return nil, firstErr
	}
	return nil, p.unusable("an answer without a picture", "")
}

// data reads one picture, sent as base64, as a data: URL, or as an address on the
// server itself.
func (p painter) data(ctx context.Context, b64, address string) ([]byte, error) {
	if strings.HasPrefix(address, "data:") {
		b64 = or(b64, address)
	}
	var data []byte
	switch {
	case b64 != "":
		if strings.HasPrefix(b64, "data:") {
			_, b64, _ = strings.Cut(b64, ",")
		}
		if base64.StdEncoding.DecodedLen(len(b64)) > maxPicture {
			return nil, p.unusable("a picture that is far too large", "")
		}
		var err error
		if data, err = base64.StdEncoding.DecodeString(b64); err != nil {
			return nil, p.unusable("a picture that cannot be decoded", err.Error())
		}
	case address != "":
		var err error
		if data, err = p.fetch(ctx, address); err != nil {
			return nil, err
		}
	}
	switch kind := http.DetectContentType(data); {
	case len(data) == 0:
		return nil, p.unusable("an answer without a picture", "")
	case !strings.HasPrefix(kind, "image/"):
		return nil, p.unusable("something that is not a picture", kind)
	}
	return data, nil
}

// fetch reads a picture from the server's own host. Addresses elsewhere come from
// outside and could point into the player's network: they are not followed.
func (p painter) fetch(ctx context.Context, address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, p.unusable("an address that cannot be read", "")
	}
	u = p.c.base.ResolveReference(u)
	if !p.c.doer.own(u) {
		return nil, p.unusable("a picture on another host, "+u.Host+", which Journey does not fetch", "")
	}
	k := &call{limit: maxPicture}
	req, err := http.NewRequestWithContext(withCall(ctx, k), http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, p.unusable("an address that cannot be read", "")
	}
	res, err := p.c.doer.Do(req)
	if err != nil {
		return nil, p.c.explain(ctx, k, err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, p.unusable("an address at which there is no picture", res.Status)
	}
	return k.body, nil
}

func (p painter) unusable(what, detail string) *Error {
	e := p.c.errorf(ErrUnusable, "%s sent %s. Try again, or set another picture model.", p.c.Server(), what)
	e.Detail = p.c.detail(detail)
	return e
}

// pictureUsage is what n pictures cost together.
func (c *Client) pictureUsage(t *tokens, n int) game.Usage {
	u := game.Usage{Model: c.cfg.PictureModel}
	p, _ := c.price(u.Model)
	if t == nil || t.Input+t.Output == 0 {
		u.USD = float64(n) * p.Picture
		return u
	}
	u.InputTokens, u.OutputTokens = t.Input+t.Prompt, t.Output+t.Completion
	images := min(t.InputDetails.Image, u.InputTokens)
	u.USD = p.text(u.InputTokens-images, u.OutputTokens) + float64(images)*p.ImageIn/1e6
	return u
}
