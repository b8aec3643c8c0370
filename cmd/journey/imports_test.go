package main

import (
	"cmp"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the repository, seen from this package's folder.
const root = "../.."

// A lean says what the code of one folder, and of the folders under it, may import.
type lean struct {
	own       []string // packages of this module, beside the folder's own
	alone     bool     // the row is for the folder itself, not for those under it
	noNetwork bool     // refuses what opens connections
	stdOnly   bool     // refuses every module but the standard library
	anything  bool     // refuses nothing
}

// leans is the table "who may import whom". A folder without a row of its own
// follows the row of the nearest folder above it. What is new under game or tui
// gets a row here first.
func leans() map[string]lean {
	game := []string{"game"}
	return map[string]lean{
		"game":          {alone: true, stdOnly: true, noNetwork: true},
		"game/offline":  {own: []string{"game", "game/canvas"}, noNetwork: true},
		"game/disk":     {own: game, noNetwork: true},
		"game/canvas":   {own: game, noNetwork: true},
		"game/export":   {own: []string{"game", "game/canvas"}, noNetwork: true},
		"game/studio":   {own: []string{"game", "game/canvas"}, noNetwork: true},
		"game/gametest": {own: []string{"game", "game/canvas", "game/studio"}, noNetwork: true},

		"openaiclient":            {own: []string{"game", "game/canvas"}},
		"openaiclient/openaitest": {own: []string{"openaiclient", "game", "game/canvas"}},

		"openaiclient/openaitest/latency": {own: []string{"openaiclient", "openaiclient/openaitest", "game", "game/disk"}},

		"tui":           {alone: true, own: []string{"game", "game/canvas", "game/studio", "tui/theme", "tui/picture"}, noNetwork: true},
		"tui/theme":     {noNetwork: true},
		"tui/picture":   {noNetwork: true},
		"tui/tuitest":   {own: []string{"game", "tui", "tui/theme", "tui/picture"}, noNetwork: true},
		"tui/sshserver": {own: []string{"tui", "tui/picture", "game"}},

		"cmd": {anything: true},
	}
}

// TestImports walks the source itself, so that files of every system are seen.
func TestImports(t *testing.T) {
	table := leans()
	seen := false
	for file, imports := range goFiles(t) {
		folder := path.Dir(file)
		row, l, ok := rowOf(table, folder)
		if !ok {
			t.Errorf("%s: folder %s has no row in the table of who may import whom", file, folder)
			continue
		}
		for _, imported := range imports {
			seen = true
			if why := l.refuses(row, imported, strings.HasSuffix(file, "_test.go")); why != "" {
				t.Errorf("%s imports %s, but %s", file, imported, why)
			}
		}
	}
	if !seen {
		t.Fatal("no import was found: the walk does not reach the source")
	}
}

// TestImportsRefused holds the table itself to its promises.
func TestImportsRefused(t *testing.T) {
	for _, tc := range []struct {
		name, folder, imported string
		test, refused          bool
	}{
		{"game uses the standard library", "game", "errors", false, false},
		{"game knows no HTTP", "game", "net/http", false, true},
		{"game knows no other module", "game", "github.com/oklog/ulid/v2", false, true},
		{"game knows no part of itself", "game", "journey/game/disk", false, true},
		{"a test of game uses the contracts", "game", "journey/game/gametest", true, false},
		{"a part of game knows game", "game/disk", "journey/game", false, false},
		{"a part of game knows no other part", "game/disk", "journey/game/offline", false, true},
		{"folders under a part are its own", "game/offline/world", "journey/game/offline", false, false},
		{"export uses the canvas", "game/export", "journey/game/canvas", false, false},
		{"models and screens never meet", "openaiclient", "journey/tui", false, true},
		{"screens and models never meet", "tui", "journey/openaiclient", false, true},
		{"not in their tests either", "tui", "journey/openaiclient/openaitest", true, true},
		{"pictures know no game", "tui/picture", "journey/game", false, true},
		{"pictures know no network", "tui/picture", "golang.org/x/crypto/ssh", false, true},
		{"url is no network", "tui/theme", "net/url", false, false},
		{"the server shows the screens", "tui/sshserver", "journey/tui", false, false},
		{"the server speaks SSH", "tui/sshserver", "charm.land/wish/v2", false, false},
		{"the screens do not know the server", "tui", "journey/tui/sshserver", false, true},
		{"the command joins all", "cmd/journey", "journey/openaiclient", false, false},
		{"a name that only begins alike is another", "game/disk", "journey/gamer", false, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			row, l, ok := rowOf(leans(), tc.folder)
			if !ok {
				t.Fatalf("folder %s has no row", tc.folder)
			}
			if why := l.refuses(row, tc.imported, tc.test); (why != "") != tc.refused {
				t.Errorf("%s importing %s: refused with %q, want refused %t", tc.folder, tc.imported, why, tc.refused)
			}
		})
	}
	for _, folder := range []string{"game/new", "tui/new", "extra"} {
		if _, _, ok := rowOf(leans(), folder); ok {
			t.Errorf("folder %s has a row, want none", folder)
		}
	}
}

