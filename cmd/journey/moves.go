package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"journey/game"
)

// A move is what a player does at the end of a chapter: a choice by number, an
// action in words, or one of the letters of [answers].
type move struct {
	numbered bool
	choice   int
	text     string
}

// parseMove reads a move. Every number is a choice, also one that is not offered:
// nobody means it as an action.
func parseMove(s string) move {
	s = strings.TrimSpace(s)
	n, err := strconv.Atoi(s)
	if err == nil || errors.Is(err, strconv.ErrRange) {
		return move{numbered: true, choice: n}
	}
	return move{text: strings.TrimSpace(strings.TrimPrefix(s, "/"))} // as on the screens
}

// of reports whether a chapter offers the move.
func (m move) of(c game.Chapter) bool {
	if m.numbered {
		return m.choice >= 1 && m.choice <= len(c.Choices)
	}
	return m.text != ""
}

// choicesOf says what a number may be.
func choicesOf(c game.Chapter) string {
	return fmt.Sprintf("There are choices 1 to %d.", len(c.Choices))
}

// parseMoves reads the value of --choose: comma-separated, actions in quotes
// where they hold a comma.
func parseMoves(s string) ([]move, error) {
	if s == "" {
		return nil, nil
	}
	bad := func(format string, args ...any) error {
		return hinted{usagef("--choose "+format, args...), `Write it as in --choose '1,2,"open the door, then wait"'.`}
	}
	r := csv.NewReader(strings.NewReader(s))
	r.TrimLeadingSpace, r.FieldsPerRecord = true, -1
	lines, err := r.ReadAll()
	if err != nil {
		return nil, bad("has a quote that is not closed, or that does not enclose a whole action")
	}
	var moves []move
	for _, fields := range lines {
		for _, f := range fields {
			m := parseMove(f)
			switch {
			case m.numbered && (m.choice < 1 || m.choice > game.MaxChoices):
				return nil, bad("asks for choice %s; choices are numbered from 1 to %d at most", f, game.MaxChoices)
			case !m.numbered && game.CleanLine(m.text) == "":
				return nil, bad("has nothing between two commas, or at an end")
			}
			moves = append(moves, m)
		}
	}
	return moves, nil
}
