package openaiclient

import (
	"net/url"
	"strings"
)

// A dialect is how a server departs from OpenAI's addresses and headers.
type dialect struct {
	azure bool // the key has a header of its own
	// version is Azure's api-version, with which a model is a part of the address.
	version string
	router  bool // OpenRouter: one address for all pictures
	xai     bool
	openai  bool // OpenAI itself
}

func dialectOf(base *url.URL) dialect {
	host := base.Hostname()
	version := base.Query().Get("api-version")
	return dialect{
		azure: version != "" || isAzure(host), version: version,
		router: host == "openrouter.ai" || strings.HasSuffix(host, ".openrouter.ai"),
		openai: host == "api.openai.com",
		xai:    host == "api.x.ai" || strings.HasSuffix(host, ".api.x.ai"),
	}
}

func isAzure(host string) bool {
	for _, cloud := range []string{".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"} {
		if strings.HasSuffix(host, cloud) {
			return true
		}
	}
	return false
}

// address corrects the address that go-openai made for an endpoint and model.
func (d dialect) address(u *url.URL, endpoint, model string) {
	switch {
	case endpoint == inpaintings:
		u.Path = strings.TrimSuffix(u.Path, "/edits") + "/inpainting"
	case d.router && paints(endpoint):
		u.Path = u.Path[:strings.LastIndexByte(u.Path, '/')]
	}
	if d.version == "" {
		return
	}
	u.RawQuery = url.Values{"api-version": {d.version}}.Encode()
	before, after, ok := strings.Cut(u.Path, "/openai/")
	named := strings.HasPrefix(after, "deployments/")
	switch {
	case !ok || strings.HasPrefix(after, "v1/"):
	case named && endpoint == models:
		u.Path = before + "/openai/models"
	case !named && endpoint != models:
		u.Path = before + "/openai/deployments/" + model + "/" + after
	}
}

// sends reports whether a server has ever heard of a parameter.
func (d dialect) sends(param string) bool {
	return !d.router || param != "response_format" && param != "mask"
}

// oldLimit reports whether a reply's length is to be given under its old name too:
// Ollama overlooks the new one, and OpenAI's newer models refuse the old, but for
// gpt-oss, which is run at home.
func (d dialect) oldLimit(model string) bool {
	model = model[strings.LastIndexByte(model, '/')+1:]
	return !d.openai && !d.azure && (!strings.HasPrefix(model, "gpt-") || strings.HasPrefix(model, "gpt-oss"))
}

// home reports whether this may be a server of somebody's own, of a kind that the address
// does not tell.
func (d dialect) home() bool { return !d.openai && !d.azure && !d.router && !d.xai }

// forms reports whether pictures may be sent as multipart/form-data.
func (d dialect) forms() bool { return !d.router && !d.xai }

// pictures names the pictures of an edit in JSON: OpenAI's way, xAI's, or that of
// OpenRouter.
func (d dialect) pictures(model string, all []part) (name string, value any) {
	var list []any
	for _, p := range all {
		switch at := dataURL(p.data); {
		case d.router:
			list = append(list, map[string]any{"type": "image_url", "image_url": map[string]string{"url": at}})
		case d.isXAI(model):
			list = append(list, map[string]any{"type": "image_url", "url": at})
		default:
			list = append(list, map[string]any{"image_url": at})
		}
	}
	switch {
	case d.router:
		return "input_references", list
	case d.isXAI(model) && len(list) == 1:
		return "image", list[0]
	}
	return "images", list
}

// isXAI is true of a gateway to xAI's models too.
func (d dialect) isXAI(model string) bool { return d.xai || strings.Contains(model, "grok") }
