// Package sshserver lets people play Journey over SSH.
//
//	server, err := sshserver.Listen(sshserver.Config{
//		HostKey: "host_key", Program: program, Library: library,
//	})
//	...
//	err = server.Serve(ctx) // until ctx is done and everybody was sent home
//
// Storage and storytellers come in by the functions of [Config]; the screens are
// those of package tui, with pictures by what the player's own terminal can show.
//
// # Who plays
//
// Every key is let in. It names the player: their ID is the SHA-256 of the key
// that signed, whatever their user name and whichever keys they offered before.
// Who has no key comes in by keyboard-interactive, without a question asked, and
// is a guest: they play, are told on the title screen that nothing is kept, and
// their library is removed when they leave. (The SSH method "none" is not
// offered: clients try it first, so that nobody would ever show a key.)
//
// # Coming and going
//
// A session ends when the player quits, after 15 minutes without a key pressed,
// when the host closes, or when the connection is lost. In each case the story is
// saved and given free first. A connection that went dead without a word is found
// by keepalive requests, within 45 seconds; a player who comes back sooner has
// their older connections asked at once, and those that do not answer within
// 5 seconds are closed before the title appears. Connections that do answer are
// left alone: two windows of one player are fine, and a story that is open in one
// of them can be replayed in the other.
//
// # Limits
//
// Clients are not trusted. A connection has 10 seconds to sign in and as long
// again to begin to play, and plays one session; other channels, commands, files
// and forwarding are refused with a sentence. Of the environment only COLORTERM
// and LANG are taken, and TERM is checked, because it becomes part of a file
// name. Windows are cut to 300x120 cells before anything is allocated for them.
// Input is slowed to 2 KB and 100 keys a second after a burst. A client that takes no
// output for 30 seconds is cut off. A panic ends the session in which it happened.
//
// What is not limited here: connections for each network address, and the rate
// at which they come. A host open to the Internet needs a firewall for that.
package sshserver
