package game

import (
	"strings"
	"testing"
)

// ledger is the cast of the tables: two who are dead, one who is gone.
func ledger() Cast {
	return Cast{
		{Name: "You", Look: "a woman in her thirties with short black hair and green eyes", Wears: []string{"grey cloak"}, Carries: []string{"a brass lamp"}},
		{Name: "Ada Lovelace", Look: "a tall woman, long black hair, brown eyes, pale skin, a scar on her left cheek", Wears: []string{"a long red coat", "black boots"}, Carries: []string{}},
		{Name: "Brun", Look: "a bald man of sixty, blue eyes", Fate: "dead"},
		{Name: "Will", Look: "a boy of ten, red hair", Fate: "killed by the tide"},
		{Name: "Cleo", Look: "a girl with blond curls", Fate: "gone to the north"},
		{Name: "Rose", Look: "an old woman with white hair", Wears: []string{"a blue dress"}},
		{Name: "The Warden", Look: "a man in iron", Fate: "dead"},
		{Name: "Captain Holt", Look: "a grey-haired man", Fate: "presumed dead", Carries: []string{"a sabre"}},
	}
}

func afterLosses() Brief {
	return Brief{Cast: ledger(), Recent: []Chapter{
		{Cast: []CastChange{{Name: "You", Carries: []string{"a silver sword", "a brass lamp"}}, {Name: "Ada Lovelace", Carries: []string{"a pistol with two barrels"}}}},
		{Cast: []CastChange{{Name: "You", Carries: []string{"a brass lamp"}}, {Name: "Ada Lovelace", Carries: []string{}}}},
	}}
}

// around puts a passage into a chapter that contradicts nothing.
func around(passage string) string {
	return "You stand at the edge of the quay and the rain is in your eyes.\n\n" + passage + "\n\nThe water is black, and it climbs the steps to the door of the mill."
}

type slip struct {
	name    string
	prose   string
	scene   Scene
	cast    []CastChange
	taken   string
	because string // what the doubt has to name
}

func (s slip) doubt() string {
	b := afterLosses()
	b.Taken.Text = s.taken
	return newLexicon().contradiction(b, Chapter{Prose: around(s.prose), Scene: s.scene, Cast: s.cast})
}

func look(name, look string) []CastChange { return []CastChange{{Name: name, Look: look}} }

