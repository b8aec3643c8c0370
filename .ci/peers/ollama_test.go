package peers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"journey/game"
	"journey/openaiclient"
)

// ollamaContext is how many tokens the server under test reads and writes at once.
const ollamaContext = 8192

// ollama starts a real Ollama with a noise model, and returns its URL.
func ollama(t *testing.T) string {
	t.Helper()
	program, err := filepath.Abs("bin/ollama")
	if err == nil {
		_, err = os.Stat(program)
	}
	if err != nil {
		t.Skip("Ollama is not here; the command ollama beside it builds it")
	}
	address, dir := freeAddress(t), t.TempDir()
	env := append(os.Environ(), "OLLAMA_HOST="+address, "OLLAMA_MODELS="+filepath.Join(dir, "models"), "HOME="+dir,
		fmt.Sprint("OLLAMA_CONTEXT_LENGTH=", ollamaContext))
	serve := exec.CommandContext(t.Context(), program, "serve")
	serve.Env, serve.WaitDelay = env, 10*time.Second
	serve.Cancel = func() error { return serve.Process.Signal(syscall.SIGTERM) }
	said, err := serve.StderrPipe()
	if err == nil {
		err = serve.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	listens, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		heard := false
		for lines := bufio.NewScanner(said); lines.Scan(); {
			if !heard && strings.Contains(lines.Text(), "Listening on") {
				heard = true
				close(listens)
			}
		}
	}()
	t.Cleanup(func() {
		_ = serve.Process.Signal(syscall.SIGTERM)
		<-ended
		_ = serve.Wait() // it was told to end, and says so
	})
	select {
	case <-listens:
	case <-ended:
		t.Fatal("Ollama did not start")
	}
	model, recipe := filepath.Join(dir, "noise.gguf"), filepath.Join(dir, "Modelfile")
	writeNoise(t, model)
	if err := os.WriteFile(recipe, []byte("FROM "+model+"\nTEMPLATE \"{{ .System }} {{ .Prompt }}\"\nPARAMETER seed 7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	create := exec.CommandContext(t.Context(), program, "create", "noise", "-f", recipe)
	create.Env = env
	if out, err := create.CombinedOutput(); err != nil {
		t.Fatalf("create the model: %v\n%s", err, out)
	}
	return "http://" + address + "/v1"
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// asks is a client of the model that Ollama calls so.
func asks(t *testing.T, url, model string) *openaiclient.Client {
	t.Helper()
	c, err := openaiclient.New(openaiclient.Config{BaseURL: url, TextModel: model, PictureModel: model, Context: ollamaContext, MaxTokens: 3000})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// TestOllamaTells has words by chance told as chapters: Ollama holds the model to the
// schema, and what streams is what is kept.
func TestOllamaTells(t *testing.T) {
	url := ollama(t)
	c := asks(t, url, "noise")
	if text, _ := c.Check(t.Context()); !text.OK || len(text.Listed) > 0 {
		t.Errorf("the doctor says %+v", text)
	}
	usable := 0 // by chance a chapter may say the same twice
	for i := range 5 {
		told, shown, err := tell(t.Context(), c, fmt.Sprint("a wish of number ", i))
		if errors.Is(err, openaiclient.ErrUnusable) {
			t.Logf("chapter %d: %v", i, err)
			continue
		}
		if err != nil {
			t.Fatalf("chapter %d: %v", i, err)
		}
		usable++
		if told.Prose != shown || told.Title == "" || told.Usage.OutputTokens < 10 || told.Usage.InputTokens < 500 {
			t.Errorf("shown is %q, told %q with %+v", shown, told.Prose, told.Usage)
		}
		t.Logf("%s: %.100s… %d choices, %d tokens", told.Title, told.Prose, len(told.Choices), told.Usage.OutputTokens)
	}
	if known := c.Capabilities(); usable == 0 || known.Stream != openaiclient.Able || known.Schema != openaiclient.Able {
		t.Errorf("%d chapters of 5 are usable; known is %+v", usable, known)
	}
}

// TestOllamaGoesWithout asks for a model that is not there, and stops listening in
// mid-sentence.
func TestOllamaGoesWithout(t *testing.T) {
	url := ollama(t)
	if _, _, err := tell(t.Context(), asks(t, url, "nobody"), "a wish"); !errors.Is(err, openaiclient.ErrModel) {
		t.Errorf("a model that is not there: %v", err)
	}
	c := asks(t, url, "noise")
	ctx, stop := context.WithCancel(t.Context())
	premise := game.Premise{Prompt: "a wish", Length: game.Short}
	_, err := c.Narrator().Narrate(ctx, game.Brief{Premise: premise, Arc: premise.Length.Arc(1)}, func(game.Piece) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped in mid-sentence: %v", err)
	}
}
