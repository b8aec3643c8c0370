package openaiclient

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"journey/game"
)

// afterReply is how long the usage is waited for when the chapter is there.
const afterReply = 2 * time.Second

type narrator struct{ c *Client }

// Narrate implements game.Narrator. A brief that turns out to be longer than the model
// can read is cut and sent once more.
func (n narrator) Narrate(ctx context.Context, b game.Brief, emit func(game.Piece)) (game.Chapter, error) {
	request := n.fitted(b)
	told, err := n.ask(ctx, b, request, emit)
	if n.tooLong(request, err) {
		vain := told.Usage
		told, err = n.ask(ctx, b, n.fitted(b), emit)
		told.Usage = vain.Plus(told.Usage)
	}
	return told, err
}

func (n narrator) ask(ctx context.Context, b game.Brief, request openai.ChatCompletionRequest, emit func(game.Piece)) (game.Chapter, error) {
	var told game.Chapter
	var used game.Usage
	err := n.c.try(ctx, chat, n.c.cfg.Timeouts.Text, func(ctx context.Context) (*call, bool, error) {
		t := newTelling(emit)
		t.scrub.key, t.asked, t.cast = n.c.cfg.Key, promptTokens(request), b.Cast
		k, err := n.listen(ctx, request, t)
		t.end()
		told, err = n.settle(b, t, k, err)
		used = used.Plus(n.c.textUsage(request, t.usage, t.raw.Len(), k))
		told.Usage = used
		told.Teller = n.c.cfg.TextModel
		return k, t.shown(), err
	})
	return told, err
}

func (n narrator) request(b game.Brief, prompt string, reply int) openai.ChatCompletionRequest {
	return openai.ChatCompletionRequest{
		Model: n.c.cfg.TextModel,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: systemPrompt(b.Premise.Reader)},
			{Role: openai.ChatMessageRoleUser, Content: prompt},
		},
		MaxCompletionTokens: reply,
		ResponseFormat: &openai.ChatCompletionResponseFormat{
			Type: openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{
				Name: "chapter", Strict: true, Schema: replySchema(b.Arc, n.c.doer.dialect.home()),
			},
		},
	}
}

// listen sends the request and feeds the reply to t until it ends. The error is
// nil when the stream ended by itself, for good or bad.
func (n narrator) listen(ctx context.Context, request openai.ChatCompletionRequest, t *telling) (*call, error) {
	ctx, dog, stop := watch(ctx, n.c.cfg.Timeouts.First, n.c.cfg.Timeouts.Idle)
	defer stop()
	k := &call{
		endpoint: chat, stream: true, limit: maxStream, heard: dog.heard,
		extra: map[string]any{"stream_options": map[string]any{"include_usage": true, "include_obfuscation": false}},
	}
	if e := n.c.cfg.Effort; e != "" {
		k.extra["reasoning_effort"] = e
	}
	began := n.sayWhenSilent(ctx)
	defer began()
	stream, err := n.c.api.CreateChatCompletionStream(withCall(ctx, k), request)
	if err != nil {
		return k, n.c.explain(ctx, k, err)
	}
	defer func() { _ = stream.Close() }()
	for {
		line, err := stream.RecvRaw()
		began()
		if errors.Is(err, io.EOF) {
			return k, nil
		}
		if err != nil {
			return k, n.c.explain(ctx, k, err)
		}
		c, ok := parseChunk(line)
		if !ok {
			continue // half an event; whether it mattered shows at the end
		}
		if !c.failure.isZero() {
			return k, n.c.explainFailure(chat, k.status, c.failure)
		}
		if !t.take(c) {
			return k, n.c.explain(ctx, k, errTooLarge)
		}
		if t.reader.Complete() {
			dog.rest(afterReply)
		}
	}
}

// sayWhenSilent tells the player, an eighth of the longest wait from now, that the server
// has not begun to answer, as a large model at home may not for a while. Began ends that.
func (n narrator) sayWhenSilent(ctx context.Context) (began func()) {
	var mu sync.Mutex
	said, over := false, false
	silence := time.AfterFunc(n.c.cfg.Timeouts.First/8, func() {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			said = true
			game.Wait(ctx, "The storyteller's server has not begun to answer…")
		}
	})
	return func() {
		silence.Stop()
		mu.Lock()
		defer mu.Unlock()
		if said && !over {
			game.Wait(ctx, "")
		}
		over = true
	}
}

// settle judges a reply that has ended, with err when it did not end by itself.
func (n narrator) settle(b game.Brief, t *telling, k *call, err error) (game.Chapter, error) {
	chapter, fault := t.understood(b.Arc)
	if e := n.verdict(t, k, fault, err); e != nil {
		if t.prose.Len() > 0 {
			chapter.Prose = t.prose.String()
		}
		return chapter, e
	}
	return t.showRest(chapter), nil
}

