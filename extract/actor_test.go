package extract_test

import (
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
