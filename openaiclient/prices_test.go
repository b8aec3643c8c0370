package openaiclient

import (
	"cmp"
	"context"
	"errors"
	"math"
	"net/http"
	"testing"
	"time"

	"journey/game"
	"journey/game/gametest"
	"journey/openaiclient/openaitest"
)

// TestAPriceIsNeverBelowTheBill compares what is said before a call with what the
// server then counts.
func TestAPriceIsNeverBelowTheBill(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"gpt-6-luna", "gpt-6.1-terra", "vendor/gpt-6-luna-2026-09-22"} {
		c, _, _ := connect(t, openaitest.Options{TextModels: []string{model}}, func(cfg *Config) { cfg.TextModel = model })
		most, known := n(c).Price(opening())
		told, err := n(c).Narrate(t.Context(), opening(), func(game.Piece) {})
		if err != nil {
			t.Fatal(err)
		}
		if u := told.Usage; !known || u.USD <= 0 || u.USD > most || most > 100*u.USD {
			t.Errorf("%s costs $%v, said was $%v (known: %v)", model, u.USD, most, known)
		}
	}
	for _, quality := range []string{"low", "medium", "high", "auto"} {
		c, _, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.Quality = quality })
		most, known := painter{c}.Price(market())
		got, err := c.Painter().Paint(t.Context(), market(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if u := got[0].Usage; !known || u.USD <= 0 || u.USD > most {
			t.Errorf("a picture of quality %s costs $%v, said was $%v (known: %v)", quality, u.USD, most, known)
		}
		r := alley()
		r.Mask = gametest.PNGOf(1024, 768, 9)
		most, known = painter{c}.PriceEdit(r)
		if got, err = (painter{c}).Edit(t.Context(), r, nil); err != nil {
			t.Fatal(err)
		}
		if u := got[0].Usage; !known || u.USD <= 0 || u.USD > most || most > 100*u.USD {
			t.Errorf("an edit of quality %s costs $%v, said was $%v (known: %v)", quality, u.USD, most, known)
		}
	}
}

func TestThePriceOfAnEdit(t *testing.T) {
	t.Parallel()
	c, err := New(Config{Key: NewKey(canary)})
	if err != nil {
		t.Fatal(err)
	}
	price := func(change func(*game.EditRequest)) float64 {
		r := alley()
		change(&r)
		most, known := painter{c}.PriceEdit(r)
		if !known {
			t.Errorf("the price of %d pictures is not known", r.N)
		}
		return most
	}
	one := price(func(*game.EditRequest) {})
	for name, more := range map[string]float64{
		"two pictures":      price(func(r *game.EditRequest) { r.N = 2 }),
		"a large one":       price(func(r *game.EditRequest) { r.Size = game.PictureSize{W: 2048, H: 2048} }),
		"more to look at":   price(func(r *game.EditRequest) { r.Pictures = append(r.Pictures, gametest.PNG(3)) }),
		"a mask to look at": price(func(r *game.EditRequest) { r.Mask = gametest.PNGOf(1024, 768, 9) }),
	} {
		if more <= one {
			t.Errorf("%s for $%v, and one for $%v", name, more, one)
		}
	}
	if none := price(func(r *game.EditRequest) { r.Pictures = nil }); none != 0 {
		t.Errorf("an edit of nothing costs $%v", none)
	}
	elsewhere, err := New(Config{BaseURL: "https://models.example", PictureModel: "flux"})
	if err != nil {
		t.Fatal(err)
	}
	if most, known := (painter{elsewhere}).PriceEdit(alley()); known || most != 0 {
		t.Errorf("an unknown model edits for $%v (known: %v)", most, known)
	}
}

func n(c *Client) narrator { return narrator{c} }

