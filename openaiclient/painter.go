package openaiclient

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"journey/game"
	"journey/game/canvas"
)

// maxPicture bounds one decoded picture file in bytes.
const maxPicture = 32 << 20

type painter struct{ c *Client }

// Paint implements game.Painter. Where the server takes pictures, it starts from
// the anchors.
func (p painter) Paint(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
	pics, err := p.paintFrom(ctx, r, progress)
	if !inVain(err) {
		return pics, err
	}
	var spent game.Spender
	if !errors.As(err, &spent) {
		return p.paintWords(ctx, r, progress)
	}
	if game.Again(ctx) != nil {
		return nil, err
	}
	pics, err = p.paintWords(ctx, r, progress)
	return paidBefore(spent.Spent(), pics, err)
}

// paidBefore adds what a try in vain cost to what came after it.
func paidBefore(vain game.Usage, pics []game.Picture, err error) ([]game.Picture, error) {
	var spent game.Spender
	switch {
	case err == nil:
		pics[0].Usage = vain.Plus(pics[0].Usage)
	case errors.As(err, &spent):
		err = costly{err, vain.Plus(spent.Spent())}
	default:
		err = costly{err, vain}
	}
	return pics, err
}

// paintWords paints from words alone.
func (p painter) paintWords(ctx context.Context, r game.PaintRequest, progress func(game.Picture)) ([]game.Picture, error) {
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
	return p.ask(ctx, pictures, request.N, progress, func(ctx context.Context, k *call) error {
		k.prompt, k.extra = request.Prompt, p.extra(request.N, progress)
		_, err := p.c.api.CreateImage(withCall(ctx, k), request)
		return err
	})
}

// ask makes a call for n pictures, unless it is known to be in vain.
func (p painter) ask(ctx context.Context, endpoint string, n int, progress func(game.Picture), send func(context.Context, *call) error) ([]game.Picture, error) {
	var painted []game.Picture
	var used game.Usage
	err := p.c.try(ctx, endpoint, p.c.cfg.Timeouts.Picture, func(ctx context.Context) (*call, bool, error) {
		k := &call{endpoint: endpoint, limit: maxAnswer}
		k.preview = func(b64 string) {
			if data, err := p.decode(b64); err == nil && progress != nil {
				progress(game.Picture{Data: data, Prompt: k.prompt, Painter: p.c.cfg.PictureModel, Partial: true})
			}
		}
		err := send(ctx, k)
		if err == nil {
			painted, err = p.pictures(ctx, k)
		}
		used = used.Plus(p.usage(k, n))
		return k, false, err
	})
	switch {
	case err != nil && used.USD > 0:
		return nil, costly{err, used}
	case err == nil:
		painted[0].Usage = used
	}
	return painted, err
}

// costly is an error of a call that was paid all the same.
type costly struct {
	error
	used game.Usage
}

func (c costly) Unwrap() error { return c.error }

// Spent implements game.Spender.
func (c costly) Spent() game.Usage { return c.used }

// count is how many pictures are asked for at once.
func count(n int) int { return min(max(n, 1), 10) }

// extra are the parameters of n pictures that go-openai has no name for.
func (p painter) extra(n int, progress func(game.Picture)) map[string]any {
	extra := map[string]any{}
	if model := p.c.cfg.PictureModel; strings.Contains(model, "gpt-image-2.6") {
		extra["complexity"] = "low" // plans less, so paints sooner
	}
	if previews := min(p.c.cfg.Previews, MaxPreviews); previews > 0 && n == 1 && progress != nil && isGPTImage(p.c.cfg.PictureModel) {
		extra["stream"], extra["partial_images"] = true, previews
	}
	return extra
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

func (p painter) pictures(ctx context.Context, k *call) ([]game.Picture, error) {
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
		out = append(out, game.Picture{Data: data, Prompt: k.prompt, Painter: p.c.cfg.PictureModel})
	}
	switch {
	case len(out) > 0:
		return out, nil
	case firstErr != nil:
		return nil, firstErr
	}
	return nil, p.unusable("an answer without a picture", "")
}

// data reads one picture, sent as base64, as a data: URL, or as an address.
func (p painter) data(ctx context.Context, b64, address string) ([]byte, error) {
	if strings.HasPrefix(address, "data:") {
		b64 = or(b64, address)
	}
	switch {
	case b64 != "":
		return p.decode(b64)
	case address != "":
		return p.fetch(ctx, address)
	}
	return nil, p.unusable("an answer without a picture", "")
}

