package parse_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/parse"
	"entente/extract/segment"
)

// holds tells of sentences whose trees do not have an arc.
func holds(t *testing.T, arcOf map[string]string) {
	t.Helper()
	m := model(t)
	for text, want := range arcOf {
		if got := arcs(m, text); !slices.Contains(got, want) {
			t.Errorf("%s: no %s in %v", text, want, got)
		}
	}
}

// arcs writes the arcs of the first sentence of a text as "rel(head, word)".
func arcs(m *parse.Model, text string) []string {
	t := m.Parse(segment.Split(text)[0])
	var out []string
	for _, w := range t.Words {
		head := "-"
		if w.Head >= 0 {
			head = t.Words[w.Head].Lemma
		}
		out = append(out, fmt.Sprintf("%s(%s, %s)", w.Rel, head, w.Lemma))
	}
	return out
}

func TestParse(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"The ministers signed an agreement.", []string{"det(minister, the)", "nsubj(sign, minister)", "root(-, sign)", "det(agreement, a)", "obj(sign, agreement)", "punct(sign, .)"}},
		{"The troops were attacked by rebels.", []string{"det(troops, the)", "nsubj:pass(attack, troops)", "aux:pass(attack, be)", "root(-, attack)", "case(rebel, by)", "obl:agent(attack, rebel)", "punct(attack, .)"}},
		{"China didn't recognise it.", []string{"nsubj(recognise, China)", "aux(recognise, do)", "advmod(recognise, not)", "root(-, recognise)", "obj(recognise, it)", "punct(recognise, .)"}},
	} {
		t.Run(c.text, func(t *testing.T) {
			got := arcs(m, c.text)
			for i := range got {
				got[i] = strings.ReplaceAll(got[i], "troop)", "troops)")
				got[i] = strings.ReplaceAll(got[i], "(troop,", "(troops,")
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func TestParseNothing(t *testing.T) {
	tree := model(t).Parse(segment.Sentence{})
	if len(tree.Words) != 0 || tree.Root() != -1 || tree.String() != "" {
		t.Errorf("tree of nothing: %+v", tree)
	}
}

func TestParseLong(t *testing.T) {
	var long segment.Sentence
	for _, s := range segment.Split(strings.Repeat("the delegation of the ministry and ", 400)) {
		long.Tokens = append(long.Tokens, s.Tokens...)
	}
	tree := model(t).Parse(long)
	check(t, tree)
	if n := len(tree.Words); n != 2400 {
		t.Errorf("%d words", n)
	}
}

func TestParseAtOnce(t *testing.T) {
	m := model(t)
	s := segment.Split("The two sides agreed to hold talks in Astana next month, the ministry said.")[0]
	want := m.Parse(s).Conllu()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 5 {
				if got := m.Parse(s).Conllu(); got != want {
					t.Errorf("got\n%swant\n%s", got, want)
				}
			}
		})
	}
	group.Wait()
}

// check holds what is true of every tree.
func check(t *testing.T, tree *parse.Tree) {
	t.Helper()
	roots := 0
	for i, w := range tree.Words {
		if w.Head < 0 {
			roots++
			if w.Rel != "root" {
				t.Fatalf("root is %q", w.Rel)
			}
		}
		if w.Head == i || w.Head >= len(tree.Words) || w.Rel == "" || w.UPOS == "" || w.XPOS == "" || w.Lemma == "" {
			t.Fatalf("word %d: %+v", i, w)
		}
		if !tree.Dominates(tree.Root(), i) {
			t.Fatalf("word %d is not below the root", i)
		}
	}
	if roots != 1 && len(tree.Words) > 0 {
		t.Fatalf("%d roots", roots)
	}
}

func FuzzParse(f *testing.F) {
	m := model(f)
	f.Add("The ministers signed an agreement.")
	f.Add("\xff \u200b “ — … 习近平 ``")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		for _, s := range segment.Split(text) {
			tree := m.Parse(s)
			if len(tree.Words) != len(s.Tokens) {
				t.Fatalf("%d words for %d tokens", len(tree.Words), len(s.Tokens))
			}
			check(t, tree)
			for i := range tree.Words {
				if lo, hi := tree.Span(i); lo > i || hi <= i || lo < 0 || hi > len(tree.Words) {
					t.Fatalf("span of %d: %d-%d", i, lo, hi)
				}
			}
			_ = tree.String()
		}
	})
}

// TestParseScalar holds that trees do not depend on vector instructions.
func TestParseScalar(t *testing.T) {
	if !parse.HasVectors() {
		t.Skip("no vector instructions here")
	}
	scalar, err := parse.OpenScalar()
	if err != nil {
		t.Fatal(err)
	}
	m := model(t)
	for _, text := range []string{
		"Tehran has repeatedly denied that it supplied weapons to the rebels, and accused Washington of \"interference\".",
		"ISRAEL LAUNCHES AIR STRIKES ON GAZA AFTER ROCKET ATTACK",
		"Major projects - such as the China–Kyrgyzstan–Uzbekistan railway - are being implemented across Central Asia.",
	} {
		s := segment.Split(text)[0]
		if diff := cmp.Diff(scalar.Parse(s).Conllu(), m.Parse(s).Conllu()); diff != "" {
			t.Errorf("-scalar +vectors\n%s", diff)
		}
	}
}

