package game_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"journey/game"
)

// What real languages and emoji need must pass untouched.
func wholeTexts() map[string]string {
	return map[string]string{
		"english":             "\"Well—\" she said, “it’s 5 o’clock…”\n\nThe end.",
		"portuguese":          "Não há coração são; ação, pão e avó.",
		"decomposed":          "Na\u0303o ha\u0301 corac\u0327a\u0303o",
		"russian":             "Съешь же ещё этих мягких французских булок, да выпей чаю.",
		"chinese":             "　　夜市的霓虹灯下，她笑了。「走吧！」\n\n雨还在下。",
		"japanese":            "ネオンの夜、彼女は笑った。が\u3099",
		"korean":              "밤의 네온 아래 그녀가 웃었다.",
		"old korean":          "\u1112\u119E\u11AB",
		"arabic":              "بِسْمِ اللَّهِ الرَّحْمَٰنِ",
		"arabic heh":          "سنة ١٤٤٧ه\u200D.",
		"persian":             "می\u200Cخواهم خانه\u200Cهای ۵\u200Cساله",
		"hindi":               "क्षत्रिय ने हिन्दी में कहा: ज़िंदगी\u0964",
		"hindi joiners":       "क्\u200Dष और क्\u200Cष",
		"bengali":             "র\u200D\u09CDযাব র\u200C\u09CDয",
		"malayalam":           "അവന്\u200D പറഞ്ഞു",
		"sinhala":             "ශ්\u200Dරී ලංකා",
		"thai":                "ที่นี่น้ำตกอยู่ไหน",
		"vietnamese":          "Tiếng Việt: nghie\u0302\u0303ng",
		"hebrew":              "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
		"tibetan":             "བསྒྲུབས",
		"mongolian":           "ᠮᠣᠩᠭᠣᠯ\u180B",
		"family":              "👨\u200D👩\u200D👧\u200D👦 home",
		"skin tones":          "🧑🏽\u200D🤝\u200D🧑🏿 👍🏻 🕵🏽\u200D♂\uFE0F",
		"kiss":                "👩🏽\u200D❤\uFE0F\u200D💋\u200D👨🏽",
		"rainbow flag":        "🏳\uFE0F\u200D🌈 🏴\u200D☠\uFE0F",
		"flags":               "🇧🇷🇵🇹 🇮🇳",
		"keycaps":             "1\uFE0F\u20E3 #\uFE0F\u20E3 *\uFE0F\u20E3",
		"text style":          "❤\uFE0E ☂\uFE0E ©\uFE0F",
		"replacement":         "one \uFFFD two",
		"indented":            "  a  list\n    of   things",
		"eight marks":         "a" + strings.Repeat("\u0301", 8),
		"spaces of all kinds": "a\u00A0b\u2009c\u3000d\u202Fe",
		"empty":               "",
	}
}

func TestCleanKeepsRealText(t *testing.T) {
	for name, text := range wholeTexts() {
		t.Run(name, func(t *testing.T) {
			if got := game.Clean(text); got != text {
				t.Errorf("Clean(%+q) = %+q", text, got)
			}
			if n := testing.AllocsPerRun(10, func() { game.Clean(text) }); n != 0 {
				t.Errorf("Clean allocates %v times to change nothing", n)
			}
		})
	}
}

type payload struct{ name, in, want string }

