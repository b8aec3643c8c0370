package game

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"time"
)

// A StoryID names a story in its library: 26 characters of Crockford base 32
// (a ULID), chosen by the library.
type StoryID string

// A Hash is the SHA-256 of a picture's bytes in lower-case hexadecimal.
type Hash string

// HashOf returns the hash under which a library keeps data.
func HashOf(data []byte) Hash {
	sum := sha256.Sum256(data)
	return Hash(hex.EncodeToString(sum[:]))
}

// Valid reports whether h has the form of a hash; only then may it be part of a
// file name.
func (h Hash) Valid() bool {
	if len(h) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(h) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// What a caller of a Library acts on.
var (
	// ErrNotFound: no such story or picture.
	ErrNotFound = errors.New("not found")
	// ErrConflict: another writer appended first; read again.
	ErrConflict = errors.New("another writer was first")
	// ErrInUse: the story is open for writing somewhere else.
	ErrInUse = errors.New("this story is open in another window")
	// ErrDamaged: the journal is broken in the middle; salvage can save what
	// stands before.
	ErrDamaged = errors.New("the story's journal is damaged")
	// ErrNewer: the story was written by a newer version of Journey.
	ErrNewer = errors.New("the story was written by a newer version of Journey")
)

// A Library keeps the stories of one player.
//
// Every method may be called from several goroutines. Errors wrap the sentinels
// above where one fits.
type Library interface {
	// Create starts a story with its first event, durable when it returns.
	Create(ctx context.Context, started StoryStarted) (StoryID, error)
	// Append adds events after expectSeq, the number of events the caller has
	// seen, and returns the new number. They are durable when it returns nil; on an
	// error none of them is in the journal.
	Append(ctx context.Context, id StoryID, expectSeq uint64, bodies ...Body) (uint64, error)
	// Read yields the events with a Seq greater than after, in order. It stops
	// after the first error.
	Read(ctx context.Context, id StoryID, after uint64) iter.Seq2[Event, error]
	// Watch yields like Read, then goes on with what is appended, until ctx is done.
	Watch(ctx context.Context, id StoryID, after uint64) iter.Seq2[Event, error]
	// PutPicture stores a picture with the story, durable when it returns. Storing
	// the same bytes again is no error.
	PutPicture(ctx context.Context, id StoryID, data []byte) (Hash, error)
	// Picture returns a stored picture; its bytes match the hash.
	Picture(ctx context.Context, id StoryID, h Hash) ([]byte, error)
	// List returns every story, last played first. A story that cannot be read is
	// listed with its Err.
	List(ctx context.Context) ([]Entry, error)
	// Delete removes a story and its pictures, also a damaged one. A story that is
	// being played is ErrInUse.
	Delete(ctx context.Context, id StoryID) error
	// Lease makes the caller the story's only writer until release is called. It
	// returns ErrInUse at once when somebody else is.
	Lease(ctx context.Context, id StoryID) (release func() error, err error)
}

// An Entry is a line of a library's list.
type Entry struct {
	ID       StoryID   `json:"id"`
	Title    string    `json:"title"`
	World    string    `json:"world,omitempty"`
	Chapters int       `json:"chapters"` // told and read
	Chapter  int       `json:"chapter"`  // place on its path of the one being read
	Endings  int       `json:"endings"`  // different endings reached
	Ended    bool      `json:"ended"`    // the chapter being read is an ending
	Started  time.Time `json:"started"`
	Played   time.Time `json:"played"`
	Cost     float64   `json:"cost,omitempty"` // so far, in US dollars
	Err      error     `json:"-"`
}

// Load folds the whole journal of a story.
func Load(ctx context.Context, lib Library, id StoryID) (*Story, error) {
	s := NewStory(id)
	for e, err := range lib.Read(ctx, id, 0) {
		if err != nil {
			return s, err
		}
		if err := s.Apply(e); err != nil {
			return s, err
		}
	}
	return s, nil
}

// Rename gives a story a new title. It takes the story's lease for the moment,
// so a story that is being played is ErrInUse.
func Rename(ctx context.Context, lib Library, id StoryID, title string) (err error) {
	title = CleanLine(title)
	if title == "" {
		return errors.New("a story needs a title")
	}
	release, err := lib.Lease(ctx, id)
	if err != nil {
		return fmt.Errorf("rename story: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	s, err := Load(ctx, lib, id)
	if err != nil {
		return fmt.Errorf("rename story: %w", err)
	}
	if _, err := lib.Append(ctx, id, s.Seq, Renamed{Title: title}); err != nil {
		return fmt.Errorf("rename story: %w", err)
	}
	return nil
}