// TestTopFolders keeps the house at its four folders of code.
func TestTopFolders(t *testing.T) {
	var got []string
	for file := range goFiles(t) {
		top, _, nested := strings.Cut(file, "/")
		if !nested {
			t.Errorf("%s stands at the root of the repository, where no Go package belongs", file)
			continue
		}
		got = append(got, top)
	}
	slices.Sort(got)
	got = slices.Compact(got)
	if want := []string{"cmd", "game", "openaiclient", "tui"}; !slices.Equal(got, want) {
		t.Errorf("the top folders with Go code are %v, want %v", got, want)
	}
}

// rowOf finds the row that folder follows, and the folder the row is for.
func rowOf(table map[string]lean, folder string) (string, lean, bool) {
	for row := folder; row != "."; row = path.Dir(row) {
		if l, ok := table[row]; ok {
			return row, l, row == folder || !l.alone
		}
	}
	return "", lean{}, false
}

// refuses says why code under row may not import what it imports, or "" when it may.
// Tests may reach further, into the contracts and fakes of other folders, but
// models and screens do not meet there either.
func (l lean) refuses(row, imported string, test bool) string {
	own, ours := strings.CutPrefix(imported, "journey/")
	switch {
	case ours && within(row, "tui") && within(own, "openaiclient"),
		ours && within(row, "openaiclient") && within(own, "tui"):
		return "tui and openaiclient never meet; cmd/journey joins them"
	case test || l.anything:
		return ""
	case ours && !slices.Contains(l.own, own) && (l.alone || !within(own, row)):
		return row + " may import of this module only: " + cmp.Or(strings.Join(l.own, ", "), "nothing")
	case l.noNetwork && isNetwork(imported):
		return row + " knows no network"
	case l.stdOnly && !ours && !isStandard(imported):
		return row + " is made of the standard library alone"
	}
	return ""
}

// within reports whether folder is parent or lies under it.
func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+"/")
}

// isStandard reports whether a package belongs to the standard library: the
// first element of every other module's path has a dot, or is this module's.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != "journey"
}

// isNetwork reports whether a package opens connections. Names, addresses and
// text formats under net/ do not.
func isNetwork(imported string) bool {
	switch imported {
	case "net/url", "net/netip", "net/mail", "net/textproto":
		return false
	}
	for _, network := range []string{
		"net", "charm.land/ssh", "charm.land/wish/v2",
		"golang.org/x/crypto/ssh", "golang.org/x/net", "github.com/sashabaranov/go-openai",
	} {
		if within(imported, network) {
			return true
		}
	}
	return false
}

// goFiles gives every Go file of the product, by its slash path from the root,
// with what it imports. Folders whose names begin with a dot or an underscore,
// and testdata, hold no code of the product.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		switch {
		case entry.IsDir() && name != "." && (base[0] == '.' || base[0] == '_' || base == "testdata"):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, filepath.FromSlash(name)), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files[name] = nil
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			files[name] = append(files[name], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	return files
}
