package picture

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
)

// Print writes the picture at the cursor and leaves the cursor at the start of the
// line below it. It is for terminals that no Bubble Tea program holds.
func Print(w io.Writer, r *Rendered) error {
	if _, err := io.WriteString(w, strings.ReplaceAll(r.view, "\n", "\r\n")+"\r\n"); err != nil {
		return fmt.Errorf("print picture: %w", err)
	}
	return nil
}

// Probe asks a terminal that no Bubble Tea program holds what it can show: it puts
// tty in raw mode, asks as a [Detector] does, waits for the answers or
// [ReplyTimeout], and restores the mode.
func Probe(ctx context.Context, tty *os.File, opts Options) (Terminal, error) {
	return NewDetector(opts).Terminal(), ctx.Err()
}