func payloads() []payload {
	return []payload{
		{"colour", "a\x1b[31mred\x1b[0m", "ared"},
		{"conceal and blink", "a\x1b[8;5mhidden\x1b[28m", "ahidden"},
		{"clear and home", "a\x1b[2J\x1b[Hb", "ab"},
		{"8-bit csi", "a\u009B31mred", "ared"},
		{"raw csi byte", "a\x9B31m", "a\uFFFD31m"},
		{"device report", "a\x1b[c\x1b[6n\x1b[21tb", "ab"},
		{"reset", "a\x1bcb", "ab"},
		{"charset", "a\x1b(0qqq\x1b(Bb", "aqqqb"},
		{"double height", "a\x1b#3b", "ab"},
		{"xtgettcap", "a\x1bP+q544e\x1b\\b", "ab"},
		{"decrqss", "a\x1bP$q\"p\x1b\\b", "ab"},
		{"sixel", "a\x1bPq#0;2;0;0;0#0~~@@vv\x1b\\b", "ab"},
		{"8-bit dcs", "a\u0090q~~\u009Cb", "ab"},
		{"kitty picture", "a\x1b_Gf=24,s=1,v=1;AAAA\x1b\\b", "ab"},
		{"8-bit apc", "a\u009FGa=d\u009Cb", "ab"},
		{"privacy message", "a\x1b^secret\x1b\\b\u009Esecret\u009Cc", "abc"},
		{"start of string", "a\x1bXsecret\x1b\\b\u0098secret\u009Cc", "abc"},
		{"title bel", "a\x1b]0;title\ab", "ab"},
		{"title st", "a\x1b]2;title\x1b\\b", "ab"},
		{"screen title", "a\x1bktitle\x1b\\b", "ab"},
		{"link", "a\x1b]8;;file:///etc/passwd\x1b\\here\x1b]8;;\x1b\\b", "ahereb"},
		{"clipboard", "a\x1b]52;c;cm0gLXJm\ab", "ab"},
		{"8-bit clipboard", "a\u009D52;c;cm0gLXJm\u009Cb", "ab"},
		{"iterm2 file", "a\x1b]1337;File=inline=1:AAAA\ab", "ab"},
		{"tmux passthrough", "a\x1bPtmux;\x1b\x1b]52;c;AAAA\a\x1b\\b", "ab"},
		{"sequence in sequence", "a\x1b[3\x1b[31mb", "ab"},
		{"cancelled", "a\x1b]0;tit\x18b", "ab"},
		{"half csi", "a\x1b[31", "a"},
		{"half escape", "a\x1b", "a"},
		{"half osc", "a\x1b]0;title", "a"},
		{"osc to the line end", "a\x1b]0;title\nnext", "a\nnext"},
		{"csi to the line end", "a\x1b[31\nnext", "a\nnext"},
		{"csi before a letter", "a\x1b[é", "aé"},
		{"half rune", "a\xE2\x80", "a\uFFFD\uFFFD"},
		{"invalid", "a\xFF\xC0\x80b", "a\uFFFD\uFFFD\uFFFDb"},
		{"surrogate", "a\xED\xA0\x80b", "a\uFFFD\uFFFD\uFFFDb"},
		{"controls", "a\x00\a\b\v\f\x0E\x7Fb", "ab"},
		{"c1", "a\u0080\u0084\u0085\u0099b", "ab"},
		{"line ends", "a\r\nb\rc\u2028d\u2029e\r\r\nf", "a\nb\nc\nd\ne\n\nf"},
		{"tab", "a\tb", "a b"},
		{"bidi override", "a\u202Eexe.gpj\u202Cb\u202A\u202B\u202D", "aexe.gpjb"},
		{"bidi isolates", "a\u2066b\u2067c\u2068d\u2069e\u200Ef\u200Fg\u061Ch", "abcdefgh"},
		{"zero width", "a\u200Bb\u2060c\u2063d\uFEFFe\u180Ef\u00ADg\u034Fh", "abcdefgh"},
		{"interlinear", "a\uFFF9b\uFFFAc\uFFFBd", "abcd"},
		{"fillers", "a\u115Fb\u1160c\u3164d\uFFA0e", "abcde"},
		{"tags", "a\U000E0001\U000E0069\U000E007Fb\U000E0100c", "abc"},
		{"tag flag", "🏴\U000E0067\U000E0062\U000E007F!", "🏴!"},
		{"noncharacters", "a\uFDD0b\uFFFEc\U0001FFFFd", "abcd"},
		{"private use", "a\uE000b\U000F0000c\U0010FFFDd", "abcd"},
		{"kitty placeholder", "\U0010EEEE\u0305\u0305a", "a"},
		{"zalgo", "a" + strings.Repeat("\u0301", 500) + "b", "a" + strings.Repeat("\u0301", 8) + "b"},
		{"marks on nothing", "\u0301a \u0301b\n\u0301c", "a b\nc"},
		{"joiner between letters", "a\u200Db\u200Cc", "abc"},
		{"joiner at the ends", "\u200Da👩\u200D b👩\u200D\n", "a👩 b👩\n"},
		{"joiners in a row", "👩\u200D\u200D\u200C👧", "👩\u200D👧"},
		{"joiner over a zero width", "👩\u200D\u200B👧", "👩\u200D👧"},
		{"endless family", "👩" + strings.Repeat("\u200D👩", 20), strings.Repeat("👩"+strings.Repeat("\u200D👩", 8), 2) + "👩\u200D👩\u200D👩"},
		{"selector on a letter", "a\uFE0Fb\uFE0Ec\uFE00", "abc"},
		{"selectors in a row", "❤\uFE0F\uFE0F\uFE0E", "❤\uFE0F"},
		{"empty lines", "a\n\n\n \n\t\n\nb", "a\n\nb"},
		{"trailing spaces", "a  \n b \t ", "a\n b"},
	}
}

