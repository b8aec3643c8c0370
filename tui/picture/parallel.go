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
