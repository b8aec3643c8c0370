package game_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"journey/game"
)

const first = `The bowl in front of you is cold and you have no memory of ordering it. Broth has set on the
rim like candle wax. Behind the counter a woman with white hair and one cyan eye is wiping the same glass she was
wiping when you looked up. “Eleven days,” says Mara Quill. “You told me to say that first, and then to shut up.”`

const second = `Saint Street rings you, or rather a telephone box does as you pass it, and the voice in it is
twelve years old and in a hurry. The rain has set on the glass of the box like candle wax. You say that you are
coming. Behind you somebody stops when you stop. “Bring the box,” says the voice, and then there is only weather.`

const japanese = `目の前の丼は冷めていて、注文した覚えがない。カウンターの向こうでは、白い髪に片目だけ青緑色の女が、さっき顔を上げたときと同じグラスを拭いている。`

// retold is prose with one word in every so many changed.
func retold(prose string, every int) string {
	fields := strings.Fields(prose)
	for i := range fields {
		if i%every == every-1 {
			fields[i] = "otherwise"
		}
	}
	return strings.Join(fields, " ")
}

func TestAChapterToldBeforeIsToldAgain(t *testing.T) {
	other := []string{"Climb", "Hide", "Ask"}
	same := []string{"Open the door", "Wait"}
	for name, tt := range map[string]struct {
		old, prose, title string
		choices           []string
		memo              string
		again             bool
	}{
		"another chapter":                 {old: first, prose: second, title: "The box", choices: other},
		"the same words":                  {old: first, prose: first, title: "The box", choices: other, again: true},
		"the same words, set otherwise":   {old: first, prose: strings.ToUpper(strings.ReplaceAll(first, ".", " —")), title: "The box", choices: other, again: true},
		"most of the words":               {old: first, prose: retold(first, 20), title: "The box", choices: other, again: true},
		"hardly a run of words":           {old: first, prose: retold(first, 5), title: "The box", choices: other},
		"the same choices and title":      {old: first, prose: second, title: "chapter 1", choices: same, again: true},
		"the same choices":                {old: first, prose: second, title: "The box", choices: same},
		"the same choices and some words": {old: first, prose: second + " " + first[:len(first)*2/3], title: "The box", choices: same, again: true},
		"the same title":                  {old: first, prose: second, title: "Chapter 1", choices: other},
		"a word or two, the same":         {old: "It rains.", prose: "It rains.", title: "The box", choices: other},
		"the same letters":                {old: japanese, prose: japanese, title: "丼", choices: other, again: true},
		"letters in common":               {old: japanese, prose: "丼は温かい。カウンターの向こうに、誰かが立っている。白い髪の男が、丼を運んでくる。注文した覚えはあるか、と聞く。", title: "男", choices: other},
		"by a teller that keeps count":    {old: first, prose: first, title: "The box", choices: other, memo: `{"n":2}`},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				narrator := &script{finish: func(b game.Brief, c *game.Chapter) {
					switch {
					case b.Arc.Number == 1:
						c.Title, c.Prose, c.Choices = "Chapter 1", tt.old, ways(same)
					case b.Fault == "":
						c.Title, c.Prose, c.Choices = tt.title, tt.prose, ways(tt.choices)
					default:
						c.Prose, c.Choices = "Something else altogether.", ways(other)
					}
					if tt.memo != "" {
						c.Memo = []byte(tt.memo)
					}
				}}
				tb := sit(t, game.Config{Narrator: narrator})
				tb.must(tb.j.Begin())
				next[game.Told](tb)
				tb.must(tb.j.Choose(1))
				c := next[game.Told](tb).Chapter
				if again := len(narrator.asked) == 3; again != tt.again {
					t.Errorf("asked %d times, told %q", len(narrator.asked), c.Prose)
				}
				if tt.again && !strings.Contains(narrator.asked[2].Fault, "chapter 1") {
					t.Errorf("asked again because %q", narrator.asked[2].Fault)
				}
			})
		})
	}
}

func ways(texts []string) []game.Choice {
	var out []game.Choice
	for _, text := range texts {
		out = append(out, game.Choice{Text: text})
	}
	return out
}

// A loop is seen however long it is, and only along the path.
func TestALoopIsSeenAlongThePath(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		chapters := 0
		narrator := &script{finish: func(b game.Brief, c *game.Chapter) {
			chapters++
			c.Title, c.Prose = fmt.Sprint("Chapter ", chapters), strings.ReplaceAll(second, " the ", fmt.Sprintf(" %d ", chapters))
			c.Prose = strings.ReplaceAll(c.Prose, " a", fmt.Sprint(" b", chapters))
			c.Choices = ways([]string{fmt.Sprint("Climb ", chapters), "Hide"})
			if b.Arc.Number == 1 || b.Arc.Number == 6 && b.Fault == "" {
				c.Prose = first
			}
		}}
		tb := sit(t, game.Config{Narrator: narrator})
		tb.must(tb.j.Begin())
		next[game.Told](tb)
		for range 5 {
			tb.must(tb.j.Choose(1))
			next[game.Told](tb)
		}
		if len(narrator.asked) != 7 || !strings.Contains(narrator.asked[6].Fault, "chapter 1") {
			t.Errorf("asked %d times", len(narrator.asked))
		}
		tb.must(tb.j.GoTo(1))
		next[game.Moved](tb)
		tb.must(tb.j.Retell()) // a sibling of what it is like
		next[game.Told](tb)
		if len(narrator.asked) != 8 {
			t.Errorf("asked %d times", len(narrator.asked))
		}
	})
}