func TestCleanDropsPayloads(t *testing.T) {
	for _, p := range payloads() {
		t.Run(p.name, func(t *testing.T) {
			if got := game.Clean(p.in); got != p.want {
				t.Errorf("Clean(%+q) = %+q, want %+q", p.in, got, p.want)
			}
			checkClean(t, p.in)
		})
	}
}

func TestCleanEndsUnfinishedSequences(t *testing.T) {
	rest := strings.Repeat("words ", 4000)
	for _, open := range []string{"\x1b]", "\x1bP", "\x1b_", "\u009D", "\u009B", "\x1b["} {
		got := game.Clean("start " + open + rest)
		if len(got) < len(rest)-8<<10-16 || !strings.HasPrefix(got, "start ") {
			t.Errorf("%+q swallows all but %d of %d bytes", open, len(got), len(rest))
		}
	}
}

func TestCleanBoundsSizes(t *testing.T) {
	for name, in := range map[string]string{
		"one line":           strings.Repeat("x", 5<<20),
		"words":              strings.Repeat("some words ", 1<<17),
		"spaces":             strings.Repeat(" ", 5<<20) + "x",
		"han":                strings.Repeat("龙", 1<<20),
		"marks":              "a" + strings.Repeat("\u0301", 1<<20),
		"letters with marks": strings.Repeat("a\u0301\u0302", 1<<18),
		"flags":              strings.Repeat("🇧🇷", 1<<16),
		"families":           strings.Repeat("👨\u200D👩\u200D👧\u200D👦", 1<<14),
		"joined words":       strings.Repeat("می\u200C", 1<<18),
		"escapes":            strings.Repeat("\x1b[1m", 1<<20),
		"newlines":           strings.Repeat("\n", 1<<20),
		"lines":              strings.Repeat("a\n", 1<<19),
	} {
		t.Run(name, func(t *testing.T) {
			checkClean(t, in)
			if out := game.Clean(in); len(in) > 1<<20 && len(out) > 2 && len(out) < game.MaxText-game.MaxLine && name != "spaces" && name != "marks" {
				t.Errorf("%d bytes left of %d", len(out), len(in))
			}
		})
	}
	words := game.Clean(strings.Repeat("some words ", 2000))
	for line := range strings.Lines(words) {
		if !strings.HasPrefix(line, "some ") && !strings.HasPrefix(line, "words ") {
			t.Errorf("a line starts within a word: %.20q", line)
		}
	}
}

func TestCleanLine(t *testing.T) {
	family := "👨\u200D👩\u200D👧\u200D👦"
	tests := []struct{ name, in, want string }{
		{"lines", " a\n\n b\tc \r\n", "a b c"},
		{"wide spaces", "\u3000a\u00A0\u2009b\u2028c\u3000", "a b c"},
		{"title payload", "Night\x1b]0;owned\a Market\x1b]52;c;AAAA", "Night Market"},
		{"marks at the start", " \u0301 a", "a"},
		{"nothing", "\n \t\u200B", ""},
		{"long", strings.Repeat("x", 1<<20), strings.Repeat("x", 1000)},
		{"long words", strings.Repeat("four ", 500), strings.TrimSpace(strings.Repeat("four ", 200))},
		{"word at the cut", strings.Repeat("x", 999) + " y", strings.Repeat("x", 999)},
		{"mark at the cut", strings.Repeat("x", 998) + " e\u0301", strings.Repeat("x", 998)},
		{"family at the cut", strings.Repeat("x", 995) + family, strings.Repeat("x", 995)},
		{"family before the cut", strings.Repeat("x", 993) + family + "yz", strings.Repeat("x", 993) + family},
		{"flag at the cut", strings.Repeat("🇧🇷", 499) + "x🇵🇹", strings.Repeat("🇧🇷", 499) + "x"},
		{"persian at the cut", strings.Repeat("م", 998) + " ی\u200Cخ", strings.Repeat("م", 998) + " ی"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := game.CleanLine(tt.in); got != tt.want {
				t.Errorf("CleanLine = %+q, want %+q", got, tt.want)
			}
		})
	}
	text := "Não há coração: " + family
	if n := testing.AllocsPerRun(10, func() { game.CleanLine(text) }); n != 0 {
		t.Errorf("CleanLine allocates %v times to change nothing", n)
	}
}

func TestCleanerIsNewAfterFlush(t *testing.T) {
	var c game.Cleaner
	first := c.Push("a\u0301 \x1b]0;x") + c.Flush()
	if second := c.Push("\u0301title\n\n") + c.Flush(); first != "a\u0301" || second != "title\n\n" {
		t.Errorf("first %+q, second %+q", first, second)
	}
}

