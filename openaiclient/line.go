package openaiclient

import (
	"regexp"
	"strings"
)

// linePatterns say what a line of a chapter that came as text can be, apart from
// prose.
type linePatterns struct {
	item, label, heading, chapter, number, ask, rule, end, hello, greeting, offer, excuse *regexp.Regexp
}

func newLinePatterns() *linePatterns {
	re := func(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + s) }
	return &linePatterns{
		item:     re(`^(?:>\s*)?[*_]{0,2}(?:(?:option|choice)\s*\d{1,2}\s*[.:)–-]?|[(\[]?\d{1,2}[.:)\]]|[(\[]?[a-f][)\]]|[A-F][.:]|[-•▪‣]|\*)[*_]{0,2}\s+(.*\S)`),
		label:    re(`^[#>*_\s]*(title|cast|scene|prose|story|narrative|(?:your )?(?:choices|options)|ending|promises|summary)\s*[*_]*\s*:[*_\s]*(.*)$`),
		heading:  re(`^#{1,6}\s|^\*\*[^*]*(\*\*)?$`),
		chapter:  re(`^chapter\s+(\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b`),
		number:   re(`^chapter\s+\w+\s*[:.–—-]*\s*(.+)$`),
		ask:      re(`^\W*(what (do|will|would|should) you (do|choose)\b.*|(your |available |possible )?(choices|options|actions)( are)?|choose\b.*|you can)\W*$`),
		rule:     re("^(```.*|[-*_=~–—\\s]{3,})$"),
		end:      re(`^\W*(the end|fin)\W*$`),
		hello:    re(`^(sure|sure thing|certainly|of course|okay|ok|absolutely|great|alright|got it|understood)[,.!:]|^here('s|’s| is| are) (the|your|a|an)\b`),
		greeting: re(`[:!]$|chapter|story|json|continue|^\w+[.,!]?$`),
		offer:    re(`chapter|story|json|scene|:$`),
		excuse:   re(`^(i('|’)?m sorry|i am sorry|sorry)[,.]? (but )?i|^i (can('|’)?t|cannot|can not|am unable to|am not able to|won('|’)?t) (help|assist|create|continue|write|tell|generate|fulfil|comply|provide)|^as an ai\b`),
	}
}

// listed returns the text of an entry of a list: "1. Go", "2) Go", "- Go", "A) Go",
// "[3] Go", "Option 4: Go", in bold or not.
func (l *linePatterns) listed(line string) (text string, ok bool) {
	m := l.item.FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	return unmarked(m[1]), true
}

// labelled returns the name and the text of a line such as "**Title:** The stairs";
// the name is one of the keys of a reply.
func (l *linePatterns) labelled(line string) (name, rest string) {
	m := l.label.FindStringSubmatch(line)
	if m == nil {
		return "", ""
	}
	name = strings.ToLower(m[1])
	switch {
	case strings.HasSuffix(name, "choices"), strings.HasSuffix(name, "options"):
		name = keyChoices
	case name == "story", name == "narrative":
		name = keyProse
	}
	return name, strings.TrimSpace(m[2])
}

// tells reports whether what stands behind a label is the text itself, or a list that
// is known by its own form, so that only the label is dropped.
func tells(label string) bool { return label == keyProse || label == keyChoices }

// chapterName drops the number from a title.
func (l *linePatterns) chapterName(title string) string {
	return strings.TrimSpace(l.number.ReplaceAllString(title, "$1"))
}

// asks reports a short line that only leads to the choices.
func (l *linePatterns) asks(line string) bool { return len(line) < judgedAt && l.ask.MatchString(line) }

// greets reports a first line that speaks to whoever asked for the chapter.
func (l *linePatterns) greets(line string) bool {
	pattern := l.greeting
	if strings.EqualFold(line[:min(len(line), 4)], "here") {
		pattern = l.offer
	}
	return l.hello.MatchString(line) && pattern.MatchString(line)
}

// unmarked is a line without its Markdown.
func unmarked(line string) string {
	return strings.TrimSpace(strings.Trim(strings.ReplaceAll(line, "**", ""), "#*_> \t"))
}
