package graphtest

import (
	"entente/graph"
)

// testRelations checks how claims add up.
func testRelations(b *bench) {
	one := b.bring("one",
		NewDoc("r1").On("2024-03-02").From("Alpha").
			Say("state:A", graph.Consult, "state:B", When("2024-03-01")).
			Say("state:A", graph.Consult, "state:B", When("2024-03-20"), Mutual).
			Say("state:A", graph.Consult, "state:B", When("2024-03")).
			Say("state:B", graph.AllyOf, "state:A").Done(),
		NewDoc("r2").On("2024-03-05").From("Beta").
			Say("state:A", graph.Consult, "state:B", When("2024-03-01"), SaidOn("2024-02")).
			Say("state:A", graph.AllyOf, "state:B").Done())
	two := b.bring("two", NewDoc("r3").On("2024-04").From("Beta").
		Say("state:A", graph.Consult, "state:B", When("2024-03-01"), Deny).
		Say("state:A", graph.Consult, "state:B", When("2024-03-01"), As(graph.Intended)).Done())
	b.same("relations", 5, b.count(graph.SubjectRelation))
	key := graph.RelationKey{From: "state:A", Kind: graph.Consult, To: "state:B", When: "2024-03-01", Modality: graph.Actual}
	want := graph.Relation{ID: key.ID(), From: "state:A", Kind: graph.Consult, To: "state:B", When: "2024-03-01", Modality: graph.Actual,
		Pair: "state:A|state:B", Claims: 2, Denials: 1, Weight: 2, Sources: 2, FirstSeen: "2024-02", LastSeen: "2024-04", Disputed: true}
	b.same("disputed", &want, b.byKey(key))
	ally := graph.RelationKey{From: "state:A", Kind: graph.AllyOf, To: "state:B", Modality: graph.Actual}
	b.same("symmetric", 2, b.byKey(ally).Claims)
	within := graph.MarkWithin(project(b, b.store, graph.Forever).Relations)
	month := graph.RelationKey{From: "state:A", Kind: graph.Consult, To: "state:B", When: "2024-03", Modality: graph.Actual}
	b.same("within", month.ID(), within[key.ID()])
	b.unload(two)
	want.Denials, want.Disputed, want.LastSeen = 0, false, "2024-03-02"
	b.same("after the denial is taken back", &want, b.byKey(key))
	b.put(b.load("three"), NewDoc("r1").On("2024-03-02").From("Alpha").Say("state:A", graph.AllyOf, "state:B").Done())
	want.Claims, want.Weight, want.Sources, want.FirstSeen, want.LastSeen = 1, 1, 1, "2024-02", "2024-02"
	b.same("after a claim is withdrawn", &want, b.byKey(key))
	b.same("symmetric", 2, b.byKey(ally).Claims)
	checkProjection(b, b.store)
	b.unload(one)
	b.same("after the last claim is gone", (*graph.Relation)(nil), b.byKey(key))
	checkProjection(b, b.store)
}

func (b *bench) byKey(key graph.RelationKey) *graph.Relation {
	b.Helper()
	got, err := b.store.Relations(b.Context(), []graph.RelationID{key.ID()}, graph.AsOf{})
	b.must(err)
	return got[0]
}

// count returns how many things of a subject there are.
func (b *bench) count(subject graph.Subject, where ...graph.Where) int {
	b.Helper()
	q := graph.Query{Subject: subject, Where: graph.Where{And: where}, First: graph.MaxPage}
	lines, err := ask(b.Context(), b.store, q)
	b.must(err)
	return len(lines) - 2
}

// testDecisions checks what decisions of each kind do, and that undoing them
// gives back what was.
func testDecisions(b *bench) {
	b.bring("one",
		NewDoc("d1").On("2024").Say("person:biden", graph.Aid, "state:A").Say("person:joe-biden", graph.Aid, "state:A").
			Say("person:biden", graph.Consult, "person:joe-biden").Say("state:A", graph.Accuse, "state:B", By("person:biden")).Done(),
		NewDoc("d2").On("2025").Say("person:president-biden", graph.Aid, "state:A").Done())
	before := Dump(b, b.store)
	b.sub("same", func(b *bench) { b.testSame(before) })
	b.sub("verdicts", testVerdicts)
	b.sub("refused", func(b *bench) {
		for name, d := range map[string]graph.Decision{
			"no other":       {Kind: graph.DecideSame, Entity: "state:A", By: "x", At: b.tick()},
			"other kind":     {Kind: graph.DecideSame, Entity: "state:A", Other: "person:biden", By: "x", At: b.tick()},
			"nobody":         {Kind: graph.DecideDifferent, Entity: "state:A", Other: "state:B", At: b.tick()},
			"no claim":       {Kind: graph.DecideReject, By: "x", At: b.tick()},
			"no time":        {Kind: graph.DecideReject, Claim: "claim:1", By: "x"},
			"unknown kind":   {Kind: "GUESS", Claim: "claim:1", By: "x", At: b.tick()},
			"bad correction": {Kind: graph.DecideCorrect, Claim: "claim:1", Correction: &graph.Correction{Kind: "LIKE"}, By: "x", At: b.tick()},
		} {
			d.Identify()
			b.wants(name, graph.ErrInvalid, b.store.Decide(b.Context(), d))
		}
		d := graph.Decision{Kind: graph.DecideReject, Claim: "claim:1", By: "x", At: b.tick()}
		b.wants("not identified", graph.ErrInvalid, b.store.Decide(b.Context(), d))
		b.wants("unknown decision", graph.ErrNotFound, b.store.Undo(b.Context(), "decision:none", b.tick()))
	})
}

