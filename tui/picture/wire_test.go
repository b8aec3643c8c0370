package picture_test

import (
	"io"
	"net"
	"sync"
	"time"
)

// wire is one direction of a network: what is written arrives after a delay and at
// a rate. It takes everything at once, as the buffers of a network do, so that a
// writer learns nothing from how long its writes take.
type wire struct {
	rate    int // bytes a second
	delay   time.Duration
	packets chan packet
	closed  chan struct{}
	close   func()

	mu   sync.Mutex
	busy time.Time // when the last byte is on its way

	rest []byte // of the packet being read
}

type packet struct {
	data    []byte
	arrives time.Time
}

func newWire(rate int, delay time.Duration) *wire {
	w := &wire{rate: rate, delay: delay, packets: make(chan packet, 1<<16), closed: make(chan struct{})}
	w.close = sync.OnceFunc(func() { close(w.closed) })
	return w
}

func (w *wire) write(p []byte) (int, error) {
	const most = 1400 // bytes of a packet
	w.mu.Lock()
	defer w.mu.Unlock()
	for rest := p; len(rest) > 0; {
		n := min(len(rest), most)
		if now := time.Now(); w.busy.Before(now) {
			w.busy = now
		}
		w.busy = w.busy.Add(time.Duration(n) * time.Second / time.Duration(w.rate))
		select {
		case <-w.closed:
			return 0, net.ErrClosed
		case w.packets <- packet{append([]byte(nil), rest[:n]...), w.busy.Add(w.delay)}:
		}
		rest = rest[n:]
	}
	return len(p), nil
}

func (w *wire) read(p []byte) (int, error) {
	if len(w.rest) == 0 {
		select {
		case <-w.closed:
			return 0, io.EOF
		case next := <-w.packets:
			time.Sleep(time.Until(next.arrives))
			w.rest = next.data
		}
	}
	n := copy(p, w.rest)
	w.rest = w.rest[n:]
	return n, nil
}

// end is one end of a connection over two wires.
type end struct{ in, out *wire }

// newNetwork returns both ends of a connection.
func newNetwork(rate int, delay time.Duration) (client, server end) {
	up, down := newWire(rate, delay), newWire(rate, delay)
	return end{down, up}, end{up, down}
}

func (e end) Read(p []byte) (int, error)       { return e.in.read(p) }
func (e end) Write(p []byte) (int, error)      { return e.out.write(p) }
func (e end) LocalAddr() net.Addr              { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 22} }
func (e end) RemoteAddr() net.Addr             { return e.LocalAddr() }
func (e end) SetDeadline(time.Time) error      { return nil }
func (e end) SetReadDeadline(time.Time) error  { return nil }
func (e end) SetWriteDeadline(time.Time) error { return nil }

func (e end) Close() error {
	e.in.close()
	e.out.close()
	return nil
}
