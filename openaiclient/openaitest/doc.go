// Package openaitest is a server that speaks OpenAI's protocol, for tests, demos
// and measurements: real HTTP and server-sent events on a socket of this machine,
// with the latency and the faults one asks for.
//
// It is strict: a request that OpenAI would refuse is refused here, with the same
// status and error object — unknown fields, a wrong key, max_tokens for a reasoning
// model, a schema that is not strict, response_format for a GPT image model, a size
// outside the rules, the retired variations endpoint.
//
// It tells a little story that fits any strict JSON schema, the same story for the
// same request, and ends it when the schema leaves no other way. Pictures are real
// files of the size asked for, drawn from the words of the prompt.
//
// Every call is recorded with its times ([Server.Calls]), so that a test can prove
// what happened before what. [Server.Fail] queues faults, of which [Faults] holds
// one of each kind by name.
package openaitest
