package offline

import (
	"fmt"
	"testing"
)

func TestConditionsAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"key":             "[[{key > 1}]]",
		"!truth":          "[[{truth < 1}]]",
		"heat>=2":         "[[{heat > 2}]]",
		"heat<12":         "[[{heat < 12}]]",
		"day-2=3":         "[[{day-2 = 3}]]",
		"key | badge-of2": "[[{key > 1} {badge-of2 > 1}]]",
		"!heat>=2":        "", "heat>=": "", "heat>2": "", "2heat": "", "": "", "Key": "", "a b": "", "a=-1": "",
	} {
		c, err := parseCondition(text)
		got := ""
		if err == nil {
			var terms [][]string
			for _, clause := range c {
				var all []string
				for _, one := range clause {
					all = append(all, fmt.Sprintf("{%s %c %d}", one.name, one.op, one.n))
				}
				terms = append(terms, all)
			}
			got = fmt.Sprint(terms)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q (%v)", text, got, want, err)
		}
	}
}

func TestEffectsAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"key":     "{key = 1}",
		"!key":    "{key = 0}",
		"heat+2":  "{heat + 2}",
		"heat-1":  "{heat + -1}",
		"a-b-2":   "{a-b + -2}",
		"a-b":     "{a-b = 1}",
		"day=3":   "{day = 3}",
		"!heat+2": "", "heat+": "", "+2": "", "": "", "heat>=2": "", "heat=x": "",
	} {
		effects, err := parseEffects([]string{text})
		got := ""
		if err == nil {
			got = fmt.Sprintf("{%s %c %d}", effects[0].name, effects[0].op, effects[0].n)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q (%v)", text, got, want, err)
		}
	}
}
