package openaiclient

import (
	"slices"
	"strings"
	"testing"

	"journey/game"
	"journey/openaiclient/openaitest"
)

const (
	storm = "The storm has taken the roof off the boat shed, and the boats lie on their sides like sleeping cattle. Mara holds the lantern higher."
	door  = "“Somebody was here before us,” she says. At the back of the shed a door stands open that was never there."
)

// textReplies are chapters as models write them that nothing holds to a schema.
func textReplies() map[string]struct {
	text, title, prose, ending string
	choices                    []string
} {
	prose := storm + "\n\n" + door
	three := []string{"Go through the door", "Call out to whoever is there", "Wake the boats"}
	type told = struct {
		text, title, prose, ending string
		choices                    []string
	}
	return map[string]told{
		"markdown": {
			"# The Boat Shed\n\n" + prose + "\n\n**What do you do?**\n\n1. **Go through the door**\n2. Call out to whoever is there\n3. Wake the boats\n",
			"The Boat Shed", prose, "", three,
		},
		"plain":             {prose + "\n\n1) Go through the door\n2) Call out to whoever is there\n3) Wake the boats", "The storm has taken …", prose, "", three},
		"bullets":           {"**Chapter 2: The Boat Shed**\n" + prose + "\n\nWhat will you do?\n- Go through the door\n- Call out to whoever is there\n- Wake the boats", "The Boat Shed", prose, "", three},
		"options":           {prose + "\n\nOption 1: Go through the door\nOption 2: Call out to whoever is there\nOption 3: Wake the boats\n\nChoose wisely!", "The storm has taken …", prose, "", three},
		"letters":           {prose + "\n\nA) Go through the door\nB) Call out to whoever is there\nC) Wake the boats", "The storm has taken …", prose, "", three},
		"brackets":          {prose + "\n\n[1] Go through the door\n[2] Call out to whoever is there\n[3] Wake the boats\n\n---", "The storm has taken …", prose, "", three},
		"single line ends":  {storm + "\n" + door + "\nChoices:\n1. Go through the door\n2. Call out to whoever is there\n3. Wake the boats", "The storm has taken …", prose, "", three},
		"windows line ends": {strings.ReplaceAll(prose+"\n\n1. Go through the door\n2. Call out to whoever is there\n3. Wake the boats\n", "\n", "\r\n"), "The storm has taken …", prose, "", three},
		"thinking aloud": {
			"<think>\nThe user wants a chapter. Maybe:\n1. a door\n2. a boat\n</think>\n\n" + prose + "\n\n1. Go through the door\n2. Call out to whoever is there\n3. Wake the boats",
			"The storm has taken …", prose, "", three,
		},
		"a greeting": {
			"Sure! Here is the next chapter of your adventure, as you asked for it:\n\n" + prose + "\n\n1. Go through the door\n2. Call out to whoever is there\n3. Wake the boats",
			"The storm has taken …", prose, "", three,
		},
		"labels": {
			"**Title:** The Boat Shed\n**Scene:** A wrecked shed at night\n\n**Prose:** " + storm + "\n\n" + door + "\n\n**Choices:**\n1. Go through the door\n2. Call out to whoever is there\n3. Wake the boats\n\n**Summary:** You found the shed.",
			"The Boat Shed", prose, "", three,
		},
		"labels above": {
			"Title:\nThe Boat Shed\n\nProse:\n" + prose + "\n\nChoices:\n* Go through the door\n* Call out to whoever is there\n* Wake the boats\n",
			"The Boat Shed", prose, "", three,
		},
		"a list within": {
			"On the wall somebody has chalked a list:\n\n1. rope\n2. oil\n3. forgiveness\n\n" + storm + "\n\n" + door + "\n\n1. Go through the door\n2. Wake the boats",
			"On the wall somebody …",
			"On the wall somebody has chalked a list:\n\n1. rope\n\n2. oil\n\n3. forgiveness\n\n" + prose, "",
			[]string{"Go through the door", "Wake the boats"},
		},
		"spoken with dashes": {
			"- Qui est là ? demande Mara, et la lanterne tremble dans sa main droite.\n- Personne, dit la porte.\n\n" + storm + "\n\nElle rit, et le vent rit avec elle, longtemps, au-dessus des bateaux couchés.\n\n1. Entrer\n2. Fuir",
			"- Qui est là …",
			"- Qui est là ? demande Mara, et la lanterne tremble dans sa main droite.\n\n- Personne, dit la porte.\n\n" + storm + "\n\nElle rit, et le vent rit avec elle, longtemps, au-dessus des bateaux couchés.", "",
			[]string{"Entrer", "Fuir"},
		},
		"emphasis":  {"*" + storm + "*\n\nYou hear **nothing** at all, and it is a very loud nothing, all around the shed.\n\n1. Go\n2. Stay", "The storm has taken …", storm + "\n\nYou hear nothing at all, and it is a very loud nothing, all around the shed.", "", []string{"Go", "Stay"}},
		"japanese":  {"嵐が船小屋の屋根を持ち去り、船は眠る牛のように横たわっている。\n\nマラがランタンを高く掲げる。\n\n1. 扉をくぐる\n2. 声をかける", "嵐が船小屋の屋根を持ち去り …", "嵐が船小屋の屋根を持ち去り、船は眠る牛のように横たわっている。\n\nマラがランタンを高く掲げる。", "", []string{"扉をくぐる", "声をかける"}},
		"an ending": {"## Low Water\n\n" + prose + "\n\n*** THE END ***", "Low Water", prose, "Low Water", nil},
		"a fence":   {"```\n" + prose + "\n\n1. Go\n2. Stay\n```", "The storm has taken …", prose, "", []string{"Go", "Stay"}},
	}
}