func TestContradictions(t *testing.T) {
	adaIs := func(l string) []CastChange { return look("Ada Lovelace", l) }
	with := func(names ...string) Scene { return Scene{Present: names} }
	for _, tt := range []slip{
		{name: "the dead says", prose: `"We must go," Brun says. He points at the sluice.`, because: "Brun"},
		{name: "curly quotes", prose: `“We must go,” Brun whispers.`, because: "Brun"},
		{name: "verb before name", prose: `"Wait," says Brun, and the rope tightens.`, because: "Brun"},
		{name: "after a question", prose: `"Is it far?" asks Brun.`, because: "Brun"},
		{name: "the dead nods", prose: "Brun nods. He has seen this tide.", because: "Brun"},
		{name: "the dead steps", prose: "You lift the latch. Brun steps through the door before you can speak.", because: "Brun"},
		{name: "the dead grins after a speech", prose: `"Not I," you say. Brun grins at that.`, because: "Brun"},
		{name: "the dead at the start of a paragraph", prose: "Nobody moves.\n\nBrun leans over the map with you.", because: "Brun"},
		{name: "the dead hands something", prose: "Brun hands you the key and the room is still.", because: "Brun"},
		{name: "a name that is a word, with a speech", prose: `"I can swim," Will says.`, because: "Will"},
		{name: "says Will", prose: `"I can swim!" shouts Will.`, because: "Will"},
		{name: "the gone speaks", prose: `"The mill is ours," Cleo says, and she laughs.`, scene: with("You", "Cleo"), because: "Cleo"},
		{name: "the gone acts", prose: "Cleo pulls the rope with you.", scene: with("Cleo"), because: "Cleo"},
		{name: "the dead with a change of clothes", prose: `"Run," Brun says.`, cast: []CastChange{{Name: "Brun", Wears: []string{"a hat"}}}, because: "Brun"},
		{name: "the dead stay so in the reply", prose: `"Run," Brun says.`, cast: []CastChange{{Name: "Brun", Fate: "deceased"}}, because: "Brun"},
		{name: "the dead acts twice", prose: "Brun climbs the stair. Brun pushes at the hatch.", because: "Brun"},

		{name: "black hair is red", prose: "Ada laughs.", cast: adaIs("a tall woman, long red hair, brown eyes"), because: "hair"},
		{name: "black hair is blonde", prose: "Ada laughs.", cast: adaIs("tall, blonde hair to her waist"), because: "hair"},
		{name: "black hair is silver", prose: "Ada laughs.", cast: adaIs("a woman, silver hair"), because: "hair"},
		{name: "black hair is green", prose: "Ada laughs.", cast: adaIs("green-haired, brown eyes"), because: "hair"},
		{name: "black-haired to copper-haired", prose: "Ada laughs.", cast: adaIs("a copper-haired woman"), because: "hair"},
		{name: "long hair is short", prose: "Ada laughs.", cast: adaIs("a tall woman with short black hair"), because: "length of hair"},
		{name: "long hair is none", prose: "Ada laughs.", cast: adaIs("a tall bald woman"), because: "length of hair"},
		{name: "brown eyes are blue", prose: "Ada laughs.", cast: adaIs("long black hair, blue eyes"), because: "eyes"},
		{name: "green eyes are black", prose: "You laugh.", cast: look("You", "short black hair and black eyes"), because: "eyes"},
		{name: "pale skin is dark", prose: "Ada laughs.", cast: adaIs("long black hair, dark skin"), because: "skin"},
		{name: "pale skin is green", prose: "Ada laughs.", cast: adaIs("green skin, black hair"), because: "skin"},
		{name: "a scar on the other cheek", prose: "Ada laughs.", cast: adaIs("long black hair, a scar on her right cheek"), because: "scar"},
		{name: "a woman is a man", prose: "Ada laughs.", cast: adaIs("a tall man with long black hair"), because: "sex"},
		{name: "an old woman is a girl", prose: "Rose laughs.", cast: look("Rose", "a child with white hair"), because: "age"},
		{name: "white hair is black", prose: "Rose laughs.", cast: look("Rose", "an old woman with black hair"), because: "hair"},
		{name: "in her thirties to twelve", prose: "You laugh.", cast: look("You", "a twelve year old, that is 12 years old, with black hair"), because: "age"},

		{name: "told red hair", prose: "Ada's red hair whips across her face.", because: "hair"},
		{name: "told long golden hair", prose: "You catch the end of Ada's long golden hair, and hold on to it.", because: "hair"},
		{name: "told blue eyes", prose: "Ada's blue eyes narrow.", because: "eyes"},
		{name: "the scene shows another hair", prose: "The rope holds.", scene: Scene{Action: "Ada's blonde hair streams in the wind."}, because: "hair"},

		{name: "another coat in the scene", prose: "The rope holds.", scene: Scene{Action: "Ada in a green coat holds the rope."}, because: "coat"},
		{name: "another coat told", prose: "Ada's blue coat is wet through.", because: "coat"},
		{name: "another dress in the alt text", prose: "The rope holds.", scene: Scene{Alt: "Rose, wearing a red dress, at the window."}, because: "dress"},
		{name: "wears another", prose: "Rose wears a yellow dress and says nothing.", because: "dress"},

		{name: "a lost sword is drawn", prose: "You draw your sword and step onto the boards.", because: "sword"},
		{name: "a lost sword is raised", prose: "The mate turns. You raise your bright sword, and he stops.", because: "sword"},
		{name: "her lost pistol is aimed", prose: "Ada Lovelace aims her pistol at the lock.", because: "pistol"},
		{name: "her lost pistol is raised and fired", prose: "Ada Lovelace raises her heavy pistol. The lock is gone.", because: "pistol"},

		{name: "a stranger in the picture", prose: "Beside you, Joren holds the rope.", scene: with("You", "Joren"), because: "Joren"},
		{name: "a newcomer without a look", prose: "You know the voice of Milla, who keeps the mill.", scene: with("Milla"), cast: []CastChange{{Name: "Milla", Role: "miller"}}, because: "Milla"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.doubt(); !strings.Contains(got, tt.because) || got == "" {
				t.Errorf("the doubt is %q, want one that names %q", got, tt.because)
			}
		})
	}
}

