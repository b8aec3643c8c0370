package openaiclient_test

import (
	"testing"

	"journey/game/gametest"
	"journey/game/studio"
	"journey/openaiclient"
	"journey/openaiclient/openaitest"
)

func TestAPictureFromItsWordsToItsLastVersion(t *testing.T) {
	t.Parallel()
	server := openaitest.New(openaitest.Options{})
	defer server.Close()
	client, err := openaiclient.New(openaiclient.Config{BaseURL: server.URL(), Key: openaiclient.NewKey("k")})
	if err != nil {
		t.Fatal(err)
	}
	gametest.Studio(t, studio.Config{Painter: client.Painter(), Describer: client.Describer()})
}
