package game

import "strings"

// Clean — placeholder replaced below.
func Clean(s string) string { return s }

// CleanLine is Clean on one line.
func CleanLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

func cleanLines(in []string) []string {
	if in == nil {
		return nil
	}
	out := make([]string, 0, len(in))
	for _, s := range in {
		if s = CleanLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
