package openaiclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // pictures whose size is to be known
	_ "image/png"
	"strings"

	openai "github.com/sashabaranov/go-openai"
	_ "golang.org/x/image/webp" // as above

	"journey/game"
	"journey/game/canvas"
)

// Bounds of what is sent to be edited: OpenAI takes sixteen pictures of 50 MB and a
// mask of 4 MB, and larger uploads only make the player wait.
const (
	maxEdited   = 16
	maxUpload   = 20 << 20
	maxMask     = 4 << 20
	anotherTake = "The same scene once more, a different take: the same people and style, another moment or angle."
	further     = "The same scene, continued where the picture is blank: the same place, light, style and perspective, with no frame and no seam."
)

// TakesPictures implements game.Editor.
func (p painter) TakesPictures() bool {
	known := p.c.doer.known
	return !known.refused(edits, "") || !known.refused(inpaintings, "")
}

// Edit implements game.Editor. An empty prompt asks for another take of the first
// picture; with a mask, for that part of it to be continued from around it.
func (p painter) Edit(ctx context.Context, r game.EditRequest, progress func(game.Picture)) ([]game.Picture, error) {
	if err := p.check(&r); err != nil {
		return nil, err
	}
	r.Prompt = editPrompt(r)
	settled := func() game.EditRequest { return r }
	pics, err := p.edit(ctx, edits, progress, settled)
	if !errors.Is(err, game.ErrUnable) {
		return pics, err
	}
	// LocalAI edits at an address of its own, and only with a mask; without one the
	// answer still tells whether the address is there.
	pics, again := p.edit(ctx, inpaintings, progress, settled)
	if r.Mask == nil {
		return nil, p.inVain(again, err)
	}
	if errors.Is(again, game.ErrUnable) {
		return nil, err
	}
	return pics, again
}

// inVain returns the error of an edit without a mask whose second way was tried,
// and remembers when that way is there all the same.
func (p painter) inVain(again, err error) error {
	if !errors.Is(again, game.ErrUnable) {
		p.c.doer.known.accept(&call{endpoint: inpaintings})
	}
	return err
}

// edit asks for what compose says, which is asked anew before each try: how many
// pictures are taken may have shown at the last one.
func (p painter) edit(ctx context.Context, endpoint string, progress func(game.Picture), compose func() game.EditRequest) ([]game.Picture, error) {
	model := p.c.cfg.PictureModel
	most := count(compose().N)
	return p.ask(ctx, endpoint, most, progress, func(ctx context.Context, k *call) error {
		r := compose()
		given := stripped(r.Pictures)
		k.prompt, k.pictures, k.extra = r.Prompt, given[1:], p.extra(most, progress)
		request := openai.ImageEditRequest{
			Image: upload(given[0]), Prompt: r.Prompt, Model: model, N: count(r.N),
			Size: pictureSize(model, r.Size), Quality: p.c.cfg.Quality,
		}
		if r.Mask != nil {
			request.Mask = upload(r.Mask)
		}
		if !isGPTImage(model) {
			request.ResponseFormat = openai.CreateImageResponseFormatB64JSON
		}
		_, err := p.c.api.CreateEditImage(withCall(ctx, k), request)
		return err
	})
}

// editPrompt is what is asked for; without words it depends on the mask.
func editPrompt(r game.EditRequest) string {
	if r.Mask != nil {
		return or(paragraphs(r.Prompt), further)
	}
	return or(paragraphs(r.Prompt), anotherTake)
}

// stripped takes away what pictures say beside what they show: where a photograph was
// taken is nothing that a server is told, whoever asks.
func stripped(pictures [][]byte) [][]byte {
	out := make([][]byte, len(pictures))
	for i, data := range pictures {
		out[i] = canvas.Bare(data)
	}
	return out
}

func upload(picture []byte) *namedPicture {
	return &namedPicture{Reader: bytes.NewReader(picture), kind: mediaType(picture)}
}

// A namedPicture tells go-openai the media type without which OpenAI refuses a file.
type namedPicture struct {
	*bytes.Reader
	kind string
}

// Name is that of the file; the request gets a fitting one later.
func (n *namedPicture) Name() string { return "image." + extension(n.kind) }

// ContentType is read by go-openai.
func (n *namedPicture) ContentType() string { return n.kind }

// check refuses what no server would take, and settles the size.
func (p painter) check(r *game.EditRequest) error {
	if len(r.Pictures) == 0 {
		return p.c.errorf(ErrRequest, "There is no picture to start from. Give one.")
	}
	r.Pictures = r.Pictures[:min(len(r.Pictures), maxEdited)]
	for _, data := range r.Pictures {
		switch f := game.PictureFormat(data); {
		case f == "" || f == "gif":
			return p.c.errorf(ErrRequest, "Only PNG, JPEG and WebP pictures can be edited. Convert it to one of them.")
		case len(data) > maxUpload:
			return p.c.errorf(ErrRequest, "The picture has %d MB, more than the %d that are sent. Make it smaller.", len(data)>>20, maxUpload>>20)
		}
	}
	if len(r.Mask) > maxMask {
		return p.c.errorf(ErrRequest, "The mask has %d MB, more than the %d that servers take. Make the picture smaller.", len(r.Mask)>>20, maxMask>>20)
	}
	if r.Size == (game.PictureSize{}) {
		head, _, err := image.DecodeConfig(bytes.NewReader(r.Pictures[0]))
		if err != nil {
			return fmt.Errorf("look at the picture to be edited: %w", err)
		}
		r.Size = game.PictureSize{W: head.Width, H: head.Height}
	}
	return nil
}

// paragraphs cleans a prompt of several lines as plainLine does one.
func paragraphs(prompt string) string {
	var lines []string
	for line := range strings.Lines(prompt) {
		if line = plainLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	all := []rune(strings.Join(lines, "\n"))
	return string(all[:min(len(all), maxPicturePrompt)])
}
