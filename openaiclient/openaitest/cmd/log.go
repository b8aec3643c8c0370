package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"journey/openaiclient/openaitest"
)

// A callLog writes a line for each call: what was asked and what became of it, but
// no header and no word of what was said.
type callLog struct {
	mu  sync.Mutex
	out io.Writer
}

func newLog(out io.Writer) *callLog { return &callLog{out: out} }

func (l *callLog) call(c openaitest.Call) {
	var asked struct {
		Model  string `json:"model"`
		Size   string `json:"size"`
		Stream bool   `json:"stream"`
	}
	_ = json.Unmarshal(c.Body, &asked) // a form names no model
	var line strings.Builder
	fmt.Fprintf(&line, "%s %s %s", c.Arrived.Format(time.TimeOnly), c.Method, c.Path)
	for _, word := range []string{asked.Model, asked.Size} {
		if word != "" {
			fmt.Fprintf(&line, " %.60q", word)
		}
	}
	if asked.Stream {
		fmt.Fprintf(&line, " stream of %d", c.Sent)
	}
	status := "no answer"
	if c.Status != 0 {
		status = fmt.Sprint(c.Status, " ", http.StatusText(c.Status))
	}
	fmt.Fprintf(&line, " %d bytes: %s", len(c.Body), status)
	if !c.First.IsZero() {
		fmt.Fprintf(&line, ", first after %v", c.First.Sub(c.Arrived).Round(time.Millisecond))
	}
	fmt.Fprintf(&line, ", done after %v", c.Ended.Sub(c.Arrived).Round(time.Millisecond))
	if c.Fault != "" {
		line.WriteString(", fault " + c.Fault)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = fmt.Fprintln(l.out, line.String()) // a log nobody can read stops no server
}
