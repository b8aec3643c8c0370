package offline

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// A template is text with alternatives, conditions and values, parsed once when
// its world is loaded.
type template []node

// A node is literal text, a value, a choice among alternatives or a condition.
type node struct {
	text    string
	value   string
	alts    []template
	cond    condition
	yes, no template
	spare   template
}

// Marks around text that may be left out, between rendering and [fit].
const (
	spareFrom = "\x01"
	spareTo   = "\x02"
)

// A voice is what a template needs to become text.
type voice struct {
	q      qualities
	values map[string]string
	rng    *rand.Rand
}

type parser struct {
	src string
	pos int
}

// UnmarshalText implements encoding.TextUnmarshaler, so that world files hold
// templates wherever they hold texts.
func (t *template) UnmarshalText(text []byte) error {
	p := &parser{src: string(text)}
	nodes, err := p.sequence("")
	if err == nil && p.pos < len(p.src) {
		err = fmt.Errorf("stray %q", p.src[p.pos])
	}
	if err != nil {
		return fmt.Errorf("parse %.40q: %w", text, err)
	}
	*t = nodes
	return nil
}

// sequence reads up to one of the bytes in stop, which it leaves unread.
func (p *parser) sequence(stop string) (template, error) {
	var out template
	for p.pos < len(p.src) {
		c := p.src[p.pos]
		var n node
		var err error
		switch {
		case strings.IndexByte(stop, c) >= 0:
			return out, nil
		case c == '{':
			n, err = p.alternatives()
		case c == '<':
			n, err = p.conditional()
		case c == '[':
			n, err = p.sparing()
		case c == '$':
			n, err = p.named()
		default:
			n = p.literal(stop)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

func (p *parser) literal(stop string) node {
	end := strings.IndexAny(p.src[p.pos:], "{<[$"+stop)
	if end <= 0 {
		end = len(p.src) - p.pos
	}
	n := node{text: p.src[p.pos : p.pos+end]}
	p.pos += end
	return n
}

func (p *parser) named() (node, error) {
	end := p.pos + 1
	for end < len(p.src) && p.src[end] >= 'a' && p.src[end] <= 'z' {
		end++
	}
	if end == p.pos+1 {
		return node{}, fmt.Errorf("$ without a name at %d", p.pos)
	}
	n := node{value: p.src[p.pos+1 : end]}
	p.pos = end
	return n, nil
}

func (p *parser) sparing() (node, error) {
	p.pos++
	spare, err := p.sequence("]")
	if err == nil && p.pos >= len(p.src) {
		err = fmt.Errorf("[ without ]")
	}
	p.pos++
	return node{spare: spare}, err
}

func (p *parser) alternatives() (node, error) {
	var n node
	for {
		p.pos++
		alt, err := p.sequence("|}")
		if err != nil {
			return n, err
		}
		n.alts = append(n.alts, alt)
		if p.pos >= len(p.src) {
			return n, fmt.Errorf("{ without }")
		}
		if p.src[p.pos] == '}' {
			p.pos++
			return n, nil
		}
	}
}

func (p *parser) conditional() (node, error) {
	var n node
	end := strings.IndexByte(p.src[p.pos:], '?')
	if end < 0 {
		return n, fmt.Errorf("< without ?")
	}
	var err error
	if n.cond, err = parseCondition(strings.Split(p.src[p.pos+1:p.pos+end], "&")...); err != nil {
		return n, err
	}
	p.pos += end + 1
	if n.yes, err = p.sequence("~>"); err != nil {
		return n, err
	}
	if p.pos < len(p.src) && p.src[p.pos] == '~' {
		p.pos++
		if n.no, err = p.sequence(">"); err != nil {
			return n, err
		}
	}
	if p.pos >= len(p.src) {
		return n, fmt.Errorf("< without >")
	}
	p.pos++
	return n, nil
}

// text renders t as paragraphs separated by an empty line.
func (t template) text(v voice) string {
	var b strings.Builder
	t.render(&b, v)
	var paragraphs []string
	for p := range strings.SplitSeq(b.String(), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			paragraphs = append(paragraphs, p)
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

func (t template) render(b *strings.Builder, v voice) {
	for _, n := range t {
		switch {
		case n.value != "":
			b.WriteString(v.values[n.value])
		case n.alts != nil:
			n.alts[v.rng.IntN(len(n.alts))].render(b, v)
		case n.spare != nil:
			b.WriteString(spareFrom)
			n.spare.render(b, v)
			b.WriteString(spareTo)
		case n.cond != nil && n.cond.holds(v.q):
			n.yes.render(b, v)
		case n.cond != nil:
			n.no.render(b, v)
		default:
			b.WriteString(n.text)
		}
	}
}

// walk calls visit for every node, the untaken branches included.
func (t template) walk(visit func(node)) {
	for _, n := range t {
		visit(n)
		for _, alt := range n.alts {
			alt.walk(visit)
		}
		n.spare.walk(visit)
		n.yes.walk(visit)
		n.no.walk(visit)
	}
}

// fit leaves out spare stretches of text, the last first, until it has at most
// limit words or nothing is left to spare.
func fit(text string, limit int) string {
	for len(strings.Fields(text)) > limit {
		from := strings.LastIndex(text, spareFrom)
		if from < 0 {
			break
		}
		to := strings.Index(text[from:], spareTo)
		text = text[:from] + text[from+to+len(spareTo):]
	}
	text = strings.NewReplacer(spareFrom, "", spareTo, "").Replace(text)
	var paragraphs []string
	for p := range strings.SplitSeq(text, "\n\n") {
		p = strings.NewReplacer(" ”", "”", "“ ", "“").Replace(strings.Join(strings.Fields(p), " "))
		if p != "" {
			paragraphs = append(paragraphs, upperFirst(p))
		}
	}
	return strings.Join(paragraphs, "\n\n")
}

// sentences cuts a text after each sentence, keeping every byte: the pieces
// joined are the text.
func sentences(text string) []string {
	var out []string
	start, ended := 0, false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case strings.ContainsRune(".!?…", r):
			ended = true
		case ended && strings.ContainsRune(`"”’)`, r):
		case r == ' ' || r == '\n':
			if i < len(text) && text[i] == '\n' {
				continue
			}
			if ended || r == '\n' {
				out, start = append(out, text[start:i]), i
			}
			ended = false
		default:
			ended = false
		}
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}
