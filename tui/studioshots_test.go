package tui_test

import "journey/tui/tuitest"

// studioShots are the screens of the studio that are kept as the player sees them.
func studioShots() map[string]func(*stage) *tuitest.Terminal {
	with := func(keys ...string) func(*stage) *tuitest.Terminal {
		return func(s *stage) *tuitest.Terminal {
			term, _ := s.inStudio()
			settle()
			term.Press(keys...)
			settle()
			return term
		}
	}
	return map[string]func(*stage) *tuitest.Terminal{
		"studio":        with(),
		"studio-mask":   with("m", "+", "space", "shift+right"),
		"studio-extend": with("o", "left", "left", "up"),
		"studio-crop":   with("c", "-", "-", "right"),
		"studio-ask":    with("/"),
		"studio-sheet":  with("v", "4", "enter"),
		"studio-help":   with("?"),
		"studio-wipe": func(s *stage) *tuitest.Terminal {
			term, _ := s.inStudio()
			settle()
			term.Press("/")
			term.Type("make it snow")
			term.Press("enter")
			settle()
			term.Press("w", "left")
			settle()
			return term
		},
	}
}
