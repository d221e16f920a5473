package lexicon_test

import (
	"strings"
	"testing"
)

// TestNamesAreFound walks every name of every table through Match, as a text
// would have it, and holds that words with several meanings are declared.
func TestNamesAreFound(t *testing.T) {
	l := open(t)
	n := 0
	for name, e := range l.Names() {
		n++
		es := l.Match(strings.Fields(name), 0)
		hit := false
		for _, x := range es {
			hit = hit || x.ID == e.ID && x.Type == e.Type && x.Len == len(strings.Fields(name))
		}
		if !hit {
			t.Errorf("%q of %s is not found: %v", name, e.ID, es)
		}
		ids := map[string]bool{}
		for _, x := range es {
			ids[x.ID] = true
		}
		if len(ids) > 1 && l.Readings(name) == nil {
			t.Errorf("%q means %v and the table of ambiguous names does not say so", name, ids)
		}
		for _, id := range []string{e.ID, e.ActsFor, e.State, e.Place} {
			if id != "" && l.Name(id) == "" {
				t.Errorf("%q refers to %q, which is unknown", name, id)
			}
		}
	}
	if n < 7000 {
		t.Errorf("only %d names", n)
	}
	t.Logf("%d names", n)
}

func TestStatesAreComplete(t *testing.T) {
	l := open(t)
	ids := map[string]bool{}
	for _, s := range l.States() {
		if ids[s.ID] {
			t.Errorf("%s twice", s.ID)
		}
		ids[s.ID] = true
		if s.Status == "independent" && (s.ISO2 == "" || len(s.Capitals) == 0 || len(s.Adjectives) == 0 || len(s.Native) < 5) {
			t.Errorf("%s lacks a code, capital, adjective or native names", s.ID)
		}
		if s.Sovereign != "" && l.Name(s.Sovereign) == "" {
			t.Errorf("%s: no sovereign %q", s.ID, s.Sovereign)
		}
		if s.Status == "former" && (s.From == "" || s.To == "") {
			t.Errorf("%s has no dates", s.ID)
		}
	}
	if len(ids) < 250 {
		t.Errorf("%d states", len(ids))
	}
}

func TestOrganizationsRefer(t *testing.T) {
	l := open(t)
	sectors := strings.Fields("GOV MIL COP JUD LEG SPY PRM PTY REB UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO UNO EUR NGO ISM IMG MNC")
	known := map[string]bool{"": true}
	for _, s := range sectors {
		known[s] = true
	}
	for _, o := range l.Organizations() {
		for _, id := range []string{o.PartOf, o.BasedIn, o.ActsFor} {
			if id != "" && l.Name(id) == "" {
				t.Errorf("%s refers to %q, which is unknown", o.ID, id)
			}
		}
		if !known[o.Role] {
			t.Errorf("%s has the role %q", o.ID, o.Role)
		}
		if !strings.HasPrefix(o.ID, strings.ToLower(o.Kind)+":") {
			t.Errorf("%s is a %s", o.ID, o.Kind)
		}
		for _, m := range l.Memberships(o.ID) {
			if m.Role == "" || m.Certainty == "" {
				t.Errorf("%s, %s: no role or certainty", o.ID, m.Member)
			}
		}
	}
	for _, o := range l.Offices() {
		if !known[o.Code] {
			t.Errorf("%s has the code %q", o.Phrase, o.Code)
		}
	}
}

func TestReadings(t *testing.T) {
	l := open(t)
	for name := range map[string]bool{"Georgia": true, "Jordan": true, "Chad": true, "Congo": true, "Brussels": true, "Guinea": true, "Korea": true} {
		defaults := 0
		for _, r := range l.Readings(name) {
			if r.Default {
				defaults++
			}
			if r.ID != "" && l.Name(r.ID) == "" {
				t.Errorf("%s: no %q", name, r.ID)
			}
		}
		if defaults != 1 {
			t.Errorf("%s has %d defaults", name, defaults)
		}
	}
}

func TestWithActors(t *testing.T) {
	l := open(t)
	x, err := l.WithActors(strings.NewReader("id,kind,name,aliases,actsFor,from,to\n" +
		"state:ZQX,State,Ruritania,RURITANIAN|RURITANIANS|STRELSAU|Kingdom Of Ruritania|King'S Guard|Zenda-An-See,,,\n" +
		"organization:blue-guard,,BLUE GUARD,,state:ZQX,1894,\n" +
		"person:rudolf-rassendyll,Person,Rudolf Rassendyll,Rassendyll,state:ZQX,1894,1895\n"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{"Ruritania": "state:ZQX/name", "Ruritanian troops": "state:ZQX/demonym", "Ruritanians": "state:ZQX/citizens",
		"Strelsau": "state:ZQX/code", "STRELSAU": "state:ZQX/code", "ruritania": "", "Strelsauese envoys": "state:ZQX/demonym", "Kingdom of Ruritania": "state:ZQX/name", "King 's Guard": "state:ZQX/name", "Zenda-an-See": "state:ZQX/name", "Zenda-An-See": "state:ZQX/name", "Blue Guard": "organization:blue-guard/org", "Rassendyll": "person:rudolf-rassendyll/surname", "Kazakhstan": "state:KAZ/name"} {
		if got := found(x.Match(strings.Fields(text), 0)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if es := l.Match([]string{"Ruritania"}, 0); es != nil {
		t.Errorf("the receiver has changed: %v", es)
	}
	if s, ok := x.State("ruritania"); !ok || s.ID != "state:ZQX" {
		t.Errorf("State: %+v", s)
	}
	if got := x.Holder("person:rudolf-rassendyll", "1894-06"); len(got) != 1 || got[0].ActsFor != "state:ZQX" {
		t.Errorf("Holder: %+v", got)
	}
	for _, bad := range []string{"", "id,name\n", "id,kind,name\nstate:X,Person,X\n", "id,kind,name\nX,,X\n", "id,kind,name\nstate:X,,\n", "id,kind,name,from\nstate:X,,X,yesterday\n", "id,kind,name\nstate:X,,X,Y,Z\n"} {
		if _, err := l.WithActors(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func FuzzWithActors(f *testing.F) {
	l := open(f)
	f.Add("id,kind,name,aliases,actsFor,from,to\nstate:ZQX,State,Ruritania,A|B,,,\n", "Ruritania")
	f.Fuzz(func(t *testing.T, table, text string) {
		x, err := l.WithActors(strings.NewReader(table))
		if err != nil {
			return
		}
		tokens := strings.Fields(text)
		for i := range tokens {
			for _, e := range x.Match(tokens, i) {
				if e.Len < 1 || i+e.Len > len(tokens) {
					t.Fatalf("%+v", e)
				}
			}
		}
	})
}
