package lexicon

import (
	"fmt"
	"strconv"
	"sync"
)

// Point is where something lies on the Earth, in degrees (WGS 84), north and east
// positive.
type Point struct{ Lat, Lon float64 }

// Points returns where cities lie, and states have their capitals, by id. The
// table is parsed on the first call, by itself; nobody may change it. Regions,
// rivers and seas have no point.
func Points() (map[string]Point, error) { return points() }

var points = sync.OnceValues(func() (map[string]Point, error) {
	rows, err := readTable("coordinates.tsv")
	if err != nil {
		return nil, err
	}
	out := make(map[string]Point, len(rows))
	for _, r := range rows {
		lat, err := degrees(r.get("lat"), 90)
		if err != nil {
			return nil, r.errorf("lat: %v", err)
		}
		lon, err := degrees(r.get("lon"), 180)
		if err != nil {
			return nil, r.errorf("lon: %v", err)
		}
		if _, twice := out[r.get("id")]; twice {
			return nil, r.errorf("%s twice", r.get("id"))
		}
		out[r.get("id")] = Point{lat, lon}
	}
	return out, nil
})

func degrees(text string, most float64) (float64, error) {
	d, err := strconv.ParseFloat(text, 64)
	if err == nil && !(d >= -most && d <= most) {
		err = fmt.Errorf("%s is not within %g degrees", text, most)
	}
	return d, err
}
