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

// scrub takes the key out of a text from outside.
func (k Key) scrub(s string) string {
	// A shorter "key" is a placeholder such as "x" or "none" of a local server.
	if key := k.reveal(); len(key) >= 8 {
		return strings.ReplaceAll(s, key, redacted)
	}
	return s
}
