package extract_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/graph"
)

func TestActor(t *testing.T) {
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"China":                                  "state:CHN State China",
		"Palestinian Territory, Occupied":        "state:PSE State Palestine",
		"Police (Australia)":                     "state:AUS/COP State Australia",
		"Citizen (India)":                        "state:IND/CVL State India",
		"Head of Government (Côte d'Ivoire)":     "state:CIV/GOV State Ivory Coast",
		"Men (Holy See (Vatican City State))":    "state:VAT/CVL State Holy See",
		"Angela Merkel":                          "person:angela-merkel/GOV>state:DEU Person Angela Merkel",
		"Sergey Viktorovich Lavrov":              "person:sergei-lavrov/GOV>state:RUS Person Sergei Lavrov",
		"Jane  Q. Nobody":                        "person:jane-q-nobody Person Jane Q. Nobody",
		"North Atlantic Treaty Organization":     "organization:nato/IGO Organization NATO",
		"Ruritanian Liberation Front":            "organization:ruritanian-liberation-front Organization Ruritanian Liberation Front",
		"Militant (Ruritanian Liberation Front)": "organization:ruritanian-liberation-front/REB Organization Ruritanian Liberation Front",
		"Ministry of Silly Walks":                "organization:ministry-of-silly-walks Organization Ministry of Silly Walks",
		"Acme":                                   "organization:acme Organization Acme",
		"Middle East":                            "group:middle-east Group Middle East",
		"Media (Africa)":                         "group:africa/JRN Group Africa",
		"Citizen (International)":                "actor:citizen-international/CVL Actor Citizen (International)",
		"Zorks (Ruritania)":                      "organization:ruritania Organization Ruritania",
		"Police ()":                              "organization:police Organization Police ()",
		"(Japan)":                                "organization:japan Organization (Japan)",
		"--":                                     " Organization --",
	} {
		got := e.Actor(name, "2014-06-01")
		if diff := cmp.Diff(want, shown(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// Who acts for whom goes by the date.
	for on, want := range map[graph.Date]string{
		"2014-06-01": "person:barack-obama/GOV>state:USA Person Barack Obama", "2018-06-01": "person:barack-obama Person Barack Obama",
	} {
		if got := shown(e.Actor("Barack Obama", on)); got != want {
			t.Errorf("%s: %s, want %s", on, got, want)
		}
	}
}

func shown(a graph.Actor) string {
	s := string(a.ID)
	if a.Role != nil {
		s += "/" + *a.Role
	}
	if a.ActsFor != nil {
		s += ">" + string(*a.ActsFor)
	}
	return s + " " + string(a.Kind) + " " + a.Name
}

// TestActorTable reads with the table of docs/ACTORS.md.
func TestActorTable(t *testing.T) {
	page, err := os.ReadFile("../docs/ACTORS.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "```csv\n")
	table, _, _ = strings.Cut(table, "```")
	e, err := extract.New(extract.Options{Actors: strings.NewReader(table)})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Ruritanian police arrested two Graustarker journalists.":                          "state:RUR COERCE state:GRA",
		"Strelsau accused Edelweiss of spying.":                                            "state:RUR ACCUSE state:GRA",
		"The Kingdom of Ruritania thanked Kenya.":                                          "state:RUR SUPPORT state:KEN",
		"RURITANIA ATTACKED GRAUSTARK.":                                                    "state:RUR ASSAULT state:GRA",
		"The Ruritanian and Kenyan presidents condemned Peru.":                             "state:KEN ACCUSE state:PER; state:RUR ACCUSE state:PER",
		"The Ruritanian army and government accused Graustark of spying.":                  "state:RUR ACCUSE state:GRA",
		"Anti-Ruritanian protesters attacked Peru.":                                        "actor:protesters ASSAULT state:PER",
		"Ruritanians protested against Kenya.":                                             "state:RUR PROTEST state:KEN",
		"Ruritania and Graustark signed a pact. The two countries condemned Peru.":         "state:GRA ACCUSE state:PER; state:GRA AGREE state:RUR; state:RUR ACCUSE state:PER; state:RUR AGREE state:GRA",
		"The Blue Guard attacked Graustark.":                                               "state:RUR ASSAULT state:GRA",
		"Rudolf Rassendyll criticised Peru.":                                               "state:RUR ACCUSE state:PER",
		"The League of Zenda kidnapped a Ruritanian soldier.":                              "organization:black-league ASSAULT state:RUR",
		"Ruritania's Prime Minister Anna Kell visited Graustark's foreign ministry.":       "state:RUR CONSULT state:GRA",
		"The National Assembly of Ruritania condemned the Graustarker embassy in Nairobi.": "state:RUR ACCUSE state:GRA",
	} {
		got := e.Extract(graph.Document{ID: "document:x", PublishedOn: "1895-01-01"}, text).Claims
		if diff := cmp.Diff(want, told(got)); diff != "" {
			t.Errorf("%s -want +got:\n%s", text, diff)
		}
	}
}

// told lists whose events claims tell, each once, in order.
func told(claims []graph.Claim) string {
	whose := func(a *graph.Actor) string {
		if a.ActsFor != nil {
			return string(*a.ActsFor)
		}
		return string(a.ID)
	}
	var out []string
	for i := range claims {
		if c := &claims[i]; c.To != nil && c.Kind.Quad() != "" {
			out = append(out, whose(&c.From)+" "+string(c.Kind)+" "+whose(c.To))
		}
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), "; ")
}
