package openaiclient

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"journey/game"
	"journey/openaiclient/openaitest"
)

// A refusalRow is an answer that servers really give, and what comes of it.
type refusalRow struct {
	name   string
	path   string
	status int
	header map[string]string
	body   string

	calls  int
	reason error
	says   string
}

func refusalRows() []refusalRow {
	const verify = "Your organization must be verified to use the model `gpt-image-1`. Please go to: https://platform.openai.com/settings/organization/general"
	quota := func(code string) string {
		return `{"error":{"message":"Over.","type":"insufficient_quota","param":null,"code":"` + code + `"}}`
	}
	again := map[string]string{"X-Should-Retry": "true"}
	return []refusalRow{
		{"wrong key", openaitest.Chat, 401, nil, `{"error":{"message":"Incorrect API key provided: ` + canary + `","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`, 1, ErrKey, "Check OPENAI_API_KEY"},
		{"wrong key, Gemini", openaitest.Chat, 400, nil, `[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]`, 1, ErrKey, "Check OPENAI_API_KEY"},
		{"wrong key, Azure", openaitest.Chat, 401, nil, `{"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}}`, 1, ErrKey, "Check OPENAI_API_KEY"},
		{"forbidden", openaitest.Chat, 403, nil, `<html>no</html>`, 1, ErrKey, "Allow it there"},
		{"unverified, for text", openaitest.Chat, 403, nil, `{"error":{"message":"` + verify + `","type":"invalid_request_error","param":null,"code":null}}`, 1, ErrKey, "Verify yours"},
		{"unverified, for pictures", openaitest.Pictures, 403, nil, `{"error":{"message":"` + verify + `","type":"invalid_request_error","param":null,"code":null}}`, 1, ErrKey, "Verify yours"},
		{"no such model", openaitest.Chat, 404, nil, `{"error":{"message":"The model ` + "`x`" + ` does not exist or you do not have access to it.","type":"invalid_request_error","param":null,"code":"model_not_found"}}`, 1, ErrModel, "has no model named gpt-6-luna"},
		{"no such model, Ollama", openaitest.Chat, 404, nil, `{"error":{"message":"model 'x' not found","type":"api_error","param":null,"code":null}}`, 1, ErrModel, "has no model named gpt-6-luna"},
		{"no chat", openaitest.Chat, 404, nil, "404 page not found", 1, ErrModel, "does not offer chat"},
		{"no pictures, Ollama", openaitest.Pictures, 404, nil, "404 page not found", 1, game.ErrUnable, "does not offer pictures"},
		{"no pictures, empty body", openaitest.Pictures, 404, nil, "", 1, game.ErrUnable, "does not offer pictures"},
		{"no pictures, by method", openaitest.Pictures, 405, nil, `{"detail":"Method Not Allowed"}`, 1, game.ErrUnable, "does not offer pictures"},
		{"moderated", openaitest.Pictures, 400, nil, `{"error":{"message":"Your request was rejected by the safety system. safety_violations=[sexual].","type":"image_generation_user_error","param":null,"code":"moderation_blocked"}}`, 1, game.ErrRefused, "other words"},
		{"moderated, older", openaitest.Pictures, 400, nil, `{"error":{"message":"x","type":"invalid_request_error","code":"content_policy_violation"}}`, 1, game.ErrRefused, "other words"},
		{"moderated, Azure", openaitest.Chat, 400, nil, `{"error":{"message":"The response was filtered.","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}`, 1, game.ErrRefused, "other words"},
		{"moderated, Azure pictures", openaitest.Pictures, 400, nil, `{"error":{"message":"Filtered.","code":"contentFilter"}}`, 1, game.ErrRefused, "other words"},
		{"rate limit", openaitest.Chat, 429, nil, `{"error":{"message":"Rate limit reached","type":"tokens","code":"rate_limit_exceeded"}}`, 3, ErrBusy, "Wait a minute"},
		{"rate limit, Gemini", openaitest.Chat, 429, nil, `[{"error":{"code":429,"message":"You exceeded your current quota, please retry in 34s.","status":"RESOURCE_EXHAUSTED"}}]`, 3, ErrBusy, "Wait a minute"},
		{"rate limit, no body", openaitest.Pictures, 429, nil, ``, 3, ErrBusy, "Wait a minute"},
		{"rate limit, not to be retried", openaitest.Chat, 429, map[string]string{"X-Should-Retry": "false"}, ``, 1, ErrBusy, "Wait a minute"},
		{"rate limit of an hour", openaitest.Chat, 429, map[string]string{"Retry-After": "3600"}, ``, 1, ErrBusy, "Wait a minute"},
		{"no credit", openaitest.Chat, 429, nil, quota("credit_balance_exhausted"), 1, ErrQuota, "Add credit"},
		{"limit of the organisation", openaitest.Chat, 429, nil, quota("organization_spend_limit_exceeded"), 1, ErrQuota, "raise the limit"},
		{"limit of the project", openaitest.Pictures, 429, nil, quota("project_spend_limit_exceeded"), 1, ErrQuota, "raise the limit"},
		{"limit of use", openaitest.Chat, 429, nil, quota("organization_usage_limit_exceeded"), 1, ErrQuota, "raise the limit"},
		{"no credit, retry advised", openaitest.Chat, 429, again, quota("insufficient_quota"), 1, ErrQuota, "Add credit"},
		{"no credit, OpenRouter", openaitest.Chat, 402, nil, `{"error":{"code":402,"message":"Insufficient credits"}}`, 1, ErrQuota, "Add credit"},
		{"timeout of the server", openaitest.Chat, 408, nil, ``, 3, ErrServer, "Try again"},
		{"conflict", openaitest.Chat, 409, nil, ``, 3, ErrServer, "Try again"},
		{"fault", openaitest.Chat, 500, nil, `{"error":{"message":"x","type":"server_error"}}`, 3, ErrServer, "Try again"},
		{"gateway in HTML", openaitest.Chat, 504, nil, `<html><h1>504</h1></html>`, 3, ErrServer, "Try again"},
		{"fault of a picture, perhaps paid", openaitest.Pictures, 500, nil, ``, 2, ErrServer, "Try again"},
		{"fault, not to be retried", openaitest.Chat, 500, map[string]string{"X-Should-Retry": "false"}, ``, 1, ErrServer, "Try again"},
		{"busy, KoboldCpp", openaitest.Chat, 503, nil, `{"detail":{"msg":"Server is busy; please try again later.","type":"service_unavailable"}}`, 3, ErrServer, "Try again"},
		{"sd-server", openaitest.Pictures, 400, nil, `{"error":"prompt required"}`, 1, ErrRequest, "prompt required"},
		{"sd-server, failed", openaitest.Pictures, 500, nil, `{"error":"server_error","message":"generate failed"}`, 2, ErrServer, "Try again"},
		{"vLLM-Omni", openaitest.Pictures, 400, nil, `{"detail":"Only response_format b64_json is supported for now"}`, 1, ErrRequest, "did not understand"},
		{"FastAPI", openaitest.Chat, 422, nil, `{"detail":[{"loc":["body","messages"],"msg":"Field required","type":"missing"}]}`, 1, ErrRequest, "messages: Field required"},
	}
}

