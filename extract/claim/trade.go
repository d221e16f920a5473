package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/graph"
)

// trades are the words by which a text on two states tells of the trade between them.
var trades = []string{"bilateral trade", "mutual trade", "two-way trade", "trade turnover", "trade volume", "volume of trade", "trade exchange", "commercial exchange", "trade between the two"}

// negative are words by which a sentence may say that there is no trade.
var negative = set([]string{"no", "not", "without", "nor", "neither", "any"})

// tellsOfTrade reports a sentence of a text whose title names two states that tells of the
// trade between them.
func (r *reader) tellsOfTrade(i int) bool {
	if v := r.doc.Voice(); !v.Titled {
		return false
	}
	t := r.doc.Line(i)
	return slices.ContainsFunc(trades, func(w string) bool { return strings.Contains(t, w) })
}

// tradeOfTwo writes that the two states of a text trade with each other where it tells of
// their trade or of the exports of one, and not that there is none.
func (r *reader) tradeOfTwo(s *sentence, first int) {
	if !r.doc.Voice().Titled || slices.ContainsFunc(r.out[first:], func(c graph.Claim) bool { return c.Kind == graph.TradesWith }) {
		return
	}
	if slices.ContainsFunc(s.Words, func(w parse.Word) bool { return negative[strings.ToLower(w.Text)] }) {
		return // a sentence without names may have no tree
	}
	both := r.tellsOfTrade(s.index)
	for w := range s.Words {
		switch l := s.lemma(w); {
		case both && (l == "trade" || l == "turnover" || l == "exchange"):
		case (l == "export" || l == "import") && s.upos(w) == "NOUN" && (len(s.attributes(w, "to")) > 0 || len(s.attributes(w, "from")) > 0):
		default:
			continue
		}
		e := event{word: w, kind: graph.TradesWith, rule: "tie/trade", object: -1, noun: true, ctx: s.predicateContext(w)}
		if two := r.theTwo(s, w); len(two) == 2 && !e.ctx.none && e.ctx.modality == graph.Actual {
			r.level(s, &e, two[0], two[1], "")
			return
		}
	}
}
