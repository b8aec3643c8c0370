package pixel

import (
	"strings"

	"journey/game"
)

// imagined is the scene that a prompt asks for in its own words: the place, the hour
// and the air that it names, and somebody for each being, who looks as the words
// beside them say.
func (p *Painter) imagined(prompt string) (game.Scene, []game.Character) {
	words := noteWord(prompt)
	n, _ := note{Scene: game.Scene{Place: words}}.told(p, words)
	n.Scene.Place, n.Scene.Action, n.Scene.Alt = words, words, words
	if n.Scene.Weather == "" && indoors(" "+strings.Join(wordsOf(words), " ")+" ") {
		n.Scene.Weather = "indoors"
	}
	var present []game.Character
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(",;.", r) }) {
		for clause := range strings.SplitSeq(part, " and ") {
			for _, w := range wordsOf(clause) {
				if being(w) && len(present) < game.MaxPresent {
					name := "the " + w
					present = append(present, game.Character{Name: name, Look: clause, Wears: []string{clause}, Carries: []string{clause}})
					n.Scene.Present = append(n.Scene.Present, name)
					break
				}
			}
		}
	}
	return n.Scene, present
}
