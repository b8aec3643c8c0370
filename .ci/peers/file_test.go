package peers

import "bytes"

// A bytesFile is a file in memory, as the official client wants files: with a name,
// and with a type where the name does not tell it.
type bytesFile struct {
	*bytes.Reader

	name string
}

// Filename and ContentType are looked for by the official client.
func (f *bytesFile) Filename() string    { return f.name }
func (f *bytesFile) ContentType() string { return "image/png" }
