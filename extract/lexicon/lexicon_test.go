package lexicon_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/lexicon"
)

func open(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	l, err := lexicon.Open()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// found writes entries as "id/type" with the number of tokens in front.
func found(es []lexicon.Entry) string {
	var out []string
	for _, e := range es {
		out = append(out, e.ID+"/"+string(e.Type))
	}
	return strings.Join(out, " ")
}

func TestMatch(t *testing.T) {
	l := open(t)
	tests := []struct {
		text string
		len  int
		want string
	}{
		{"U.S. officials", 1, "state:USA/code state:USA/demonym"},
		{"US officials", 1, "state:USA/code state:USA/demonym"},
		{"us both", 0, ""},
		{"Us both", 0, ""},
		{"Turkey said", 1, "state:TUR/name"},
		{"TURKEY said", 1, "state:TUR/name"},
		{"turkey meat", 0, ""},
		{"Türkiye said", 1, "state:TUR/name"},
		{"China 's ministry", 1, "state:CHN/name"},
		{"China’s ministry", 1, "state:CHN/name"},
		{"Guinea - Bissau said", 3, "state:GNB/name"},
		{"Guinea-Bissau said", 1, "state:GNB/name"},
		{"Cote d' Ivoire", 3, "state:CIV/name"},
		{"Côte d’Ivoire", 2, "state:CIV/name"},
		{"Bosnia & Herzegovina", 3, "state:BIH/name"},
		{"St. Lucia", 2, "state:LCA/name"},
		{"Democratic Republic of the Congo", 5, "state:COD/name"},
		{"Republic of the Congo", 4, "state:COG/name"},
		{"Congo", 1, "state:COD/name state:COG/name"},
		{"South Korean", 2, "state:KOR/demonym state:KOR/citizen"},
		{"Britons", 1, "state:GBR/citizens"},
		{"Soyapango residents", 1, "place:soyapango/place"},
		{"Kazakh counterpart", 1, "state:KAZ/demonym state:KAZ/citizen"},
		{"Washington , D.C.", 3, "state:USA/capital"},
		{"Nur - Sultan", 3, "state:KAZ/capital"},
		{"Kiev", 1, "state:UKR/capital"},
		{"Brussels", 1, "state:BEL/capital organization:european-union/seat"},
		{"Élysée Palace", 2, "state:FRA/seat"},
		{"Elysee Palace", 2, "state:FRA/seat"},
		{"the Pentagon", 0, ""},
		{"Pentagon", 1, "state:USA/seat"},
		{"NATO", 1, "organization:nato/org"},
		{"Nato", 1, "organization:nato/org"},
		{"nato", 0, ""},
		{"C5 + 1", 3, "group:c5-1/group"},
		{"Central Asian states", 3, "group:central-asia/group"},
		{"Shanghai Cooperation Organisation", 3, "organization:shanghai-cooperation-organization/org"},
		{"Organization for Security and Co - operation in Europe", 9, "organization:organization-for-security-and-co-operation-in-europe/org"},
		{"Xi Jinping", 2, "person:xi-jinping/person"},
		{"Kassym - Jomart Tokayev", 4, "person:kassym-jomart-tokayev/person"},
		{"Recep Tayyip Erdogan", 3, "person:recep-tayyip-erdoğan/person"},
		{"Viktor Orban", 2, "person:viktor-orbán/person"},
		{"Lianyungang", 1, "place:lianyungang/place"},
		{"St. Petersburg", 2, "place:st-petersburg/place"},
		{"Казахстан", 1, "state:KAZ/name"},
		{"哈萨克斯坦", 1, "state:KAZ/name"},
		{"Soviet Union", 2, "state:SUN/name"},
		{"Guinea . Bissau", 1, "state:GIN/name"},
		{"- China", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			es := l.Match(strings.Fields(tt.text), 0)
			if diff := cmp.Diff(tt.want, found(es)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if len(es) > 0 && es[0].Len != tt.len {
				t.Errorf("covers %d tokens, want %d", es[0].Len, tt.len)
			}
		})
	}
}

func TestMatchMarks(t *testing.T) {
	l := open(t)
	one := func(text string) lexicon.Entry {
		es := l.Match(strings.Fields(text), 0)
		if len(es) == 0 {
			t.Fatalf("%q is not found", text)
		}
		return es[0]
	}
	if e := one("Georgia"); !e.Ambiguous || len(l.Readings("Georgia")) < 2 {
		t.Errorf("Georgia is not marked ambiguous: %+v", e)
	}
	if e := one("Madison"); !e.Ambiguous {
		t.Errorf("Madison is not marked ambiguous: %+v", e)
	}
	if e := one("Security Council"); !e.Loose {
		t.Errorf("Security Council is not marked loose: %+v", e)
	}
	if e := one("FSB"); e.ActsFor != "state:RUS" || e.Role != "SPY" {
		t.Errorf("FSB: %+v", e)
	}
	if e := one("Almaty"); e.State != "state:KAZ" {
		t.Errorf("Almaty: %+v", e)
	}
	if e := one("Peking"); e.Place != "place:beijing" {
		t.Errorf("Peking: %+v", e)
	}
	if es := l.Match([]string{"China"}, 1); es != nil {
		t.Errorf("a match beyond the tokens: %v", es)
	}
}

func TestStateLookup(t *testing.T) {
	l := open(t)
	for key, want := range map[string]string{"state:KAZ": "KAZ", "KZ": "KAZ", "kaz": "KAZ", "398": "KAZ", "South Korea": "KOR", "burma": "MMR", "XKX": "XKX", "Congo": "", "nowhere": ""} {
		if s, _ := l.State(key); s.ISO3 != want {
			t.Errorf("State(%q) is %q, want %q", key, s.ISO3, want)
		}
	}
	tests := []struct{ system, code, date, want string }{
		{"cow", "255", "1995", "state:DEU"}, {"gw", "260", "1995", "state:DEU"}, {"cow", "265", "1980", "state:DDR"},
		{"cow", "265", "1995", ""}, {"cow", "970", "2010", "state:NRU"}, {"gw", "970", "2010", "state:KIR"}, {"iso2", "cn", "", "state:CHN"},
	}
	for _, tt := range tests {
		if id, _ := l.StateByCode(tt.system, tt.code, tt.date); id != tt.want {
			t.Errorf("StateByCode(%s, %s, %s) is %q, want %q", tt.system, tt.code, tt.date, id, tt.want)
		}
	}
}

func TestMembers(t *testing.T) {
	l := open(t)
	tests := []struct {
		id, date string
		n        int
		in, out  string
	}{
		{"group:central-asia", "2025-06-17", 5, "state:UZB", "state:CHN"},
		{"organization:european-union", "2020-01-31", 28, "state:GBR", ""},
		{"organization:european-union", "2020-02-01", 27, "", "state:GBR"},
		{"organization:european-union", "2020", 28, "state:GBR", ""},
		{"organization:european-union", "", 27, "state:HRV", "state:GBR"},
		{"organization:nato", "2023-04-03", 30, "state:TUR", "state:FIN"},
		{"organization:nato", "2023-04-04", 31, "state:FIN", "state:SWE"},
		{"organization:shanghai-cooperation-organization", "", 10, "state:BLR", "state:MNG"},
		{"organization:united-nations", "", 193, "state:SSD", "state:VAT"},
		{"organization:organization-for-security-and-co-operation-in-europe", "", 57, "state:MNG", "state:CHN"},
		{"organization:council-of-europe", "", 46, "state:UKR", "state:RUS"},
		{"group:g7", "", 7, "state:JPN", "organization:european-union"},
		{"group:weimar-triangle", "~2024", 3, "state:POL", ""},
		{"group:central-asia", "nonsense", 0, "", ""},
		{"group:none", "", 0, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.id+" "+tt.date, func(t *testing.T) {
			got := l.Members(tt.id, tt.date)
			if len(got) != tt.n {
				t.Errorf("%d members, want %d: %v", len(got), tt.n, got)
			}
			all := " " + strings.Join(got, " ") + " "
			if !strings.Contains(all, tt.in) || tt.out != "" && strings.Contains(all, tt.out) {
				t.Errorf("wants %q in and %q out: %v", tt.in, tt.out, got)
			}
		})
	}
}

func TestHolder(t *testing.T) {
	l := open(t)
	if got := l.Holder("person:donald-tusk", "2016-05"); len(got) != 1 || got[0].ActsFor != "organization:european-council" {
		t.Errorf("Tusk in 2016: %+v", got)
	}
	if got := l.Holder("person:donald-tusk", ""); len(got) != 1 || got[0].ActsFor != "state:POL" {
		t.Errorf("Tusk today: %+v", got)
	}
}

func TestTitled(t *testing.T) {
	l := open(t)
	tests := []struct{ office, family, date, person, actsFor string }{
		{"president", "Obama", "2012", "person:barack-obama", "state:USA"},
		{"president", "Obama", "2019", "", ""},
		{"president", "Bush", "", "", ""}, // father and son
		{"president", "Bush", "2004", "person:george-w-bush", "state:USA"},
		{"defence minister", "Pistorius", "2024", "person:boris-pistorius", "state:DEU"},
		{"chancellor", "Obama", "2012", "", ""},
	}
	for _, tt := range tests {
		if person, actsFor := l.Titled(tt.office, tt.family, tt.date); person != tt.person || actsFor != tt.actsFor {
			t.Errorf("%s %s in %q: %q for %q", tt.office, tt.family, tt.date, person, actsFor)
		}
	}
}

func TestOffice(t *testing.T) {
	l := open(t)
	tests := []struct {
		phrase, code string
		acts, plural bool
	}{
		{"President", "GOV", true, false}, {"deputy foreign ministers", "GOV", true, true}, {"riot police", "COP", true, false},
		{"opposition lawmaker", "LEG", false, false}, {"gunmen", "UAF", false, true}, {"Ministry of Mines", "GOV", true, false},
		{"retired vice president", "ELI", false, false}, {"netizen", "CVL", false, false}, {"MPs", "LEG", false, true}, {"secret services of the republic", "SPY", true, true},
	}
	for _, tt := range tests {
		o, ok := l.Office(tt.phrase)
		if !ok || o.Code != tt.code || o.Acts != tt.acts || o.Plural != tt.plural {
			t.Errorf("Office(%q) = %+v, %v", tt.phrase, o, ok)
		}
	}
	if _, ok := l.Office("blue mountain"); ok {
		t.Error("a mountain is an actor")
	}
}

func TestHeads(t *testing.T) {
	l := open(t)
	for word, want := range map[string]string{"Declaration": "Agreement", "treaties": "Agreement", "summits": "Meeting", "pipeline": "Project", "strategies": "Initiative", "ministry": "Organization", "table": ""} {
		hs := l.Heads(word)
		got := ""
		if len(hs) > 0 {
			got = hs[0].Kind
		}
		if got != want {
			t.Errorf("Heads(%q): %q, want %q", word, got, want)
		}
	}
	hs := l.HeadsAt(strings.Fields("Memoranda of Understanding on trade"), 0)
	if len(hs) != 1 || hs[0].Len != 3 || !hs[0].Plural || !hs[0].Signed {
		t.Errorf("Memoranda of Understanding: %+v", hs)
	}
}

func TestNames(t *testing.T) {
	l := open(t)
	for word, want := range map[string]bool{"Shavkat": true, "John": true, "Jean-Yves": true, "john": false, "Almaty": false} {
		if got := l.GivenName(word); got != want {
			t.Errorf("GivenName(%q) is %v", word, got)
		}
	}
	for word, want := range map[string]bool{"Xi": true, "Nguyễn": true, "Orbán": true, "Park": true, "Smith": false, "park": false} {
		if got := l.FamilyFirst(word); got != want {
			t.Errorf("FamilyFirst(%q) is %v", word, got)
		}
	}
	for word, want := range map[string]string{"Giorgia": "woman", "Shavkat": "man", "Andrea": "", "Almaty": ""} {
		if got := l.Bearer(word); got != want {
			t.Errorf("Bearer(%q) is %q", word, got)
		}
	}
}
