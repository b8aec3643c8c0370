package peers

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAimockServesThePictureCommands generates, edits, varies and refines a picture by
// the commands that a player types, and is refused one.
func TestAimockServesThePictureCommands(t *testing.T) {
	url := mock(t)
	dir := t.TempDir()
	journey := filepath.Join(t.TempDir(), "journey")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", journey, "./cmd/journey")
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := func(args ...string) (string, error) {
		cmd := exec.CommandContext(t.Context(), journey, append([]string{"picture"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "OPENAI_BASE_URL="+url, "OPENAI_API_KEY="+key, "JOURNEY_DATA="+dir, "XDG_CONFIG_HOME="+dir)
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		return strings.TrimSpace(string(out)) + said.String(), err
	}
	for _, args := range [][]string{
		{"generate", "a tower", "-o", "tower.png"},
		{"edit", "tower.png", "a tower with a door", "--rect", "0,0,1,1", "-o", "door.png"},
		{"vary", "tower.png", "-o", "other.png"},
		{"refine", "tower.png", "make it night", "-o", "night.png"},
	} {
		name := args[len(args)-1]
		if out, err := run(args...); err != nil || !strings.HasPrefix(out, name) {
			t.Errorf("%s: %v\n%s", args[0], err, out)
		}
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if out, err := run("generate", "WISH-MODERATED", "-o", "no.png"); err == nil || !strings.Contains(out, "declined to make this") {
		t.Errorf("refused: %v\n%s", err, out)
	}
}
