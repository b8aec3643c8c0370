package openaitest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
)

//go:embed story.json
var storyJSON []byte

// A person is somebody stories are about.
type person struct {
	Name    string   `json:"name"`
	Role    string   `json:"role"`
	Look    string   `json:"look"`
	Wears   []string `json:"wears"`
	Carries []string `json:"carries"`
}

// A brief is what a teller understands of a request made by Journey. Of any other
// request it understands nothing, and tells an opening.
type brief struct {
	Premise json.RawMessage `json:"premise"`
	Recent  []any           `json:"recent_chapters"`
	Cast    []struct {
		Name string `json:"name"`
		Fate string `json:"fate"`
	} `json:"cast"`
	Player   struct{ Chose, Does string } `json:"player"`
	Promises []struct {
		Promise string `json:"promise"`
	} `json:"open_promises"`
	Next struct {
		Number  int    `json:"number"`
		MustEnd bool   `json:"must_end"`
		Again   string `json:"told_before"`
	} `json:"next_chapter"`
}

// A plot decides what happens in one chapter: the same for the same request and
// seed. Ten chapters on one path share no paragraph, and later ones combine and
// fill them anew, so that a story does not look as if it went in circles.
type plot struct {
	people []person
	words  map[string][]string
	brief  brief
	rng    *rand.Rand
	story  string // the same for all chapters of a story
	seed   uint64
	ending bool

	who   person
	place string
	thing string
}

func newPlot(asked string, seed uint64) *plot {
	var material struct {
		People []person            `json:"people"`
		Words  map[string][]string `json:"words"`
	}
	if err := json.Unmarshal(storyJSON, &material); err != nil {
		panic("openaitest: story: " + err.Error())
	}
	p := &plot{people: material.People, words: material.Words, rng: random(asked, seed), seed: seed}
	if json.Unmarshal([]byte(asked), &p.brief) != nil {
		p.brief = brief{}
	}
	p.brief.Next.Number = max(p.brief.Next.Number, 1+len(p.brief.Recent))
	p.ending = p.brief.Next.MustEnd
	p.story = string(p.brief.Premise) + p.brief.Next.Again
	p.place, p.thing = p.pick("place"), p.pick("thing")
	p.who = p.present()
	return p
}

func random(words string, seed uint64) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(words)) // never fails
	return rand.New(rand.NewPCG(h.Sum64(), seed))
}

// present is somebody of the cast who is still around, or the first newcomer.
func (p *plot) present() person {
	var around []person
	for _, someone := range p.people {
		if p.known(someone.Name) == "around" {
			around = append(around, someone)
		}
	}
	if newcomer, ok := p.newcomer(); ok {
		return newcomer
	}
	if len(around) == 0 {
		return p.people[0]
	}
	return around[p.rng.IntN(len(around))]
}

// known is "" for a stranger, "around", or the fate of somebody.
func (p *plot) known(name string) string {
	for _, c := range p.brief.Cast {
		if c.Name == name && c.Fate == "" {
			return "around"
		} else if c.Name == name {
			return c.Fate
		}
	}
	return ""
}

// newcomer is who enters in this chapter: the first person in the opening, the
// others one by one in chapters that lie further and further apart.
func (p *plot) newcomer() (person, bool) {
	i := slices.Index([]int{1, 2, 4, 7, 11}, p.brief.Next.Number)
	if i < 0 || p.known(p.people[i].Name) != "" {
		return person{}, false
	}
	return p.people[i], true
}

// pick returns one of the words of a name, its gaps filled.
func (p *plot) pick(name string) string {
	words := p.words[name]
	if len(words) == 0 {
		words = p.words["mood"]
	}
	return p.fill(words[p.rng.IntN(len(words))])
}

// distinct returns n different words of a name.
func (p *plot) distinct(name string, n int) []any {
	var out []any
	for _, i := range p.rng.Perm(len(p.words[name]))[:n] {
		out = append(out, p.fill(p.words[name][i]))
	}
	return out
}

