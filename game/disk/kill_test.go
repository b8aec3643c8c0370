//go:build unix

package disk_test

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
)

// kills is how often the writer is killed.
const kills = 60

// TestKilledWriter kills a process that writes, at moments of chance, and finds
// everything that it had been told is durable.
func TestKilledWriter(t *testing.T) {
	dir := t.TempDir()
	id := create(t, open(t, dir), "Killed")
	spectated := spectate(t, open(t, dir), id)
	var checked game.ChapterID
	var acked uint64
	for round := range kills {
		acked = max(acked, killed(t, dir, id, round))
		lib := open(t, dir)
		s := load(t, lib, id)
		if s.Seq < acked {
			t.Fatalf("kill %d: %d events found, %d acknowledged", round, s.Seq, acked)
		}
		checkTold(t, lib, s, checked)
		checked = max(0, game.ChapterID(s.Len())-1)
	}
	lib := open(t, dir)
	s := load(t, lib, id)
	checkTold(t, lib, s, 0)
	appendTo(t, lib, id, s.Seq, game.Renamed{Title: "It goes on"})
	select {
	case <-spectated:
	case <-time.After(20 * time.Second):
		t.Error("the spectator does not see the end")
	}
	t.Logf("%d events, %d chapters after %d kills", s.Seq, s.Len(), kills)
	if s.Len() < kills {
		t.Errorf("only %d chapters were told: the kills came too early to test anything", s.Len())
	}
}

// spectate watches the story until it is renamed. What a reader sees never breaks,
// whatever the writer is doing or dies of. The channel is closed at the end.
func spectate(t *testing.T, lib game.Library, id game.StoryID) <-chan struct{} {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		seq := uint64(0)
		for e, err := range lib.Watch(t.Context(), id, 0) {
			if t.Context().Err() != nil {
				return // the test failed already
			}
			if seq++; err != nil || e.Seq != seq {
				t.Errorf("the spectator saw %+v, %v, want event %d", e, err, seq)
				return
			}
			if _, over := e.Body.(game.Renamed); over {
				return
			}
		}
	}()
	t.Cleanup(func() { <-done })
	return done
}

// killed runs a writer, kills it, and returns the last event it was acknowledged.
//
// When it is killed goes by what it has done, not by the clock alone: on a slow
// machine a fixed time would always hit the same early moment. Mostly it dies a few
// appends in, within the time that one of them takes; every sixth time while it
// starts and repairs.
func killed(t *testing.T, dir string, id game.StoryID, round int) (acked uint64) {
	t.Helper()
	began := time.Now()
	writer := start(t, "write", dir, id)
	kill := func() { _ = writer.cmd.Process.Kill() } // it may have ended by itself: Wait tells
	var timer *time.Timer
	if round%6 == 0 {
		timer = time.AfterFunc(rand.N(60*time.Millisecond), kill)
	}
	for appends := 1 + rand.N(6); ; appends-- {
		seq, ok := writer.acknowledged(t)
		if !ok {
			break
		}
		took := time.Since(began)
		acked, began = seq, time.Now()
		if timer == nil && appends <= 1 {
			timer = time.AfterFunc(rand.N(took+time.Microsecond), kill)
		}
	}
	if timer == nil {
		t.Fatal("the writer ended before it was killed")
	}
	timer.Stop()
	if err := writer.cmd.Wait(); err == nil || err.Error() != "signal: killed" {
		t.Fatalf("the writer ended: %v", err)
	}
	return acked
}

// checkTold checks the chapters after a number: each as it was told, its picture
// there, and the events of one append all there or none.
func checkTold(t *testing.T, lib game.Library, s *game.Story, after game.ChapterID) {
	t.Helper()
	noted := map[game.ChapterID]bool{}
	for _, n := range s.Notes {
		noted[n.Chapter] = n.Text == title(n.Chapter)
	}
	unpainted := 0
	for _, c := range s.Chapters()[after:] {
		if c.Title != title(c.ID) || c.Parent != c.ID-1 {
			t.Fatalf("chapter %d is %q after %d", c.ID, c.Title, c.Parent)
		}
		if painted := c.Picture.Hash != ""; painted != noted[c.ID] {
			t.Fatalf("chapter %d: painted %v, noted %v", c.ID, painted, noted[c.ID])
		}
		if !noted[c.ID] {
			unpainted++ // killed between the two appends
			continue
		}
		data, err := lib.Picture(t.Context(), s.ID, c.Picture.Hash)
		if err != nil || !bytes.Equal(data, gametest.PNG(uint64(c.ID))) {
			t.Fatalf("picture of chapter %d: %v", c.ID, err)
		}
	}
	if unpainted > kills {
		t.Errorf("%d chapters lost their picture in %d kills", unpainted, kills)
	}
}
