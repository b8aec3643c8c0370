package openaitest

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const ask = `{"model":"gpt-6-luna",` + hello + `}`

func TestFaultsThatComeAgain(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		when When
		want []int
	}{
		"all":            {When{}, []int{502, 502, 502, 502, 502, 502}},
		"every second":   {When{Every: 2}, []int{200, 502, 200, 502, 200, 502}},
		"after four":     {When{After: 4}, []int{200, 200, 200, 200, 502, 502}},
		"the first two":  {When{First: 2}, []int{502, 502, 200, 200, 200, 200}},
		"second to four": {When{First: 4, After: 1}, []int{200, 502, 502, 502, 200, 200}},
		"no longer":      {When{For: time.Nanosecond}, []int{200, 200, 200, 200, 200, 200}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, Options{})
			s.Break(Chat, Faults()["bad-gateway"], tt.when)
			var got []int
			for range tt.want {
				status, _ := post(t, s, Chat, "application/json", ask)
				got = append(got, status)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("answered %v, want %v", got, tt.want)
			}
			if c := s.Calls(Chat)[5]; c.Status != got[5] || (c.Fault == "bad-gateway") != (got[5] == 502) {
				t.Errorf("recorded %d, %q", c.Status, c.Fault)
			}
		})
	}
}

// The same seed picks the same calls.
func TestFaultsByChance(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) (picked string) {
		r := rule{when: When{Rate: 0.2}, rng: random("x", seed)}
		for range 1000 {
			if r.due() {
				picked += "x"
			} else {
				picked += "."
			}
		}
		return picked
	}
	if n := strings.Count(run(1), "x"); n < 150 || n > 250 {
		t.Errorf("%d of 1000 went wrong, want about 200", n)
	}
	if once, again := run(1), run(1); once != again || once == run(2) {
		t.Error("chance does not follow the seed")
	}
}

func TestAQueuedFaultGoesFirst(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	s.Break(Chat, Faults()["busy-seconds"], When{})
	s.Fail(Chat, Faults()["loading"])
	for _, want := range []int{http.StatusServiceUnavailable, http.StatusTooManyRequests} {
		if status, _ := post(t, s, Chat, "application/json", ask); status != want {
			t.Errorf("answered %d, want %d", status, want)
		}
	}
}

// stream is the whole of a streamed reply with a fault.
func stream(t *testing.T, fault string) string {
	t.Helper()
	s := start(t, Options{})
	s.Fail(Chat, Faults()[fault])
	_, answer := post(t, s, Chat, "application/json", `{"model":"gpt-6-luna","stream":true,"stream_options":{"include_usage":true},`+hello+`}`)
	return answer
}

func TestFaultsOfStreams(t *testing.T) {
	t.Parallel()
	whole := []string{`"finish_reason":"stop"`, `"usage":{`, "data: [DONE]"}
	for name, tt := range map[string]struct{ has, lacks []string }{
		"":              {whole, nil},
		"cut":           {nil, whole},
		"error-spaced":  {[]string{`data: { "error"`}, whole},
		"error-llama":   {[]string{"\nerror: {"}, whole},
		"comments":      {append(whole, strings.Repeat(": still here\n\n", 400)), nil},
		"float-time":    {append(whole, `"created":1795300000.5`), nil},
		"parts":         {append(whole, `"content":[{"text":`), nil},
		"empty-choices": {append(whole, `"choices":[],"created":`), nil},
		"no-usage":      {[]string{whole[0], whole[2]}, whole[1:2]},
		"no-done":       {whole[:2], whole[2:]},
		"no-finish":     {whole[1:], whole[:1]},
		"gave-up":       {[]string{"insufficient_system_resource"}, whole[:2]},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := stream(t, name)
			for _, s := range tt.has {
				if !strings.Contains(got, s) {
					t.Errorf("lacks %.60q", s)
				}
			}
			for _, s := range tt.lacks {
				if strings.Contains(got, s) {
					t.Errorf("holds %.60q", s)
				}
			}
		})
	}
}

func TestAModelThatLoads(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := Server{opts: Options{Loading: time.Minute}, started: time.Now()}
		busy := func(endpoint string) bool {
			w := &discard{header: http.Header{}}
			return s.loads(&exchange{endpoint: endpoint, w: w})
		}
		if !busy(Chat) || busy(Pictures) {
			t.Error("it does not load at first, or pictures load as well")
		}
		time.Sleep(time.Minute)
		if busy(Chat) {
			t.Error("it loads for ever")
		}
	})
}

type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(b []byte) (int, error) { return len(b), nil }
func (d *discard) WriteHeader(int)             {}

func TestTheContextIsFull(t *testing.T) {
	t.Parallel()
	long := `{"model":"gpt-6-luna","max_completion_tokens":50,"messages":[{"role":"user","content":"` + strings.Repeat("word ", 400) + `"}]}`
	for spelling, want := range map[Spelling]string{
		OpenAI: `"code":"context_length_exceeded"`, LlamaCpp: `"n_prompt_tokens":500,"n_ctx":480`, VLLM: "you requested 550 tokens (500 in the messages, 50 in the completion)",
	} {
		s := start(t, Options{Context: 480, Spelling: spelling})
		if status, answer := post(t, s, Chat, "application/json", long); status != http.StatusBadRequest || !strings.Contains(answer, want) {
			t.Errorf("%d %s", status, answer)
		}
	}
	s := start(t, Options{Context: 500})
	if _, answer := post(t, s, Chat, "application/json", long); !strings.Contains(answer, `"finish_reason":"length"`) || !strings.Contains(answer, `"completion_tokens":50`) {
		t.Error(answer)
	}
}