func TestPricesOfTheConfigComeFirst(t *testing.T) {
	t.Parallel()
	c, _, _ := connect(t, openaitest.Options{TextModels: []string{"mine"}}, func(cfg *Config) {
		cfg.TextModel, cfg.Prices = "mine", map[string]Price{"mine": {In: 1000, Out: 2000}}
	})
	told, err := n(c).Narrate(t.Context(), opening(), func(game.Piece) {})
	if err != nil {
		t.Fatal(err)
	}
	u := told.Usage
	if want := float64(u.InputTokens)/1000 + float64(u.OutputTokens)/500; math.Abs(u.USD-want) > 1e-9 || want == 0 {
		t.Errorf("%d and %d tokens cost $%v, want $%v", u.InputTokens, u.OutputTokens, u.USD, want)
	}
}

// TestAPictureHasItsPriceWhereTokensHaveNone: the server counts tokens, which is no
// reason to take what it paints for free.
func TestAPictureHasItsPriceWhereTokensHaveNone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		price Price
		want  float64 // of two pictures; 0 is whatever the tokens cost
	}{{Price{Picture: 0.04}, 0.08}, {Price{Out: 30, Picture: 0.04}, 0}} {
		c, _, _ := connect(t, openaitest.Options{}, func(cfg *Config) { cfg.Prices = map[string]Price{DefaultPictureModel: tt.price} })
		r := market()
		r.N = 2
		pics, err := painter{c}.Paint(t.Context(), r, nil)
		if err != nil || len(pics) != 2 {
			t.Fatalf("%d pictures, %v", len(pics), err)
		}
		u := pics[0].Usage.Plus(pics[1].Usage)
		if want := cmp.Or(tt.want, float64(u.OutputTokens)*tt.price.Out/1e6); math.Abs(u.USD-want) > 1e-9 || want == 0 || u.OutputTokens == 0 {
			t.Errorf("%+v: %d tokens cost $%v, want $%v", tt.price, u.OutputTokens, u.USD, want)
		}
	}
}

// TestAnUnknownPriceIsSaid: at home it is nothing, elsewhere nobody knows.
func TestAnUnknownPriceIsSaid(t *testing.T) {
	t.Parallel()
	for url, known := range map[string]bool{
		"http://localhost:11434": true, "http://127.0.0.1:8080": true, "http://[::1]:1": true, "http://192.168.1.7:8000": true,
		"http://box.local": true, "https://models.example": false, "http://8.8.8.8": false, "https://localhost.example": false,
	} {
		c, err := New(Config{BaseURL: url, TextModel: "llama", PictureModel: "flux"})
		if err != nil {
			t.Fatal(err)
		}
		text, knownText := n(c).Price(opening())
		picture, knownPicture := painter{c}.Price(market())
		if knownText != known || knownPicture != known || text != 0 || picture != 0 || c.TextPriced() != known || c.PicturesPriced() != known {
			t.Errorf("%s: $%v (known: %v) and $%v (known: %v), want known: %v", url, text, knownText, picture, knownPicture, known)
		}
	}
}

// TestAtHomeAKnownNameIsFree: a model of one's own may be called as one that costs,
// and costs only what its owner says.
func TestAtHomeAKnownNameIsFree(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		base   string
		prices map[string]Price
		costs  bool
	}{
		"at home":           {"http://127.0.0.1:8080", nil, false},
		"at home, priced":   {"http://127.0.0.1:8080", map[string]Price{DefaultTextModel: {In: 1}, DefaultPictureModel: {Picture: 1}}, true},
		"at home, others":   {"http://127.0.0.1:8080", map[string]Price{"another": {In: 1}}, false},
		"elsewhere":         {"https://models.example", nil, true},
		"elsewhere, others": {"https://models.example", map[string]Price{"another": {In: 1}}, true},
	} {
		c, err := New(Config{BaseURL: tt.base, Prices: tt.prices})
		if err != nil {
			t.Fatal(err)
		}
		text, knownText := n(c).Price(opening())
		picture, knownPicture := painter{c}.Price(market())
		_, listed := c.TextPrice()
		if !knownText || !knownPicture || text > 0 != tt.costs || picture > 0 != tt.costs || listed != tt.costs || c.PicturesFree() == tt.costs {
			t.Errorf("%s: a chapter for $%v (known: %v), a picture for $%v (known: %v)", name, text, knownText, picture, knownPicture)
		}
	}
}

