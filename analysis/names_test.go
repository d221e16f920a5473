package analysis_test

import (
	"fmt"
	"reflect"
	"testing"

	"entente/analysis"
	"entente/graph"
	. "entente/graph/graphtest"
)

// TestNamesFollow holds that an index of names that follows the change feed is
// the one that is read anew, after entities came, were called otherwise, merged,
// parted and went.
func TestNamesFollow(t *testing.T) {
	store := stored(t, NewDoc("d").Call("state:KEN", "Kenya").Call("state:ZAF", "South Africa").Say("state:KEN", graph.Consult, "state:ZAF").
		Say("state:UGA", graph.Aid, "state:XSA").Done())
	same := graph.Decision{Kind: graph.DecideSame, Entity: "state:ZAF", Other: "state:XSA", By: "x", At: at(4)}
	same.Identify()
	decide := func(int) error { return store.Decide(t.Context(), same) }
	undo := func(n int) error { return store.Undo(t.Context(), same.ID, at(n)) }
	load := func(d *Doc) func(int) error {
		return func(n int) error { put(t, store, n, d.Done()); return nil }
	}
	unload := func(of int) func(int) error {
		return func(n int) error {
			_, err := store.Unload(t.Context(), graph.LoadID(fmt.Sprintf("load:%d", of)), at(n))
			return err
		}
	}
	var c analysis.Cache
	for n, change := range []func(int) error{
		load(NewDoc("more").Call("state:KEN", "Republic of Kenya").Call("state:AAA", "Aaa").Say("state:KEN", graph.Aid, "state:AAA")),
		load(NewDoc("new").Call("state:MWI", "Malawi").Call("state:ZZZ", "Zzz").Say("state:MWI", graph.Aid, "state:ZZZ")),
		unload(1), decide, load(NewDoc("old").Call("state:XSA", "Azania").Say("state:XSA", graph.Aid, "state:MWI")), undo, unload(5),
	} {
		before, err := c.Names(t.Context(), store, "")
		if err == nil {
			err = change(n + 1)
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Names(t.Context(), store, "")
		if err != nil {
			t.Fatal(err)
		}
		want, err := graph.ReadNames(t.Context(), store, "")
		if err != nil {
			t.Fatal(err)
		}
		if got == before || !reflect.DeepEqual(got, want) {
			t.Fatalf("after change %d the index is not the one that is read anew:\n%v\nwant\n%v", n+1, got, want)
		}
	}
}
