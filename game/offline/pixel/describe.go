package pixel

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"slices"
	"strings"

	"journey/game"
	geometry "journey/game/canvas"
)

// Describe implements [game.Describer], in English whatever the language. A
// picture of this painter is described by the note it carries: place, time,
// weather, who is there. Of any other picture only colours and layout are seen,
// and the description says so.
func (p *Painter) Describe(ctx context.Context, r game.DescribeRequest) (game.Description, error) {
	if err := ctx.Err(); err != nil {
		return game.Description{}, fmt.Errorf("describe picture: %w", err)
	}
	img, err := geometry.Decode(r.Data)
	if err != nil {
		return game.Description{}, fmt.Errorf("describe picture: %w", err)
	}
	if n, ok := readNote(r.Data); ok && image.Pt(n.Width, n.Height) == img.Bounds().Size() {
		return p.describe(n), nil
	}
	return glance(pixmapOf(img)).describe(), nil
}

// describe says what was painted.
func (p *Painter) describe(n note) game.Description {
	s := n.Scene
	where := cmp.Or(s.Place, "an unnamed place")
	seen := n.seen()
	if n.Asked != "" {
		seen = n.since()
		for _, t := range shown(n.Asked, p.find(s, n.Land), len(seen) > 0) {
			seen = append(seen, t.said)
		}
	}
	alt := fmt.Sprintf("%s%s: %s.", upper(cmp.Or(styleName(n.Style), "pixel art")), ofShot(s.Shot), strings.Join(nonEmpty(where, n.air(), s.Light), ", "))
	switch {
	case len(seen) > 0:
		alt += " Seen: " + strings.Join(seen, "; ") + "."
	case n.Asked == "":
		alt += " Nobody is there."
	}
	if len(n.Added) > 0 {
		alt += " Changed since: " + strings.Join(n.Added, "; ") + "."
	}
	if n.Grown {
		alt += " It was continued beyond its first frame."
	}
	who, action := strings.Join(n.seen(), ", "), s.Action
	if n.Asked != "" { // of its words all is kept, but not all can be painted
		where, who, action = n.Asked, "", ""
		alt += fmt.Sprintf(" It was asked for as “%s”; not all of that may be in it.", strings.TrimSuffix(n.Asked, "."))
	}
	prompt := strings.Join(nonEmpty(s.Shot, where, s.Time, s.Weather, s.Light, s.Mood, who, action, strings.Join(n.Added, "; "), n.Style), "; ")
	return game.Description{Alt: game.Clean(alt), Prompt: game.Clean(prompt), Premise: game.Clean(n.premise(where, n.air()))}
}

// premise is how a story could begin where the picture was painted.
func (n note) premise(where, air string) string {
	out := "You are here: " + strings.Join(nonEmpty(where, air), ", ") + "."
	var others []string
	for _, name := range n.Scene.Present {
		if !isYou(name) {
			others = append(others, name)
		}
	}
	switch len(others) {
	case 0:
		out += " There is nobody else."
	case 1:
		out += " " + others[0] + " is with you."
	default:
		out += " " + strings.Join(others[:len(others)-1], ", ") + " and " + others[len(others)-1] + " are with you."
	}
	if n.Scene.Action != "" && n.Asked == "" {
		out += " " + strings.TrimSuffix(n.Scene.Action, ".") + "."
	}
	return out
}

// air is the time and the weather as they were painted: an unsaid time is night.
func (n note) air() string {
	time := cmp.Or(n.Scene.Time, "night")
	if bareGround(n.Scene.Place) {
		time = ""
	}
	return strings.Join(nonEmpty(time, n.Scene.Weather), ", ")
}

// seen says who is in the picture and what is seen of them.
func (n note) seen() []string {
	var out []string
	for _, name := range n.Scene.Present[:min(len(n.Scene.Present), maxPeople)] {
		c, ok := game.Cast(n.Present).Find(name)
		if !ok {
			out = append(out, name)
			continue
		}
		who := nonEmpty(c.Name, c.Look)
		if len(c.Wears) > 0 {
			who = append(who, "wearing "+strings.Join(c.Wears, " and "))
		}
		if len(c.Carries) > 0 && !bareGround(n.Scene.Place) {
			who = append(who, "with "+strings.Join(c.Carries, " and "))
		}
		out = append(out, strings.Join(who, ", "))
	}
	return out
}

// since says who is in a picture of a prompt, and what they wear and carry beside what that says.
func (n note) since() []string {
	var out []string
	for _, name := range n.Scene.Present[:min(len(n.Scene.Present), maxPeople)] {
		who := []string{name}
		c, _ := game.Cast(n.Present).Find(name)
		for _, word := range slices.Concat(c.Wears, c.Carries) {
			if !strings.Contains(n.Asked, word) {
				who = append(who, "with "+word)
			}
		}
		out = append(out, strings.Join(who, ", "))
	}
	return out
}

func ofShot(words string) string {
	switch shotOf(words) {
	case closeUp:
		return ", a close view"
	case medium:
		return ", a view from nearby"
	case wide:
	}
	return ", a wide view"
}

// styleName is the words for the style that was really painted.
func styleName(words string) string {
	t := strings.ToLower(words)
	switch {
	case styleOf(words) == nil:
		return ""
	case strings.Contains(t, "noir"), strings.Contains(t, "black and white"), strings.Contains(t, "monochrome"):
		return "pixel art in black and white"
	case strings.Contains(t, "water"), strings.Contains(t, "gouache"), strings.Contains(t, "pastel"):
		return "pixel art in watercolours"
	}
	return "pixel art in ink"
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
