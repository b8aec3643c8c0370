package openaiclient

import (
	"sync"
	"time"
)

// believed is how long a server's no is believed: behind the same address another
// model may be loaded, or a setting be mended.
const believed = time.Hour

// An Ability is whether a server can do something, as use has shown.
type Ability int

// The zero Ability is that of something not tried.
const (
	Untried Ability = iota
	Able
	Unable
)

// String implements fmt.Stringer.
func (a Ability) String() string {
	switch a {
	case Able:
		return "yes"
	case Unable:
		return "no"
	default:
		return "not tried"
	}
}

// A fact is what can be learned of a server: that a parameter of an endpoint is
// taken with a model, or, with no parameter, that the endpoint is there.
type fact struct{ model, endpoint, param string }

type finding struct {
	ability Ability
	at      time.Time
	why     *Error // of an endpoint that cannot be used
	size    int    // of a context that was too small, in tokens
}

// Learned is what use has shown of one server, for all of its clients.
type learned struct {
	now func() time.Time

	mu       sync.Mutex
	findings map[fact]finding
}

func newLearned() *learned { return &learned{now: time.Now, findings: map[fact]finding{}} }

func (l *learned) find(f fact) finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	found := l.findings[f]
	if found.ability == Unable && l.now().Sub(found.at) > believed {
		return finding{}
	}
	return found
}

func (l *learned) note(f fact, found finding) {
	l.mu.Lock()
	defer l.mu.Unlock()
	found.at = l.now()
	l.findings[f] = found
}

// A memory is what is known of a server in view of one client's models.
type memory struct {
	*learned
	text, picture string
}

func (m memory) fact(endpoint, param string) fact {
	if paints(endpoint) {
		return fact{model: m.picture, endpoint: endpoint, param: param}
	}
	return fact{model: m.text, endpoint: endpoint, param: param}
}

// paints reports whether the picture model answers at an endpoint.
func paints(endpoint string) bool {
	return endpoint == pictures || endpoint == edits || endpoint == inpaintings
}

func (m memory) ability(endpoint, param string) Ability {
	return m.find(m.fact(endpoint, param)).ability
}

// refuse remembers that a parameter is not taken and reports whether that is new.
func (m memory) refuse(endpoint, param string) bool {
	if m.refused(endpoint, param) {
		return false
	}
	m.note(m.fact(endpoint, param), finding{ability: Unable})
	return true
}

func (m memory) refused(endpoint, param string) bool { return m.ability(endpoint, param) == Unable }

// stop remembers why an endpoint cannot be used; stopped tells it.
func (m memory) stop(endpoint string, why *Error) {
	m.note(m.fact(endpoint, ""), finding{ability: Unable, why: why})
}

func (m memory) stopped(endpoint string) *Error { return m.find(m.fact(endpoint, "")).why }

// accept remembers of a call that went well what it proves.
func (m memory) accept(k *call) {
	m.note(m.fact(k.endpoint, ""), finding{ability: Able})
	for _, param := range k.sent {
		if param == "stream" && !k.streamed {
			continue // overlooked, or not wanted
		}
		m.note(m.fact(k.endpoint, param), finding{ability: Able})
	}
}
