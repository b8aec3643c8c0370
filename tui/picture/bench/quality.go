package main

import (
	"image"
	"math"
)

// quality is how close a picture is to what it should be. Higher is better.
type quality struct {
	psnr float64 // dB, pixel by pixel
	blur float64 // dB, both blurred first with a Gaussian of sigma 1: as the eye sees it
	ssim float64 // structural similarity of lightness, at most 1
}

// plane is one channel of a picture.
type plane struct {
	w, h int
	v    []float32
}

func compare(got, want *image.RGBA) quality {
	var q quality
	var plain, blurred float64
	for c := range 3 {
		a, b := channel(got, c), channel(want, c)
		plain += squares(a, b) / 3
		blurred += squares(a.blur(1), b.blur(1)) / 3
	}
	q.psnr, q.blur = decibels(plain), decibels(blurred)
	q.ssim = similarity(lightness(got), lightness(want))
	return q
}

func channel(img *image.RGBA, c int) plane {
	p := plane{img.Rect.Dx(), img.Rect.Dy(), make([]float32, img.Rect.Dx()*img.Rect.Dy())}
	for i := range p.v {
		p.v[i] = float32(img.Pix[i*4+c])
	}
	return p
}

func lightness(img *image.RGBA) plane {
	r, g, b := channel(img, 0), channel(img, 1), channel(img, 2)
	for i := range r.v {
		r.v[i] = 0.299*r.v[i] + 0.587*g.v[i] + 0.114*b.v[i]
	}
	return r
}

func squares(a, b plane) float64 {
	sum := 0.0
	for i := range a.v {
		d := float64(a.v[i] - b.v[i])
		sum += d * d
	}
	return sum / float64(len(a.v))
}

// decibels of a mean square error; 99 stands for none at all.
func decibels(mse float64) float64 {
	if mse == 0 {
		return 99
	}
	return min(10*math.Log10(255*255/mse), 99)
}

// blur returns the plane through a Gaussian; outside, the border goes on.
func (p plane) blur(sigma float64) plane {
	reach := int(math.Ceil(3 * sigma))
	kernel := make([]float32, 2*reach+1)
	var total float32
	for i := range kernel {
		d := float64(i - reach)
		kernel[i] = float32(math.Exp(-d * d / (2 * sigma * sigma)))
		total += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= total
	}
	return p.convolve(kernel, 1, 0).convolve(kernel, 0, 1)
}

func (p plane) convolve(kernel []float32, dx, dy int) plane {
	out := plane{p.w, p.h, make([]float32, len(p.v))}
	reach := len(kernel) / 2
	for y := range p.h {
		for x := range p.w {
			var sum float32
			for i, k := range kernel {
				ax := min(max(x+(i-reach)*dx, 0), p.w-1)
				ay := min(max(y+(i-reach)*dy, 0), p.h-1)
				sum += k * p.v[ay*p.w+ax]
			}
			out.v[y*p.w+x] = sum
		}
	}
	return out
}

func (p plane) times(o plane) plane {
	out := plane{p.w, p.h, make([]float32, len(p.v))}
	for i := range out.v {
		out.v[i] = p.v[i] * o.v[i]
	}
	return out
}

// similarity is SSIM as Wang and others define it, with a Gaussian of sigma 1.5.
func similarity(a, b plane) float64 {
	const c1, c2, sigma = (0.01 * 255) * (0.01 * 255), (0.03 * 255) * (0.03 * 255), 1.5
	ma, mb := a.blur(sigma), b.blur(sigma)
	aa, bb, ab := a.times(a).blur(sigma), b.times(b).blur(sigma), a.times(b).blur(sigma)
	sum := 0.0
	for i := range ma.v {
		x, y := float64(ma.v[i]), float64(mb.v[i])
		va, vb, cov := float64(aa.v[i])-x*x, float64(bb.v[i])-y*y, float64(ab.v[i])-x*y
		sum += (2*x*y + c1) * (2*cov + c2) / ((x*x + y*y + c1) * (va + vb + c2))
	}
	return sum / float64(len(ma.v))
}
