// Package peers holds Journey's client and its stand-in server against programs
// that nobody here wrote: the official Go client asks openaitest, Journey asks aimock
// and, where it was built, Ollama, and what it sends is held against OpenAI's description of its API. It is a module of its own, so that none of them is the product's concern.
// Run it by the commands run and ollama beside it.
package peers
