package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sort"
)

const invalidRequest = "invalid_request_error"

// An apiError is OpenAI's error object.
type apiError struct {
	Message string      `json:"message"`
	Type    string      `json:"type"`
	Param   *string     `json:"param"`
	Code    any         `json:"code"`
	Details *moderation `json:"moderation_details,omitempty"`
}

// A moderation says why something was refused.
type moderation struct {
	Stage      string   `json:"moderation_stage"`
	Categories []string `json:"categories"`
}

// A refusal is an error answer.
type refusal struct {
	status int
	apiError
	raw string // the whole answer, when it is not OpenAI's
}

// refuse is the answer 400 for a parameter.
func refuse(param, code, message string) *refusal {
	r := &refusal{status: http.StatusBadRequest, apiError: apiError{Message: message, Type: invalidRequest, Param: &param}}
	if code != "" {
		r.Code = code
	}
	return r
}

// noModel is the answer 404 for a model that is not there.
func noModel(name string) *refusal {
	return &refusal{status: http.StatusNotFound, apiError: apiError{
		Message: fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", name), Type: invalidRequest, Code: "model_not_found",
	}}
}

// unverified is the answer to an organisation that has not shown who it is.
func unverified(status int, to string) *refusal {
	return &refusal{status: status, apiError: apiError{
		Message: "Your organization must be verified to " + to + ". Please go to: https://platform.openai.com/settings/organization/general and click on Verify Organization. If you just verified, it can take up to 15 minutes for access to propagate.",
		Type:    invalidRequest,
	}}
}

// at names the parameter that is refused, and why.
func (r *refusal) at(param, code string) *refusal {
	r.Param, r.Code = &param, code
	return r
}

// rawRefusal is an answer 400 that is not OpenAI's.
func rawRefusal(body string) *refusal { return &refusal{status: http.StatusBadRequest, raw: body} }

// decodeStrict reads a JSON request whose top-level fields are all known.
func decodeStrict(body []byte, into any, known []string) (map[string]json.RawMessage, *refusal) {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, &refusal{status: http.StatusBadRequest, apiError: apiError{Message: "We could not parse the JSON body of your request.", Type: invalidRequest}}
	}
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, refuse(name, "unknown_parameter", fmt.Sprintf("Unknown parameter: '%s'.", name))
		}
	}
	if err := json.Unmarshal(body, into); err != nil {
		return nil, &refusal{status: http.StatusBadRequest, apiError: apiError{Message: "Invalid type: " + err.Error(), Type: invalidRequest, Code: "invalid_type"}}
	}
	return fields, nil
}
