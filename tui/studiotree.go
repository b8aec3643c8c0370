package tui

import (
	"cmp"
	"slices"
	"strings"

	"journey/game"
	"journey/game/studio"
)

// A version is a picture of the studio. Its data are there while it is selected, and
// as long as nothing else keeps them.
type version struct {
	studio.Version
	kept bool // by the story or the studio's folder
}

// A family is the versions of a picture, each under the one it was made from. None
// is ever taken out.
type family struct {
	all []*version // as they came
	at  *version   // the one that is worked on; nil without any
}

// A descendant is a version in the order of its family tree.
type descendant struct {
	*version
	depth int
}

func (f *family) find(h game.Hash) *version {
	if i := slices.IndexFunc(f.all, func(v *version) bool { return v.Hash == h }); i >= 0 {
		return f.all[i]
	}
	return nil
}

// add returns the version in the family, which may have been there before.
func (f *family) add(v version) *version {
	old := f.find(v.Hash)
	if old == nil {
		f.all = append(f.all, &v)
		return &v
	}
	old.kept = old.kept || v.kept
	if old.Data == nil {
		old.Data = v.Data
	}
	return old
}

// ordered is the family from its first, parents before children. What was made of
// something that is not here stands for itself.
func (f *family) ordered() []descendant {
	var out []descendant
	var descend func(of game.Hash, depth int)
	descend = func(of game.Hash, depth int) {
		for _, v := range f.all {
			parent := v.Parent
			if v.Hash == parent || f.find(parent) == nil {
				parent = ""
			}
			if parent == of && len(out) < len(f.all) {
				out = append(out, descendant{v, depth})
				descend(v.Hash, depth+1)
			}
		}
	}
	descend("", 0)
	return out
}

// step is the version so many further in the order.
func (f *family) step(by int) *version {
	all := f.ordered()
	i := slices.IndexFunc(all, func(d descendant) bool { return d.version == f.at })
	if len(all) == 0 {
		return nil
	}
	return all[min(max(i+by, 0), len(all)-1)].version
}

// says names a version in a line.
func (v *version) says() string {
	what := map[studio.Op]string{
		"": "picture", studio.OpGenerate: "painted", studio.OpEdit: "edited", studio.OpExtend: "extended",
		studio.OpVary: "another take", studio.OpCrop: "cropped", studio.OpRefine: "changed",
	}[v.Op]
	what = cmp.Or(what, string(v.Op))
	if prompt := game.CleanLine(v.Prompt); prompt != "" && v.Op != studio.OpCrop {
		what += ": " + prompt
	}
	return what
}

// strip draws the family in at most h lines of w cells. Rows has the version of each.
func (p *studioScreen) strip(w, h int) (lines []string, rows []*version) {
	t := p.s.theme
	all := p.family.ordered()
	at := slices.IndexFunc(all, func(d descendant) bool { return d.version == p.family.at })
	from, to := window(len(all), at, h)
	for _, d := range all[from:to] {
		mark, style := "  ", t.Choice
		if d.version == p.family.at {
			mark, style = "▸ ", t.Chosen
		}
		if d.Hash == p.subject.chosen {
			mark = mark[:len(mark)-1] + "◆"
		}
		branch := ""
		if d.depth > 0 {
			branch = strings.Repeat("  ", min(d.depth, 6)-1) + "└ "
		}
		price := ""
		if d.Usage.USD > 0 && !p.s.hideCosts {
			price = " " + dollars(d.Usage.USD)
		}
		room := max(1, w-cells(mark)-cells(branch)-cells(price))
		lines = append(lines, t.Chosen.Render(mark)+t.Frame.Render(branch)+style.Render(cut(d.says(), room))+t.Dim.Render(price))
		rows = append(rows, d.version)
	}
	return lines, rows
}
