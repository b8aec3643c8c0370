package openaiclient

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"journey/game"
)

// judgedAt is how many bytes of a line are read before it is taken for prose. A line
// that is none of it (a heading, a choice) shows itself sooner.
const judgedAt = 40

// longestAside is the longest line that may follow the choices, such as "Choose
// wisely!", in bytes.
const longestAside = 120

// A proseReader reads a chapter that is no JSON object but a text with a list of
// choices after it, as small models write when nothing holds them to a schema: a
// heading or none, paragraphs, "What do you do?", "1. Open the door". It hands the
// prose on while it arrives, without its Markdown; a list in the middle of a text is
// prose as well. The labels it knows are the words of narrator.md, and English.
type proseReader struct {
	show func(prose string)
	is   *linePatterns // made for the first line

	line      string // what came of the line that is not yet judged
	streaming bool   // the line is prose and was judged
	held      bool   // the line is judged when it has ended
	thinking  bool   // between <think> and </think>
	stopped   bool   // an object begins, or the model refuses
	aloud     bool   // thoughts were shown before they turned out to be some
	fresh     bool   // the next prose begins a paragraph
	next      string // the label whose text is the next line

	said    bool // some prose was handed on
	title   string
	summary string
	ending  string
	refusal string
	choices []string
	list    []string // the lines the choices come from, should they be prose after all
}

// Feed reads the next piece.
func (p *proseReader) Feed(s string) {
	for s != "" && !p.stopped {
		part, rest, ended := strings.Cut(s, "\n")
		s = rest
		p.more(part)
		if ended {
			p.endLine()
		}
	}
}

// Finish reads the end of the text as the end of its line.
func (p *proseReader) Finish() {
	if !p.stopped {
		p.endLine()
	}
}

func (p *proseReader) more(part string) {
	if p.streaming {
		p.say(part)
		return
	}
	p.line += part
	if !p.held && len(p.line) >= judgedAt {
		p.judge(false)
	}
}

func (p *proseReader) endLine() {
	if p.streaming {
		p.streaming, p.fresh = false, true
		return
	}
	p.judge(true)
	if p.streaming { // what is left of a line
		p.streaming, p.fresh = false, true
	}
	p.held = false
	if !p.stopped {
		p.line = ""
	}
}

// judge decides what the line is; whole says that it has ended. Prose is handed on as
// soon as it can be nothing else, all other lines once they are whole.
func (p *proseReader) judge(whole bool) {
	if p.is == nil {
		p.is = newLinePatterns()
	}
	line := p.thought(strings.TrimSpace(p.line))
	switch {
	case p.thinking, line == "", !whole && len(line) < judgedAt:
		return
	case p.begins(line):
		p.stopped = true
		return
	case !whole && p.mayBeOther(line):
		p.held = true
		return
	case !whole && len(p.choices) >= game.MinChoices && len(line) < longestAside:
		return
	case whole && p.other(line):
		return
	}
	p.giveBack()
	prose := strings.TrimLeft(p.line, " \t") // spaces at its end may stand between two words
	if name, rest := p.is.labelled(line); tells(name) {
		prose = prose[strings.LastIndex(prose, rest):]
	}
	p.say(prose)
	p.line, p.streaming = "", true
}

// thought drops what the model thinks aloud from the line.
func (p *proseReader) thought(line string) string {
	for {
		switch begin, end := strings.Index(line, "<think>"), strings.Index(line, "</think>"); {
		case end >= 0: // servers may have eaten the opening tag
			p.aloud = p.said && !p.thinking
			p.thinking = false
			line = strings.TrimSpace(line[end+len("</think>"):])
			p.line = line
		case begin == 0:
			p.thinking = true
			line = line[len("<think>"):]
			p.line = line
		case p.thinking:
			p.line = line[max(len(line)-len("</think>"), 0):]
			return ""
		default:
			return line
		}
	}
}

// begins reports whether the text is not a chapter: a JSON object, for which there is
// another reader, or the model's excuses.
func (p *proseReader) begins(line string) bool {
	if p.said {
		return false
	}
	if line[0] == '{' || line[0] == '[' && strings.HasPrefix(strings.TrimLeft(line[1:], " \t"), "{") {
		return true
	}
	if p.is.excuse.MatchString(line) {
		p.refusal = line
		return true
	}
	return false
}

