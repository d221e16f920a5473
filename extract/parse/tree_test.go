package parse_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/parse"
	"entente/extract/segment"
)

const treebankText = `# newdoc id = one
# newpar id = one-1
# text = China didn't sign it.
1	China	China	PROPN	NNP	_	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sign	sign	VERB	VB	_	0	root	_	_
5	it	it	PRON	PRP	_	4	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

# newpar id = one-2
1	So	so	ADV	RB	_	2	advmod	_	_
2	what	what	PRON	WP	_	0	root	_	SpaceAfter=No
2.1	is	be	AUX	VBZ	_	_	_	_	_
3	?	?	PUNCT	.	_	2	punct	_	_

`

func TestReadConllu(t *testing.T) {
	trees, text, err := parse.ReadConllu(strings.NewReader(treebankText))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("China didn't sign it.\n\nSo what?", text); diff != "" {
		t.Errorf("text -want +got\n%s", diff)
	}
	want := &parse.Tree{Words: []parse.Word{
		{Token: segment.Token{Text: "So", Start: 23, End: 25}, Lemma: "so", UPOS: "ADV", XPOS: "RB", Head: 1, Rel: "advmod"},
		{Token: segment.Token{Text: "what", Start: 26, End: 30}, Lemma: "what", UPOS: "PRON", XPOS: "WP", Head: -1, Rel: "root"},
		{Token: segment.Token{Text: "?", Start: 30, End: 31}, Lemma: "?", UPOS: "PUNCT", XPOS: ".", Head: 1, Rel: "punct"},
	}}
	if diff := cmp.Diff(want, trees[1]); diff != "" {
		t.Errorf("second tree -want +got\n%s", diff)
	}
	again, _, err := parse.ReadConllu(strings.NewReader(trees[0].Conllu() + trees[1].Conllu()))
	if err != nil {
		t.Fatal(err)
	}
	if len(again) != 2 || len(again[0].Words) != 6 || again[0].Words[3].Head != -1 {
		t.Errorf("written and read again: %+v", again)
	}
}

func TestReadConlluRefuses(t *testing.T) {
	for _, text := range []string{"1\tword\n", "1\ta\ta\tX\tX\t_\thead\troot\t_\t_\n"} {
		if _, _, err := parse.ReadConllu(strings.NewReader(text)); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}

func TestTree(t *testing.T) {
	trees, _, err := parse.ReadConllu(strings.NewReader(treebankText))
	if err != nil {
		t.Fatal(err)
	}
	tree := trees[0]
	if got := tree.Root(); got != 3 {
		t.Errorf("Root = %d", got)
	}
	if diff := cmp.Diff([]int{0, 1, 2, 4, 5}, tree.Children(3)); diff != "" {
		t.Errorf("Children -want +got\n%s", diff)
	}
	if lo, hi := tree.Span(3); lo != 0 || hi != 6 {
		t.Errorf("Span of the root = %d, %d", lo, hi)
	}
	if lo, hi := tree.Span(4); lo != 4 || hi != 5 {
		t.Errorf("Span of a leaf = %d, %d", lo, hi)
	}
	if !tree.Dominates(3, 0) || tree.Dominates(0, 3) || !tree.Dominates(2, 2) {
		t.Error("Dominates is wrong")
	}
	want := "root sign VERB VB\n  nsubj China PROPN NNP\n  aux did (do) AUX VBD\n  advmod n't (not) PART RB\n  obj it PRON PRP\n  punct . PUNCT .\n"
	if diff := cmp.Diff(want, tree.String()); diff != "" {
		t.Errorf("String -want +got\n%s", diff)
	}
}

func TestScoresOfGold(t *testing.T) {
	m := model(t)
	gold, err := parse.Score(strings.NewReader(treebankText), m)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := parse.ScoreText(strings.NewReader(treebankText), m)
	if err != nil {
		t.Fatal(err)
	}
	if gold.Words != 9 || gold.System != 9 || gold.Matched != 9 || raw.Matched != 9 || raw.Exact != 2 {
		t.Errorf("gold %+v\nraw %+v", gold, raw)
	}
}
