package sshserver

import (
	"io"
	"net"
	"testing"
	"time"
)

// TestSteadyWriter: who takes nothing any more is hung up on, who is merely slow
// is not.
func TestSteadyWriter(t *testing.T) {
	const stall = 200 * time.Millisecond
	host, client := net.Pipe()
	w := steadyWriter{w: host, within: stall, hangUp: func() { _ = host.Close() }}
	sent := make([]byte, 4*piece)
	taken := make(chan int64, 1)
	go func() {
		tick := time.NewTicker(stall / 2)
		defer tick.Stop()
		var n int64
		for range 4 { // 800 ms in all, yet each piece in time
			<-tick.C
			m, err := io.CopyN(io.Discard, client, piece)
			n += m
			if err != nil {
				break
			}
		}
		taken <- n
	}()
	if n, err := w.Write(sent); n != len(sent) || err != nil {
		t.Errorf("a slow client got %d of %d: %v", n, len(sent), err)
	}
	if n := <-taken; n != int64(len(sent)) {
		t.Errorf("a slow client took %d of %d", n, len(sent))
	}
	began := time.Now()
	if _, err := w.Write(sent); err == nil {
		t.Error("a client that takes nothing took it all")
	}
	if took := time.Since(began); took < stall {
		t.Errorf("hung up after %v, want %v", took, stall)
	}
}
