package openaiclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"syscall"
	"time"
)

// How a picture is fetched from where an answer points.
const (
	maxRedirects  = 3
	fetchDeadline = time.Minute
)

var errNotPublic = errors.New("not a public address")

// A downloader fetches what an answer points to. The address was written by a
// server or by whoever stands behind it, and could point into the player's network:
// only https is followed, and only to public addresses, which is checked when the
// connection is made, after the name was looked up. Proxies are not asked, since
// they would look it up themselves. There is no key and no cookie to send.
type downloader struct{ http *http.Client }

func newDownloader(connect time.Duration) *downloader {
	dial := &net.Dialer{Timeout: connect, Control: dialPublic}
	return &downloader{&http.Client{
		Transport: &http.Transport{
			DialContext: dial.DialContext, TLSHandshakeTimeout: connect,
			ForceAttemptHTTP2: true, DisableKeepAlives: true,
		},
		CheckRedirect: checkRedirect,
	}}
}

// dialPublic is asked by the dialer with the address it is about to connect to.
func dialPublic(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(at.Addr()) {
		return errNotPublic
	}
	return nil
}

func checkRedirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer") // addresses of pictures may be signed
	switch {
	case req.URL.Scheme != "https":
		return errNotPublic
	case len(via) > maxRedirects:
		return errors.New("too many redirects")
	}
	return nil
}

// get returns what is at an https address, at most limit bytes.
func (d *downloader) get(ctx context.Context, u *url.URL, limit int64) ([]byte, error) {
	if u.Scheme != "https" || u.User != nil {
		return nil, errNotPublic
	}
	ctx, cancel := context.WithTimeout(ctx, fetchDeadline)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("fetch picture: %w", err)
	}
	res, err := d.http.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch picture: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch picture: %s", res.Status)
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("fetch picture: %w", err)
	case int64(len(data)) > limit:
		return nil, errTooLarge
	}
	return data, nil
}

// isPublic reports whether an address is one of the open internet: none of this
// machine, of a local or carrier's network, of documentation, and none that is
// another address in disguise.
func isPublic(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Zone() != "" {
		return false
	}
	if a.Is6() && !netip.MustParsePrefix("2000::/3").Contains(a) {
		return false
	}
	for _, special := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
		"198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
	} {
		if netip.MustParsePrefix(special).Contains(a) {
			return false
		}
	}
	return true
}
