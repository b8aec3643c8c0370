// Package disk keeps a player's stories in a folder. [Open] returns a [Library],
// which implements [game.Library].
//
//	<folder>/stories/<id>/story.jsonl             the journal
//	<folder>/stories/<id>/pictures/<sha256>.png   or .jpg, .webp, .gif
//	<folder>/stories/<id>/lock                    locked by the one who writes
//	<folder>/cache/thumbnails/<sha256>.jpg        may be deleted, see [Thumbnails]
//
// A story's folder is whole in itself: it may be copied, sent and put back. Only
// these names are ever read; files are made for their owner's eyes alone (0600,
// folders 0700), and every path is walked by [os.Root], so that no name and no
// link leads out of the library.
//
// # Journal
//
// The journal is text, one JSON object a line, ended by a newline. The first line
// names the format; its form is the same in every version:
//
//	{"format":"journey","version":1,"story":"01KB…","sum":"5f0c…"}
//
// Each further line is one event:
//
//	{"seq":2,"type":"renamed","at":"2026-11-23T06:26:05.123Z","body":{"title":"Neon"},"prev":"5f0c…","sum":"a1b2…"}
//
// sum is the last key of its line: the first 16 bytes, in hexadecimal, of the
// SHA-256 of all bytes of the line before `,"sum":`. What follows is compared byte
// for byte, so nothing in a line can change unseen, key names included. prev is
// the sum of the line before, so no line can be lost, doubled or moved: the last
// sum stands for the whole story. (A CRC-64 would find the same flipped bits, but
// it is linear: a chain of CRCs says little more than the last one. Beside the
// fsync, hashing a line costs nothing.) The sums find damage, they do not prove
// who wrote a story.
//
// Lines written by one Append are a batch. "more" counts the lines of the batch
// that follow; it is left out where it is 0, as in the line above. A batch counts
// only when its last line is there, and it is written by one write and made
// durable by one fsync; so either all of its events survive a crash or none.
// A line is at most 1 MiB, a batch 100 lines, a journal 256 MiB.
//
// # Spending
//
// What calls of models cost is kept in spending/<date>.jsonl, one file a local day
// for all stories and processes of the folder, written under the lock spending/lock:
//
//	{"at":"2026-11-27T18:30:00Z","do":"reserve","id":"01KB…","story":"01KA…","usd":0.0042}
//	{"at":"2026-11-27T18:30:09Z","do":"settle","id":"01KB…","usd":0.0007}
//	{"at":"2026-11-27T19:02:11Z","do":"raise","cap":"day","story":"01KA…","usd":5}
//
// A line is durable before the call it is for is made. What was set aside and never
// settled, because of a crash, stays spent: the call was made, and nobody knows
// what it cost. Lines that cannot be read say nothing, and a torn last one is cut
// off by the next writer. A deleted story stays in the account.
//
// # Crashes and damage
//
// A crash leaves at worst a torn tail: lines of an unfinished batch, a last line
// without its newline, or zeros. Nobody was ever told that it was written.
// Readers pass over it, and the next writer cuts it off. Everything else that
// does not verify is damage: reading yields the events before it, then
// [game.ErrDamaged] with the number of the line. [Library.Salvage] copies what
// stands before the damage into a new story and leaves the old one alone.
//
// A write that fails, as on a full disk, is taken back at once: the journal ends
// again where it did, and the story goes on when there is space.
//
// A picture is durable before PutPicture returns, hence before any line can name
// it. New pictures and stories are made under a temporary name and renamed, and a
// deleted story is renamed before it is taken apart: each is there in whole or
// not at all.
//
// # Writers
//
// One process writes a story at a time. Whoever holds the story's lease holds a
// lock on its lock file (flock; it is freed when the process dies, and it is not
// reliable on network file systems). Within the process the lease keeps others
// from leasing or deleting the story, while any Append of this Library is let
// through and checked by expectSeq. An Append without a lease takes the lock
// for as long as it writes; if somebody else has it for more than a second it
// gives up with [game.ErrInUse].
//
// Readers need no lock. A watcher in the writing process is woken by each append;
// for writers in other processes it looks at the journal's size four times a
// second.
package disk