func (b *bench) testSame(before string) {
	seq := b.seq()
	one := b.decide(graph.Decision{Kind: graph.DecideSame, Entity: "person:joe-biden", Other: "person:biden"})
	b.same("merged", []string{"person:joe-biden", "person:joe-biden", ""}, b.entities(graph.AsOf{}, "person:biden", "person:joe-biden", "person:nobody"))
	r := b.relation("person:joe-biden", graph.Aid, "state:A", graph.AsOf{})
	if r == nil || r.Claims != 2 || r.Pair != graph.Pair("person:joe-biden", "state:A") {
		b.Errorf("relations do not move to the survivor: %v", r)
	}
	b.same("speaker", 1, b.count(graph.SubjectClaim, graph.Is("assertedBy", "person:joe-biden")))
	b.same("speaker's edge", 1, b.count(graph.SubjectClaim, graph.SomeOf("assertedBy", graph.Is("name", "joe-biden"))))
	checkProjection(b, b.store)
	b.byID(graph.NewSnapshot(project(b, b.store, graph.Forever)), graph.AsOf{})
	two := b.decide(graph.Decision{Kind: graph.DecideSame, Entity: "person:president-biden", Other: "person:biden"})
	b.same("class", []string{"person:president-biden", "person:president-biden"}, b.entities(graph.AsOf{}, "person:biden", "person:joe-biden"))
	b.same("claims", 3, b.relation("person:president-biden", graph.Aid, "state:A", graph.AsOf{}).Claims)
	apart := b.decide(graph.Decision{Kind: graph.DecideDifferent, Entity: "person:president-biden", Other: "person:joe-biden"})
	b.same("kept apart", []string{"person:joe-biden", "person:president-biden"}, b.entities(graph.AsOf{}, "person:biden", "person:president-biden"))
	checkProjection(b, b.store)
	none := b.decide(graph.Decision{Kind: graph.DecideSame, Entity: "person:unheard-of", Other: "person:unknown"})
	b.same("of nothing", []string{""}, b.entities(graph.AsOf{}, "person:unknown"))
	decisions, err := b.store.Decisions(b.Context())
	b.must(err)
	b.same("decisions", []graph.DecisionID{one, two, apart, none}, decisionIDs(decisions))

	b.bring("late", NewDoc("d3").Say("person:biden", graph.Agree, "state:B").Done())
	if b.relation("person:joe-biden", graph.Agree, "state:B", graph.AsOf{}) == nil {
		b.Error("a decision does not hold for documents that come later")
	}
	checkProjection(b, b.store)
	b.unload("load:late")
	for _, id := range []graph.DecisionID{apart, one, two, none} {
		b.undo(id)
		checkProjection(b, b.store)
	}
	changes := b.seq()
	b.undo(one)
	b.must(b.store.Decide(b.Context(), asMade(decisions, one)))
	b.same("undone twice and decided again", []string{}, b.since(changes))
	b.same("shown after undoing", shown(before), shown(Dump(b, b.store)))
	if b.seq() <= seq {
		b.Error("decisions leave no trace in the change feed")
	}
}

func decisionIDs(decisions []graph.Decision) []graph.DecisionID {
	var out []graph.DecisionID
	for _, d := range decisions {
		out = append(out, d.ID)
	}
	return out
}

// asMade returns the decision as it was recorded first.
func asMade(decisions []graph.Decision, id graph.DecisionID) graph.Decision {
	for _, d := range decisions {
		if d.ID == id {
			d.Undone = ""
			return d
		}
	}
	return graph.Decision{}
}

func testVerdicts(b *bench) {
	claim := func(kind graph.RelationKind) graph.ClaimID {
		pages, err := b.store.FindClaims(b.Context(), graph.Query{Subject: graph.SubjectClaim, Where: graph.Is("kind", string(kind))})
		b.must(err)
		return pages[0].Items[0].ID
	}
	accuse, consult := claim(graph.Accuse), claim(graph.Consult)
	before, seq := shown(Dump(b, b.store)), b.seq()
	relation := b.relation("state:A", graph.Accuse, "state:B", graph.AsOf{}).ID
	reject := b.decide(graph.Decision{Kind: graph.DecideReject, Claim: accuse})
	b.same("changes", []string{"REMOVED " + string(accuse), "REMOVED " + string(relation), "ADDED " + string(reject)}, b.since(seq))
	b.same("rejected", 0, b.count(graph.SubjectClaim, graph.Is(graph.FieldID, string(accuse))))
	confirm := b.decide(graph.Decision{Kind: graph.DecideConfirm, Claim: accuse})
	b.same("confirmed", 1, b.count(graph.SubjectClaim, graph.Is("confirmed", true)))
	when := graph.Date("2024-05")
	correct := b.decide(graph.Decision{Kind: graph.DecideCorrect, Claim: consult,
		Correction: &graph.Correction{Kind: graph.Cooperate, Polarity: graph.Denied, Modality: graph.Requested, When: &when}})
	r := b.relation("person:biden", graph.Cooperate, "person:joe-biden", graph.AsOf{})
	if r == nil || r.When != when || r.Denials != 1 || r.Modality != graph.Requested {
		b.Errorf("corrected relation is %v", r)
	}
	none := b.decide(graph.Decision{Kind: graph.DecideConfirm, Claim: "claim:nowhere", Why: "not there"})
	checkProjection(b, b.store)
	for _, id := range []graph.DecisionID{reject, correct, confirm, none} {
		b.undo(id)
		checkProjection(b, b.store)
	}
	b.same("shown after undoing", before, shown(Dump(b, b.store)))
}
