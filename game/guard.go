package game

import (
	"fmt"
	"runtime/debug"
)

// A PanicError is a panic of a narrator or painter, caught: many players share
// one process, and a fault in one story must not end the others.
type PanicError struct {
	Value any
	Stack []byte // for the log
}

// Error implements error.
func (p *PanicError) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// Plain is what the player reads; the stack is for the log.
func (p *PanicError) Plain() string { return "something inside broke" }

// guard calls f and returns its panic as an error.
func guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
