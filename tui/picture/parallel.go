package picture

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel runs work on as many goroutines as there are processors, at most n, and
// waits for all of them. Each calls next for the number of its next piece, from 0 up,
// until that is n or more. What is made must not depend on who makes which piece.
func parallel(n int, work func(next func() int)) {
	var taken atomic.Int64
	next := func() int { return int(taken.Add(1)) - 1 }
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		wait.Go(func() { work(next) })
	}
	work(next)
	wait.Wait()
}

// turns puts in order what goroutines do that take numbers from parallel's next.
type turns struct {
	mu   sync.Mutex
	come *sync.Cond
	next int
}

func newTurns() *turns {
	t := &turns{}
	t.come = sync.NewCond(&t.mu)
	return t
}

// take waits for the turn of number n, works, and makes it the turn of n+1.
func (t *turns) take(n int, work func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.next != n {
		t.come.Wait()
	}
	work()
	t.next++
	t.come.Broadcast()
}
