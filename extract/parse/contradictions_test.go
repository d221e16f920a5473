package parse

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/segment"
)

// wordsOf reads words that are written as form/UPOS/XPOS/head/relation, heads from 1.
func wordsOf(t *testing.T, text string) []Word {
	t.Helper()
	var words []Word
	for _, f := range strings.Fields(text) {
		p := strings.Split(f, "/")
		head, err := strconv.Atoi(p[3])
		if err != nil {
			t.Fatal(f, err)
		}
		words = append(words, Word{Token: segment.Token{Text: p[0]}, UPOS: p[1], XPOS: p[2], Head: head - 1, Rel: p[4]})
	}
	return words
}

func TestContradictions(t *testing.T) {
	for _, c := range []struct {
		name, text string
		mend       func([]Word, int)
		want       map[string]string
	}{
		{"a list behind a name", "Ana/PROPN/NNP/5/nsubj Lee/PROPN/NNP/1/flat and/CCONJ/CC/4/cc officials/NOUN/NNS/2/conj left/VERB/VBD/0/root", flats,
			map[string]string{"officials": "conj 1"}},
		{"a name in two phrases", "spoke/VERB/VBD/0/root with/ADP/IN/3/case President/PROPN/NNP/1/obl Obiang/PROPN/NNP/1/obl", halves,
			map[string]string{"with": "case 4", "President": "nmod:desc 4", "Obiang": "obl 1"}},
		{"a name in two of a list", "chief/NOUN/NN/5/nsubj Moussa/PROPN/NNP/1/conj Faki/PROPN/NNP/4/compound Mahamat/PROPN/NNP/1/conj spoke/VERB/VBD/0/root", halves,
			map[string]string{"Moussa": "conj 1", "Faki": "flat 2", "Mahamat": "flat 2"}},
		{"a name in two subjects", "Espen/PROPN/NNP/4/nsubj Barth/PROPN/NNP/1/flat Eide/PROPN/NNP/4/nsubj spoke/VERB/VBD/0/root", halves,
			map[string]string{"Espen": "nsubj 4", "Eide": "flat 1"}},
		{"the rest of a name is a subject", "envoy/NOUN/NN/5/nsubj of/ADP/IN/3/case Sierra/PROPN/NNP/1/nmod Leone/PROPN/NNP/5/nsubj spoke/VERB/VBD/0/root", halves,
			map[string]string{"Sierra": "nmod 1", "Leone": "flat 3"}},
		{"a title and its name are two subjects", "Chancellor/PROPN/NNP/4/nsubj Friedrich/PROPN/NNP/3/compound Merz/PROPN/NNP/4/nsubj spoke/VERB/VBD/0/root", halves,
			map[string]string{"Chancellor": "nmod:desc 2", "Friedrich": "nsubj 4", "Merz": "flat 2"}},
		{"a preposition on a title", "spoke/VERB/VBD/0/root with/ADP/IN/3/case President/PROPN/NNP/4/nmod:desc Obiang/PROPN/NNP/1/obl", attachments,
			map[string]string{"with": "case 4"}},
		{"a name across another", "Ana/PROPN/NNP/5/nsubj and/CCONJ/CC/3/cc Moussa/PROPN/NNP/1/conj Traore/PROPN/NNP/1/flat met/VERB/VBD/0/root", attachments,
			map[string]string{"Traore": "flat 3"}},
		{"nobody is with a city", "talks/NOUN/NNS/0/root in/ADP/IN/3/case Lima/PROPN/NNP/1/nmod with/ADP/IN/5/case Quito/PROPN/NNP/3/nmod", attachments,
			map[string]string{"Lima": "nmod 1", "Quito": "nmod 1"}},
		{"a city of a state stays", "talks/NOUN/NNS/0/root in/ADP/IN/3/case Loja/PROPN/NNP/1/nmod in/ADP/IN/5/case Ecuador/PROPN/NNP/3/nmod", attachments,
			map[string]string{"Ecuador": "nmod 3"}},
		{"a purpose of a place", "sent/VERB/VBD/0/root to/ADP/IN/3/case Belize/PROPN/NNP/1/obl to/PART/TO/5/mark deter/VERB/VB/3/advcl", attachments,
			map[string]string{"deter": "advcl 1"}},
		{"a particle is no preposition", "handed/VERB/VBD/0/root over/ADP/RP/3/case bodies/NOUN/NNS/1/obl", forms,
			map[string]string{"over": "compound:prt 1", "bodies": "obj 1"}},
		{"the verb behind a clause of a noun", "demand/NOUN/NN/0/root that/SCONJ/IN/5/mark Minsk/PROPN/NNP/4/nsubj halt/VERB/VBP/1/acl failed/VERB/VBD/1/acl", agree,
			map[string]string{"demand": "nsubj 5", "that": "mark 4", "halt": "acl 1", "failed": "root 0"}},
		{"the passive behind a clause of a noun", "demand/NOUN/NN/0/root that/SCONJ/IN/4/mark Minsk/PROPN/NNP/4/nsubj halt/VERB/VBP/1/acl was/AUX/VBD/6/aux:pass ignored/VERB/VBN/1/acl", agree,
			map[string]string{"demand": "nsubj:pass 6", "ignored": "root 0"}},
		{"a clause of a noun at the root", "demand/NOUN/NN/0/root that/SCONJ/IN/4/mark Minsk/PROPN/NNP/4/nsubj halted/VERB/VBD/1/acl", agree,
			map[string]string{"demand": "root 0", "halted": "acl 1"}},
		{"a month was taken for a subject", "sailors/NOUN/NNS/2/nsubj held/VERB/VBD/0/root since/SCONJ/IN/6/mark June/PROPN/NNP/6/nsubj:pass were/AUX/VBD/6/aux:pass freed/VERB/VBN/2/advcl", wires,
			map[string]string{"June": "obl 2", "since": "case 4", "held": "acl 1", "freed": "root 0", "sailors": "nsubj:pass 6"}},
		{"a participle before the verb", "gunmen/NOUN/NNS/2/nsubj believed/VERB/VBD/0/root Malian/ADJ/JJ/2/xcomp stormed/VERB/VBD/2/ccomp posts/NOUN/NNS/4/obj", wires,
			map[string]string{"gunmen": "nsubj 4", "believed": "acl 1", "stormed": "root 0"}},
		{"a verb with what is said", "officials/NOUN/NNS/2/nsubj believed/VERB/VBD/0/root rebels/NOUN/NNS/4/nsubj stormed/VERB/VBD/2/ccomp posts/NOUN/NNS/4/obj", wires,
			map[string]string{"believed": "root 0", "stormed": "ccomp 2"}},
		{"a means is nobody", "minister/NOUN/NN/2/nsubj spoke/VERB/VBD/0/root by/ADP/IN/4/case telephone/NOUN/NN/2/obl:agent with/ADP/IN/6/case counterpart/NOUN/NN/4/nmod", wires,
			map[string]string{"telephone": "obl 2", "counterpart": "obl 2"}},
		{"a noun that describes a name", "opposition/NOUN/NN/2/nsubj figure/VERB/VBP/0/root Sy/PROPN/NNP/5/nsubj:pass was/AUX/VBD/5/aux:pass jailed/VERB/VBN/2/ccomp", wires,
			map[string]string{"opposition": "compound 2", "figure": "nmod:desc 3", "jailed": "root 0"}},
		{"two names from two places", "Ana/PROPN/NNP/8/nsubj of/ADP/IN/3/case Mali/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc Omar/PROPN/NNP/3/conj of/ADP/IN/7/case Chad/PROPN/NNP/5/nmod met/VERB/VBD/0/root", wires,
			map[string]string{"Omar": "conj 1", "Mali": "nmod 1"}},
		{"two states of one name", "president/NOUN/NN/8/nsubj of/ADP/IN/3/case Mali/PROPN/NNP/1/nmod and/CCONJ/CC/5/cc Republic/PROPN/NNP/3/conj of/ADP/IN/7/case Chad/PROPN/NNP/5/nmod spoke/VERB/VBD/0/root", wires,
			map[string]string{"Republic": "conj 3"}},
		{"a name with an article before a noun", "closed/VERB/VBD/0/root the/DET/DT/3/det Busia/PROPN/NNP/1/obj crossing/NOUN/NN/1/xcomp", wires,
			map[string]string{"the": "det 4", "Busia": "compound 4", "crossing": "obj 1"}},
		{"a form in -ing beside a past tense", "accused/VERB/VBD/0/root Chad/PROPN/NNP/1/obj of/SCONJ/IN/4/mark hiring/VERB/VBG/1/advcl gunmen/NOUN/NNS/4/obj and/CCONJ/CC/7/cc paying/VERB/VBG/1/conj", wires,
			map[string]string{"paying": "conj 4"}},
		{"a bare form beside a past tense", "used/VERB/VBD/0/root cannon/NOUN/NN/1/obj and/CCONJ/CC/4/cc tear/VERB/VB/1/conj gas/NOUN/NN/4/obj", wires,
			map[string]string{"and": "cc 5", "tear": "compound 5", "gas": "conj 2"}},
		{"nobody shoots dead without an object", "rebels/NOUN/NNS/2/nsubj shot/VERB/VBD/0/root dead/ADJ/JJ/2/xcomp", wires,
			map[string]string{"rebels": "nsubj:pass 2"}},
		{"a list before a verb without a subject", "After/ADP/IN/2/case talks/NOUN/NNS/9/obl in/ADP/IN/4/case Doha/PROPN/NNP/2/nmod ,/PUNCT/,/6/punct Chad/PROPN/NNP/4/conj and/CCONJ/CC/8/cc Mali/PROPN/NNP/4/conj signed/VERB/VBD/0/root", wires,
			map[string]string{"Chad": "nsubj 9", "Mali": "conj 6", "talks": "obl 9"}},
		{"a list inside the opening", "After/ADP/IN/2/case talks/NOUN/NNS/7/obl in/ADP/IN/4/case Doha/PROPN/NNP/2/nmod and/CCONJ/CC/6/cc Paris/PROPN/NNP/4/conj signed/VERB/VBD/0/root", wires,
			map[string]string{"Paris": "conj 4"}},
		{"an object of an object", "gave/VERB/VBD/0/root Dutch/PROPN/NNP/1/iobj envoys/NOUN/NNS/1/obj hours/NOUN/NNS/3/obj", attachments,
			map[string]string{"Dutch": "amod 3", "envoys": "iobj 1", "hours": "obj 1"}},
		{"an object of an adjective", "called/VERB/VBD/0/root as/ADP/IN/3/mark shameful/ADJ/JJ/1/advcl decision/NOUN/NN/3/obj", attachments,
			map[string]string{"decision": "obj 1"}},
		{"a participle with a subject", "army/NOUN/NN/2/nsubj shelled/VERB/VBN/3/amod camps/NOUN/NNS/0/root", attachments,
			map[string]string{"army": "nsubj 2", "shelled": "root 0 VERB VBD", "camps": "obj 2"}},
		{"a subject across its verb", "Mali/PROPN/NNP/4/nmod:poss chief/ADJ/JJ/4/amod warned/VERB/VBD/0/root crowds/NOUN/NNS/3/obj", attachments,
			map[string]string{"Mali": "nmod:poss 2", "chief": "nsubj 3 NOUN NN", "crowds": "obj 3"}},
		{"names of a list with a comma", "Ghana/PROPN/NNP/4/nsubj ,/PUNCT/,/3/punct Togo/PROPN/NNP/4/nsubj met/VERB/VBD/0/root", halves,
			map[string]string{"Ghana": "nsubj 4", "Togo": "nsubj 4"}},
		{"a place and a day stay", "met/VERB/VBD/0/root in/ADP/IN/3/case Malabo/PROPN/NNP/1/obl Friday/PROPN/NNP/1/obl", halves,
			map[string]string{"Malabo": "obl 1", "Friday": "obl 1"}},
		{"a clause of time", "Ten/NUM/CD/2/nsubj died/VERB/VBD/0/root after/SCONJ/IN/5/mark men/NOUN/NNS/5/nsubj attacked/VERB/VBD/2/ccomp", times,
			map[string]string{"attacked": "advcl 2"}},
		{"a subject in -s", "Somali/ADJ/JJ/2/amod pirates/VERB/VBZ/3/nsubj seized/VERB/VBD/0/root", doers,
			map[string]string{"pirates": "nsubj 3 NOUN NNS"}},
		{"an object without preposition", "They/PRON/PRP/2/nsubj held/VERB/VBD/0/root consultations/NOUN/NNS/2/obl", bareObjects,
			map[string]string{"consultations": "obj 2"}},
		{"a phrase with a preposition stays", "They/PRON/PRP/2/nsubj met/VERB/VBD/0/root in/ADP/IN/4/case secret/NOUN/NN/2/obl", bareObjects,
			map[string]string{"secret": "obl 2"}},
		{"that opens a clause", "demand/NOUN/NN/0/root that/PRON/WDT/4/obj Paris/PROPN/NNP/4/nsubj ease/VERB/VBP/1/acl sanctions/NOUN/NNS/4/obj", opened,
			map[string]string{"that": "mark 4 SCONJ IN"}},
		{"that is the object", "deal/NOUN/NN/0/root that/PRON/WDT/4/obj Paris/PROPN/NNP/4/nsubj signed/VERB/VBD/1/acl:relcl", opened,
			map[string]string{"that": "obj 4"}},
		{"an owner in a list", "Denmark/PROPN/NNP/6/nsubj and/CCONJ/CC/3/cc Greenland/PROPN/NNP/1/conj 's/PART/POS/3/case government/NOUN/NN/1/conj met/VERB/VBD/0/root", owners,
			map[string]string{"Greenland": "nmod:poss 5", "government": "conj 1", "and": "cc 5"}},
		{"a participle of the passive", "Two/NUM/CD/3/nsubj were/AUX/VBD/3/aux:pass injured/ADJ/JJ/0/root", forms,
			map[string]string{"injured": "root 0 VERB VBN", "Two": "nsubj:pass 3"}},
		{"a noun in -ing", "killed/VERB/VBN/0/root by/ADP/IN/3/case shelling/VERB/VBG/1/obl", forms,
			map[string]string{"shelling": "obl 1 NOUN NN"}},
		{"an agent with another preposition", "called/VERB/VBD/0/root on/ADP/IN/3/case Paris/PROPN/NNP/1/obl:agent", forms,
			map[string]string{"Paris": "obl 1"}},
		{"a name in an infinitive's place", "Kenya/PROPN/NNP/2/nsubj apologised/VERB/VBD/0/root to/PART/TO/4/mark Benin/VERB/VB/2/xcomp", infinitives,
			map[string]string{"Benin": "obl 2 PROPN NNP", "to": "case 4"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			words := wordsOf(t, c.text)
			c.mend(words, 0)
			got := map[string]string{}
			for i := range words {
				w := &words[i]
				if want, ok := c.want[w.Text]; ok {
					got[w.Text] = fmt.Sprintf("%s %d", w.Rel, w.Head+1)
					if strings.Count(want, " ") > 1 {
						got[w.Text] += " " + w.UPOS + " " + w.XPOS
					}
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