// mayBeOther reports whether a line that has not ended may yet be no prose.
func (p *proseReader) mayBeOther(line string) bool {
	_, item := p.is.listed(line)
	name, rest := p.is.labelled(line)
	opens := !p.said && (p.is.hello.MatchString(line) || p.is.chapter.MatchString(line))
	return item || opens || p.next != "" || name != "" && (!tells(name) || rest == "") ||
		p.is.heading.MatchString(line) || p.is.rule.MatchString(line)
}

// other takes a whole line that is no prose, and reports whether it was one.
func (p *proseReader) other(line string) bool {
	item, isItem := p.is.listed(line)
	name, rest := p.is.labelled(line)
	switch {
	case p.is.end.MatchString(line):
		p.ending = or(p.ending, or(p.title, "The end"))
	case p.is.rule.MatchString(line):
	case isItem:
		p.choices, p.list = append(p.choices, item), append(p.list, line)
	case p.next != "":
		p.take(p.next, unmarked(line))
	case name != "" && (!tells(name) || rest == ""):
		p.label(name, rest)
	case p.is.heading.MatchString(line), !p.said && p.is.chapter.MatchString(line):
		p.heading(line)
	case p.is.asks(line), !p.said && p.is.greets(line):
	case len(p.choices) >= game.MinChoices && len(line) < longestAside && len(p.list) == len(p.choices):
		p.list = append(p.list, line) // one word after the choices, not two
	default:
		return false
	}
	return true
}

func (p *proseReader) heading(line string) {
	if p.title == "" && !p.said && !p.is.asks(line) {
		p.title = p.is.chapterName(unmarked(line))
	}
}

// label takes a line such as "Title: The stairs", or remembers that its text comes.
func (p *proseReader) label(name, rest string) {
	switch {
	case tells(name):
	case rest == "":
		p.next = name
	default:
		p.take(name, rest)
	}
}

// take keeps the text of a label; that of labels it has no use for is dropped.
func (p *proseReader) take(name, text string) {
	p.next = ""
	switch name {
	case keyTitle:
		p.title = or(p.title, text)
	case keySummary:
		p.summary = text
	case keyEnding:
		p.ending = text
	}
}

// giveBack hands on as prose a list after which the text went on.
func (p *proseReader) giveBack() {
	for _, line := range p.list {
		p.fresh = true
		p.say(line)
	}
	if len(p.list) > 0 {
		p.fresh = true
	}
	p.list, p.choices = nil, nil
}

// say hands on prose.
func (p *proseReader) say(text string) {
	text = strings.NewReplacer("*", "", "\r", "").Replace(text)
	switch {
	case strings.TrimSpace(text) == "" && (p.fresh || !p.said):
		return
	case p.fresh && p.said:
		text = "\n\n" + strings.TrimLeft(text, " \t")
	}
	p.fresh, p.said = false, true
	p.show(text)
}

// members are the members of a reply that the text holds, but for its prose.
func (p *proseReader) members() reply {
	r := reply{}
	raw, _ := json.Marshal(append([]string{}, p.choices...)) // strings alone cannot fail
	for key, text := range map[string]string{keyTitle: p.title, keySummary: p.summary, keyEnding: p.ending} {
		if text != "" {
			r[key] = member{text: text}
		}
	}
	r[keyChoices] = member{raw: raw}
	return r
}

// firstWords names a chapter that has no title.
func firstWords(prose string) string {
	fields := strings.Fields(prose)
	name := strings.Join(fields[:min(len(fields), 4)], " ")
	if i := strings.IndexAny(name, "、。，"); i > 0 {
		name = name[:i]
	}
	if r := []rune(name); len(r) > 24 {
		name = string(r[:24])
	}
	name = strings.TrimRight(name, ".,;:!?。、，")
	if utf8.RuneCountInString(name) < utf8.RuneCountInString(strings.TrimSpace(prose)) {
		name += " …"
	}
	return name
}