// inTurn returns n of the words of a name that earlier chapters of the story have
// not used as long as there are any.
func (p *plot) inTurn(name string, n int) []string {
	words := p.words[name]
	var out []string
	for i := n * (p.brief.Next.Number - 1); len(out) < n; i++ {
		order := random(fmt.Sprint(p.story, name, i/len(words)), p.seed).Perm(len(words))
		out = append(out, p.fill(words[order[i%len(words)]]))
	}
	return out
}

// fill fills the gaps of a text: {who}, {place} and {thing} stay the same within a
// chapter, all others are picked anew.
func (p *plot) fill(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "{")
		if !ok {
			return text
		}
		gap, after, _ := strings.Cut(rest, "}")
		word := p.gap(gap)
		if before == "" || strings.HasSuffix(before, ". ") || strings.HasSuffix(before, "? ") {
			word = upper(word)
		}
		text = before + word + after
	}
}

func (p *plot) gap(name string) string {
	switch name {
	case "who":
		return p.who.Name
	case "place":
		return p.place
	case "thing":
		return p.thing
	case "Noun":
		return upper(p.pick("noun"))
	}
	return p.pick(name)
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (p *plot) prose() string {
	first := p.inTurn("first", 1)[0]
	if step := p.brief.Player.Chose + p.brief.Player.Does; step != "" {
		first = "You have made up your mind: " + strings.TrimRight(step, ".") + ". " + first
	}
	last := p.inTurn("last", 1)[0]
	if p.ending {
		last = p.pick("end")
	}
	return strings.Join(slices.Concat([]string{first}, p.inTurn("prose", 3), []string{last}), "\n\n")
}

// cast is what the chapter changes in the cast: somebody enters, has something new
// in hand, has changed clothes, or is gone.
func (p *plot) cast() []any {
	if who, ok := p.newcomer(); ok {
		return []any{map[string]any{
			"name": who.Name, "role": who.Role, "look": who.Look, "wears": anys(who.Wears), "carries": anys(who.Carries),
		}}
	}
	change := map[string]any{"name": p.who.Name}
	switch n := p.brief.Next.Number; {
	case n%9 == 0 && len(p.brief.Cast) > 2:
		change["fate"] = "gone"
	case n%5 == 0:
		change["wears"] = []any{"a borrowed grey cloak"}
	case n%3 == 0:
		change["carries"] = []any{p.thing}
	default:
		return []any{}
	}
	return []any{change}
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// promises opens one in the opening and every third chapter, keeps the oldest in
// between, and all of them in the end.
func (p *plot) promises() map[string]any {
	opened, kept := []any{}, []any{}
	for _, owed := range p.brief.Promises {
		kept = append(kept, owed.Promise)
	}
	if !p.ending {
		n := p.brief.Next.Number
		if n%3 == 1 {
			opened = append(opened, p.pick("promise"))
		}
		if n%3 != 0 {
			kept = kept[:0]
		}
		kept = kept[:min(len(kept), 1)]
	}
	return map[string]any{"opened": opened, "kept": kept}
}

// chapter is the whole chapter, by the names of its members.
func (p *plot) chapter() map[string]any {
	action := p.pick("action")
	c := map[string]any{
		"title": p.pick("title"), "cast": p.cast(), "prose": p.prose(), "summary": p.pick("summary"), "ending": nil,
		"promises": p.promises(),
		"scene": map[string]any{
			"place": p.place, "time": p.pick("time"), "light": p.pick("light"), "weather": p.pick("weather"),
			"shot": p.pick("shot"), "mood": p.pick("mood"), "action": action, "present": []any{p.who.Name},
			"alt": p.fill("{who}, "+p.who.Look+". ") + action,
		},
		"choices": p.distinct("choices", 3),
	}
	if p.ending {
		c["choices"] = []any{}
		c["ending"] = map[string]any{"kind": p.pick("kind"), "name": p.pick("ending")}
	}
	return c
}