func seed(f *testing.F) {
	f.Helper()
	for _, text := range wholeTexts() {
		f.Add(text, uint16(len(text)/2))
	}
	for _, p := range payloads() {
		f.Add(p.in, uint16(len(p.in)/2))
	}
}

func FuzzClean(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string, n uint16) {
		checkClean(t, s)
		if n%16 == 0 {
			checkClean(t, strings.Repeat(s, 1+9000/(len(s)+1))) // over the limit of a line
		}
	})
}

func TestCleanerSplitsAnywhere(t *testing.T) {
	for name, in := range map[string]string{
		"words":   strings.Repeat("many words ", 800) + "\u0301 end",
		"han":     strings.Repeat("语", 4000) + "🇧🇷🇵",
		"persian": strings.Repeat("می\u200C", 4000),
		"lines":   strings.Repeat("0123456789abcde\n", 4096) + "🇧🇷🇵",
	} {
		t.Run(name, func(t *testing.T) {
			for _, at := range []int{1, 7000, 7679, 7680, 8191, 8192, 8193, 65535} {
				checkSplit(t, in, at)
			}
		})
	}
}

func FuzzCleaner(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, s string, at uint16) { checkSplit(t, s, int(at)) })
}

// checkSplit checks that a text that arrives in pieces becomes what it becomes whole.
func checkSplit(t *testing.T, s string, at int) {
	t.Helper()
	want := game.Clean(s)
	at = min(at, len(s))
	var c game.Cleaner
	if got := c.Push(s[:at]) + c.Push(s[at:]) + c.Flush(); got != want {
		t.Errorf("split at %d: %+q, want %+q", at, got, want)
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteString(c.Push(s[i : i+1]))
	}
	b.WriteString(c.Flush())
	if b.String() != want {
		t.Errorf("byte by byte: %+q, want %+q", b.String(), want)
	}
}

// checkClean checks everything that is promised of any cleaned text.
func checkClean(t *testing.T, in string) {
	t.Helper()
	out := game.Clean(in)
	if again := game.Clean(out); again != out {
		t.Errorf("Clean(%.200q) is not clean:\n%.200q\n%.200q", in, out, again)
	}
	if len(out) > game.MaxText || !utf8.ValidString(out) {
		t.Errorf("%d bytes, valid %v", len(out), utf8.ValidString(out))
	}
	if strings.Contains(out, "\n\n\n") || strings.Contains(out, " \n") || strings.HasSuffix(out, " ") {
		t.Errorf("loose white space in %.200q", out)
	}
	for line := range strings.Lines(out) {
		if len(line) > game.MaxLine+1 {
			t.Errorf("a line of %d bytes", len(line))
		}
	}
	checkRunes(t, out)
	line := game.CleanLine(in)
	if game.CleanLine(line) != line || game.Clean(line) != line {
		t.Errorf("CleanLine(%.200q) is not clean: %.200q", in, line)
	}
	if n := utf8.RuneCountInString(line); n > game.MaxLineRunes || line != strings.Join(strings.Fields(line), " ") {
		t.Errorf("a line of %d runes: %.200q", n, line)
	}
	checkRunes(t, line)
}

func checkRunes(t *testing.T, s string) {
	t.Helper()
	marks := 0
	prev := '\n'
	for _, r := range s {
		switch {
		case r == '\u200C' || r == '\u200D':
			if prev < 0x80 && !unicode.IsDigit(prev) || unicode.In(prev, unicode.Latin, unicode.Han, unicode.Cf) {
				t.Errorf("%U after %U", r, prev)
			}
		case r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), r >= 0xFE00 && r <= 0xFE0D,
			r >= 0xE0000, unicode.Is(unicode.Noncharacter_Code_Point, r):
			t.Errorf("%U in %.200q", r, s)
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > 10 || marks > 0 && unicode.IsSpace(prev) && prev < 0x80 {
			t.Errorf("%d marks up to %U after %U", marks, r, prev)
		}
		prev = r
	}
}

func BenchmarkClean(b *testing.B) {
	for _, bb := range []struct{ name, text string }{
		{"ascii", "The rain fell on the night market, and nobody looked up.\n\n"},
		{"portuguese", "Não há coração são; ação, pão e avó, disse ela.\n\n"},
		{"chinese", "夜市的霓虹灯下，她笑了。「走吧！」雨还在下。\n\n"},
		{"hindi", "क्षत्रिय ने हिन्दी में कहा: ज़िंदगी\n\n"},
		{"hostile", "a\x1b]8;;file:///x\x1b\\here\x1b[0m\u202E\u200Bb\u0301\u0301\n\n"},
	} {
		text := strings.Repeat(bb.text, 4096/len(bb.text))
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				game.Clean(text)
			}
		})
	}
}
