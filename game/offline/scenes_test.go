package offline

import (
	"reflect"
	"testing"
)

func TestScenesAreOfManyPlacesWithTheirPeople(t *testing.T) {
	s := newTeller(t)
	got, err := s.Scenes(t.Context(), "biomachines", 20, 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 20 {
		t.Fatalf("got %d scenes, want 20", len(got))
	}
	places := map[string]bool{}
	for _, r := range got {
		places[r.Scene.Place] = true
		if len(r.Present) == 0 || len(r.Present) > len(r.Scene.Present) {
			t.Errorf("%s has the cast %v for %v", r.Scene.Place, r.Present, r.Scene.Present)
		}
	}
	if len(places) != 20 {
		t.Errorf("20 scenes are of %d places", len(places))
	}
	again, err := s.Scenes(t.Context(), "biomachines", 20, 3)
	if err != nil || !reflect.DeepEqual(again, got) {
		t.Errorf("the same seed played other scenes (%v)", err)
	}
	if _, err := s.Scenes(t.Context(), "nowhere", 1, 0); err == nil {
		t.Error("a world that does not exist has scenes")
	}
}
