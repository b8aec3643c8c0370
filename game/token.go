package game

import "unicode"

// Tokens estimates how many tokens of a language model a text is. It leans to more
// rather than fewer: a letter of English is a quarter of a token, any other ASCII
// character, a letter of another alphabet and a foreign accent half a one, a rune of
// Semitic and Indic scripts one, one of Chinese, Japanese, Korean and all else one
// and a quarter. Counted against the vocabularies of GPT-4 and of its successors it is
// never less than 0.85 of the truth.
func Tokens(text string) int {
	weight := 0
	for _, r := range text {
		weight += tokenWeight(r)
	}
	return (weight + fullToken - 1) / fullToken
}

// fullToken is the weight of a token, in which runes are counted.
const fullToken = 20

func tokenWeight(r rune) int {
	switch {
	case r == ' ', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return 5
	case r < 0x80:
		return 10
	case r < 0x250: // Latin with accents
		return 15
	case r < 0x590: // Greek, Cyrillic, Armenian
		return 10
	case r < 0xe00, r >= 0x2000 && r < 0x2070: // Semitic and Indic scripts, dashes and quotes
		return 20
	}
	return 25
}

// shorten cuts a text to at most that many tokens: after a sentence when one ends
// in the second half, else after a word, with an ellipsis.
func shorten(text string, tokens int) string {
	if Tokens(text) <= tokens {
		return text
	}
	room := tokens*fullToken - tokenWeight('…')
	weight, word, sentence := 0, 0, 0
	for i, r := range text {
		if weight += tokenWeight(r); weight > room {
			break
		}
		end := i + len(string(r))
		switch {
		case endsSentence(r) && breaksAt(text[end:]):
			sentence, word = end, end
		case r == ' ':
			word = i
		case unspaced(r):
			word = end
		}
	}
	if sentence*2 >= word && sentence > 0 {
		return text[:sentence]
	}
	return text[:word] + "…"
}

// tail cuts a text to about its last tokens, from the beginning of a paragraph or a
// sentence where there is one.
func tail(text string, tokens int) string {
	if Tokens(text) <= tokens {
		return text
	}
	weight, start := 0, len(text)
	runes := []rune(text)
	at := len(text)
	for i := len(runes) - 1; i > 0; i-- {
		at -= len(string(runes[i]))
		if weight += tokenWeight(runes[i]); weight > tokens*fullToken {
			break
		}
		if endsSentence(runes[i-1]) && breaksAt(text[at:]) || runes[i-1] == '\n' {
			start = at
		}
	}
	if start == len(text) {
		start = at // one long sentence
	}
	return "… " + trimLeftSpace(text[start:])
}

func trimLeftSpace(s string) string {
	for i, r := range s {
		if !unicode.IsSpace(r) {
			return s[i:]
		}
	}
	return ""
}

func endsSentence(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '।', '؟':
		return true
	}
	return false
}

// breaksAt reports whether what follows a full stop is no part of the same word.
func breaksAt(rest string) bool {
	for _, r := range rest {
		return unicode.IsSpace(r) || r >= 0x2e80
	}
	return true
}
