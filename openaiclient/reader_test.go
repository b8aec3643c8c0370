package openaiclient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// A seen member is one that a reader handed on, its value as encoding/json reads it.
type seen struct {
	key   string
	value any
}

// read feeds text to a reader in pieces of the given length.
func read(text string, piece int) (members []seen, r *objectReader) {
	var partial strings.Builder
	r = &objectReader{
		text: func(key, piece string, last bool) {
			partial.WriteString(piece)
			if last {
				members = append(members, seen{key, partial.String()})
				partial.Reset()
			}
		},
		value: func(key string, raw []byte) {
			var v any
			if json.Unmarshal(raw, &v) != nil {
				v = "invalid: " + string(raw)
			}
			members = append(members, seen{key, v})
		},
	}
	for part := range slices.Chunk([]byte(text), piece) {
		r.Feed(string(part))
	}
	return members, r
}

// decode reads the members of an object with encoding/json.
func decode(t *testing.T, text string) (members []seen) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		members = append(members, seen{key.(string), v})
	}
	return members
}

func seeds() []string {
	return []string{
		`{}`,
		`{"title":"A","prose":"one two","choices":["x","y"],"ending":null,"n":-1.5e3,"b":true}`,
		"  {\n\t\"a\" : \"b\" ,\r\n \"c\" : { \"d\" : [ \"]}\\\"\" ] } } ",
		`{"prose":"\"\\\/\b\f\n\r\té\u4e2d"}`,
		`{"prose":"\ud83d\ude00 \ud83d \ude00 \ud83dx \ud83d\ud83d\ude00 \uD83D\n"}`,
		`{"prose":"naïve 你好 👩‍👩‍👧 "}`,
		"{\"prose\":\"bad \xff\xe2\x82 bytes \xf0\x9f\"}",
		`{"k\u0065y":"v","":"","a":{"b":"c"},"a":"again"}`,
	}
}

func FuzzObjectReader(f *testing.F) {
	for _, s := range seeds() {
		f.Add(s, uint8(1))
		f.Add(s, uint8(7))
		f.Add("```json\n"+s+"\n```", uint8(3))
		f.Add(s[:len(s)/2], uint8(2))
	}
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		whole, r := read(text, max(len(text), 1))
		parts, p := read(text, int(size)+1)
		if !reflect.DeepEqual(whole, parts) || r.state != p.state {
			t.Fatalf("%q\nin one piece: %q\nin pieces of %d: %q", text, whole, int(size)+1, parts)
		}
		if !json.Valid([]byte(text)) || !strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "{") {
			return
		}
		if want := decode(t, text); !reflect.DeepEqual(whole, want) || !r.Complete() {
			t.Fatalf("%q\n got %q, complete %v\nwant %q", text, whole, r.Complete(), want)
		}
	})
}

func TestObjectReaderIsLenient(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text     string
		want     []seen
		complete bool
		broken   bool
	}{
		"prose around":         {"Sure! {here}:\n```json\n{\"a\":\"b\"}\n``` {\"c\":1}", []seen{{"a", "b"}}, true, false},
		"thinking before":      {`<think>maybe {"a":"no"}</think>{"a":"yes"}`, []seen{{"a", "yes"}}, true, false},
		"line ends in strings": {"{\"a\":\"b\nc\"}", []seen{{"a", "b\nc"}}, true, false},
		"commas too many":      {`{"a":"b",,"c":1,}`, []seen{{"a", "b"}, {"c", 1.0}}, true, false},
		"unknown escape":       {`{"a":"it\'s"}`, []seen{{"a", "it's"}}, true, false},
		"quotes in a string":   {`{"a":"say "hi" now","b":1}`, []seen{{"a", "say "}}, false, true},
		"cut in a string":      {`{"a":"b","c":"d`, []seen{{"a", "b"}}, false, false},
		"cut in a list":        {`{"a":["b",`, nil, false, false},
		"no object":            {`You stand in the rain.`, nil, false, false},
		"a bad escape":         {`{"a":"\uZZZZ"}`, nil, false, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for size := 1; size <= len(tt.text); size++ {
				got, r := read(tt.text, size)
				if !reflect.DeepEqual(got, tt.want) || r.Complete() != tt.complete || r.Broken() != tt.broken {
					t.Fatalf("pieces of %d: %q, complete %v, broken %v", size, got, r.Complete(), r.Broken())
				}
			}
		})
	}
}

func TestObjectReaderShowsEveryWordAtOnce(t *testing.T) {
	t.Parallel()
	var got []string
	r := objectReader{text: func(_, piece string, _ bool) { got = append(got, piece) }}
	for _, p := range []string{`{"prose":"You wa`, `ke. The r`, "\xc3", "\xa9", `st\u00e`, `9`, `"}`} {
		r.Feed(p)
	}
	want := []string{"You wa", "ke. The r", "é", "st", "é", ""}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkObjectReader(b *testing.B) {
	prose := strings.Repeat("The tram hums past you, bright and empty, and \\\"nobody\\\" gets off.\\n\\n", 20)
	text := []byte(`{"title":"The tram","scene":{"place":"a street","present":["Mara"]},"prose":"` + prose + `","choices":["a","b"]}`)
	for _, size := range []int{4, 64, len(text)} {
		pieces := make([]string, 0, len(text)/size+1)
		for part := range slices.Chunk(bytes.Clone(text), size) {
			pieces = append(pieces, string(part))
		}
		b.Run(fmt.Sprintf("pieces=%d", size), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				r := objectReader{text: func(string, string, bool) {}, value: func(string, []byte) {}}
				for _, p := range pieces {
					r.Feed(p)
				}
			}
		})
	}
}
