package openaiclient

import (
	"errors"
	"strings"
	"testing"

	"journey/game"
	"journey/openaiclient/openaitest"
)

func TestRewordASceneThatWasRefused(t *testing.T) {
	t.Parallel()
	scene := game.Scene{Place: "a clinic", Action: "Ada wipes the blood off.", Present: []string{"Ada"}}
	for name, test := range map[string]struct {
		fault openaitest.Fault
		want  string
		is    error
	}{
		"an object":  {openaitest.Fault{Reply: `{"place":"a clinic","action":"Ada washes her hands.","alt":"A sink."}`}, "Ada washes her hands.", nil},
		"in a fence": {openaitest.Fault{Reply: "Sure:\n```json\n{\"place\":\"a clinic\",\"action\":\"Ada rests.\"}\n```"}, "Ada rests.", nil},
		"prose":      {openaitest.Fault{Reply: "I would rather not."}, "", ErrUnusable},
		"a refusal":  {openaitest.Fault{Refusal: "I can't help with that."}, "", game.ErrRefused},
		"no credit":  {openaitest.Faults()["quota"], "", ErrQuota},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			s.Fail(openaitest.Chat, test.fault)
			n, ok := c.Narrator().(game.Rewording)
			if !ok {
				t.Fatal("the narrator cannot reword")
			}
			got, used, err := n.Reword(t.Context(), scene, "It was declined.")
			if !errors.Is(err, test.is) || got.Action != test.want || err == nil && used.USD <= 0 {
				t.Errorf("%+v, %+v, %v", got, used, err)
			}
			if sent := string(s.Calls(openaitest.Chat)[0].Body); !strings.Contains(sent, "wipes the blood off") || !strings.Contains(sent, "It was declined.") {
				t.Errorf("sent %s", sent)
			}
		})
	}
}
