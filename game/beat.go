package game

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strconv"
)

// beats are the suggestions of each phase. They name nobody and no place, so that
// they fit any premise, and nothing that a child could not read.
func beats(p Phase) []string {
	switch p {
	case Opening:
		return []string{
			"an ordinary errand goes wrong in its first minute",
			"something arrives that was meant for somebody else",
			"the player wakes where they do not remember going",
			"somebody who should be far away stands at the door",
			"a rule everybody keeps is broken in plain sight",
			"something small is missing, and it matters",
		}
	case Rising:
		return risingBeats()
	case Turn:
		return []string{
			"someone trusted has lied",
			"the goal is not what it was thought to be",
			"the enemy has a reason that is hard to answer",
			"what the player did in the beginning was the cause",
			"somebody believed gone has been near all along",
			"the one who asked for help wanted something else",
			"the danger comes from inside, not from outside",
			"the story everybody tells about the past is false",
		}
	case Climax:
		return []string{
			"only one of two things can be saved",
			"the way out leads through what was feared most",
			"an ally stands on the other side",
			"time runs out before the plan is ready",
			"the player is offered all they wanted, at a price",
			"help comes from somebody who was wronged",
			"the plan works, and makes everything worse",
			"everybody who matters is in one place at last",
		}
	case Closing:
		return []string{
			"something is given back to whom it belonged",
			"the place of the first chapter is seen again, changed",
			"somebody says what was never said",
			"the price is paid, and turns out to be another than feared",
			"what was small in the beginning proves to be the key",
			"two people part, or stay, on a last plain word",
		}
	}
	return nil
}

func risingBeats() []string {
	return []string{
		"somebody asks for help at the worst moment",
		"a way that was open is shut",
		"a thing the player carries turns out to be wanted by others",
		"two people the player needs do not trust each other",
		"a stranger knows the player's name",
		"what was thought lost is found in the wrong place",
		"a small kindness from earlier is returned",
		"somebody has followed the player",
		"the weather, the light or the hour becomes the enemy",
		"a message arrives too late, or just in time",
		"a bargain is offered that is nearly fair",
		"a place turns out to have a second, hidden use",
		"an accident leaves the player with less than before",
		"somebody is mistaken for somebody else",
		"a promise made earlier is called in",
		"a child, an animal or a machine sees what others overlook",
		"the player has to pretend",
		"a door opens from the other side",
		"a rival reaches the goal first and finds it empty",
		"somebody leaves without a word, and leaves something behind",
		"two things the player knows cannot both be true",
		"a celebration is going on where danger was expected",
		"a map, a list or a letter is wrong in one telling detail",
		"what helped before does not help now",
	}
}

// A beatStep is a step of a path, as far as suggestions depend on it.
type beatStep struct {
	arc       ArcPoint
	taken     Taken
	retelling int
}

// suggestBeat returns what may happen in the last of the steps of a path, empty
// when all that its phase has was suggested before. The same seed and path get the
// same, siblings and retellings another; no path gets one twice.
func suggestBeat(seed uint64, steps []beatStep) string {
	used := map[string]bool{}
	suggestion := ""
	for _, st := range steps {
		suggestion = ""
		list := beats(st.arc.Phase)
		h := fnv.New64a()
		_, _ = h.Write([]byte(strconv.Itoa(st.arc.Number) + "/" + strconv.Itoa(st.taken.Choice) + "/" + st.taken.Text)) // never fails
		order := rand.New(rand.NewPCG(seed, h.Sum64())).Perm(len(list))
		if n := len(order); n > 0 {
			order = slices.Concat(order[st.retelling%n:], order[:st.retelling%n])
		}
		for _, i := range order {
			if !used[list[i]] {
				suggestion = list[i]
				used[suggestion] = true
				break
			}
		}
	}
	return suggestion
}