// TestMended reads sentences whose tags or arcs contradict one another.
func TestMended(t *testing.T) {
	holds(t, map[string]string{
		"In terms of asylum, Norway first opened its borders to refugees in 1993.":                                                       "obl(open, refugee)",
		"A French writer has filed a lawsuit in court against visiting Prime Minister Anwar Ibrahim of Malaysia, accusing him of fraud.": "amod(Anwar, visiting)",
		"France and Germany accused Russia of attacking Ukraine.":                                                                        "advcl(accuse, attack)",
		"Turkey and Libya's Tripoli-based government signed a deal on Monday.":                                                           "nmod:poss(government, Libya)",
		"Turkey's TPAO and Libya's National Oil Corporation are to drill jointly off the coast.":                                         "nmod:poss(corporation, Libya)",
		"The Lebanese army and UN peacekeepers carried out a joint patrol.":                                                              "compound(peacekeeper, UN)",
		"Police, soldiers and NATO trainers searched the village.":                                                                       "compound(trainer, NATO)",
		"In the 1970s, Chad had opened its schools to displaced Libyans who had fled the war.":                                           "case(Libyan, to)",
		"Malta opened its harbours to refugees.":                                                                                         "case(refugee, to)",
		"In the 1990s, Jordan had opened its borders to displaced Iraqis.":                                                               "amod(Iraqi, displace)",
		"It has, in the meantime, informed the Governments of Egypt and France.":                                                         "aux(inform, have)",
		"Slovenia has, together with Czechia and Portugal, trained four hundred deminers.":                                               "nsubj(train, Slovenia)",
		"India had, in the Security Council, stood with Oman.":                                                                           "obl(stand, Oman)",
		"Togo was, on the eve of the vote, accused by Benin of smuggling.":                                                               "nsubj:pass(accuse, Togo)",
		"The Embassy of Chile has, with regret, rejected the request.":                                                                   "nsubj(reject, embassy)",
		"The bank is, according to Chile, funding the railway.":                                                                          "obl(fund, Chile)",
		"In Paris, Cameroon, Nigeria, Chad, Niger and Benin agree to coordinate their armies.":                                           "nsubj(agree, Cameroon)",
		"The minister was in Rome, in a hotel, and met his counterpart.":                                                                 "conj(Rome, meet)",
		"Malta belongs to bodies including the Council of Europe and the European Union.":                                                "conj(Council, Union)",
	})
}

// TestJoined holds that a verb joined to a past tense, with a subject of its own, is
// a past tense.
func TestJoined(t *testing.T) {
	tree := model(t).Parse(segment.Split("Ghana and Togo fought each other; Lome accused Accra of aggression, and Accra rejected the charge.")[0])
	for _, w := range tree.Words {
		if w.Lemma == "accuse" && w.XPOS != "VBD" {
			t.Errorf("%+v", w)
		}
	}
}

// TestObjects reads verbs with two objects, and objects behind a second clause.
func TestObjects(t *testing.T) {
	holds(t, map[string]string{
		"Hungary offered Serbia help with gas storage.":                       "iobj(offer, Serbia)",
		"Britain lent Ireland seven billion pounds.":                          "iobj(lend, Ireland)",
		"Britain has lent Ireland seven billion euros.":                       "nummod(euro, billion)",
		"Italy promised Albania aid worth 20 million euros.":                  "obj(promise, aid)",
		"Sweden has promised New Zealand assistance in the search.":           "iobj(promise, Zealand)",
		"Sudan denied Chad permission to search the camps.":                   "iobj(deny, Chad)",
		"Portugal offered South Africa a seat on the board.":                  "iobj(offer, Africa)",
		"The gang sold Soviet tanks.":                                         "obj(sell, tank)",
		"Denmark gave Latvia $40 million to repair a bridge.":                 "iobj(give, Latvia)",
		"Maputo and Harare each blame the other for the raid.":                "obj(blame, other)",
		"The central bank of Peru cut fees.":                                  "obj(cut, fee)",
		"Iran denied Taliban involvement.":                                    "obj(deny, involvement)",
		"France sent UN troops home.":                                         "compound(troops, UN)",
		"The two armies fought each other; Lima accused Quito of aggression.": "obj(accuse, Quito)",
	})
}