// Every error of the servers we know of: what the player reads, and how often the
// server was asked.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, row := range refusalRows() {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			c, s, _ := connect(t, openaitest.Options{})
			fault := openaitest.Fault{Status: row.status, Header: row.header, Body: row.body}
			s.Fail(row.path, slices.Repeat([]openaitest.Fault{fault}, 4)...)
			ask := func() (err error) {
				if row.path == openaitest.Pictures {
					_, err = c.Painter().Paint(t.Context(), market(), nil)
				} else {
					_, err = c.Narrator().Narrate(t.Context(), opening(), func(game.Piece) {})
				}
				return err
			}
			err := ask()
			wantNoKey(t, err)
			calls := len(s.Calls(row.path))
			var e *Error
			if !errors.Is(err, row.reason) || !errors.As(err, &e) || !strings.Contains(err.Error(), row.says) || calls != row.calls {
				t.Fatalf("after %d calls: %v (%v), want %d, %q and %v", calls, err, e, row.calls, row.says, row.reason)
			}
			if e.Status != row.status || e.Shown() {
				t.Errorf("status %d, shown %v", e.Status, e.Shown())
			}
			t.Logf("| %s | %d | %s |", row.name, calls, err)
			_ = ask()
			// What is not there, or not for this account, is not asked for again.
			stopped := row.path == openaitest.Pictures && (errors.Is(err, game.ErrUnable) || row.status == http.StatusForbidden)
			if again := len(s.Calls(row.path)) - calls; stopped != (again == 0) {
				t.Errorf("asked %d times more", again)
			}
		})
	}
}
