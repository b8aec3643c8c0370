package game_test

import (
	"testing"

	"journey/game"
)

// The truth is what two vocabularies of OpenAI make of the texts, cl100k_base and
// o200k_base; other models lie between them or nearby.
func TestTokensAreNotTooFew(t *testing.T) {
	for _, tt := range []struct {
		text         string
		older, newer int
	}{
		{"The bowl in front of you is cold and you have no memory of ordering it. Broth has set on the rim like candle wax.", 28, 28},
		{"Die Schüssel vor dir ist kalt, und du kannst dich nicht erinnern, sie bestellt zu haben.", 25, 20},
		{"Чашка перед тобой остыла, и ты не помнишь, чтобы заказывал её.", 28, 22},
		{"目の前の丼は冷めていて、注文した覚えがない。", 24, 19},
		{"你面前的碗已经凉了，你不记得点过它。", 21, 17},
		{"네 앞의 그릇은 식었고, 주문한 기억이 없다.", 25, 17},
		{"तुम्हारे सामने रखा कटोरा ठंडा है और तुम्हें याद नहीं।", 55, 19},
		{"الوعاء أمامك بارد ولا تتذكر أنك طلبته.", 28, 14},
		{"ชามตรงหน้าคุณเย็นแล้ว และคุณจำไม่ได้ว่าสั่งมันมา", 44, 18},
		{"{\"name\":\"Mara\",\"look\":\"short black hair\",\"wears\":[\"yellow coat\"],\"since_chapter\":2}", 24, 25},
	} {
		got := game.Tokens(tt.text)
		if got*100 < tt.older*85 || got < tt.newer || got > 4*tt.newer {
			t.Errorf("%q: %d tokens, the truth is %d or %d", tt.text, got, tt.older, tt.newer)
		}
	}
	if n := game.Tokens(""); n != 0 {
		t.Errorf("nothing is %d tokens", n)
	}
}
