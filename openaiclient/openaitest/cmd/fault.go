package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"journey/openaiclient/openaitest"
)

// faults are what is to go wrong and when, as flags say it.
type faults []timed

type timed struct {
	fault openaitest.Fault
	when  openaitest.When
}

// String implements flag.Value.
func (f *faults) String() string { return "" }

// Set implements flag.Value: "stall", "busy:every 3", "cut:after 2,rate 0.5".
func (f *faults) Set(s string) error {
	name, when, _ := strings.Cut(s, ":")
	known := openaitest.Faults()
	fault, ok := known[name]
	if !ok {
		return fmt.Errorf("there is no fault %q; there are %s", name, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
	}
	t := timed{fault: fault}
	for part := range strings.SplitSeq(when, ",") {
		if part == "" {
			continue
		}
		if err := t.read(part); err != nil {
			return err
		}
	}
	*f = append(*f, t)
	return nil
}

func (t *timed) read(part string) (err error) {
	word, value, _ := strings.Cut(strings.TrimSpace(part), " ")
	value = strings.TrimSpace(value)
	counts := map[string]*int{"first": &t.when.First, "after": &t.when.After, "every": &t.when.Every}
	switch count, ok := counts[word]; {
	case ok:
		*count, err = strconv.Atoi(value)
		if err == nil && *count < 1 {
			err = strconv.ErrRange
		}
	case word == "rate":
		t.when.Rate, err = strconv.ParseFloat(value, 64)
		if err == nil && !(t.when.Rate > 0 && t.when.Rate <= 1) {
			err = strconv.ErrRange
		}
	case word == "for":
		t.when.For, err = time.ParseDuration(value)
	default:
		err = strconv.ErrSyntax
	}
	if err != nil {
		return fmt.Errorf("%q says not when: write \"first 3\", \"after 3\", \"every 3\", \"rate 0.2\" or \"for 20s\"", part)
	}
	return nil
}

// breakAll makes the faults happen. Answers that ask for another try ask for one
// after again, in whole seconds as servers do.
func (f *faults) breakAll(s *openaitest.Server, again time.Duration, endpoints ...string) {
	for _, t := range *f {
		if _, ok := t.fault.Header["Retry-After-Ms"]; ok {
			t.fault.Header = map[string]string{"Retry-After": strconv.Itoa(int((again + time.Second - 1) / time.Second))}
		}
		for _, endpoint := range endpoints {
			s.Break(endpoint, t.fault, t.when)
		}
	}
}
