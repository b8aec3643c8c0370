package picture

import (
	"sync"
	"time"
)

// question asks a terminal whether it is ready. It answers when it has taken all
// that was sent before, so its answer tells how full the line is: what a system call
// takes may still wait in buffers anywhere on the way.
const (
	question = "\x1b[5n"
	ready    = "\x1b[0n"
	readyDEC = "\x1b[?0n" // what a few send instead
)

// How a line is used.
const (
	leastWindow  = 6 << 10 // bytes under way, at least
	leastPiece   = 7 << 10 // bytes that go out at once, at least
	mostWindow   = 8 << 20 // and at most
	remoteWindow = 6 << 10 // before anything is known of a network
	localWindow  = 2 << 20 // before anything is known of a terminal on this machine

	remoteQueue = 30 * time.Millisecond  // what bytes under way may add to a round trip
	localQueue  = 120 * time.Millisecond // mostly the terminal's own work
	near        = 10 * time.Millisecond  // a network that answers so soon is no slow one
	patience    = 2 * time.Second        // for an answer
)

// line is the way to a terminal: how many bytes may be under way at once so that a
// frame sent after them still arrives soon. The window grows while answers come as
// quickly as ever and shrinks when they queue up.
type line struct {
	heard chan struct{} // has an element when an answer came

	mu      sync.Mutex // guards all that follows
	queue   time.Duration
	window  int
	flights []flight
	bytes   int           // in flights
	least   time.Duration // the quickest answer ...
	quick   int           // ... which was to so many bytes
	usual   time.Duration // smoothed
	cut     time.Time     // when the window was cut last
	answers bool          // the terminal has answered
	deaf    bool          // it never will
}

// flight is what was sent up to a question.
type flight struct {
	bytes int
	sent  time.Time
}

func newLine(remote bool) *line {
	l := &line{heard: make(chan struct{}, 1), queue: localQueue, window: localWindow}
	if remote {
		l.queue, l.window = remoteQueue, remoteWindow
	}
	return l
}

// room returns how many bytes may be sent now, and how long to wait for an answer
// when there are none.
func (l *line) room(now time.Time) (bytes int, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.flights) > 0 {
		wait = patience - now.Sub(l.flights[0].sent)
		if wait <= 0 { // lost
			l.deaf = !l.answers
			l.flights, l.bytes = l.flights[:0], 0
			l.window = max(l.window/2, leastWindow)
		}
	}
	if l.bytes > 0 && l.bytes+leastPiece/2 > l.window {
		return 0, wait
	}
	return l.window - l.bytes, wait
}

// piece returns the most bytes that may go out at once: a frame may have to wait for
// them.
func (l *line) piece() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.usual == 0 {
		return l.window / 2
	}
	return max(l.window/8, leastPiece)
}

// slow reports whether so many bytes take longer than an eye takes for at once, or may do so
// while nothing is known.
func (l *line) slow(bytes int) bool {
	const atOnce = 250 * time.Millisecond
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.usual == 0 {
		return bytes > l.window
	}
	return l.takes(bytes) > atOnce
}

// fits reports whether so many bytes may go out at once, without making the next
// frame wait.
func (l *line) fits(bytes int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return bytes <= l.window-l.bytes && l.takes(bytes) <= l.queue
}

// takes estimates how long bytes take beside the round trip.
func (l *line) takes(bytes int) time.Duration {
	if l.usual == 0 { // nothing is known
		return time.Duration(float64(bytes) / float64(l.window) * float64(l.queue))
	}
	return time.Duration(float64(bytes) / float64(l.window) * float64(l.usual))
}

// send appends the question to bytes of a piece, unless the terminal does not answer.
func (l *line) send(b []byte, size int, now time.Time) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.deaf {
		return b
	}
	l.flights = append(l.flights, flight{size, now})
	l.bytes += size
	return append(b, question...)
}

// restart gives up on answers that may have gone to another program, as they do when
// this one was suspended.
func (l *line) restart() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flights, l.bytes = l.flights[:0], 0
}

// took notes how long a write of a piece was held up, which is all that is known of
// a line to a terminal that does not answer.
func (l *line) took(bytes int, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.deaf && d > l.queue {
		l.window = min(max(int(float64(bytes)*float64(l.queue)/float64(d)), leastWindow), l.window)
		l.usual = l.queue
	}
}

// answer notes that the terminal has answered the oldest question.
func (l *line) answer(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.flights) == 0 {
		return // to a question that was given up, or asked by another
	}
	f := l.flights[0]
	l.flights = append(l.flights[:0], l.flights[1:]...)
	l.bytes -= f.bytes
	l.answers = true
	if f.bytes >= leastTelling {
		l.learn(f, now)
	}
	select {
	case l.heard <- struct{}{}:
	default:
	}
}

// leastTelling is how large a flight must be for its answer to tell of the line: one of a few
// bytes is sooner there than any piece can be, beside which all of them would seem to queue.
const leastTelling = leastPiece / 4

// learn makes the window fit what the answer to a flight tells.
func (l *line) learn(f flight, now time.Time) {
	trip := max(now.Sub(f.sent), time.Microsecond)
	if l.usual == 0 {
		l.least, l.quick, l.usual = trip, f.bytes, trip
		if trip < near {
			l.window = localWindow
		}
	}
	if trip < l.least {
		l.least, l.quick = trip, f.bytes
	}
	l.usual += (trip - l.usual) / 4
	queued := trip - l.least
	if more := f.bytes - l.quick; more > 0 { // which are longer on their way
		queued -= l.takes(more)
	}
	switch {
	case queued < l.queue && l.cut.IsZero(): // twice as much in each round trip
		l.window = min(l.window+f.bytes, mostWindow)
	case queued < l.queue:
		l.window = min(l.window+f.bytes/8, mostWindow)
	case queued > 2*l.queue && now.Sub(l.cut) > trip:
		under := min(l.window, l.bytes+f.bytes) // the most that was of use
		l.window = max(min(under*3/4, int(int64(under)*int64(2*l.queue)/int64(queued))), leastWindow)
		l.cut = now
	}
}