// verdict is nil for a chapter that is whole, or cut only after all that is needed
// to play on.
func (n narrator) verdict(t *telling, k *call, fault string, err error) error {
	whole, enough := t.reader.Complete(), t.proseComplete() && !t.reader.Broken()
	switch {
	case fault == "" && (whole || enough && (err == nil || t.shown())):
		return nil
	case !whole && (t.refusal.Len() > 0 || t.finish == "content_filter"):
		return n.c.refusedChapter(or(t.refusal.String(), t.finish))
	case err != nil && t.shown():
		return n.c.brokeOff(err)
	case err != nil:
		return err
	case t.raw.Len() == 0:
		return n.silence(t, k)
	case !whole && t.finish == "length":
		e := n.c.brokeOff(nil)
		e.fault = "it was longer than allowed and was cut"
		return e
	case !whole && !t.ended(k):
		e := n.c.brokeOff(nil)
		e.retry = true
		return e
	case !t.reader.Started() && !t.text.said:
		return n.c.unusable("it is not a JSON object")
	case fault == "":
		return nil // mended
	}
	return n.c.unusable(fault)
}

// ended reports whether the server said that the reply is over. A connection that
// was cut looks like a stream that ended, but for that.
func (t *telling) ended(k *call) bool {
	switch t.finish {
	case "":
		return k.done
	case "error", "insufficient_system_resource":
		return false
	}
	return true
}

// silence is a reply without a word.
func (n narrator) silence(t *telling, k *call) *Error {
	switch {
	case t.finish == "length":
		return n.c.errorf(ErrUnusable, "%s thought until its tokens were used up and wrote nothing. Set a lower effort under [text], or another model.", n.c.cfg.TextModel)
	case k.stray != "":
		e := n.c.errorf(ErrUnusable, "%s answers, but not as a model server does. Check that %s is the right address.", n.c.Server(), n.c.base)
		e.Detail = n.c.detail(plain([]byte(k.stray)))
		return e
	}
	e := n.c.errorf(ErrServer, "%s answered without a word. Perhaps the story no longer fits into the model's context: try again, or set a larger one.", n.c.Server())
	if t.asked >= leastToBeLong && n.c.context() < smallContext {
		e.Reason = ErrTooLong // LM Studio says nothing else to it
		return e
	}
	e.retry = true
	return e
}

// brokeOff is a reply that ended in the middle, because of cause if that is known.
func (c *Client) brokeOff(cause error) *Error {
	e := c.errorf(ErrBrokeOff, "The reply of %s broke off in the middle. Tell the chapter again when you like.", c.cfg.TextModel)
	if because := (*Error)(nil); errors.As(cause, &because) {
		e.Sentence += " (" + because.Sentence + ")"
		e.Status, e.Code, e.Detail = because.Status, because.Code, because.Detail
		e.Reason = errors.Join(ErrBrokeOff, because.Reason)
		e.retry = because.retry
	}
	return e
}

// textUsage is what a reply cost: as the server counted, or estimated when a
// stream ended before it said so, since what was read and told is paid all the same.
func (c *Client) textUsage(request openai.ChatCompletionRequest, counted *tokens, reply int, k *call) game.Usage {
	u := game.Usage{Model: c.cfg.TextModel}
	switch {
	case counted != nil:
		u.InputTokens, u.OutputTokens = counted.Prompt+counted.Input, counted.Completion+counted.Output
	case reply > 0 || k.unanswered():
		sent, _ := json.Marshal(request)
		u.InputTokens, u.OutputTokens = len(sent)/4, reply/4
	}
	if p, ok := c.price(u.Model); ok {
		u.USD = p.text(u.InputTokens, u.OutputTokens)
	}
	return c.billed(counted, u)
}

// billed is a usage with the cost that the server itself named. Other servers than
// OpenRouter may count it in anything.
func (c *Client) billed(counted *tokens, u game.Usage) game.Usage {
	if counted != nil && counted.Cost > 0 && c.doer.dialect.router {
		u.USD = counted.Cost
	}
	return u
}

// Price implements game.PricedNarrator: the whole request, and a reply as long as it
// may be. No language has more tokens than a third of its bytes.
func (n narrator) Price(b game.Brief) (most float64, known bool) {
	p, ok := n.c.price(n.c.cfg.TextModel)
	if !ok {
		return 0, n.c.Local()
	}
	request := n.fitted(b)
	sent, _ := json.Marshal(request)
	return p.text(len(sent)/3, request.MaxCompletionTokens), true
}
