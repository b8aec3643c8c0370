// Package offline tells stories without a network: a [Storyteller] is a
// [game.Narrator] that draws its chapters from worlds embedded in the binary.
//
// # How a story is told
//
// A world is a set of storylets. A storylet is one scene with what must be true
// before it may come (needs), what it changes (gives), its prose, and the choices
// it leaves the player with. What is true is kept in qualities: named whole
// numbers such as key, heat or met-mara. A planner follows the arc: of the
// storylets that fit the phase and the qualities it takes one that answers the
// choice made, or draws one by weight. A storylet comes once in a story unless it
// is marked again. An ending is chosen by the player's last choice or, when there
// was none that named it, by what the player leaned to all along.
//
// What the storyteller has to remember stands in the chapter's memo. Everything
// follows from the premise's seed, the path and the retelling, so the same
// choices give the same story, byte for byte.
//
// # Free actions
//
// Words that are no choice are matched by stems, synonyms and small typing errors
// against the choices on offer, then against the storylets that could come now. If
// nothing fits they are answered in the story, which stays where it is or, the
// second time in a row, goes on.
//
// # Stories begun by others
//
// A path without a memo of ours is carried on with the storylets of the world
// "anywhere", which name nothing but the cast and the place they are given. They are
// few: after a handful of chapters without the other teller the story comes to its
// decision and ends, even one that was to be long or endless, rather than tell
// again what it told. When the other teller is back in between, it begins anew.
//
// # World files
//
// worlds/NAME/*.toml, read together as one [world]; see the fields of storylet,
// choice, person and answer in world.go. Texts are templates:
//
//	{one|two|three}          one of them
//	<cond? text ~ otherwise> by condition; the part after ~ may be missing
//	[text]                   left out when the chapter grows too long
//	$name                    a value: handle, words, saying, prompt, friend, place, promise
//
// A condition is a list of clauses joined by &, a clause is terms joined by |,
// and a term is name, !name, name>=2, name<2 or name=2. Besides the qualities
// that storylets give, these are set by the storyteller: met-ID and gone-ID for
// each person, the hour and the weather by their names, dark, prompt, friend, and
// owed while something the story promised is open.
//
// An effect is name, name+2, name-1, name=3 or !name.
package offline
