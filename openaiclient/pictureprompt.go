package openaiclient

import (
	"regexp"
	"strings"

	"journey/game"
)

// Bounds of a picture's prompt in runes. All of it is well within OpenAI's 32,000;
// the people have the larger part, and none of them more than a share of it.
const (
	maxPicturePrompt = 8000
	maxPeople        = 5000
	maxPerson        = 800
	maxPictureStyle  = 400
	maxSceneLine     = 600
)

// picturePrompt composes the words a scene is painted from. They are the same for
// the same scene and cast. The style line, each person's canonical look and what
// they wear and carry now stand in every picture, for that is what keeps people
// recognisable: when there is too much to say, the scene says less. People beyond
// those who fit are not spoken of at all.
func picturePrompt(r game.PaintRequest) string {
	if r.Prompt != "" {
		return ownPrompt(r)
	}
	s := r.Scene
	style := or(plainLine(r.Premise.Style), "storybook illustration, rich light, clear shapes")
	lines := []string{
		"Style: " + cut(style, maxPictureStyle) + ". The same style in every picture of this story.",
		"Scene: " + cut(or(plainLine(s.Action), or(plainLine(s.Alt), plainLine(s.Place))), maxSceneLine),
	}
	lines = append(lines, people(r.Present)...)
	last := "One single picture, no panels, no frame, no text, no lettering, no signature, no watermark."
	room := maxPicturePrompt - len([]rune(strings.Join(append(lines, last), "\n")))
	for _, f := range [][2]string{
		{"Place", s.Place}, {"Time", s.Time}, {"Light", s.Light}, {"Weather", s.Weather}, {"Mood", s.Mood}, {"Shot", s.Shot},
	} {
		v := cut(plainLine(f[1]), min(maxSceneLine, room-len(f[0])-len(": \n")))
		if v == "" {
			continue
		}
		lines = append(lines, f[0]+": "+v)
		room -= len([]rune(lines[len(lines)-1])) + 1
	}
	return strings.Join(append(lines, last), "\n")
}

// ownPrompt is the words of somebody who asks for a picture outside of any story.
func ownPrompt(r game.PaintRequest) string {
	style := cut(plainLine(r.Premise.Style), maxPictureStyle)
	if style == "" {
		return paragraphs(r.Prompt)
	}
	return paragraphs(r.Prompt) + "\nStyle: " + style
}

// people is a line for each of those who fit, and the order to keep to it.
func people(present []game.Character) []string {
	var lines []string
	room := maxPeople
	for _, c := range present {
		line := person(c)
		if room -= len([]rune(line)); room < 0 {
			break
		}
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		lines = append(lines, "Draw each of them exactly as described; do not redesign anybody; nobody else in the foreground.")
	}
	return lines
}

// person says how somebody looks and what they wear and carry now. Of a text that is
// far too long each part keeps its start.
func person(c game.Character) string {
	look := or(plainLine(c.Look), or(plainLine(c.Role), "as the scene suggests"))
	line := cut(personName(c.Name), maxPerson/8) + ": " + cut(look, maxPerson/2)
	if wears := plainLine(strings.Join(c.Wears, ", ")); wears != "" {
		line += "; wears " + cut(wears, maxPerson/4)
	}
	if carries := plainLine(strings.Join(c.Carries, ", ")); carries != "" {
		line += "; carries " + cut(carries, maxPerson/8)
	}
	return line + "."
}

// personName is what somebody is called in every prompt, beside a portrait too.
func personName(name string) string {
	if name = plainLine(name); !strings.EqualFold(name, "you") {
		return name
	}
	return "The hero"
}

// cut leaves at most n runes of a line, and no half word.
func cut(line string, n int) string {
	runes := []rune(line)
	if len(runes) <= n {
		return line
	}
	short := string(runes[:max(n, 0)])
	if i := strings.LastIndexByte(short, ' '); i > 0 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.")
}

// plainLine takes out of a text what picture servers read as orders: stable-diffusion.cpp
// runs settings within <sd_cpp_extra_args> and <lora:...>, LocalAI takes all after
// "|" as what not to paint.
func plainLine(s string) string {
	s = regexp.MustCompile(`(?is)<\s*sd_cpp_extra_args\s*>.*?(<\s*/\s*sd_cpp_extra_args\s*>|$)`).ReplaceAllString(s, " ")
	s = strings.NewReplacer("<", " ", ">", " ", "|", ",").Replace(s)
	return strings.TrimRight(game.CleanLine(s), ".")
}
