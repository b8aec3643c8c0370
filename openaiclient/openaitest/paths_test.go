package openaitest

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestAzuresPaths(t *testing.T) {
	t.Parallel()
	var logged []Call
	s := New(Options{Key: "k", Log: func(c Call) { logged = append(logged, c) }})
	t.Cleanup(http.DefaultClient.CloseIdleConnections)
	const version = "?api-version=2025-04-01-preview"
	tests := []struct {
		name, path, key, body string
		status                int
		says                  string
	}{
		{"a deployment", "/openai/deployments/gpt-6-luna/chat/completions" + version, "k", `{` + hello + `}`, 200, `"finish_reason":"stop"`},
		{"a stream begins without choices", "/openai/deployments/gpt-6-luna/chat/completions" + version, "k", `{"stream":true,` + hello + `}`, 200, `"prompt_filter_results"`},
		{"pictures", "/openai/deployments/gpt-image-2/images/generations" + version, "k", `{"prompt":"x","size":"1024x640"}`, 200, `b64_json`},
		{"the new way", "/openai/v1/chat/completions", "k", `{"model":"gpt-6-luna",` + hello + `}`, 200, `"finish_reason":"stop"`},
		{"no version", "/openai/deployments/gpt-6-luna/chat/completions", "k", `{` + hello + `}`, 404, `Resource not found`},
		{"no such deployment", "/openai/deployments/mine/chat/completions" + version, "k", `{` + hello + `}`, 404, `DeploymentNotFound`},
		{"another key", "/openai/v1/chat/completions", "other", `{}`, 401, `invalid subscription key`},
	}
	for _, tt := range tests {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+s.addr.String()+tt.path, strings.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Api-Key", tt.key)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != tt.status || !strings.Contains(string(answer), tt.says) {
			t.Errorf("%s: %v, %d %.300s", tt.name, err, res.StatusCode, answer)
		}
	}
	s.Close()
	if len(logged) != len(tests) || logged[0].Endpoint != Chat || logged[6].Status != 401 {
		t.Errorf("logged %d calls", len(logged))
	}
}
