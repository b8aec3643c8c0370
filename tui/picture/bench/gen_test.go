package main

import (
	"image/png"
	"testing"
)

func TestGen(t *testing.T) {
	b := bench{dir: "/tmp/b/pics"}
	for _, s := range scenes() {
		b.save(s.name, s.draw(800, 480), png.NoCompression)
	}
}
