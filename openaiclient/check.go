package openaiclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A Status says, in a sentence for a person, whether a model can be used.
type Status struct {
	// OK is false when the model certainly cannot be used now.
	OK       bool
	Model    string
	Sentence string
	// Listed are the models the server lists, when Model is not one of them.
	Listed []string
}

// Check asks the server for its models and says what that means for text and for
// pictures. A model that is missing from the list may work all the same, as new
// ones do for a while: nothing is concluded from that. Nothing is bought.
func (c *Client) Check(ctx context.Context) (text, pictures Status) {
	list, err := c.models(ctx)
	return c.status(c.cfg.TextModel, list, err), c.status(c.cfg.PictureModel, list, err)
}

// models returns the models of the server, each with the date at which it is shut
// down, if that is known.
func (c *Client) models(ctx context.Context) (map[string]string, error) {
	list := map[string]string{}
	err := c.try(ctx, models, c.cfg.Timeouts.Check, func(ctx context.Context) (*call, bool, error) {
		k := &call{endpoint: models, limit: maxModels}
		if _, err := c.api.ListModels(withCall(ctx, k)); err != nil {
			return k, false, err
		}
		var answer struct {
			Data []struct {
				ID       looseText `json:"id"`
				Shutdown looseText `json:"shutdown_date"`
			} `json:"data"`
		}
		if err := json.Unmarshal(k.body, &answer); err != nil {
			return k, false, c.errorf(ErrModel, "%s answers, but not with a list of models.", c.Server())
		}
		for _, m := range answer.Data {
			list[string(m.ID)] = string(m.Shutdown)
		}
		return k, false, nil
	})
	return list, err
}

func (c *Client) status(model string, list map[string]string, err error) Status {
	s := Status{OK: true, Model: model}
	shutdown, listed := list[model]
	if !listed { // Ollama lists it with the tag that it adds
		shutdown, listed = list[model+":latest"]
	}
	switch {
	case errors.Is(err, ErrModel):
		s.Sentence = fmt.Sprintf("%s answers but lists no models; whether it has %s shows when it is used.", c.Server(), model)
	case err != nil:
		s.OK, s.Sentence = false, err.Error()
	case listed && shutdown != "":
		s.Sentence = fmt.Sprintf("%s answers and has %s, which is to be shut down on %s: choose another before then.", c.Server(), model, c.detail(shutdown))
	case listed:
		s.Sentence = fmt.Sprintf("%s answers and has %s.", c.Server(), model)
	default:
		for _, name := range slices.Sorted(maps.Keys(list)) {
			s.Listed = append(s.Listed, c.detail(name))
		}
		s.Sentence = fmt.Sprintf("%s answers; %s is not among the %d models it lists, which new models sometimes are not.", c.Server(), model, len(list))
	}
	return s
}
