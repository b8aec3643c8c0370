package picture

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
)

// AskTmux returns what the local tmux knows of the terminal around it, for
// [Options]: its features, its name, and whether it passes sequences through. Call
// it only inside tmux, where TMUX is set.
func AskTmux(ctx context.Context) (string, error) {
	terminal, err := exec.CommandContext(ctx, "tmux", "display", "-p", "#{client_termfeatures} #{client_termname}").Output()
	if err != nil {
		return "", fmt.Errorf("ask tmux for its terminal: %w", err)
	}
	passthrough, err := exec.CommandContext(ctx, "tmux", "show", "-Apv", "allow-passthrough").Output()
	if err != nil { // tmux before 3.3 always passes
		passthrough = []byte("on")
	}
	return strings.TrimSpace(string(terminal)) + " " + strings.TrimSpace(string(passthrough)), nil
}
