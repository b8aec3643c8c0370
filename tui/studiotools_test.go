package tui_test

import (
	"image"
	"testing"

	"journey/game/canvas"
	"journey/game/studio"
)

func TestThePictureIsContinuedBeyondItsEdges(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term, kept := s.atWork()
		before := kept.newest(t)
		term.Press("o", "enter")
		term.WaitText("The frame is where it was")
		term.Press("left", "left", "down", "up", "up")
		term.WaitText("320×352 pixels")
		settle()
		on := canvasOn(t, term)
		term.Press("u")
		settle()
		term.Click(on.Min.X+1, on.Min.Y+on.Dy()/2)
		term.WaitText("288×256 pixels")
		term.Press("left", "shift+left", "left")
		term.WaitText("320×256 pixels")
		term.Press("enter")
		term.WaitText("Enter alone continues it")
		term.Press("enter")
		term.WaitText("extended", "Done in")
		settle()
		wide := kept.newest(t)
		size, err := wide.Size()
		if err != nil || size != image.Pt(320, 256) || wide.Parent != before.Hash || wide.Op != studio.OpExtend {
			t.Fatalf("made %v of %s, %v", size, wide.Op, err)
		}
		same := canvas.Crop(pixelsOf(t, wide.Data), image.Rect(64, 0, 320, 256))
		if where := differing(pixelsOf(t, before.Data), same); where.Max.X > 33 {
			t.Errorf("changed %v of what was there", where)
		}
		quit(t, term)
	})
}

func TestThePictureIsCropped(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term, kept := s.atWork()
		before := kept.newest(t)
		term.Press("c")
		term.WaitText("256×256 pixels, 1:1")
		term.Press("enter")
		term.WaitText("The frame holds the whole picture")
		term.Press("1")
		term.WaitText("256×171 pixels, 3:2")
		term.Press("1")
		term.WaitText("256×144 pixels, 16:9")
		term.Press("1", "1", "-", "-", "-")
		term.WaitText("190×190 pixels, 1:1")
		term.Press("shift+right", "shift+right", "shift+right", "shift+down", "shift+down", "shift+down")
		settle()
		term.Press("enter")
		term.WaitText("cropped", "190×190")
		settle()
		got := kept.newest(t)
		want := canvas.Crop(pixelsOf(t, before.Data), image.Rect(66, 66, 256, 256))
		if where := differing(want, pixelsOf(t, got.Data)); got.Op != studio.OpCrop || !where.Empty() {
			t.Errorf("%s differs in %v", got.Op, where)
		}
		quit(t, term)
	})
}

func TestTakesArePickedFromASheetAndAllStay(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term, kept := s.atWork()
		term.Press("v", "4", "enter")
		term.WaitText("Take 1 of 4")
		settle()
		on := canvasOn(t, term)
		term.Press("right")
		term.WaitText("Take 2 of 4")
		term.Press("down")
		term.WaitText("Take 4 of 4")
		settle()
		at := image.Pt(on.Min.X+on.Dx()/4, on.Min.Y+on.Dy()*3/4)
		term.Click(at.X, at.Y)
		term.WaitText("Take 3 of 4")
		term.Click(at.X, at.Y)
		term.WaitGone("Take 3 of 4")
		settle()
		term.WaitText("  └ another take", "▸ └ another take")
		_, first, _ := term.Find("painted: a market")
		_, picked, _ := term.Find("▸ └ another take")
		if n := len(kept.all); n != 5 || picked-first != 3 {
			t.Errorf("of %d versions the %d. is selected:\n%s", n, picked-first, term.Screen())
		}
		term.Press("w")
		term.WaitText("Before is left of the line")
		term.Press("shift+left", "left", "home", "enter")
		term.WaitGone("Before is left")
		term.Press("[", "[", "[")
		settle()
		term.Press("w")
		term.WaitText("This version was made from no other")
		settle()
		quit(t, term)
	})
}

func TestStrokesAreTakenBack(t *testing.T) {
	inBubble(t, func(s *stage) {
		t := s.t
		term, kept := s.atWork()
		before := kept.newest(t)
		on := canvasOn(t, term)
		at := on.Min.Add(on.Max).Div(2)
		term.Press("m")
		term.WaitText("a brush of 21 pixels")
		term.Press("-", "-")
		term.WaitText("a brush of 5 pixels")
		term.Wheel(at.X, at.Y, -1)
		term.WaitText("a brush of 11 pixels")
		term.Drag(at, at.Add(image.Pt(5, 0)), at.Add(image.Pt(10, 0)))
		term.Press("i", "u", "u") // the inversion, then the whole stroke
		settle()
		term.Press("enter")
		term.WaitText("Nothing is marked yet")
		term.Press("r")
		term.WaitText("rectangles, corner to corner")
		term.Drag(on.Min, on.Min.Add(image.Pt(on.Dx()/2-1, on.Dy()/2-1)))
		term.Press("x")
		term.WaitText("erasing")
		term.Drag(on.Min, on.Min.Add(image.Pt(on.Dx()/4-1, on.Dy()/2-1)))
		settle()
		term.Press("enter")
		term.Type("a skull")
		term.Press("enter")
		term.WaitText("edited: a skull")
		settle()
		where := differing(pixelsOf(t, before.Data), pixelsOf(t, kept.newest(t).Data))
		if where.Empty() || where.Min.X < 256/4-8 || where.Max.X > 256/2+8 || where.Max.Y > 256/2+8 {
			t.Errorf("changed %v", where)
		}
		quit(t, term)
	})
}