func TestNoContradiction(t *testing.T) {
	adaIs := func(l string) []CastChange { return look("Ada Lovelace", l) }
	with := func(names ...string) Scene { return Scene{Present: names} }
	for _, tt := range []slip{
		{name: "nothing happens", prose: "The rain goes on."},
		{name: "a memory", prose: `You remember the night of the flood. "Never trust the tide," Brun says.`},
		{name: "a dream", prose: `In the dream you are on the quay. "Wake up," Brun says.`},
		{name: "a flashback", prose: `Ten years ago. The lamp is new. "Hold it high," Brun says.`},
		{name: "a ghost", prose: `Brun's ghost stands in the rain. "Go," Brun whispers.`},
		{name: "a spirit, by its role", prose: `"Go," Brun whispers.`, cast: []CastChange{{Name: "Brun", Role: "a spirit"}}},
		{name: "the dead are quoted", prose: `"Brun says the sea takes back what it gives," Ada tells you. "Brun nods at it every night."`},
		{name: "the dead were heard", prose: `Never trust the tide, Brun had said, and you never have.`},
		{name: "the story knows it", prose: `"You are dead," you say. "So they tell me," Brun says.`},
		{name: "a body", prose: "Brun's body lies on the boards. Nobody speaks."},
		{name: "the dead lies there", prose: "Brun lies where he fell.", scene: with("Brun")},
		{name: "a portrait", prose: "From the portrait over the stair Brun smiles at you. Brun watches you pass."},
		{name: "a recording", prose: `The recording hisses. "If you hear this," Brun says, "I failed."`},
		{name: "a letter", prose: `You unfold the letter. "Dear friend," Brun says in his round hand.`},
		{name: "an impostor", prose: `"It is I," Brun says, but the impostor has his hat on wrong.`},
		{name: "back to life", prose: `"Surprised?" Brun says.`, cast: []CastChange{{Name: "Brun", Fate: "alive"}}},
		{name: "another of the name", prose: `Young Brun takes the oar. "I'll row," says young Brun.`},
		{name: "his son", prose: `Brun's son takes the oar and pulls.`},
		{name: "a word at the start", prose: "Will steps be heard on the stair? You do not wait to find out."},
		{name: "will as a verb", prose: "Nobody will say it. You will watch the water, then."},
		{name: "rose as a verb", prose: "The water rose. Rose petals drift on it, white and red."},
		{name: "a title that another may have", prose: `"Halt," The Warden says. The Warden steps into the light.`},
		{name: "only presumed dead", prose: `"Halt," Captain Holt says.`},
		{name: "the gone come back", prose: `Cleo is back, salt in her curls. "Miss me?" Cleo says.`, scene: with("Cleo")},
		{name: "the gone are found", prose: `You find her at the mill. "You took your time," Cleo says.`, scene: with("Cleo")},
		{name: "the gone are far", prose: `"Cold up here," Cleo says to nobody.`, scene: with("You")},
		{name: "a speech that never ends", prose: `"Brun says to run, and Brun nods, and so it is.`},
		{name: "German", prose: `„Wir müssen gehen“, sagt Brun. Brun nickt. Adas rotes Haar weht. Die Flut steigt über die Stufen und der Wind dreht.`},

		{name: "dyed", prose: "You rinse the dye from Ada's hair.", cast: adaIs("a tall woman, long red hair")},
		{name: "cut", prose: "The knife goes through her hair in one stroke.", cast: adaIs("a tall woman, short black hair")},
		{name: "the player cuts it", prose: "It falls to the boards.", taken: "Cut Ada's hair with the shears", cast: adaIs("a tall woman, short black hair")},
		{name: "gone white", prose: "When she comes out of the well her hair has gone white.", cast: adaIs("a woman with long white hair")},
		{name: "a wig", prose: "The wig sits badly.", cast: adaIs("a woman with blond curls")},
		{name: "years later", prose: "Ten years later the mill still stands.", cast: adaIs("a woman with long grey hair")},
		{name: "a spell", prose: "The spell takes hold of Ada.", cast: adaIs("a green-skinned man with red hair")},
		{name: "the same in other words", prose: "Ada laughs.", cast: adaIs("tall, raven-haired, dark eyes, fair skin")},
		{name: "dark brown is nearly black", prose: "Ada laughs.", cast: adaIs("long dark brown hair")},
		{name: "hazel is nearly brown", prose: "Ada laughs.", cast: adaIs("hazel eyes")},
		{name: "a new detail", prose: "Ada laughs.", cast: adaIs("a burn on her right hand")},
		{name: "streaked with grey", prose: "Ada laughs.", cast: adaIs("long black hair streaked with grey")},
		{name: "hair and eyes in one breath", prose: "Ada laughs.", cast: adaIs("black hair with brown eyes, red lips, blue scarf")},
		{name: "two people in one look", prose: "Ada laughs.", cast: adaIs("a tall woman, like a man in her stride")},

		{name: "a ribbon", prose: "Ada's red hair ribbon is untied."},
		{name: "in neon", prose: "In the neon Ada's red hair is in her face."},
		{name: "hair of somebody else", prose: "Red hair falls across the face of the stranger, and Ada's lamp shakes."},
		{name: "no colour", prose: "Ada's wet hair clings to her neck. Ada's long hair is loose."},

		{name: "the coat as it is", prose: "Ada's red coat is wet."},
		{name: "a coat without a colour", prose: "Ada's long coat is wet."},
		{name: "a change of clothes", prose: "Rose's red dress is too large.", cast: []CastChange{{Name: "Rose", Wears: []string{"a red dress"}}}},
		{name: "a borrowed coat", prose: "Ada in a green coat, borrowed from the mate, holds the rope."},
		{name: "blood on the dress", prose: "Rose's red dress is stiff with blood."},
		{name: "another's coat", prose: "The man in the green coat holds the rope, and Ada waits."},

		{name: "a sword found", prose: "You find it in the mud. You draw your sword and step onto the boards."},
		{name: "a sword in the cast again", prose: "You draw your sword.", cast: []CastChange{{Name: "You", Carries: []string{"a rusty sword"}}}},
		{name: "the player will have it so", prose: "You draw your sword.", taken: "draw my sword"},
		{name: "her sword", prose: "You draw her sword from the sheath at her side."},
		{name: "what is still there", prose: "You lift your brass lamp."},
		{name: "an unknown thing", prose: "You draw your knife."},

		{name: "the crowd", prose: "Around you, guards hold the rope.", scene: with("You", "Guards", "a hooded stranger", "The Crowd")},
		{name: "a role", prose: "Beside you the Ferryman holds the rope, and a Ferryman never lets go.", scene: with("Ferryman")},
		{name: "a newcomer with a look", prose: "Beside you, Joren holds the rope.", scene: with("Joren"), cast: look("Joren", "a thin man")},
		{name: "a first name", prose: "Beside you, Ada holds the rope.", scene: with("Ada", "you")},
		{name: "not in the prose", prose: "The rain goes on.", scene: with("Joren")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.doubt(); got != "" {
				t.Errorf("the doubt is %q, want none", got)
			}
		})
	}
}

