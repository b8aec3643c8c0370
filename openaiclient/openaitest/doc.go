// Package openaitest is a server that speaks OpenAI's protocol, for tests, demos
// and measurements: real HTTP and server-sent events on a socket of this machine,
// with the latency and the faults one asks for. The command in its folder cmd runs
// it by itself.
//
// It is strict: a request that OpenAI would refuse is refused here, with the same
// status and error object — unknown fields, a wrong key, max_tokens for a reasoning
// model, a schema that is not strict, response_format for a GPT image model, a size
// outside the rules, a file part that is no picture, a mask of another size than its
// picture, the retired variations endpoint. It is found at OpenAI's paths, at both
// kinds of Azure's, and at OpenRouter's for pictures.
//
// It tells stories that fit any strict JSON schema: people come and go, promises are
// made and kept, and a story ends when the schema leaves no other way. The same
// request and seed tell the same chapter. Pictures are real files of the size asked
// for, drawn from the words of the prompt; an edit shows the pictures and the mask
// it was made from, and a picture that is sent to be looked at is described by its
// colours, so that a wrong one is noticed.
//
// Every call is recorded with its times ([Server.Calls]), so that a test can prove
// what happened before what. [Server.Fail] queues faults, [Server.Break] repeats
// them; [Faults] holds one of each kind by name.
package openaitest
