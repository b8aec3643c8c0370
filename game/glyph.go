package game

import (
	"strings"
	"unicode"
)

const (
	zwnj  = '\u200C'     // zero width non-joiner
	zwj   = '\u200D'     // zero width joiner
	flagA = '\U0001F1E6' // regional indicator A; two of them are a flag
	flagZ = '\U0001F1FF' // regional indicator Z
)

// A kind says what a rune does in a text.
type kind uint8

const (
	letter   kind = iota // starts a grapheme: letters, digits, punctuation, emoji
	mark                 // is drawn onto the letter before it
	extender             // a mark after a letter, else a letter: skin tones, Hangul vowels and tails
	selector             // chooses a variant of the letter before it
	joiner               // shapes the letters around it
	dropped              // has no place in a text
)

// kindOf returns the kind of a rune that is neither a space nor a line end.
func kindOf(r rune) kind {
	switch {
	case r < ' ' || r >= 0x7F && r < 0xA0:
		return dropped
	case r < 0x300 && r != '\u00AD', r >= 0x370 && r < 0x483, r >= 0x48A && r < 0x530,
		r >= 0x3041 && r < 0x3097, r >= 0x4E00 && r < 0xA000, r >= 0xAC00 && r < 0xD7A4:
		return letter // Latin, Greek, Cyrillic, kana, Han, Hangul: no need to look them up
	case r == zwj || r == zwnj:
		return joiner
	case r == '\uFE0E' || r == '\uFE0F', r >= 0x180B && r <= 0x180F && r != 0x180E:
		return selector
	case invisible(r):
		return dropped
	case r >= 0x1F3FB && r <= 0x1F3FF, r >= 0x1161 && r <= 0x11FF, r >= 0xD7B0 && r <= 0xD7FB:
		return extender
	case unicode.Is(unicode.M, r):
		return mark
	}
	return letter
}

// invisible reports whether r would not be seen, or not as the same by everybody:
// format characters, fillers, tags, noncharacters, private use.
func invisible(r rune) bool {
	switch r {
	case '\u034F', // combining grapheme joiner
		'\u115F', '\u1160', '\u3164', '\uFFA0', // Hangul fillers
		'\u17B4', '\u17B5': // Khmer inherent vowels
		return true
	}
	switch {
	case r >= 0x2060 && r <= 0x206F, // word joiner, invisible operators, bidi isolates
		r >= 0xFE00 && r <= 0xFE0D, // variation selectors without emoji
		r >= 0xFDD0 && r <= 0xFDEF, // noncharacters, as are the last two of a plane
		r >= 0xFFF0 && r <= 0xFFFB, // interlinear annotation and unassigned specials
		r >= 0xE0000,               // tags, supplementary variation selectors, private use
		r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Co)
}

// symbols are the emoji of the Basic Multilingual Plane (emoji-data.txt, Emoji=Yes).
const symbols = "©®‼⁉™ℹ↔↕↖↗↘↙↩↪⌚⌛⌨⏏⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳⏸⏹⏺Ⓜ▪▫▶◀◻◼◽◾☀☁☂☃☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸" +
	"☹☺♀♂♈♉♊♋♌♍♎♏♐♑♒♓♟♠♣♥♦♨♻♾♿⚒⚓⚔⚕⚖⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷" +
	"⛸⛹⛺⛽✂✅✈✉✊✋✌✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓❔❕❗❣❤➕➖➗➡➰➿⤴⤵⬅⬆⬇⬛⬜⭐⭕〰〽㊗㊙"

// pictograph reports whether r is an emoji that can be a part of a joined one.
func pictograph(r rune) bool {
	switch {
	case r < 0x10000:
		return r >= 0x80 && strings.ContainsRune(symbols, r)
	case r >= flagA && r <= flagZ, r >= 0x1F3FB && r <= 0x1F3FF:
		return false
	}
	return r >= 0x1F000 && r <= 0x1F64F || r >= 0x1F680 && r <= 0x1F6FF ||
		r >= 0x1F7E0 && r <= 0x1F7FF || r >= 0x1F900 && r <= 0x1FAFF
}

// takesSelector reports whether base has a variant that the selector s chooses: an
// emoji or the digit of a keycap, or a Mongolian letter.
func takesSelector(base, s rune) bool {
	if s == '\uFE0E' || s == '\uFE0F' {
		return pictograph(base) || base >= '0' && base <= '9' || base == '#' || base == '*'
	}
	return unicode.Is(unicode.Mongolian, base)
}

// shapes reports whether r belongs to a script whose letters take the form that a
// joiner beside them asks for: Arabic and its kin, the Brahmic scripts, Mongolian.
func shapes(r rune) bool {
	block := r >= 0x600 && r < 0x780 || r >= 0x7C0 && r < 0xE00 || // Arabic to Mandaic, Devanagari to Sinhala
		r >= 0x1000 && r < 0x10A0 || r >= 0x1780 && r < 0x18B0 // Myanmar, Khmer, Mongolian
	return block && unicode.In(r, unicode.L, unicode.M, unicode.Nd)
}
