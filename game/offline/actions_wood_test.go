package offline

import "testing"

// TestFreeActionsInTheWood types words at a storylet of the wood and says what they
// must lead to: a choice by its number, a storylet by its id, or a class of answers.
func TestFreeActionsInTheWood(t *testing.T) {
	tests := []struct{ at, text, want string }{
		{"o-toll", "ask who carried the bag", "1"},
		{"o-toll", "who had the bag?", "1"},
		{"o-toll", "say for now and ask the badger", "1"},
		{"o-toll", "steal my own shadow back", "2"},
		{"o-toll", "make friends with the goose", "3"},
		{"o-toll", "befriend the goose", "3"},
		{"o-toll", "3", "3"},
		{"o-toll", "the second one", "2"},
		{"o-toll", "go to the mill", "a-mill"},
		{"o-toll", "visit the owl library", "a-owl"},
		{"o-toll", "look for the giant", "a-giant"},
		{"o-toll", "find the well", "a-well"},
		{"o-toll", "I want to go to the frozen pond", "a-pond"},
		{"o-toll", "walk to the market of creatures", "a-market"},
		{"o-toll", "go into the cave", "a-cave"},
		{"o-toll", "up the mountain path", "a-path"},
		{"o-toll", "find Sir Orrin", "a-knight"},
		{"o-toll", "pick apples in the orchard", "a-orchard"},
		{"o-toll", "smell the roses at the rose hedge", "a-hedge"},
		{"o-toll", "look for Pim in the meadow", "a-pim"},
		{"o-toll", "follow the signpost at the crossroads", "a-cross"},
		{"o-toll", "make a camp fire", "r-camp"},
		{"o-toll", "dance on the parapet", "sing"},
		{"o-toll", "cast a spell", "magic"},
		{"o-toll", "kick the badger", "attack"},
		{"o-toll", "hug Tolliver", "love"},
		{"o-toll", "eat a berry", "eat"},
		{"o-toll", "thank the badger", "thank"},
		{"o-toll", "wave goodbye", "thank"},
		{"o-toll", "remember the night in March", "think"},
		{"o-toll", "sleep under the parapet", "r-camp"},
		{"o-toll", "climb the oak", "climb"},
		{"o-toll", "hide behind the parapet", "hide"},
		{"o-toll", "lend him my hat", "lend"},
		{"o-toll", "xyzzy plugh", "other"},
		{"o-toll", "", "other"},
		{"o-toll", "i want to hurt myself", "despair"},
		{"o-toll", "help", "help"},
		{"o-toll", "don't do it", "refuse"},
		{"o-hedge", "pinch a needle", "3"},
		{"o-hedge", "let the shadow dance ahead", "2"},
		{"o-edge", "look back at my grandmother", "2"},
		{"o-edge", "promise the child her birthday", "3"},
		{"a-pond", "give the winter to the youngest", "1"},
		{"a-pond", "divide it in three", "2"},
		{"a-mill", "borrow a loaf", "2"},
		{"a-mill", "eat the bread", "2"},
		{"a-bog", "grab the blue wool", "1"},
		{"a-bog", "crawl across", "3"},
		{"a-lender", "pick its pocket", "3"},
		{"a-lender", "tell it about birthday gifts", "1"},
		{"a-owl", "take the blue book", "1"},
		{"a-kitchen", "sit on the cushion", "1"},
		{"a-kitchen", "wash the bowls", "2"},
		{"a-knight", "peek through the keyhole", "2"},
		{"a-called", "give it back to him", "1"},
	}
	s := newTeller(t)
	for _, tt := range tests {
		if got := meaning(in(t, s, "wood", tt.at), tt.text); got != tt.want {
			t.Errorf("at %s, %q is taken as %s, not %s", tt.at, tt.text, got, tt.want)
		}
	}
}
