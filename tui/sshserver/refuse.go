package sshserver

import (
	"net"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// gate lets those in who have a terminal and want to play.
func gate(next ssh.Handler) ssh.Handler {
	return func(sess ssh.Session) {
		_, _, terminal := sess.Pty()
		switch {
		case sess.RawCommand() != "":
			wish.Fatalln(sess, "Journey runs no commands. Connect without one to play: "+howTo(sess))
		case !terminal:
			wish.Fatalln(sess, "Journey is played in a terminal, and this connection has none. Ask for one: "+howTo(sess))
		default:
			next(sess)
		}
	}
}

// howTo is the command that leads to a game.
func howTo(sess ssh.Session) string {
	_, port, err := net.SplitHostPort(sess.LocalAddr().String())
	if err != nil || port == "22" {
		return "ssh -t HOST"
	}
	return "ssh -t -p " + port + " HOST"
}

func refuseSubsystem(sess ssh.Session) {
	wish.Fatalln(sess, "Journey takes and gives no files. Connect to play: "+howTo(sess))
}

func refuseChannel(_ *ssh.Server, _ *gossh.ServerConn, asked gossh.NewChannel, _ ssh.Context) {
	_ = asked.Reject(gossh.Prohibited, "Journey forwards no connections.")
}
