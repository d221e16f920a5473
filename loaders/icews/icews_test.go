package icews_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders/icews"
	"entente/loaders/plain"
)

// decode returns what a table gives, a line a row or refusal, and the refusal
// of the whole.
func decode(t testing.TB, table string) ([]string, error) {
	t.Helper()
	var out []string
	err := icews.Decode(context.Background(), plain.Input{Reader: strings.NewReader(table)}, func(item plain.Item) error {
		if item.Refused != nil {
			out = append(out, fmt.Sprintf("%d refused: %v", item.Line, item.Refused))
			return nil
		}
		p := item.Table
		out = append(out, fmt.Sprintf("part %d more %v offset %d", p.Part, p.More, p.Offset))
		for _, r := range p.Rows {
			out = append(out, fmt.Sprintf("%d %s [%s %s] %s %v [%s %s]", r.Line, r.When, r.From.Name, r.From.Role, r.Kind, r.Attributes["cameo"], r.To.Name, r.To.Role))
		}
		return nil
	})
	return out, err
}

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, table string
		want        []string
		wantErr     string
	}{
		{"rows", "2014-01-01\tChina\tConsult\tJapan\n2014-02\tArmed Gang (Thailand)\tfight with small arms and light weapons\tStudent (Thailand)\n",
			[]string{"part 1 more false offset 0", "1 2014-01-01 [China ] CONSULT 040 [Japan ]",
				"2 2014-02 [Armed Gang (Thailand) CRM] ASSAULT 193 [Student (Thailand) ]"}, ""},
		{"header, mark and line ends of Windows", "\ufeffDate\tSource\tEvent\tTarget\r\n2014-01-01\tChina\t043\tJapan\r\n\r\n",
			[]string{"part 1 more false offset 0", "2 2014-01-01 [China ] CONSULT 043 [Japan ]"}, ""},
		{"case and blanks", " 2014-01-01 \t China \tHOST A VISIT\tJapan ",
			[]string{"part 1 more false offset 0", "1 2014-01-01 [China ] CONSULT 043 [Japan ]"}, ""},
		{"bad rows among good ones", "2014-01-01\tChina\tConsult\n2014-13-01\tChina\tConsult\tJapan\n2014-01-01\tChina\tConsult\tJapan\n" +
			"2014-01-01\tChina\tDance\tJapan\n2014-01-01\t--\tConsult\tJapan\n2014-01-01\tCh\xffina\tConsult\tJapan\n2014-01-01\tCh\x00ina\tConsult\tJapan\n" +
			strings.Repeat("x", 70_000) + "\n",
			[]string{
				"1 refused: the row has 3 cells; it should have date, actor, event and actor, tab-separated",
				`2 refused: "2014-13-01" is no date`,
				"part 1 more false offset 0", "3 2014-01-01 [China ] CONSULT 040 [Japan ]",
				`4 refused: "Dance" is no event of the code list`, `5 refused: "--" is no actor`, "6 refused: the row is not UTF-8",
				"7 refused: the row holds a NUL, which no store can hold", "8 refused: the row is longer than 64 KiB",
			}, ""},
		{"nothing", "\n \n", nil, "holds no rows"},
		{"another table", "name\tage\nAnn\t7\n", nil, "holds no row of date, actor, event and actor, tab-separated; of the first, the row has 2 cells; it should have date, actor, event and actor, tab-separated"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := decode(t, c.table)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if msg := fmt.Sprint(err); err != nil && msg != c.wantErr || err == nil && c.wantErr != "" {
				t.Errorf("error %v, want %q", err, c.wantErr)
			}
		})
	}
}

