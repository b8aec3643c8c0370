package game

import (
	"errors"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"
)

// Plain turns an error into a sentence for the player, with the next step where
// there is one. The chain of causes belongs in the log.
func Plain(err error) string {
	var plain interface{ Plain() string }
	switch {
	case err == nil:
		return ""
	case errors.As(err, &plain):
		return sentence(plain.Plain())
	case errors.Is(err, syscall.ENOSPC):
		return "The disk is full; free some space."
	case errors.Is(err, ErrInUse):
		return "This story is open in another window; close it there, or replay it here read-only."
	case errors.Is(err, ErrDamaged):
		return "This story's journal is damaged; what stands before the damage can be salvaged."
	case errors.Is(err, ErrNewer):
		return "This story was written by a newer version of Journey; update to play it."
	}
	return sentence(err.Error())
}

// sentence begins with a capital, unless it begins with a name such as
// "gpt-6-luna", and ends with a stop.
func sentence(s string) string {
	s = CleanLine(s)
	if s == "" {
		return "Something went wrong."
	}
	if word, _, _ := strings.Cut(s, " "); strings.IndexFunc(word, notLetter) < 0 {
		first, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	if end := strings.TrimRight(s, ")”\"'"); !strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "!") && !strings.HasSuffix(end, "?") {
		s += "."
	}
	return s
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(",:;’'", r) }