func TestNarratorThatKeepsNoCastIsNotAskedForIt(t *testing.T) {
	c := Chapter{Prose: around("Beside you, Joren holds the rope."), Scene: Scene{Present: []string{"Joren"}}}
	if got := newLexicon().contradiction(Brief{}, c); got != "" {
		t.Errorf("the doubt is %q, want none", got)
	}
	b := Brief{Cast: ledger(), Recent: []Chapter{{Scene: Scene{Present: []string{"Joren"}}}}}
	if got := newLexicon().contradiction(b, c); got != "" {
		t.Errorf("asked again in vain: %q", got)
	}
}

func TestSettledCast(t *testing.T) {
	for name, tt := range map[string]struct {
		prose, look, want string
	}{
		"a clash without a cause is not taken": {"Ada laughs.", "a woman with red hair", ""},
		"with a cause it is":                   {"You dye Ada's hair.", "a tall woman, long red hair, brown eyes, pale skin, a scar on her left cheek", "a tall woman, long red hair, brown eyes, pale skin, a scar on her left cheek"},
		"the rest stays": {
			"You dye Ada's hair.", "red hair",
			"a tall woman, brown eyes, pale skin, a scar on her left cheek, red hair",
		},
		"a detail is added": {
			"The hook has torn her hand.", "a bandaged hand",
			"a tall woman, long black hair, brown eyes, pale skin, a scar on her left cheek, a bandaged hand",
		},
		"what is known is not said twice": {"Ada laughs.", "Long black hair", ledger()[1].Look},
	} {
		t.Run(name, func(t *testing.T) {
			b := Brief{Cast: ledger()}
			got := newLexicon().settledCast(b, Chapter{Prose: around(tt.prose), Cast: look("Ada Lovelace", tt.look)})
			if got[0].Look != tt.want {
				t.Errorf("the look taken is %q, want %q", got[0].Look, tt.want)
			}
			if tt.want == "" && b.Cast.After(got...)[1].Look != ledger()[1].Look {
				t.Error("the canonical look is gone")
			}
		})
	}
}

func TestTheDeadComeBack(t *testing.T) {
	c := ledger().After(CastChange{Name: "Brun", Fate: "Alive"})
	if ch, _ := c.Find("Brun"); ch.Fate != "" {
		t.Errorf("Brun is %q", ch.Fate)
	}
}

func TestCalled(t *testing.T) {
	c := append(ledger(), Character{Name: "Mia Stone"}, Character{Name: "Mia Reed"})
	for name, want := range map[string]string{
		"ada lovelace": "Ada Lovelace", "Ada": "Ada Lovelace", "you": "You", "The player": "You", "Mia": "Mia", "Captain": "Captain", "Joren": "Joren",
	} {
		if got := c.Called(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := c.Present([]string{"Ada", "Ada Lovelace", "nobody"}); len(got) != 1 {
		t.Errorf("present: %+v", got)
	}
}
