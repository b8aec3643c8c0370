package game

import "slices"

// recentChapters is how many chapters a Brief holds in full.
const recentChapters = 3

// NewBrief gathers what a narrator may know when the player leaves chapter
// parent (0 for the opening) by the way taken.
func NewBrief(s *Story, parent ChapterID, taken Taken) Brief {
	path := s.Path(parent)
	b := Brief{
		Premise:   s.Premise,
		Arc:       s.Premise.Length.Arc(len(path) + 1),
		Cast:      s.CastAt(parent),
		Promises:  openPromises(path),
		Taken:     taken,
		Retelling: s.tellings(parent, taken, s.NextID()),
		path:      path,
	}
	split := max(0, len(path)-recentChapters)
	for i, c := range path[:split] {
		b.Past = append(b.Past, b.gist(c, i+1))
	}
	b.Recent = path[split:]
	for _, c := range slices.Backward(path) {
		if len(c.Memo) > 0 {
			b.Memo, b.MemoTeller = c.Memo, c.Teller
			break
		}
	}
	steps := make([]beatStep, 0, len(path)+1)
	for i, c := range path {
		steps = append(steps, beatStep{s.Premise.Length.Arc(i + 1), c.Taken, s.tellings(c.Parent, c.Taken, c.ID)})
	}
	b.Turn = suggestBeat(s.Premise.Seed, append(steps, beatStep{b.Arc, taken, b.Retelling}))
	return b
}

// tellings counts how often the step from parent was told before chapter before.
func (s *Story) tellings(parent ChapterID, taken Taken, before ChapterID) int {
	n := 0
	for _, id := range s.children[parent] {
		if id < before && s.chapters[id-1].Taken == taken {
			n++
		}
	}
	return n
}
