package lexicon_test

import (
	"math"
	"strings"
	"testing"

	"entente/extract/lexicon"
)

// TestPoints holds that what has a point is known, that states have one, and that
// cities do not lie on the other side of the Earth from their state's capital but
// where a state has land there.
func TestPoints(t *testing.T) {
	l := open(t)
	points, err := lexicon.Points()
	if err != nil {
		t.Fatal(err)
	}
	far := map[string]bool{"FRA": true, "GBR": true, "NLD": true, "USA": true, "RUS": true, "ESP": true, "PRT": true, "CHL": true, "NOR": true, "DNK": true,
		"ECU": true, "AUS": true, "CAN": true, "SUN": true, "CHN": true}
	for id, p := range points {
		if l.Name(id) == "" {
			t.Errorf("%s has a point and is not known", id)
		}
		place, ok := l.Place(id)
		if !ok {
			continue
		}
		capital, ok := points[place.State]
		if ok && !far[strings.TrimPrefix(place.State, "state:")] && math.Hypot(p.Lat-capital.Lat, p.Lon-capital.Lon) > 45 {
			t.Errorf("%s lies at %v, the capital of %s at %v", id, p, place.State, capital)
		}
	}
	for _, s := range l.States() {
		if _, ok := points[s.ID]; !ok && len(s.Capitals) > 0 {
			t.Errorf("%s has no point", s.ID)
		}
	}
	for id, want := range map[string]lexicon.Point{"state:KAZ": {Lat: 51.18, Lon: 71.45}, "state:FJI": {Lat: -18.14, Lon: 178.43}, "place:almaty": {Lat: 43.25, Lon: 76.91}} {
		if points[id] != want {
			t.Errorf("%s lies at %v, want %v", id, points[id], want)
		}
	}
}
