package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sort"
)

// A refusal is an error answer.
type refusal struct {
	status int
	apiError
}

// refuse is the answer 400 for a parameter.
func refuse(param, code, message string) *refusal {
	r := &refusal{http.StatusBadRequest, apiError{Message: message, Type: invalidRequest, Param: &param}}
	if code != "" {
		r.Code = code
	}
	return r
}

// decodeStrict reads a JSON request whose top-level fields are all known.
func decodeStrict(body []byte, into any, known []string) (map[string]json.RawMessage, *refusal) {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(body, &fields); err != nil {
		return nil, &refusal{http.StatusBadRequest, apiError{Message: "We could not parse the JSON body of your request.", Type: invalidRequest}}
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
		return nil, &refusal{http.StatusBadRequest, apiError{Message: "Invalid type: " + err.Error(), Type: invalidRequest, Code: "invalid_type"}}
	}
	return fields, nil
}
