package game

import "regexp"

// A lexicon is the words by which a chapter is held against the cast. They take a few
// milliseconds to compile, so that each journey does it once.
type lexicon struct {
	// notNow matches what lets somebody be seen or heard who is not there: memory,
	// dream, magic, picture, a stranger of that name, or that the story knows it.
	notNow *regexp.Regexp
	// cameBack matches how somebody who went away is met again.
	cameBack *regexp.Regexp
	// unsure, dead and gone match fates.
	unsure *regexp.Regexp
	dead   *regexp.Regexp
	gone   *regexp.Regexp
	// cause matches what changes looks, whosesoever; why what may have changed one that
	// the same sentence speaks of.
	cause *regexp.Regexp
	why   *regexp.Regexp
	// light matches what gives things another colour.
	light *regexp.Regexp
	// redressed matches what gives somebody other clothes, regained what gives a thing back.
	redressed *regexp.Regexp
	regained  *regexp.Regexp
	// ages and marks match what a look says of them.
	ages  *regexp.Regexp
	marks *regexp.Regexp
}

func newLexicon() *lexicon {
	return &lexicon{
		notNow: regexp.MustCompile(`(?i)\b(dead|death|died|dies|dying|grave\w*|tomb\w*|corpse\w*|buried|burial|funeral|mourn\w*|killed|alive|living|resurrect\w*|` +
			`undead|return\w*|impossibl\w*|ghost\w*|spirit\w*|spect\w*|phantom\w*|apparition\w*|vision\w*|dream\w*|nightmare\w*|asleep|sleep\w*|` +
			`remember\w*|memor\w*|recall\w*|flashback\w*|ago|once (?:said|told|more)|the past|imagine\w*|imagining|hallucinat\w*|portrait\w*|statue\w*|paint\w*|` +
			`photo\w*|record\w*|hologram\w*|tape\w*|radio|phone|screen\w*|video|film|message\w*|letter|diary|echo\w*|mirror\w*|reflect\w*|` +
			`afterlife|underworld|heaven|hell|s[ée]ance|necromanc\w*|impost\w*|twin|clone|disguis\w*|mask\w*|namesake|pretend\w*|illusion\w*|` +
			`young|younger|junior|son|daughter|quot\w*|used to|would (?:say|have)|had (?:said|told))\b`),
		cameBack: regexp.MustCompile(`(?i)\b(back|again|come|comes|came|coming|arriv\w*|appear\w*|emerg\w*|find|finds|found|meet\w*|met|wait\w*|reunit\w*|` +
			`catch\w*|caught|reach\w*|still|after all|where ha(?:ve|s)|long time|last|left|leave\w*|gone|went|join\w*|follow\w*|track\w*|search\w*)\b`),
		unsure: regexp.MustCompile(`(?i)\b(presumed|believed|thought|perhaps|maybe|nearly|almost|half|left for|un|not|never|seem\w*|faked?|feign\w*|reported|said|missing|undead|ghost|spirit|return\w*|reviv\w*|resurrect\w*|alive|but|until|brain)\b`),
		dead:   regexp.MustCompile(`(?i)\b(dead|died|killed|slain|murdered|executed|deceased|drowned|beheaded|hanged)\b`),
		gone:   regexp.MustCompile(`(?i)^(gone|left|departed)\b`),
		cause: regexp.MustCompile(`(?i)\b(dye\w*|bleach\w*|shav\w*|wig|disguis\w*|transform\w*|shapeshift\w*|potion\w*|spell\w*|magic\w*|curse\w*|enchant\w*|glamour\w*|` +
			`illusion\w*|surgery|implant\w*|clone|body|possess\w*|mutat\w*|heal\w*|reborn|(?:years|months|decades|winters|summers) (?:later|pass\w*|ago|have|since)|` +
			`older|aged|ageing|aging|mask\w*|impost\w*|mirror|time|dream\w*|remember\w*|changed|changes|changing)\b`),
		why: regexp.MustCompile(`(?i)\b(now|no longer|cut|cuts|cutting|crop\w*|shorn|shear\w*|trim\w*|turn\w*|gone|go|goes|grow\w*|grew|becom\w*|fade\w*|burn\w*|singe\w*|scorch\w*|` +
			`paint\w*|powder\w*|ash|soot|mud|flour|dust|blood|snow|frost|wash\w*|new|once|used to|had been|was|were|stain\w*|white with|lose\w*|lost|blind\w*|glow\w*|tattoo\w*|reveal\w*|under)\b`),
		light:     regexp.MustCompile(`(?i)\b(neon|glow\w*|lit|firelight|torchlight|moonlight|sunset|sunrise|dusk|dawn|lamplight|candlelight|lantern\w*|flames?|fire|reflect\w*|shimmer\w*|painted|dark|darkness)\b`),
		redressed: regexp.MustCompile(`(?i)\b(new|another|borrow\w*|chang\w*|swap\w*|stolen|steal\w*|spare|second|dye\w*|stain\w*|blood\w*|mud\w*|snow\w*|soot\w*|dust\w*|soak\w*|lining|puts? on|pull\w* on|slip\w*|old|different|turn\w*|inside out|under|beneath)\b`),
		regained:  regexp.MustCompile(`(?i)\b(another|new|spare|second|find\w*|found|take\w*|took|pick\w*|borrow\w*|hand(?:s|ed)?|giv\w*|gave|recover\w*|regain\w*|steal\w*|stole\w*|grab\w*|snatch\w*|buy\w*|bought|mak\w*|made|return\w*|back|offer\w*|catch\w*|scoop\w*|retriev\w*|toss\w*|throw\w*|pass\w*|pull\w*)\b`),
		ages:      regexp.MustCompile(`\b(\d{1,3})[- ]years?[- ]old\b|\baged (\d{1,3})\b|\b(teenage\w*|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|child|boy|toddler|young|elderly|middle-aged|old (?:man|woman|lady))\b`),
		marks:     regexp.MustCompile(`(?i)\b(scar|eyepatch|eye patch|tattoo|birthmark)\b[^,;.]*?\b(left|right)\b(?: (cheek|eye|brow|eyebrow|temple|jaw|hand|arm|forearm|shoulder|leg))?`),
	}
}
