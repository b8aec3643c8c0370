// Package openaiclient tells and paints Journey's stories with models behind an
// OpenAI-compatible server: OpenAI itself, or one the player runs at home.
//
// [New] makes a [Client] from a [Config]. Its [Client.Narrator] streams a chapter
// from /chat/completions and hands on the scene, those who are new in it, and every
// word of prose while the rest is still being written; its [Client.Painter] paints a
// scene through /images/generations, or through /images/edits when there are portraits
// to start from, and is a [game.Editor]; [Client.Check] says in sentences what the
// server offers. Text and pictures may come from different servers: make two clients,
// with one [Servers] when they may be the same.
//
// # What happens to a call
//
// Every request goes through one doer below go-openai. It adds the fields that
// go-openai has no name for, takes out those the server refused before, signs the
// request for the configured server and no other, bounds the size of the answer,
// and keeps status, headers and error text, which go-openai drops. A stream is
// brought into one form there, whatever the server sent: comments, errors in any
// spelling, or a whole JSON answer in place of a stream.
//
// A call is repeated at most twice, as the official SDKs do: after connection
// errors, 408, 409, 429 (but not for a spent quota) and 5xx, honouring
// Retry-After, and never once a piece of the chapter was emitted. A picture that
// may already have been paid for is asked for again only once. A parameter the
// server does not know is dropped: forms of several pictures, masks and multipart
// forms too. What was refused is remembered for an hour by all clients of the server,
// and so is an endpoint that is not there ([Client.Capabilities]).
//
// A server that says it is still loading its model is waited for, within
// [Timeouts.Loading]. What a chapter waits for is told by [game.Wait].
//
// A picture that is answered with an address is fetched from the server itself or, by
// https, from public addresses only, without the key.
//
// There is no overall HTTP timeout, which would cut long replies: each call has a
// deadline, and a watchdog ends a stream from which nothing is heard ([Timeouts]).
//
// # What a caller sees
//
// Errors are an [*Error], whose text is a sentence for the player with the next
// step. It wraps one of the sentinels of this package, or [game.ErrRefused].
// Cancelling the context gives an error that wraps the context's. No error holds
// the key, even when the server repeats it.
package openaiclient