func (p painter) decode(b64 string) ([]byte, error) {
	if strings.HasPrefix(b64, "data:") {
		_, b64, _ = strings.Cut(b64, ",")
	}
	if base64.StdEncoding.DecodedLen(len(b64)) > maxPicture {
		return nil, p.unusable("a picture that is far too large", "")
	}
	data, err := base64.StdEncoding.DecodeString(b64)
	if err != nil {
		return nil, p.unusable("a picture that cannot be decoded", err.Error())
	}
	return p.sniff(data)
}

func (p painter) sniff(data []byte) ([]byte, error) {
	if game.PictureFormat(data) == "" {
		return nil, p.unusable("something that is not a picture", http.DetectContentType(data))
	}
	return data, nil
}

// fetch reads a picture from the server itself, or from a public address.
func (p painter) fetch(ctx context.Context, address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, p.unusable("an address that cannot be read", "")
	}
	u = p.c.base.ResolveReference(u)
	var data []byte
	if p.c.doer.own(u) {
		data, err = p.c.doer.page(ctx, u, maxPicture)
	} else {
		data, err = p.c.downloads.get(ctx, u, maxPicture)
	}
	switch {
	case errors.Is(err, errNotPublic):
		return nil, p.unusable("a picture at "+u.Scheme+"://"+u.Host+", which Journey does not fetch since it is not public", "")
	case err != nil && ctx.Err() != nil:
		return nil, err
	case err != nil:
		return nil, p.unusable("an address at which there is no picture", err.Error())
	}
	return p.sniff(data)
}

func (p painter) unusable(what, detail string) *Error {
	e := p.c.errorf(ErrUnusable, "%s sent %s. Try again, or set another picture model.", p.c.Server(), what)
	e.Detail = p.c.detail(detail)
	return e
}

// usage is what a call for n pictures cost: as the server counted, where tokens have a
// price, else by the price of a picture for each that came, or was being painted when
// the call ended.
func (p painter) usage(k *call, n int) game.Usage {
	u := game.Usage{Model: p.c.cfg.PictureModel}
	price, _ := p.c.price(u.Model)
	var answer imageAnswer
	_ = json.Unmarshal(k.body, &answer) // what is no answer has no usage
	t := parseTokens(answer.Usage)
	if t != nil && t.Input+t.Prompt+t.Output+t.Completion > 0 {
		u.InputTokens, u.OutputTokens = t.Input+t.Prompt, t.Output+t.Completion
		images := min(t.InputDetails.Image, u.InputTokens)
		u.USD = price.text(u.InputTokens-images, u.OutputTokens) + float64(images)*price.ImageIn/1e6
		if u.USD > 0 || price.Picture == 0 {
			return p.c.billed(t, u)
		}
	}
	if k.unanswered() {
		u.USD = float64(n) * price.Picture
	} else {
		u.USD = float64(len(answer.Data)) * price.Picture
	}
	return p.c.billed(t, u)
}

// Sizes says which sizes the model paints.
func (p painter) Sizes() canvas.Sizes { return PictureSizes(p.c.cfg.PictureModel) }

// Price implements game.PricedPainter. Portraits to look at are part of the request.
func (p painter) Price(r game.PaintRequest) (most float64, known bool) {
	return p.most(r.N, or(r.Size, p.c.cfg.PictureSize), picturePrompt(r), len(r.Anchors))
}

// PriceEdit implements game.PricedEditor. What is refused before it is sent costs
// nothing.
func (p painter) PriceEdit(r game.EditRequest) (most float64, known bool) {
	if p.check(&r) != nil {
		return 0, true
	}
	given := len(r.Pictures)
	if r.Mask != nil {
		given++
	}
	return p.most(r.N, r.Size, editPrompt(r), given)
}

// most is the most that n pictures can cost, painted from a prompt and some pictures.
func (p painter) most(n int, size game.PictureSize, prompt string, given int) (usd float64, known bool) {
	price, ok := p.c.price(p.c.cfg.PictureModel)
	if !ok {
		return 0, p.c.Local()
	}
	each := price.picture(p.c.cfg.Quality, size) + price.text(0, p.c.cfg.Previews*previewTokens)
	usd = float64(count(n)) * each
	usd += price.text(len(prompt)/3, 0) + float64(given*anchorTokens)*price.ImageIn/1e6
	return usd, true
}
