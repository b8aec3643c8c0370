package offline

import "testing"

// TestFreeActionsOnSkerrow types words at a storylet of the island and says what they
// must lead to: a choice by its number, a storylet by its id, or a class of answers.
func TestFreeActionsOnSkerrow(t *testing.T) {
	tests := []struct{ at, text, want string }{
		{"o-harbour", "ask who lights the lamp", "1"},
		{"o-harbour", "who has been lighting it?", "1"},
		{"o-harbour", "go straight up the tower", "2"},
		{"o-harbour", "look at the slate", "3"},
		{"o-harbour", "read the chalk number", "3"},
		{"o-harbour", "the second one", "2"},
		{"o-harbour", "option 3", "3"},
		{"o-harbour", "go to the schoolroom", "a-school"},
		{"o-harbour", "find the doctor", "a-doctor"},
		{"o-harbour", "visit the wireless hut", "a-wireless"},
		{"o-harbour", "go to the sea cave", "a-cave"},
		{"o-harbour", "walk to the chapel", "a-chapel"},
		{"o-harbour", "go to the graveyard", "a-grave"},
		{"o-harbour", "have a beer in the tavern", "a-tavern"},
		{"o-harbour", "find Hepzibah", "a-grave"},
		{"o-harbour", "down to the beach", "a-beach"},
		{"o-harbour", "climb up to the moor", "a-moor"},
		{"o-harbour", "cross the causeway", "a-causeway"},
		{"o-harbour", "go to the net loft", "a-netloft"},
		{"o-harbour", "search the lifeboat shed", "a-lifeboat"},
		{"o-harbour", "find the shipwreck", "a-wreck"},
		{"o-harbour", "take the cliff path", "a-cliff"},
		{"o-harbour", "sing a shanty", "sing"},
		{"o-harbour", "dance with the gulls", "sing"},
		{"o-harbour", "punch the bollard", "attack"},
		{"o-harbour", "kiss the harbour master", "love"},
		{"o-harbour", "swim home", "run"},
		{"o-harbour", "pray for the drowned", "pray"},
		{"o-harbour", "trim the wick", "lamp"},
		{"o-harbour", "smash the window", "break"},
		{"o-harbour", "hide behind a barrel", "hide"},
		{"o-harbour", "shout at the sea", "call"},
		{"o-harbour", "remember my mother", "think"},
		{"o-harbour", "why is nobody here", "talk"},
		{"o-harbour", "xyzzy plugh", "other"},
		{"o-harbour", "", "other"},
		{"o-harbour", "help", "help"},
		{"o-harbour", "i want to drown myself", "despair"},
		{"o-harbour", "i want to kill myself", "despair"},
		{"o-harbour", "don't do it", "refuse"},
		{"o-boat", "why were you counting, Kerra?", "1"},
		{"o-boat", "wacth the water", "2"},
		{"o-boat", "write it down as ordered", "3"},
		{"o-log", "where is your father?", "1"},
		{"o-log", "take the log to the tower", "2"},
		{"o-log", "accuse her of forging it", "3"},
		{"a-street", "follow the boy", "1"},
		{"a-street", "eat the bread", "2"},
		{"a-street", "keep the loaf warm", "3"},
		{"a-cave", "put the shoe back on the step", "3"},
		{"a-cave", "keep the shoe to dry it", "2"},
		{"a-tavern", "accept the coin", "1"},
		{"a-tavern", "refuse the coin", "2"},
		{"a-cutter", "lie to him: no boats", "1"},
		{"a-cutter", "feed him breakfast", "3"},
		{"a-ghost", "scream and run away", "3"},
	}
	s := newTeller(t)
	for _, tt := range tests {
		if got := meaning(in(t, s, "lighthouse", tt.at), tt.text); got != tt.want {
			t.Errorf("at %s, %q is taken as %s, not %s", tt.at, tt.text, got, tt.want)
		}
	}
}
