package offline

import (
	"fmt"
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

// cut reads "name", "!name", or a name, one of the operators and a number. A name has
// lower-case letters, digits and -, and begins with a letter.
func cut(s string, operators ...string) (not bool, name, op string, n int, ok bool) {
	name, not = strings.CutPrefix(s, "!")
	for _, o := range operators {
		at := strings.LastIndex(name, o)
		if at < 0 {
			continue
		}
		if number, err := strconv.ParseUint(name[at+len(o):], 10, 31); err == nil {
			name, op, n = name[:at], o, int(number)
			break
		}
	}
	ok = name != "" && name[0] >= 'a' && name[0] <= 'z' && (!not || op == "") &&
		strings.IndexFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }) < 0
	return not, name, op, n, ok
}

// parseCondition reads clauses such as "key", "!truth", "heat>=2" or "key|badge".
func parseCondition(clauses ...string) (condition, error) {
	var c condition
	for _, clause := range clauses {
		var terms []term
		for s := range strings.SplitSeq(clause, "|") {
			not, name, op, n, ok := cut(strings.TrimSpace(s), ">=", "<", "=")
			if !ok {
				return nil, fmt.Errorf("condition %q: no such form", clause)
			}
			t := term{name: name, op: '>', n: 1}
			switch {
			case not:
				t.op = '<'
			case op != "":
				t.op, t.n = op[0], n
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
		not, name, op, n, ok := cut(s, "+", "=", "-")
		if !ok {
			return nil, fmt.Errorf("effect %q: no such form", s)
		}
		e := effect{name: name, op: '=', n: 1}
		switch {
		case not:
			e.n = 0
		case op == "=":
			e.n = n
		case op == "+":
			e.op, e.n = '+', n
		case op == "-":
			e.op, e.n = '+', -n
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
