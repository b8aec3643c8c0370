package openaiclient

import (
	"fmt"
	"regexp"
	"strings"

	"journey/game"
)

// maxPicturePrompt is well within OpenAI's 32,000 characters.
const maxPicturePrompt = 8000

// picturePrompt composes the words a scene is painted from. They are the same for
// the same scene and cast: the style line and each person's canonical look stand
// in every picture, for that is what keeps people recognisable.
func picturePrompt(r game.PaintRequest) string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	s := r.Scene
	add("Style: %s. The same style in every picture of this story.", or(plainLine(r.Premise.Style), "storybook illustration, rich light, clear shapes"))
	add("Scene: %s", or(plainLine(s.Action), or(plainLine(s.Alt), plainLine(s.Place))))
	for _, f := range [][2]string{
		{"Place", s.Place}, {"Time", s.Time}, {"Light", s.Light}, {"Weather", s.Weather}, {"Mood", s.Mood}, {"Shot", s.Shot},
	} {
		if v := plainLine(f[1]); v != "" {
			add("%s: %s", f[0], v)
		}
	}
	for _, c := range r.Present {
		add("%s", portrait(c))
	}
	if len(r.Present) > 0 {
		add("Draw each of them exactly as described; do not redesign anybody; nobody else in the foreground.")
	}
	add("One single picture, no panels, no frame, no text, no lettering, no signature, no watermark.")
	prompt := strings.Join(lines, "\n")
	if runes := []rune(prompt); len(runes) > maxPicturePrompt {
		prompt = string(runes[:maxPicturePrompt])
	}
	return prompt
}

func portrait(c game.Character) string {
	name := plainLine(c.Name)
	if strings.EqualFold(name, "you") {
		name = "The hero"
	}
	line := name + ": " + or(plainLine(c.Look), or(plainLine(c.Role), "as the scene suggests"))
	if len(c.Wears) > 0 {
		line += "; wears " + plainLine(strings.Join(c.Wears, ", "))
	}
	if len(c.Carries) > 0 {
		line += "; carries " + plainLine(strings.Join(c.Carries, ", "))
	}
	return line + "."
}

// plainLine takes out of a text what picture servers read as orders: stable-diffusion.cpp
// runs settings within <sd_cpp_extra_args> and <lora:...>, LocalAI takes all after
// "|" as what not to paint.
func plainLine(s string) string {
	s = regexp.MustCompile(`(?is)<\s*sd_cpp_extra_args\s*>.*?(<\s*/\s*sd_cpp_extra_args\s*>|$)`).ReplaceAllString(s, " ")
	s = strings.NewReplacer("<", " ", ">", " ", "|", ",").Replace(s)
	return strings.TrimRight(game.CleanLine(s), ".")
}
