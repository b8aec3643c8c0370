package canvas

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"journey/game"
)

func square() Sizes {
	return Sizes{List: []game.PictureSize{{W: 1024, H: 1024}, {W: 1536, H: 1024}, {W: 1024, H: 1536}}}
}

func free() Sizes {
	return Sizes{Step: 16, MaxEdge: 3840, MaxRatio: 3, MinPixels: 655_360, MaxPixels: 8_294_400}
}

func TestSizesNearest(t *testing.T) {
	for name, tc := range map[string]struct {
		rules      Sizes
		wish, want game.PictureSize
	}{
		"allowed":                     {free(), game.PictureSize{W: 1536, H: 1024}, game.PictureSize{W: 1536, H: 1024}},
		"the smallest that is":        {free(), game.PictureSize{W: 1024, H: 640}, game.PictureSize{W: 1024, H: 640}},
		"the largest that is":         {free(), game.PictureSize{W: 3840, H: 2160}, game.PictureSize{W: 3840, H: 2160}},
		"too small":                   {free(), game.PictureSize{W: 512, H: 512}, game.PictureSize{W: 816, H: 816}},
		"too large":                   {free(), game.PictureSize{W: 7680, H: 4320}, game.PictureSize{W: 3840, H: 2160}},
		"no multiple":                 {free(), game.PictureSize{W: 1000, H: 1000}, game.PictureSize{W: 1008, H: 1008}},
		"too wide":                    {free(), game.PictureSize{W: 9000, H: 900}, game.PictureSize{W: 2688, H: 896}},
		"edges too short":             {Sizes{MinEdge: 64, MaxEdge: 4096}, game.PictureSize{W: 10, H: 20}, game.PictureSize{W: 64, H: 128}},
		"edges of no one shape":       {Sizes{MinEdge: 64, MaxEdge: 4096}, game.PictureSize{W: 9000, H: 30}, game.PictureSize{W: 4096, H: 64}},
		"of a list, wide":             {square(), game.PictureSize{W: 1920, H: 1080}, game.PictureSize{W: 1536, H: 1024}},
		"of a list, high":             {square(), game.PictureSize{W: 10, H: 30}, game.PictureSize{W: 1024, H: 1536}},
		"of a list, nearly square":    {square(), game.PictureSize{W: 1100, H: 1000}, game.PictureSize{W: 1024, H: 1024}},
		"of a list of one shape":      {Sizes{List: []game.PictureSize{{W: 256, H: 256}, {W: 512, H: 512}, {W: 1024, H: 1024}}}, game.PictureSize{W: 600, H: 600}, game.PictureSize{W: 512, H: 512}},
		"without rules":               {Sizes{}, game.PictureSize{W: 7, H: 9000}, game.PictureSize{W: 7, H: 9000}},
		"without rules, nothing":      {Sizes{}, game.PictureSize{W: -7}, game.PictureSize{W: 1, H: 1}},
		"of rules that nothing keeps": {Sizes{Step: 64, MaxEdge: 50}, game.PictureSize{W: 7, H: 7}, game.PictureSize{}},
	} {
		got := tc.rules.Nearest(tc.wish)
		if got != tc.want {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

func TestSizesNearestIsAllowedAndLikeTheWish(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	local := Sizes{Step: 64, MaxEdge: 2560, MaxRatio: 4, MaxPixels: 1_600_000}
	for range 20_000 {
		wish := game.PictureSize{W: int(math.Exp(random.Float64() * 16)), H: int(math.Exp(random.Float64() * 16))}
		for _, rules := range []Sizes{free(), square(), local, {Step: 8}, {MaxEdge: 100}, {MinEdge: 64, MaxEdge: 4096}, {MaxPixels: 1 << 20, MaxRatio: 2}} {
			got := rules.Nearest(wish)
			if !rules.Allowed(got) {
				t.Fatalf("%v for a wish of %v is not one of %s", got, wish, rules)
			}
			if again := rules.Nearest(got); again != got {
				t.Fatalf("%v is nearest to %v, but %v to that", got, wish, again)
			}
			shape, was := float64(got.W)/float64(got.H), float64(wish.W)/float64(wish.H)
			if rules.Step == 16 && was > 0.4 && was < 2.5 && off(shape, was) > 0.05 {
				t.Fatalf("%v for a wish of %v is of another shape", got, wish)
			}
		}
	}
	for _, wish := range []game.PictureSize{{W: math.MaxInt, H: math.MaxInt}, {W: math.MaxInt, H: 1}, {W: math.MinInt, H: 5}} {
		if got := free().Nearest(wish); !free().Allowed(got) {
			t.Errorf("%v for a wish of %v", got, wish)
		}
		Sizes{}.Nearest(wish)
	}
}

func TestSizesCheckNamesTheNearest(t *testing.T) {
	err := free().Check(game.PictureSize{W: 512, H: 512})
	if !errors.Is(err, ErrSize) {
		t.Fatalf("%v, want ErrSize", err)
	}
	for _, part := range []string{"512x512", "multiples of 16", "at least 655360 pixels", "816x816"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %s", err, part)
		}
	}
	if err := square().Check(game.PictureSize{W: 9, H: 9}); !strings.Contains(err.Error(), "1024x1024, 1536x1024, 1024x1536") {
		t.Errorf("%q does not list the sizes", err)
	}
	if err := free().Check(game.PictureSize{W: 1536, H: 1024}); err != nil {
		t.Errorf("an allowed size: %v", err)
	}
}
