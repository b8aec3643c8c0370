package offline

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// qualities is what is true in a story: named numbers, 0 when absent.
type qualities map[string]int

// A term compares one quality with a number.
type term struct {
	name string
	op   byte // '>' for at least, '<' for less than, '=' for equal
	n    int
}

// A condition holds when in each of its clauses some term holds.
type condition [][]term

// An effect changes one quality.
type effect struct {
	name string
	op   byte // '=' sets, '+' adds
	n    int
}

func termPattern() *regexp.Regexp {
	return regexp.MustCompile(`^(!?)([a-z][a-z0-9-]*)(?:(>=|<|=)([0-9]+))?$`)
}

func effectPattern() *regexp.Regexp {
	return regexp.MustCompile(`^(!?)([a-z][a-z0-9-]*?)(?:([+=-])([0-9]+))?$`)
}

// parseCondition reads clauses such as "key", "!truth", "heat>=2" or "key|badge".
func parseCondition(clauses ...string) (condition, error) {
	var c condition
	for _, clause := range clauses {
		var terms []term
		for s := range strings.SplitSeq(clause, "|") {
			m := termPattern().FindStringSubmatch(strings.TrimSpace(s))
			if m == nil || (m[1] == "!" && m[3] != "") {
				return nil, fmt.Errorf("condition %q: no such form", clause)
			}
			t := term{name: m[2], op: '>', n: 1}
			switch {
			case m[1] == "!":
				t.op = '<'
			case m[3] != "":
				t.op = m[3][0]
				t.n, _ = strconv.Atoi(m[4])
			}
			terms = append(terms, t)
		}
		c = append(c, terms)
	}
	return c, nil
}

func parseEffects(list []string) ([]effect, error) {
	var out []effect
	for _, s := range list {
		m := effectPattern().FindStringSubmatch(s)
		if m == nil || (m[1] == "!" && m[3] != "") {
			return nil, fmt.Errorf("effect %q: no such form", s)
		}
		e := effect{name: m[2], op: '=', n: 1}
		if m[1] == "!" {
			e.n = 0
		}
		if m[3] != "" {
			e.n, _ = strconv.Atoi(m[4])
			if m[3] != "=" {
				e.op = '+'
			}
			if m[3] == "-" {
				e.n = -e.n
			}
		}
		out = append(out, e)
	}
	return out, nil
}

func (c condition) holds(q qualities) bool {
	for _, clause := range c {
		some := false
		for _, t := range clause {
			some = some || t.holds(q[t.name])
		}
		if !some {
			return false
		}
	}
	return true
}

func (t term) holds(v int) bool {
	switch t.op {
	case '<':
		return v < t.n
	case '=':
		return v == t.n
	}
	return v >= t.n
}

// apply changes q; no quality falls below 0.
func (q qualities) apply(effects []effect) {
	for _, e := range effects {
		v := e.n
		if e.op == '+' {
			v += q[e.name]
		}
		if v <= 0 {
			delete(q, e.name)
			continue
		}
		q[e.name] = v
	}
}
