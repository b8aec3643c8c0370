package openaiclient

import (
	"io"
	"strings"
	"testing"
)

// TestCommentsFeedTheWatchdogUntilTheFirstEvent: later they prove nothing.
func TestCommentsFeedTheWatchdogUntilTheFirstEvent(t *testing.T) {
	t.Parallel()
	heard := 0
	stream := ": at work\n\n: at work\n\ndata: {}\n\n: at work\n\n: at work\n\ndata: {}\n\n"
	b := newEventBody(io.NopCloser(strings.NewReader(stream)), &call{limit: 1000, heard: func() { heard++ }})
	if _, err := io.ReadAll(b); err != nil {
		t.Fatal(err)
	}
	if heard != 6 { // two comments with their blank lines, and two events
		t.Errorf("heard %d times", heard)
	}
}
