package openaiclient

import (
	"bytes"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"journey/game/gametest"
)

func TestPublicAddresses(t *testing.T) {
	t.Parallel()
	for a := range strings.FieldsSeq("1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 2606:4700::1111 2a00:1450::1") {
		if !isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is no public address", a)
		}
	}
	for a := range strings.FieldsSeq(`0.0.0.0 0.1.2.3 10.0.0.1 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1
		100.64.0.1 100.127.255.255 192.0.0.8 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
		:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd12::1 ff02::1 64:ff9b::7f00:1
		2001::1 2001:db8::1 2002:7f00:1::1 3fff::1`) {
		if isPublic(netip.MustParseAddr(a)) {
			t.Errorf("%s is a public address", a)
		}
	}
}

// listening starts an https server on this machine and counts who connects.
func listening(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	s := httptest.NewUnstartedServer(handler)
	connections := new(atomic.Int32)
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			connections.Add(1)
		}
	}
	s.Config.ErrorLog = nil
	s.StartTLS()
	t.Cleanup(s.Close)
	return s, connections
}

// The name says nothing: what counts is the address that it stands for when the
// connection is made.
func TestNoPictureIsFetchedFromThePlayersNetwork(t *testing.T) {
	t.Parallel()
	s, connections := listening(t, func(http.ResponseWriter, *http.Request) { t.Error("was asked") })
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	d := newDownloader(time.Second)
	for _, address := range []string{
		"https://127.0.0.1:" + port + "/1.png", "https://localhost:" + port + "/1.png", "https://[::1]:" + port + "/1.png",
		"https://0:" + port + "/1.png", "https://169.254.169.254/latest/meta-data", "http://1.1.1.1/1.png",
		"ftp://1.1.1.1/1.png", "file:///etc/passwd", "https://me:secret@1.1.1.1/1.png",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if data, err := d.get(t.Context(), u, 1<<20); err == nil {
			t.Errorf("%s: %d bytes", address, len(data))
		}
	}
	if n := connections.Load(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
}

// trusting makes a downloader for which one server on this machine is the internet.
func trusting(t *testing.T, s *httptest.Server) *downloader {
	t.Helper()
	d := newDownloader(time.Second)
	transport, ok := d.http.Transport.(*http.Transport)
	if !ok {
		t.Fatalf("transport is %T", d.http.Transport)
	}
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	transport.TLSClientConfig = s.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
	transport.TLSClientConfig.RootCAs = roots
	dial := &net.Dialer{Control: func(network, address string, c syscall.RawConn) error {
		if address == s.Listener.Addr().String() {
			return nil
		}
		return dialPublic(network, address, c)
	}}
	transport.DialContext = dial.DialContext
	return d
}

func TestFetchingAPictureFromElsewhere(t *testing.T) {
	t.Parallel()
	want := gametest.PNG(1)
	elsewhere, _ := listening(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL) })
	plain := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked for %s", r.URL) }))
	t.Cleanup(plain.Close)
	s, _ := listening(t, func(w http.ResponseWriter, r *http.Request) {
		for _, header := range []string{"Authorization", "Api-Key", "Cookie", "Referer"} {
			if v := r.Header.Get(header); v != "" {
				t.Errorf("%s came with %s %q", r.URL, header, v)
			}
		}
		to := map[string]string{"/moved": "/1.png?signed=1", "/away": elsewhere.URL + "/1.png", "/plain": plain.URL + "/1.png", "/round": "/round"}
		switch {
		case to[r.URL.Path] != "":
			http.Redirect(w, r, to[r.URL.Path], http.StatusFound)
		case r.URL.Path == "/1.png":
			_, _ = w.Write(want)
		case r.URL.Path == "/vast":
			_, _ = io.Copy(w, io.LimitReader(zeros{}, maxPicture+10))
		default:
			http.NotFound(w, r)
		}
	})
	for path, ok := range map[string]bool{
		"/1.png": true, "/moved": true, "/away": false, "/plain": false, "/round": false, "/vast": false, "/nothing": false,
	} {
		c, err := New(Config{BaseURL: "http://models.example", Key: NewKey(canary), PictureModel: "local", Transport: &relay{
			answer: func(*http.Request) string { return `{"data":[{"url":"` + s.URL + path + `"}]}` },
		}})
		if err != nil {
			t.Fatal(err)
		}
		c.downloads = trusting(t, s)
		got, err := c.Painter().Paint(t.Context(), market(), nil)
		wantNoKey(t, err)
		if ok && (err != nil || !bytes.Equal(got[0].Data, want)) || !ok && !errors.Is(err, ErrUnusable) {
			t.Errorf("%s: %d pictures, %v", path, len(got), err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
