package offline

import (
	"encoding/json"
	"hash/fnv"
	"maps"
	"slices"
	"strconv"

	"journey/game"
)

// Bounds on what is believed of a memo, which may come from a file of others.
const (
	maxMemo      = 64 << 10 // bytes
	maxQualities = 300
	maxSaid      = 400 // sentences remembered; about two dozen chapters
	maxRecent    = 6   // storylets that may not come again so soon
)

// A memo is what the storyteller remembers along a path.
type memo struct {
	World  string    `json:"world"`
	Number int       `json:"n"` // of the chapter it stands in
	Path   uint64    `json:"path"`
	Q      qualities `json:"q,omitempty"`
	// Used are the storylets told that may come once; Recent the last few of all.
	Used   []string `json:"used,omitempty"`
	Recent []string `json:"recent,omitempty"`
	// Offered are the choices of the chapter in their order.
	Offered []offer `json:"offered,omitempty"`
	// Will is the ending chosen that has yet to be told; Decided is set once the
	// player stood before that choice.
	Will    string `json:"will,omitempty"`
	Decided bool   `json:"decided,omitempty"`
	Clock   int    `json:"clock"`
	Sky     int    `json:"sky"`
	Stayed  bool   `json:"stayed,omitempty"`
	// Said hashes the sentences of texts that could come again.
	Said []uint32 `json:"said,omitempty"`
}

// An offer names a choice: number C, from 0, of storylet S, or of the world's
// fallbacks when S is empty.
type offer struct {
	S string `json:"s,omitempty"`
	C int    `json:"c"`
}

// readMemo returns the memo of a brief, or false when there is none to trust.
func (s *Storyteller) readMemo(b game.Brief) (memo, bool) {
	var m memo
	if b.MemoTeller != Teller || len(b.Memo) == 0 || len(b.Memo) > maxMemo {
		return m, false
	}
	if json.Unmarshal(b.Memo, &m) != nil || len(m.Q) > maxQualities {
		return memo{}, false
	}
	w := s.worlds[m.World]
	if w == nil || m.Clock < 0 || m.Sky < 0 {
		return memo{}, false
	}
	unknown := func(id string) bool { return w.index[id] == nil }
	m.Used = slices.DeleteFunc(m.Used, unknown)
	m.Recent = slices.DeleteFunc(m.Recent, unknown)
	if unknown(m.Will) {
		m.Will = ""
	}
	if slices.ContainsFunc(m.Offered, func(o offer) bool { return w.offered(o) == nil }) {
		m.Offered = nil
	}
	if m.Q == nil {
		m.Q = qualities{}
	}
	return m, true
}

func (w *world) offered(o offer) *choice {
	list := w.Fallback
	if o.S != "" {
		st := w.index[o.S]
		if st == nil {
			return nil
		}
		list = st.Choice
	}
	if o.C < 0 || o.C >= len(list) {
		return nil
	}
	return &list[o.C]
}

func (m memo) clone() memo {
	m.Q = maps.Clone(m.Q)
	m.Used = slices.Clone(m.Used)
	m.Recent = slices.Clone(m.Recent)
	m.Said = slices.Clone(m.Said)
	m.Offered = nil
	return m
}

// follow moves the path's hash on by a step and returns the hash all tellings of
// the step share.
func (m *memo) follow(b game.Brief) uint64 {
	h := fnv.New64a()
	text := b.Taken.Text
	if b.Taken.Choice > 0 {
		text = ""
	}
	h.Write(strconv.AppendUint(nil, m.Path, 16))
	h.Write([]byte("/" + strconv.Itoa(b.Taken.Choice) + "/" + text))
	step := h.Sum64()
	m.Path = step + uint64(b.Retelling)
	return step
}

// remember notes that storylet st was told.
func (m *memo) remember(st *storylet) {
	if !st.Again {
		m.Used = append(m.Used, st.ID)
	}
	m.Recent = append(m.Recent, st.ID)
	if len(m.Recent) > maxRecent {
		m.Recent = m.Recent[len(m.Recent)-maxRecent:]
	}
}

// lastTold is the storylet a chapter of ours was made from; "" when its scene
// only stayed.
func lastTold(ch game.Chapter) string {
	var m memo
	if json.Unmarshal(ch.Memo, &m) != nil || m.Stayed || len(m.Recent) == 0 {
		return ""
	}
	return m.Recent[len(m.Recent)-1]
}

func hashSentence(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return h.Sum32()
}
