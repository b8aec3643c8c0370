package tui

import (
	"context"
	"fmt"
	"image"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"journey/game"
	"journey/game/canvas"
	"journey/game/studio"
)

// sized is the size that a price is asked for.
type sized struct {
	canvas image.Point      // zero for that of the picture
	wish   game.PictureSize // zero for any
}

func (s sized) of(picture image.Point) image.Point {
	if s.canvas != (image.Point{}) {
		return s.canvas
	}
	return picture
}

// costing puts what something costs in brackets behind it.
func costing(says, most string) string {
	if most == "" {
		return says
	}
	return says + " (" + most + ")"
}

// generate asks for the words of a new picture.
func (p *studioScreen) generate() tea.Cmd {
	size := p.s.cfg.Game.PictureSize
	if size == (game.PictureSize{}) {
		size = game.PictureSize{W: 1536, H: 1024}
	}
	size = p.maker(false).NearestSize(size)
	most := p.upTo(studio.OpGenerate, 1, sized{wish: size})
	return p.ask(asking{label: costing("What is to be painted?", most), then: func(words string) tea.Cmd {
		return p.work(commission{says: "painting", op: studio.OpGenerate, most: most, make: func(ctx context.Context, s *studio.Studio) ([]studio.Version, error) {
			return s.Generate(ctx, studio.Wish{Prompt: words, Size: size}, nil)
		}}, false)
	}}, "a market square at night, rain, one lamp")
}

// refine asks for an instruction.
func (p *studioScreen) refine() tea.Cmd {
	of, most := p.family.at.Version, p.upTo(studio.OpRefine, 1, sized{})
	return p.ask(asking{label: costing("What is to change?", most), then: func(words string) tea.Cmd {
		return p.work(commission{says: "changing the picture", op: studio.OpRefine, most: most, make: func(ctx context.Context, s *studio.Studio) ([]studio.Version, error) {
			return s.Refine(ctx, of, studio.Wish{Prompt: words}, nil)
		}}, false)
	}}, "make it night")
}

// The number of other takes.
const (
	fewestTakes = 2
	usualTakes  = 3
	mostTakes   = 6
)

// vary asks for how many other takes.
func (p *studioScreen) vary() tea.Cmd {
	of, most := p.family.at.Version, p.upTo(studio.OpVary, 1, sized{})
	if most != "" {
		most += " each"
	}
	label := costing(fmt.Sprintf("How many other takes, %d to %d?", fewestTakes, mostTakes), most)
	return p.ask(asking{label: label, empty: true, then: func(text string) tea.Cmd {
		n := usualTakes
		if text != "" {
			var err error
			if n, err = strconv.Atoi(text); err != nil || n < fewestTakes || n > mostTakes {
				p.say(fmt.Sprintf("%s is not a number from %d to %d.", cut(text, 20), fewestTakes, mostTakes))
				return nil
			}
		}
		return p.work(commission{
			says: fmt.Sprintf("painting %d other takes", n), op: studio.OpVary, most: p.upTo(studio.OpVary, n, sized{}),
			make: func(ctx context.Context, s *studio.Studio) ([]studio.Version, error) {
				return s.Vary(ctx, of, studio.Wish{N: n}, nil)
			},
			then: p.spread,
		}, false)
	}}, strconv.Itoa(usualTakes))
}

// describe has the picture put in words.
func (p *studioScreen) describe() tea.Cmd {
	of := p.family.at.Version
	var seen game.Description
	return p.work(commission{
		says: "looking at the picture",
		make: func(ctx context.Context, s *studio.Studio) ([]studio.Version, error) {
			var err error
			seen, err = s.Describe(ctx, of, p.language())
			if err != nil {
				return nil, err
			}
			return []studio.Version{of}, nil
		},
		then: func([]*version) tea.Cmd {
			if seen.Alt == "" && seen.Prompt == "" {
				return nil
			}
			return tell("What the picture shows", strings.TrimSpace(seen.Alt+"\n\nTo paint it again: "+seen.Prompt))
		},
	}, false)
}

func (p *studioScreen) language() string {
	if p.from == nil {
		return p.s.cfg.Premise.Language
	}
	return p.from.story.Premise.Language
}

// crop cuts the picture. That is quick, and costs nothing.
func (p *studioScreen) cropTo(r image.Rectangle) tea.Cmd {
	of := p.family.at.Version
	return p.work(commission{says: "cropping", op: studio.OpCrop, make: func(_ context.Context, s *studio.Studio) ([]studio.Version, error) {
		v, err := s.Crop(of, r)
		return []studio.Version{v}, err
	}}, false)
}

// edit asks what the whole picture is to show, and has the marked part painted.
func (p *studioScreen) edit(m *canvas.Mask) tea.Cmd {
	of, most := p.family.at.Version, p.upTo(studio.OpEdit, 1, sized{})
	return p.ask(asking{label: costing("What does the whole picture show then?", most), then: func(words string) tea.Cmd {
		if !p.maker(false).Knows(words) {
			p.say(studio.Unknown)
		}
		return p.work(commission{says: "painting the marked part", op: studio.OpEdit, most: most, make: func(ctx context.Context, s *studio.Studio) ([]studio.Version, error) {
			return s.Edit(ctx, of, m, studio.Wish{Prompt: words}, nil)
		}}, false)
	}}, "the same square with a skull in the middle")
}

// extend asks what lies beyond the edges, and has it painted.
func (p *studioScreen) extend(by canvas.Margins) tea.Cmd {
	of, size := p.family.at.Version, p.open.size
	to := size.Add(image.Pt(by.Left+by.Right, by.Up+by.Down))
	most := p.upTo(studio.OpExtend, 1, sized{canvas: to})
	return p.ask(asking{label: costing("What does the whole picture show? Enter alone continues it.", most), empty: true, then: func(words string) tea.Cmd {
		return p.work(commission{says: "painting beyond the edges", op: studio.OpExtend, most: most, make: func(ctx context.Context, s *studio.Studio) ([]studio.Version, error) {
			return s.Extend(ctx, of, by, studio.Wish{Prompt: words}, nil)
		}}, false)
	}}, "the same scene continued")
}
