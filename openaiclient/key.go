package openaiclient

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

const redacted = "[redacted]"

// A Key is an API key that does not show itself: printed, logged or marshalled in
// any way it is "[redacted]". The zero Key is no key.
type Key struct {
	// A pointer, so that fmt, which cannot call the methods of unexported fields,
	// prints an address and not the key.
	secret *string
}

// NewKey returns the key s; spaces around it, as pasting leaves them, are cut off.
func NewKey(s string) Key {
	if s = strings.TrimSpace(s); s == "" {
		return Key{}
	}
	return Key{secret: &s}
}

// IsZero reports whether there is no key.
func (k Key) IsZero() bool { return k.secret == nil }

// Format implements fmt.Formatter, so that no verb shows the key.
func (k Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, k.String()) }

// String implements fmt.Stringer.
func (Key) String() string { return redacted }

// GoString implements fmt.GoStringer.
func (Key) GoString() string { return redacted }

// MarshalText implements encoding.TextMarshaler.
func (Key) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *Key) UnmarshalText(text []byte) error {
	*k = NewKey(string(text))
	return nil
}

// LogValue implements slog.LogValuer.
func (Key) LogValue() slog.Value { return slog.StringValue(redacted) }

func (k Key) reveal() string {
	if k.secret == nil {
		return ""
	}
	return *k.secret
}

// shortestKey is below which a "key" is a placeholder such as "x" or "none" of a
// local server, and words that hold it hold no secret.
const shortestKey = 8

// scrub takes the key out of a text from outside.
func (k Key) scrub(s string) string {
	if key := k.reveal(); len(key) >= shortestKey {
		return strings.ReplaceAll(s, key, redacted)
	}
	return s
}

// A scrubber takes the key out of a text that comes in pieces: a server may say it
// over in the middle of a story, which is kept.
type scrubber struct {
	key  Key
	held string // may be the beginning of the key
}

// push returns what of the text so far is safe.
func (s *scrubber) push(piece string) string {
	key := s.key.reveal()
	if len(key) < shortestKey {
		return piece
	}
	text := s.key.scrub(s.held + piece)
	n := min(len(key)-1, len(text))
	for n > 0 && !strings.HasSuffix(text, key[:n]) {
		n--
	}
	s.held = text[len(text)-n:]
	return text[:len(text)-n]
}

// flush returns what was held back.
func (s *scrubber) flush() string {
	rest := s.held
	s.held = ""
	return rest
}