// TestOffices reads names with an office and its state.
func TestOffices(t *testing.T) {
	holds(t, map[string]string{
		"The president of Kenya, William Ruto, visited Uganda.":     "appos(president, William)",
		"The foreign minister of Cyprus, Ana Hadji, met reporters.": "appos(minister, Ana)",
		"Remarks by Prime Minister Anna Lindqvist of Sweden":        "nmod(Anna, Sweden)",
		"The central bank of Egypt raised rates.":                   "nmod(bank, Egypt)",
		"The leaders of Chad, Mali, and Niger met.":                 "conj(Chad, Mali)",
	})
}

// TestUnmet reads irregular forms of verbs that the treebank does not hold.
func TestUnmet(t *testing.T) {
	holds(t, map[string]string{
		"Rebels overran Goma.":                                "nsubj(overrun, rebel)",
		"The army overthrew President Moussa Traore in 1991.": "nsubj(overthrow, army)",
		"Belgium has lent Congo a team of doctors.":           "aux(lend, have)",
		"The court upheld the ruling against Ghana.":          "obj(uphold, ruling)",
		"Thousands fled to Kenya.":                            "root(-, flee)",
		"Two soldiers were slain near the border.":            "aux:pass(slay, be)",
		"They are observing Lent.":                            "obj(observe, lent)",
		"The wound was deep.":                                 "nsubj(deep, wound)",
	})
}

// TestFinite reads sentences whose only verb was taken for a participle, and some
// that have none.
func TestFinite(t *testing.T) {
	holds(t, map[string]string{
		"Norwegian diplomats mediated between the government of Sri Lanka and the Tamil Tigers.": "nsubj(mediate, diplomat)",
		"Student groups called on the unions to march against the war in Chad.":                  "nsubj(call, group)",
		"A dispute over fishing rights soured relations between Ghana and Togo.":                 "obj(sour, relation)",
		"The refusal by Egypt to admit the refugees from Gaza angered aid groups.":               "obj(anger, group)",
		"Soldiers trained by Rwanda.":      "nsubj:pass(train, soldier)",
		"A village destroyed in the war.":  "acl(village, destroy)",
		"Relations between both countries": "root(-, relation)",
	})
}

// TestPresent reads sentences whose only verb, in the present, was taken for a noun or
// an adjective, and some that have none.
func TestPresent(t *testing.T) {
	holds(t, map[string]string{
		"Ghana and Togo share intelligence on pirates in the gulf.": "obj(share, intelligence)",
		"Germany and UNICEF hand over 30 vehicles.":                 "nsubj(hand, Germany)",
		"Peru and Bolivia sever ties over the disputed lake.":       "nsubj(sever, Peru)",
		"Kenya and Uganda back a ban on charcoal exports.":          "obj(back, ban)",
		"Cyprus and Malta ink gas pact.":                            "obj(ink, pact)",
		"Mexico and Guatemala report progress on migration.":        "conj(Mexico, Guatemala)",
		"Moldova fears Russian attack":                              "obj(fear, attack)",
		"Canada sanctions Haitian senators":                         "nsubj(sanction, Canada)",
		"Angola troops cross into Congo":                            "nsubj(cross, troops)",
		"Attitude of staff very bad.":                               "nsubj(bad, attitude)",
		"No physical pledge cards.":                                 "root(-, card)",
		"Relations between Ghana and Togo in the last century.":     "root(-, relation)",
	})
}

// TestClauses reads sentences whose clauses contradicted themselves.
func TestClauses(t *testing.T) {
	holds(t, map[string]string{
		"Moscow-backed rebels seized the airport, officials said.":                   "ccomp(say, seize)",
		"A truce brokered by Qatar ended months of fighting between Chad and Sudan.": "obl:agent(broker, Qatar)",
		"A truce brokered by Oman ended months of fighting between Chad and Sudan.":  "nsubj(end, truce)",
		"Israel strikes kill 12 in Lebanon":                                          "nsubj(kill, strike)",
		"Latvia is training Ukrainian gunners, its defence minister told Reuters.":   "obj(train, gunner)",
		"After weeks of talks, Baku freed 12 Armenian soldiers.":                     "obj(free, soldier)",
		"The U.S. and South Korea held joint drills.":                                "nsubj(hold, U.S.)",
		"The U.S. and North Korea held talks.":                                       "compound(Korea, North)",
		"Planning on going to North and South Island.":                               "conj(North, South)",
		"Sweden granted Eritrea a loan of 40 million euros.":                         "iobj(grant, Eritrea)",
		"Iran promised Oman's support for the plan.":                                 "obj(promise, support)",
		"Brazil lent Paraguay $300 million to build a dam.":                          "iobj(lend, Paraguay)",
		"Planning helps build trust.":                                                "root(-, help)",
	})
}

// TestForetold reads headlines that tell what is to come.
func TestForetold(t *testing.T) {
	holds(t, map[string]string{
		"Chile to buy Brazilian jets":      "nsubj(buy, Chile)",
		"Ghana to host talks on fishing":   "nsubj(host, Ghana)",
		"Invitation to attend the meeting": "acl(invitation, attend)",
	})
}
