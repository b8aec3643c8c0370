package openaitest

import (
	"cmp"
	"math/rand/v2"
	"time"
)

// A When says to which calls of an endpoint a fault happens; the zero When is to
// all of them. Several limits hold together.
type When struct {
	First int           // only to so many calls, from the first on
	After int           // only to calls after so many
	Every int           // only to each so manieth call
	Rate  float64       // only to this part of the calls, picked by chance
	For   time.Duration // only for so long
}

// A rule is a fault that happens again and again.
type rule struct {
	fault Fault
	when  When
	since time.Time
	calls int
	rng   *rand.Rand
}

// Fail queues faults for an endpoint: each further call takes the first that is
// left.
func (s *Server) Fail(endpoint string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[endpoint] = append(s.faults[endpoint], faults...)
}

// Break makes a fault happen to an endpoint from now on. Of several that are due
// the one that was given first happens; queued ones go before.
func (s *Server) Break(endpoint string, f Fault, w When) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules[endpoint] = append(s.rules[endpoint], &rule{
		fault: f, when: w, since: time.Now(), rng: random(endpoint+f.Name, s.opts.Seed),
	})
}

func (s *Server) nextFault(endpoint string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	var due Fault
	for _, r := range s.rules[endpoint] {
		if r.due() && due.Name == "" {
			due = r.fault
			due.Name = cmp.Or(due.Name, "nameless")
		}
	}
	if queue := s.faults[endpoint]; len(queue) > 0 {
		s.faults[endpoint] = queue[1:]
		return queue[0]
	}
	return due
}

func (r *rule) due() bool {
	r.calls++
	w := r.when
	switch {
	case w.First > 0 && r.calls > w.First,
		w.After > 0 && r.calls <= w.After,
		w.Every > 0 && r.calls%w.Every != 0,
		w.Rate > 0 && r.rng.Float64() >= w.Rate,
		w.For > 0 && time.Since(r.since) > w.For:
		return false
	}
	return true
}
