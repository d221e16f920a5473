package export_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
	. "entente/graph/graphtest"
)

// TestGeometries holds where nodes and edges are drawn: edges the shorter way
// round the Earth, cut where that crosses the antimeridian.
func TestGeometries(t *testing.T) {
	d := NewDoc("map").On("2025-05").Call("group:six", "the Six")
	for _, x := range [][2]graph.EntityID{{"state:KAZ", "state:UZB"}, {"state:FJI", "state:USA"}, {"state:USA", "state:FJI"}, {"state:KAZ", "group:six"}, {"place:astana", "state:KAZ"}} {
		kind := graph.Support
		if x[0].Kind() == graph.KindPlace {
			kind = graph.PartOf
		}
		d = d.Say(x[0], kind, x[1])
	}
	points := map[graph.EntityID]export.Point{"state:KAZ": {Lon: 71.45, Lat: 51.18}, "place:astana": {Lon: 71.45, Lat: 51.18}, "state:UZB": {Lon: 69.22, Lat: 41.26},
		"state:FJI": {Lon: 170, Lat: -20}, "state:USA": {Lon: -170, Lat: 40}}
	o := export.Options{Point: func(id graph.EntityID) (export.Point, bool) { p, ok := points[id]; return p, ok }}
	found, places := readGeoJSON(t, write(t, store(t, d.Done()), export.FormatGeoJSON, o))
	got := make(map[string]string)
	tell := func(name, id string) {
		got[name] = "null"
		if g := places[id]; g != nil {
			got[name] = g.Type + string(g.Coordinates)
		}
	}
	for id := range found.Nodes {
		tell(id, id)
	}
	for id, e := range found.Edges {
		tell(e["source"]+" "+e["target"], id)
	}
	want := map[string]string{
		"state:KAZ": "Point[71.45,51.18]", "place:astana": "Point[71.45,51.18]", "state:UZB": "Point[69.22,41.26]", "state:FJI": "Point[170,-20]",
		"state:USA": "Point[-170,40]", "group:six": "null",
		"state:KAZ state:UZB":    "LineString[[71.45,51.18],[69.22,41.26]]",
		"state:FJI state:USA":    "MultiLineString[[[170,-20],[180,10]],[[-180,10],[-170,40]]]",
		"state:USA state:FJI":    "MultiLineString[[[-170,40],[-180,10]],[[180,10],[170,-20]]]",
		"state:KAZ group:six":    "null",
		"place:astana state:KAZ": "null",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("geometries (-want +got):\n%s", diff)
	}
}
