package openaitest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A schema is a strict JSON schema, its properties in their order.
type schema struct {
	types []string
	props []property
	items *schema
	any   []*schema
	enum  []json.RawMessage
}

type property struct {
	name   string
	schema *schema
}

func (s *schema) nullable() bool {
	return slices.Contains(s.types, "null") || slices.ContainsFunc(s.any, func(a *schema) bool { return slices.Contains(a.types, "null") })
}

// parseSchema reads a schema as OpenAI's strict mode does: every property is
// required, none may be added, and only known keywords stand in it.
func parseSchema(name string, raw json.RawMessage) (*schema, error) {
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`).MatchString(name) {
		return nil, fmt.Errorf("invalid name %q", name)
	}
	s, err := readSchema(raw, "()", 0)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(s.types, []string{"object"}) {
		return nil, fmt.Errorf("in context=(), schema must have type 'object'")
	}
	return s, nil
}

func schemaKeywords() []string {
	return strings.Fields(`type properties required additionalProperties items enum const description title anyOf
		pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems`)
}

func readSchema(raw json.RawMessage, at string, depth int) (*schema, error) {
	var f map[string]json.RawMessage
	if err := json.Unmarshal(raw, &f); err != nil || depth > 10 {
		return nil, fmt.Errorf("in context=%s, not a schema of at most ten levels", at)
	}
	for k := range f {
		if !slices.Contains(schemaKeywords(), k) {
			return nil, fmt.Errorf("in context=%s, '%s' is not permitted", at, k)
		}
	}
	s := &schema{}
	var one string
	if json.Unmarshal(f["type"], &one) == nil {
		s.types = []string{one}
	} else if f["type"] != nil {
		if err := json.Unmarshal(f["type"], &s.types); err != nil {
			return nil, fmt.Errorf("in context=%s, 'type' is no type", at)
		}
	}
	for _, t := range s.types {
		if !slices.Contains([]string{"object", "array", "string", "number", "integer", "boolean", "null"}, t) {
			return nil, fmt.Errorf("in context=%s, '%s' is not a valid type", at, t)
		}
	}
	if err := s.readParts(f, at, depth); err != nil {
		return nil, err
	}
	if len(s.types)+len(s.any)+len(s.enum) == 0 {
		return nil, fmt.Errorf("in context=%s, schema must have a 'type' key", at)
	}
	return s, nil
}

func (s *schema) readParts(f map[string]json.RawMessage, at string, depth int) error {
	if f["enum"] != nil {
		if err := json.Unmarshal(f["enum"], &s.enum); err != nil {
			return fmt.Errorf("in context=%s, 'enum' is no list", at)
		}
	}
	var alternatives []json.RawMessage
	if f["anyOf"] != nil {
		if err := json.Unmarshal(f["anyOf"], &alternatives); err != nil {
			return fmt.Errorf("in context=%s, 'anyOf' is no list", at)
		}
	}
	for _, raw := range alternatives {
		a, err := readSchema(raw, at, depth+1)
		if err != nil {
			return err
		}
		s.any = append(s.any, a)
	}
	if slices.Contains(s.types, "array") {
		if f["items"] == nil {
			return fmt.Errorf("in context=%s, array schema missing items", at)
		}
		var err error
		if s.items, err = readSchema(f["items"], at+".items", depth+1); err != nil {
			return err
		}
	}
	if slices.Contains(s.types, "object") {
		return s.readProperties(f, at, depth)
	}
	return nil
}

func (s *schema) readProperties(f map[string]json.RawMessage, at string, depth int) error {
	if string(f["additionalProperties"]) != "false" {
		return fmt.Errorf("in context=%s, 'additionalProperties' is required to be supplied and to be false", at)
	}
	var required []string
	if f["required"] != nil {
		if err := json.Unmarshal(f["required"], &required); err != nil {
			return fmt.Errorf("in context=%s, 'required' is no list of names", at)
		}
	}
	dec := json.NewDecoder(bytes.NewReader(f["properties"]))
	if _, err := dec.Token(); err != nil {
		return fmt.Errorf("in context=%s, 'properties' is missing", at)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		name, _ := key.(string)
		if !slices.Contains(required, name) {
			return fmt.Errorf("in context=%s, 'required' is required to be supplied and to be an array including every key in properties. Missing '%s'", at, name)
		}
		sub, err := readSchema(raw, at+"."+name, depth+1)
		if err != nil {
			return err
		}
		s.props = append(s.props, property{name, sub})
	}
	if len(required) != len(s.props) {
		return fmt.Errorf("in context=%s, 'required' names what is no property", at)
	}
	return nil
}
