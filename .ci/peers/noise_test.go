package peers

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// A noise model is a language model of half a megabyte that says words by chance. What
// holds it to the form of a chapter is the server alone, which is what is to be seen.
// The file is GGUF, version 3 (github.com/ggml-org/ggml/blob/master/docs/gguf.md), of one
// layer in Llama's architecture; the words are tokens of their own.
type noise struct {
	meta, info, data bytes.Buffer
	metas, tensors   int
}

// GGUF's names for kinds of values.
const (
	ggufInt    = 5
	ggufUint   = 4
	ggufFloat  = 6
	ggufString = 8
	ggufList   = 9
)

const (
	noiseWidth, noiseHidden, noiseHeads = 64, 128, 4
	noiseAlign                          = 32
)

type noiseToken struct {
	text  string
	score float32
	kind  int32   // SentencePiece's: 1 is normal, 2 unknown, 3 control, 6 a byte
	bias  float32 // how much more likely it is said
}

func noiseTokens() []noiseToken {
	all := []noiseToken{{"<unk>", 0, 2, -9}, {"<s>", 0, 3, -9}, {"</s>", 0, 3, -9}}
	for b := range 256 {
		all = append(all, noiseToken{fmt.Sprintf("<0x%02X>", b), 0, 6, -9})
	}
	for c := ' ' + 1; c < 127; c++ {
		all = append(all, noiseToken{string(c), -100, 1, -2})
	}
	all = append(all, noiseToken{"▁", -100, 1, -2})
	for word := range strings.FieldsSeq("lamp sea stair key wall light rain wind hand road tower bell boat stone glass river bread night dawn " +
		"letter voice clock garden mirror opens waits says knows turns falls climbs listens remembers walks burns sleeps asks hides") {
		all = append(all, noiseToken{word, -12, 1, 1}, noiseToken{"▁" + word, -10, 1, 2}, noiseToken{"▁" + word + `."`, -50, 1, 0.5})
	}
	return all
}

func (n *noise) text(to *bytes.Buffer, s string) {
	n.put(to, uint64(len(s)))
	to.WriteString(s)
}

func (*noise) put(to *bytes.Buffer, values ...any) {
	for _, v := range values {
		_ = binary.Write(to, binary.LittleEndian, v) // a buffer takes all
	}
}

func (n *noise) set(key string, kind uint32, value any) {
	n.metas++
	n.text(&n.meta, key)
	n.put(&n.meta, kind)
	if s, ok := value.(string); ok {
		n.text(&n.meta, s)
		return
	}
	n.put(&n.meta, value)
}

func (n *noise) list(key string, kind uint32, size int, each func(i int)) {
	n.metas++
	n.text(&n.meta, key)
	n.put(&n.meta, uint32(ggufList), kind, uint64(size))
	for i := range size {
		each(i)
	}
}

// tensor adds a matrix of columns by rows, or a vector when rows is 0.
func (n *noise) tensor(name string, columns, rows int, at func(column, row int) float32) {
	n.tensors++
	n.text(&n.info, name)
	dims := []uint64{uint64(columns)}
	if rows > 0 {
		dims = append(dims, uint64(rows))
	}
	n.put(&n.info, uint32(len(dims)), dims, uint32(0), uint64(n.data.Len())) // 0: numbers of 32 bits
	for row := range max(rows, 1) {
		for column := range columns {
			n.put(&n.data, at(column, row))
		}
	}
	n.data.Write(make([]byte, -n.data.Len()&(noiseAlign-1)))
}

// writeNoise writes the model to a file.
func writeNoise(t *testing.T, file string) {
	t.Helper()
	n, tokens, dice := &noise{}, noiseTokens(), rand.New(rand.NewPCG(4, 4))
	n.set("general.architecture", ggufString, "llama")
	n.set("general.name", ggufString, "noise")
	for key, v := range map[string]uint32{
		"general.file_type": 0, "llama.context_length": 32768, "llama.embedding_length": noiseWidth, "llama.block_count": 1,
		"llama.feed_forward_length": noiseHidden, "llama.attention.head_count": noiseHeads, "llama.attention.head_count_kv": noiseHeads,
		"llama.rope.dimension_count": noiseWidth / noiseHeads, "llama.vocab_size": uint32(len(tokens)),
		"tokenizer.ggml.bos_token_id": 1, "tokenizer.ggml.eos_token_id": 2, "tokenizer.ggml.unknown_token_id": 0,
	} {
		n.set(key, ggufUint, v)
	}
	n.set("llama.attention.layer_norm_rms_epsilon", ggufFloat, float32(1e-5))
	n.set("tokenizer.ggml.model", ggufString, "llama")
	n.list("tokenizer.ggml.tokens", ggufString, len(tokens), func(i int) { n.text(&n.meta, tokens[i].text) })
	n.list("tokenizer.ggml.scores", ggufFloat, len(tokens), func(i int) { n.put(&n.meta, tokens[i].score) })
	n.list("tokenizer.ggml.token_type", ggufInt, len(tokens), func(i int) { n.put(&n.meta, tokens[i].kind) })
	chance := func(int, int) float32 { return float32(dice.NormFloat64() * 0.05) }
	one := func(int, int) float32 { return 1 }
	// The first number of each token says nothing but is always there, so that what is
	// said by it is a bias.
	n.tensor("token_embd.weight", noiseWidth, len(tokens), func(column, _ int) float32 {
		if column == 0 {
			return 8
		}
		return float32(dice.NormFloat64())
	})
	n.tensor("output.weight", noiseWidth, len(tokens), func(column, row int) float32 {
		if column == 0 {
			return tokens[row].bias / 5
		}
		return float32(dice.NormFloat64() * 0.12)
	})
	for _, name := range []string{"output_norm.weight", "blk.0.attn_norm.weight", "blk.0.ffn_norm.weight"} {
		n.tensor(name, noiseWidth, 0, one)
	}
	for _, name := range []string{"attn_q", "attn_k", "attn_v", "attn_output"} {
		n.tensor("blk.0."+name+".weight", noiseWidth, noiseWidth, chance)
	}
	n.tensor("blk.0.ffn_gate.weight", noiseWidth, noiseHidden, chance)
	n.tensor("blk.0.ffn_up.weight", noiseWidth, noiseHidden, chance)
	n.tensor("blk.0.ffn_down.weight", noiseHidden, noiseWidth, chance)

	var all bytes.Buffer
	all.WriteString("GGUF")
	n.put(&all, uint32(3), uint64(n.tensors), uint64(n.metas))
	all.Write(n.meta.Bytes())
	all.Write(n.info.Bytes())
	all.Write(make([]byte, -all.Len()&(noiseAlign-1)))
	all.Write(n.data.Bytes())
	if err := os.WriteFile(file, all.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
