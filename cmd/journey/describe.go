package main

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/studio"
)

func (p *program) pictureDescribeCommand() *cobra.Command {
	o := &pictureOptions{n: 1}
	var as, language string
	cmd := &cobra.Command{
		Use:   "describe FILE",
		Short: "Say what a picture shows",
		Long: "Describe says what is in a picture: as alt text for those who cannot see it, or as a prompt that would paint it again. " +
			"Where the file says what words it was made from, they come first, before what is seen.",
		Example:           "journey picture describe photo.jpg\njourney picture describe square.png --as prompt",
		Args:              aFile,
		ValidArgsFunction: completePicture,
		RunE: func(cmd *cobra.Command, args []string) error {
			if as != "alt" && as != "prompt" {
				return usagef("--as %s is not one of alt, prompt", as)
			}
			return p.with(cmd.Context(), o, func(ctx context.Context, a *atelier) error {
				return a.describe(ctx, args[0], as, language)
			})
		},
	}
	o.paying(cmd)
	f := cmd.Flags()
	f.StringVar(&o.textModel, "model", "", "model that looks (default: the text model of the configuration)")
	f.StringVar(&as, "as", "alt", "alt (for those who cannot see it) or prompt (to paint it again)")
	f.StringVar(&language, "language", "", "language of the alt text (default English)")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	completeFlag(cmd, "as", "alt", "prompt")
	return cmd
}

// seen is what describe finds in a picture, as --json prints it.
type seen struct {
	Alt    string `json:"alt"`
	Shows  string `json:"seen"` // as a prompt
	Looked string `json:"describer,omitempty"`
}

// describe prints what a file's picture shows. The words that it was made from are
// told also when nothing can look at it.
func (a *atelier) describe(ctx context.Context, file, as, language string) error {
	v, err := a.open(file)
	if err != nil {
		return err
	}
	said, err := a.described(ctx, v, language)
	if err != nil && (as != "prompt" || v.Prompt == "" || a.o.asJSON || ctx.Err() != nil) {
		return err
	}
	if a.o.asJSON {
		v.Usage = said.Usage
		r := a.reported(v, file)
		r.seen = &seen{Alt: said.Alt, Shows: said.Prompt, Looked: a.server(needsEyes)}
		return a.printJSON(r)
	}
	texts := []string{said.Alt}
	if as == "prompt" {
		texts = []string{v.Prompt, said.Prompt}
	}
	if err != nil {
		say(a.err, err)
	}
	return a.paragraphs(texts)
}

// paragraphs prints texts, each once, with an empty line between them.
func (a *atelier) paragraphs(texts []string) error {
	before := ""
	for _, text := range texts {
		if text == "" || text == before {
			continue
		}
		if before != "" {
			text = "\n" + text
		}
		if _, err := fmt.Fprintln(a.out, text); err != nil {
			return err
		}
		before = text
	}
	return nil
}

// described asks what a picture shows. A model gets it made small, which shows as
// much.
func (a *atelier) described(ctx context.Context, v studio.Version, language string) (game.Description, error) {
	if a.who.text != nil {
		data, err := retaken(v.Data)
		if err != nil {
			return game.Description{}, fmt.Errorf("look at the picture: %w", err)
		}
		v.Data = data
	}
	if d, ok := a.who.describer.(game.PricedDescriber); ok {
		a.sayMost(d.Price(game.DescribeRequest{Data: v.Data, Language: language}))
	}
	_, stop := a.easel.watch(ctx)
	said, err := a.studio.Describe(ctx, v, language)
	stop()
	a.sayCost(said.Usage)
	said.Prompt = cmp.Or(said.Prompt, said.Alt)
	return said, a.explained(err, needsEyes)
}
