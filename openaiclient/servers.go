package openaiclient

import "sync"

// A Servers makes clients. What one of them learns of its server, by use, is known
// to all clients of that server: which parameters it refuses, whether it edits
// pictures. The zero value is ready.
type Servers struct {
	mu    sync.Mutex
	known map[string]*learned // by address
}

// New returns a client for the server of cfg; it asks the server nothing yet.
func (s *Servers) New(cfg Config) (*Client, error) {
	base, err := parseBase(cfg.BaseURL)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.known[base.String()]
	if l == nil {
		l = newLearned()
		if s.known == nil {
			s.known = map[string]*learned{}
		}
		s.known[base.String()] = l
	}
	return newClient(cfg.withDefaults(), base, l), nil
}

// New returns a client as [Servers.New] does, which learns alone.
func New(cfg Config) (*Client, error) { return new(Servers).New(cfg) }

// Capabilities are what use has shown of a server with a client's models. Nothing
// is tried in order to know.
type Capabilities struct {
	Schema   Ability // replies held to a JSON schema
	Stream   Ability // replies word by word
	Vision   Ability // the text model sees pictures
	Pictures Ability // pictures from words
	Previews Ability // of pictures being painted
	Edits    Ability // pictures from pictures
	Several  Ability // more than one picture to start from
	Masks    Ability // edits of a part
}

// Capabilities returns what is known by now.
func (c *Client) Capabilities() Capabilities {
	know := c.doer.known.ability
	return Capabilities{
		Schema: know(chat, "response_format"), Stream: know(chat, "stream"), Vision: know(descriptions, ""),
		Pictures: know(pictures, ""), Previews: know(pictures, "stream"),
		Edits: know(edits, ""), Several: know(edits, severalPictures), Masks: c.masks(),
	}
}

// masks: LocalAI edits nothing but what a mask leaves open.
func (c *Client) masks() Ability {
	know := c.doer.known.ability
	if know(inpaintings, "") == Able {
		return Able
	}
	if know(edits, "") == Unable {
		return Unable
	}
	return know(edits, "mask")
}
