package disk_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"journey/game"
	"journey/game/disk"
)

// FuzzJournal reads any bytes as a journal. Whatever they are, reading ends, and
// each event that comes out stands on a line whose sum is right.
func FuzzJournal(f *testing.F) {
	dir := f.TempDir()
	_, whole := small(f, open(f, dir), dir)
	f.Add(whole)
	f.Add(whole[:len(whole)-7])
	f.Add(append(bytes.Clone(whole), make([]byte, 50)...))
	f.Add(bytes.Replace(whole, []byte("sheep"), []byte("wolfs"), 1))
	f.Add(dropLine(whole, 4))
	f.Add(sealed(headingLine, firstLine, secondLine))
	f.Add(sealed(headingLine, `{"SEQ":1,"seq":1,"type":"story_started","more":3,"body":{},"prev":"PREV"`))
	f.Add([]byte("\n\n{}\n"))
	f.Fuzz(func(t *testing.T, journal []byte) {
		got, err := disk.ReadJournal(journal)
		if err != nil && !errors.Is(err, game.ErrDamaged) && !errors.Is(err, game.ErrNewer) {
			t.Fatal(err)
		}
		lines := bytes.Split(journal, []byte("\n"))
		for i, e := range got {
			line := lines[i+1]
			if again := sealed(string(line[:len(line)-len(`,"sum":"0123456789abcdef0123456789abcdef"}`)])); string(again) != string(line)+"\n" {
				t.Fatalf("event %d came from a line with a wrong sum: %s", e.Seq, line)
			}
		}
		checkSalvage(t, journal, got)
	})
}

// FuzzEvent reads events of any type and body whose sums are right. What is read
// survives being salvaged.
func FuzzEvent(f *testing.F) {
	f.Add("renamed", []byte(`{"title":"U"}`))
	f.Add("story_started", []byte(`{}`))
	f.Add("chapter_told", []byte(`{"chapter":{"id":1,"title":"x","choices":[{"text":"a"}],"memo":[1]}}`))
	f.Add("picture_painted", []byte(`{"chapter":1,"picture":{"hash":"../x"}}`))
	f.Add("dreamt", []byte(`[null,{"a":1e999}]`))
	f.Add("", []byte(`"\ud800"`))
	f.Add("cast_changed", []byte(`{"chapter":-1}},"seq":2,"body":{"chapter":1`))
	f.Fuzz(func(t *testing.T, typ string, body []byte) {
		name, err := json.Marshal(typ)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf(`{"seq":2,"prev":"PREV","at":"2026-01-02T03:04:05Z","type":%s,"body":%s`, name, body)
		journal := sealed(headingLine, firstLine, line)
		got, err := disk.ReadJournal(journal)
		if err != nil && !errors.Is(err, game.ErrDamaged) {
			t.Fatal(err)
		}
		checkSalvage(t, journal, got)
	})
}

// checkSalvage checks that a salvaged story holds the events that were read, as
// far as they make a story.
func checkSalvage(t *testing.T, journal []byte, want []game.Event) {
	t.Helper()
	saved, kept, err := disk.SalvageJournal(t.Context(), journal)
	if err != nil {
		if len(want) > 0 && want[0].Body.Type() == "story_started" {
			t.Fatalf("%d events could be read, but not saved: %v", len(want), err)
		}
		return
	}
	got, err := disk.ReadJournal(saved)
	if err != nil || len(got) != kept {
		t.Fatalf("kept %d events, read %d, %v", kept, len(got), err)
	}
	for i := range min(len(got), len(want)) {
		if u, ok := want[i].Body.(game.Unknown); ok {
			var compact bytes.Buffer
			if err := json.Compact(&compact, u.Raw); err != nil {
				t.Fatal(err)
			}
			want[i].Body = game.Unknown{Kind: u.Kind, Raw: compact.Bytes()}
		}
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("saved %+v, want %+v", got[i], want[i])
		}
	}
	s := game.NewStory("x")
	for _, e := range got {
		if err := s.Apply(e); err != nil {
			t.Fatalf("saved an event that does not fit: %v", err)
		}
	}
}