// TestTriesInVainArePaid: what the server counted before it failed, and what it may
// count after nobody waits any more, is part of the usage.
func TestTriesInVainArePaid(t *testing.T) {
	t.Parallel()
	t.Run("a chapter that was tried twice", func(t *testing.T) {
		t.Parallel()
		c, s, _ := connect(t, openaitest.Options{})
		once, err := n(c).Narrate(t.Context(), opening(), func(game.Piece) {})
		if err != nil {
			t.Fatal(err)
		}
		s.Fail(openaitest.Chat, openaitest.Faults()["cut-early"])
		twice, err := n(c).Narrate(t.Context(), opening(), func(game.Piece) {})
		if err != nil || twice.Usage.USD <= once.Usage.USD || twice.Usage.InputTokens <= once.Usage.InputTokens {
			t.Errorf("told at once for %+v, after a try in vain for %+v, %v", once.Usage, twice.Usage, err)
		}
	})
	t.Run("a chapter that nobody waited for", func(t *testing.T) {
		t.Parallel()
		c, s, _ := connect(t, openaitest.Options{First: time.Minute})
		ctx, cancel := context.WithCancel(t.Context())
		arrived := make(chan error, 1)
		go func() {
			defer cancel()
			arrived <- s.Wait(t.Context(), openaitest.Chat, func(calls []openaitest.Call) bool { return len(calls) > 0 })
		}()
		told, err := n(c).Narrate(ctx, opening(), func(game.Piece) {})
		if !errors.Is(err, context.Canceled) || told.Usage.USD <= 0 || told.Usage.InputTokens == 0 {
			t.Errorf("%v, and it cost %+v", err, told.Usage)
		}
		if err := <-arrived; err != nil {
			t.Error(err)
		}
	})
	t.Run("a picture that came to nothing", func(t *testing.T) {
		t.Parallel()
		c, s, _ := connect(t, openaitest.Options{})
		drop := openaitest.Faults()["drop"]
		s.Fail(openaitest.Pictures, drop, drop)
		_, err := c.Painter().Paint(t.Context(), market(), nil)
		cost, ok := errors.AsType[game.Spender](err)
		if !ok || cost.Spent().USD != 2*0.013 {
			t.Errorf("%v is no cost of two pictures", err)
		}
	})
	t.Run("nothing was sent, or it was refused", func(t *testing.T) {
		t.Parallel()
		c, s, _ := connect(t, openaitest.Options{})
		s.Fail(openaitest.Pictures, openaitest.Faults()["refused"])
		_, err := c.Painter().Paint(t.Context(), market(), nil)
		if _, costs := errors.AsType[game.Spender](err); costs || err == nil {
			t.Errorf("a refusal costs: %v", err)
		}
		s.Fail(openaitest.Chat, openaitest.Fault{Status: http.StatusBadRequest, Body: "{}"})
		if told, err := n(c).Narrate(t.Context(), opening(), func(game.Piece) {}); err == nil || told.Usage.USD != 0 {
			t.Errorf("a refused request costs %+v: %v", told.Usage, err)
		}
	})
}

// TestARetryIsAskedOfTheBudget has money for one picture: the first try may have
// used it up, so there is no second.
func TestARetryIsAskedOfTheBudget(t *testing.T) {
	t.Parallel()
	c, s, _ := connect(t, openaitest.Options{})
	most, _ := painter{c}.Price(market())
	text, _ := n(c).Price(opening())
	drop := openaitest.Faults()["drop"]
	s.Fail(openaitest.Pictures, drop, drop, drop)
	j, err := game.Start(t.Context(), game.Config{
		Library: gametest.NewMemory(), Narrator: c.Narrator(), Painter: c.Painter(),
		Budget: gametest.NewPurse(0, text+1.1*most),
	}, game.StoryStarted{Premise: opening().Premise})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := j.Begin(); err != nil {
		t.Fatal(err)
	}
	for u := range j.Updates() {
		if _, told := u.(game.Told); told {
			break
		}
	}
	if err := j.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if calls := len(s.Calls(openaitest.Pictures)); calls != 1 {
		t.Errorf("%d pictures were asked for", calls)
	}
}
