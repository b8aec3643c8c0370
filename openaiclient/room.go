package openaiclient

import (
	"errors"
	"net/url"
	"strings"

	openai "github.com/sashabaranov/go-openai"

	"journey/game"
)

// Contexts in tokens, of which nothing is known but where the model runs.
const (
	hugeContext    = 1_000_000 // OpenAI's, of the sixth generation
	hostedContext  = 32_000    // of what is served over the internet
	localContext   = 8192
	ollamaContext  = 4096 // as Ollama sets it; it cuts what is longer without a word
	smallContext   = 32_000
	mostBrief      = 32_000 // more makes no better chapters, only dearer ones
	shortestReply  = 1000   // of a chapter with all its members
	leastToBeLong  = 2000   // a shorter prompt fits everywhere
	ollamaPort     = "11434"
	contextLearned = "context" // the name under which a size is remembered
)

// usualContext is what a model is taken to read and write at once until its server
// says otherwise.
func usualContext(model string, base *url.URL) int {
	switch {
	case strings.HasPrefix(model[strings.LastIndexByte(model, '/')+1:], "gpt-6"):
		return hugeContext
	case base.Port() == ollamaPort:
		return ollamaContext
	case base.Scheme == "https":
		return hostedContext
	}
	return localContext
}

// context is how many tokens the text model reads and writes at once: as its server
// said, as the player set it, or as is usual.
func (c *Client) context() int {
	set := or(c.cfg.Context, usualContext(c.cfg.TextModel, c.base))
	if said := c.doer.known.find(c.doer.known.fact(chat, contextLearned)).size; said > 0 {
		return min(said, set)
	}
	return set
}

// reserved is what a context keeps free for the reply.
func (c *Client) reserved(context int) int {
	if context >= smallContext {
		return c.cfg.MaxTokens
	}
	return min(c.cfg.MaxTokens, max(shortestReply, context/4))
}

// fitted returns the request for a brief cut to the model's context.
func (n narrator) fitted(b game.Brief) openai.ChatCompletionRequest {
	context := n.c.context()
	reply := n.c.reserved(context)
	fixed := game.Tokens(systemPrompt(b.Premise.Reader))
	if context >= smallContext { // smaller ones are held to a schema by a grammar, which takes no room
		fixed += game.Tokens(string(replySchema(b.Arc, false)))
	}
	room := min(context-reply-fixed, mostBrief)
	prompt := briefPrompt(b)
	// A brief knows only about how long it is once written down: that is checked.
	for target := room; game.Tokens(prompt) > room; target -= max(game.Tokens(prompt)-room, 1) {
		short := b.Within(target)
		prompt = briefPrompt(short)
		if short.Tokens() > target {
			break // nothing is left to cut
		}
	}
	if context < smallContext {
		reply = min(n.c.cfg.MaxTokens, max(reply, context-fixed-game.Tokens(prompt)))
	}
	return n.request(b, prompt, reply)
}

// tooLong remembers the size of a context that was too small and reports whether err
// says so, before anything was shown.
func (n narrator) tooLong(request openai.ChatCompletionRequest, err error) bool {
	var e *Error
	if !errors.Is(err, ErrTooLong) || !errors.As(err, &e) || e.shown {
		return false
	}
	asked := promptTokens(request)
	if asked < leastToBeLong {
		return false
	}
	size := e.Context()
	if size <= 0 || size >= n.c.context() { // unsaid, or the estimate was too low
		size = (asked + n.c.reserved(n.c.context())) / 2
	}
	n.c.doer.known.note(n.c.doer.known.fact(chat, contextLearned), finding{ability: Unable, size: size})
	return true
}

func promptTokens(request openai.ChatCompletionRequest) int {
	n := 0
	for _, m := range request.Messages {
		n += game.Tokens(m.Content)
	}
	return n
}