// Chapters that come as text are read, whatever pieces they come in; the prose is
// shown without what is not part of it.
func TestChaptersThatAreNoJSON(t *testing.T) {
	t.Parallel()
	for name, tt := range textReplies() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, size := range []int{1, 3, 7, 64, len(tt.text)} {
				var got pieces
				tell := newTelling(got.take)
				tell.cast = game.Cast{{Name: "Mara"}, {Name: "Abel"}}
				for part := range slices.Chunk([]byte(tt.text), size) {
					tell.take(chunk{text: string(part)})
				}
				c, fault := tell.understood(game.Short.Arc(7))
				if fault != "" {
					t.Fatalf("in pieces of %d: %s", size, fault)
				}
				c = tell.showRest(c)
				var choices []string
				for _, way := range c.Choices {
					choices = append(choices, way.Text)
				}
				ending := ""
				if c.Ending != nil {
					ending = c.Ending.Name
				}
				clean := game.Clean(c.Prose)
				if c.Title != tt.title || clean != tt.prose || !slices.Equal(choices, tt.choices) || ending != tt.ending {
					t.Fatalf("in pieces of %d:\ntitle %q\nprose %q\nwant  %q\nchoices %q, ending %q", size, c.Title, clean, tt.prose, choices, ending)
				}
				if c.Prose != got.text() || len(got.scenes) != 1 || c.Summary == "" {
					t.Fatalf("shown %q, %d scenes, summary %q", got.text(), len(got.scenes), c.Summary)
				}
			}
		})
	}
}

func TestProseThatIsNoJSONIsShownAtOnce(t *testing.T) {
	t.Parallel()
	var got pieces
	tell := newTelling(got.take)
	said := storm + "\n\n" + door
	late := 0
	for i := range said {
		tell.take(chunk{text: said[i : i+1]})
		late = max(late, i+1-len(got.text()))
	}
	if late > judgedAt+len("\n\n“") {
		t.Errorf("at most %d bytes were held back, want %d", late, judgedAt)
	}
}

// What is no chapter, though it is no JSON either.
func TestTextThatIsNoChapter(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text, fault, refusal string
		shown                bool
	}{
		"no choices":        {storm + "\n\nWhat do you do?", "offers fewer choices", "", true},
		"one choice":        {storm + "\n\n1. Go", "offers fewer choices", "", true},
		"declined":          {"I'm sorry, but I can't help with that.", "no prose", "I'm sorry, but I can't help with that.", false},
		"declined at once":  {"I cannot create content of this kind, since it would be against what I am for.\n\n1. a\n2. b", "no prose", "I cannot create", false},
		"thoughts too late": {storm + "\n\nI should now offer choices, I think, and close.\n</think>\n" + door + "\n1. Go\n2. Stay", "thoughts", "", true},
		"only thoughts":     {"<think>What would the player like? Perhaps a storm, perhaps not", "no prose", "", false},
	} {
		var got pieces
		tell := newTelling(got.take)
		tell.take(chunk{text: tt.text})
		_, fault := tell.understood(game.Short.Arc(2))
		if !strings.Contains(fault, tt.fault) || fault == "" || (got.text() != "") != tt.shown || !strings.HasPrefix(tell.refusal.String(), tt.refusal) {
			t.Errorf("%s: fault %q, refusal %q, shown %q", name, fault, tell.refusal.String(), got.text())
		}
	}
}

// A whole game with a model that knows no JSON.
func TestAModelThatWritesText(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	s.Fail(openaitest.Chat, openaitest.Fault{Reply: textReplies()["markdown"].text})
	var got pieces
	chapter, err := c.Narrator().Narrate(t.Context(), opening(), got.take)
	if err != nil || len(chapter.Choices) != 3 || chapter.Title != "The Boat Shed" || chapter.Prose != got.text() || len(got.prose) < 20 {
		t.Errorf("%v, in %d pieces: %+v", err, len(got.prose), chapter)
	}
	if n := len(s.Calls(openaitest.Chat)); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

// Text is read the same, whatever pieces it comes in.
func FuzzProseReader(f *testing.F) {
	for _, tt := range textReplies() {
		f.Add(tt.text, uint8(1))
		f.Add(tt.text[:len(tt.text)/2], uint8(6))
	}
	f.Add("<think>a</think>\n# T\nSure!\n{b\n*c*\n1. d\n2. e\nf\n\nProse: g <think>", uint8(3))
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		said := func(piece int) (string, *proseReader) {
			var out strings.Builder
			p := &proseReader{show: func(s string) { out.WriteString(s) }}
			for part := range slices.Chunk([]byte(text), piece) {
				p.Feed(string(part))
			}
			p.Finish()
			return out.String(), p
		}
		whole, a := said(max(len(text), 1))
		parts, b := said(int(size) + 1)
		if a.stopped != b.stopped || a.aloud || b.aloud {
			return // what follows an object or thoughts is not read
		}
		if whole != parts || !slices.Equal(a.choices, b.choices) || a.title != b.title {
			t.Errorf("in one piece: %q, %q, title %q\nin pieces of %d: %q, %q, title %q", whole, a.choices, a.title, int(size)+1, parts, b.choices, b.title)
		}
	})
}
