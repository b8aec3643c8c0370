package openaitest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// told is a chapter as a client reads it.
type told struct {
	Title string
	Cast  []struct {
		Name, Look, Fate string
		Wears, Carries   []string
	}
	Scene struct{ Place, Alt string }
	Prose string

	Choices []string
	Ending  *struct{ Kind, Name string }
	Summary string
}

// ask30 plays thirty chapters, always by the first choice.
func ask30(t *testing.T, seed uint64) []told {
	t.Helper()
	var out []told
	var cast []map[string]string
	for n := 1; n <= 30; n++ {
		brief := map[string]any{
			"premise": map[string]string{"wish": "a lighthouse"}, "cast": cast,
			"next_chapter": map[string]any{"number": n, "must_end": n == 30},
		}
		if n > 1 {
			brief["player"] = map[string]string{"chose": out[n-2].Choices[0]}
		}
		words, err := json.Marshal(brief)
		if err != nil {
			t.Fatal(err)
		}
		content, err := json.Marshal(string(words))
		if err != nil {
			t.Fatal(err)
		}
		var req chatRequest
		if err := json.Unmarshal([]byte(`{"messages":[{"role":"system","content":"JSON"},{"role":"user","content":`+string(content)+`}]}`), &req); err != nil {
			t.Fatal(err)
		}
		said, e := readMessages(req)
		if e != nil {
			t.Fatal(e.Message)
		}
		reply, e := tell(req, said, seed)
		if e != nil {
			t.Fatal(e.Message)
		}
		var c told
		if err := json.Unmarshal([]byte(reply), &c); err != nil {
			t.Fatalf("%v: %s", err, reply)
		}
		for _, change := range c.Cast {
			if !slices.ContainsFunc(cast, func(m map[string]string) bool { return m["name"] == change.Name }) {
				cast = append(cast, map[string]string{"name": change.Name})
			}
		}
		out = append(out, c)
	}
	return out
}

func TestAWholeStory(t *testing.T) {
	t.Parallel()
	chapters := ask30(t, 0)
	paragraphs, people, titles := map[string]int{}, map[string]bool{}, map[string]bool{}
	for i, c := range chapters {
		last := i == len(chapters)-1
		if last != (c.Ending != nil) || last != (len(c.Choices) == 0) || c.Summary == "" || c.Scene.Alt == "" {
			t.Errorf("chapter %d: %+v", i+1, c)
		}
		if strings.ContainsAny(c.Title+c.Prose+c.Summary+strings.Join(c.Choices, ""), "{}") {
			t.Errorf("chapter %d has gaps: %+v", i+1, c)
		}
		for p := range strings.SplitSeq(c.Prose, "\n\n") {
			paragraphs[p]++
		}
		for _, change := range c.Cast {
			people[change.Name] = true
		}
		titles[c.Title] = true
	}
	for p, n := range paragraphs {
		if n > 2 {
			t.Errorf("told %d times: %s", n, p)
		}
	}
	if len(people) < 4 || len(titles) < 20 {
		t.Errorf("%d people, %d titles", len(people), len(titles))
	}
	if again, other := ask30(t, 0), ask30(t, 1); !reflect.DeepEqual(again, chapters) || reflect.DeepEqual(other, chapters) {
		t.Error("stories do not follow the seed")
	}
}