// TestParts checks that a long table comes in parts of the size said, in order,
// with offsets into one text whose hash all of them carry.
func TestParts(t *testing.T) {
	var b strings.Builder
	n := 2*icews.PartRows + 1
	for i := range n {
		fmt.Fprintf(&b, "2014-01-%02d\tCitizen (Cote d'Ivoire)\tConsult\tMérida %d\n", i%28+1, i)
	}
	// Neither a reader that can be read again nor one that cannot makes a difference.
	for name, r := range map[string]io.Reader{"file": strings.NewReader(b.String()), "pipe": io.MultiReader(strings.NewReader(b.String()))} {
		t.Run(name, func(t *testing.T) {
			var text strings.Builder
			var rows []int
			err := icews.Decode(context.Background(), plain.Input{Reader: r}, func(item plain.Item) error {
				if item.Table.Offset != utf8.RuneCountInString(text.String()) || item.Document.SHA256 != graph.SHA256(b.String()) {
					t.Errorf("part %d begins at %d of %s", item.Table.Part, item.Table.Offset, item.Document.SHA256)
				}
				if last := item.Table.Part == 3; item.Table.More == last {
					t.Errorf("part %d: more is %v", item.Table.Part, item.Table.More)
				}
				text.WriteString(item.Text)
				rows = append(rows, len(item.Table.Rows))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if text.String() != b.String() {
				t.Error("the parts are not the whole")
			}
			if diff := cmp.Diff([]int{icews.PartRows, icews.PartRows, 1}, rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// A table that breaks off while it is copied is refused, and nothing of it is told.
func TestBreaksOff(t *testing.T) {
	broken := errors.New("broken")
	r := io.MultiReader(strings.NewReader("2014-01-01\tChina\tConsult\tJapan\n"), iotest.ErrReader(broken))
	err := icews.Decode(context.Background(), plain.Input{Reader: r}, func(item plain.Item) error {
		t.Errorf("yielded %+v", item)
		return nil
	})
	var refused *graph.RefusedError
	if !errors.As(err, &refused) || refused.Code != graph.RefusedRead {
		t.Errorf("got %v, want a refusal with the code %s", err, graph.RefusedRead)
	}
}

func TestYieldEnds(t *testing.T) {
	stop := errors.New("stop")
	err := icews.Decode(context.Background(), plain.Input{Reader: strings.NewReader("2014\tA\tConsult\tB\n")}, func(plain.Item) error { return stop })
	if !errors.Is(err, stop) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err = icews.Decode(ctx, plain.Input{Reader: strings.NewReader("2014\tA\tConsult\tB\n")}, func(plain.Item) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestCodes(t *testing.T) {
	for event, want := range map[string]string{
		"Consult": "040 CONSULT 1", "consult": "040 CONSULT 1", "04": "04 CONSULT 1", "Investigate": "090 ACCUSE -2",
		"Make an appeal or request": "020 APPEAL 3", "Make statement": "010 COMMENT 0", "Abduct, hijack, or take hostage": "181 ASSAULT -9",
		"10": "10 REQUEST -5", "010": "010 COMMENT 0", "Return, release person(s)": "0841 RETREAT 7", "Dance": "",
	} {
		got := ""
		if c, ok := icews.Codes(event); ok {
			got = fmt.Sprintf("%s %s %v", c.Code, c.Kind, c.Goldstein)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", event, got, want)
		}
	}
}

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"2014-01-01\tA\tB\tC\n": true, "\ufeffdate\tsource\tevent\ttarget\r\n2014-01-01\tA\tB\tC\r\n": true,
		"2014-01-01 a day\n": false, "a\tb\tc\td\n": false, "": false, "2014-01-01\tA\tB\n": false,
	} {
		if got := icews.Is([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("2014-01-01\tChina\tConsult\tJapan\n2014\tx")
	f.Add("\ufeffdate\ta\tb\tc\r\n2014-01-01\tPolice (Australia)\t190\tÉ\xff\n\x00")
	f.Add("~2014\t\U0001f600a\tconsult\tB ()\n\n\n")
	f.Fuzz(func(t *testing.T, data string) {
		var text strings.Builder
		more := false
		err := icews.Decode(context.Background(), plain.Input{Reader: strings.NewReader(data)}, func(item plain.Item) error {
			if item.Refused != nil {
				return nil
			}
			more = item.Table.More
			text.WriteString(item.Text)
			part := []rune(item.Text)
			for _, r := range item.Table.Rows {
				at := r.Start - item.Table.Offset
				if got := string(part[at : at+utf8.RuneCountInString(r.Quote)]); got != r.Quote {
					t.Errorf("row %d: %q is not %q", r.Line, got, r.Quote)
				}
				for _, a := range []plain.Coded{r.From, r.To} {
					if got := string(part[a.Start-item.Table.Offset : a.End-item.Table.Offset]); got != a.Name {
						t.Errorf("row %d: %q is not %q", r.Line, got, a.Name)
					}
				}
			}
			return nil
		})
		var refused *graph.RefusedError
		if err != nil && !errors.As(err, &refused) {
			t.Errorf("an error that is no refusal: %v", err)
		}
		if more || !utf8.ValidString(text.String()) || strings.Contains(text.String(), "\x00") {
			t.Errorf("%q: more is %v, text %q", data, more, text.String())
		}
	})
}
