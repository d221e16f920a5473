package graph_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func TestParseDate(t *testing.T) {
	type bounds struct {
		Earliest, Latest graph.Day
		Precision        graph.Precision
		Approximate      bool
	}
	for s, want := range map[string]bounds{
		"2023":                  {"2023-01-01", "2023-12-31", graph.PrecisionYear, false},
		"2024-02":               {"2024-02-01", "2024-02-29", graph.PrecisionMonth, false},
		"2023-02":               {"2023-02-01", "2023-02-28", graph.PrecisionMonth, false},
		"2023-05-18":            {"2023-05-18", "2023-05-18", graph.PrecisionDay, false},
		"2023/2025":             {"2023-01-01", "2025-12-31", graph.PrecisionInterval, false},
		"2023-05/2023-05-18":    {"2023-05-01", "2023-05-18", graph.PrecisionInterval, false},
		"../2025":               {graph.MinDay, "2025-12-31", graph.PrecisionInterval, false},
		"2025-06/..":            {"2025-06-01", graph.MaxDay, graph.PrecisionInterval, false},
		"../..":                 {graph.MinDay, graph.MaxDay, graph.PrecisionInterval, false},
		"~2023":                 {"2023-01-01", "2023-12-31", graph.PrecisionYear, true},
		"2023?":                 {"2023-01-01", "2023-12-31", graph.PrecisionYear, true},
		"~2023-05?":             {"2023-05-01", "2023-05-31", graph.PrecisionMonth, true},
		"~2020/2021-03-04?":     {"2020-01-01", "2021-03-04", graph.PrecisionInterval, true},
		"0000":                  {"0000-01-01", "0000-12-31", graph.PrecisionYear, false},
		"9999-12":               {"9999-12-01", graph.MaxDay, graph.PrecisionMonth, false},
		"2023-05-18/2023-05-18": {"2023-05-18", "2023-05-18", graph.PrecisionInterval, false},
	} {
		d, err := graph.ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("ParseDate(%q) = %q, %v", s, d, err)
			continue
		}
		if diff := cmp.Diff(want, bounds{d.Earliest(), d.Latest(), d.Precision(), d.Approximate()}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s, diff)
		}
	}
	unknown, err := graph.ParseDate("")
	if _, _, ok := unknown.Bounds(); err != nil || ok || unknown.Precision() != graph.PrecisionUnknown || unknown.Earliest() != "" {
		t.Errorf("the unknown date is %q, %v", unknown, err)
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{" ", "23", "2023-", "2023-13", "2023-00", "2023-02-29", "2023-5-1", "18.05.2023", "2025/2023", "2023/2024/2025", "/", "2023/", "/2023",
		"..", "~..", "~", "?", "~~2023", "2023??", "20x3", "２０２３", "2023-05-18T00:00:00Z", "-2023", "+2023", "12023", strings.Repeat("2", 1000), "2023\x00"} {
		d, err := graph.ParseDate(s)
		if !errors.Is(err, graph.ErrInvalid) || d != "" {
			t.Errorf("ParseDate(%q) = %q, %v, want ErrInvalid", s, d, err)
		} else if len(err.Error()) > 300 {
			t.Errorf("the error of %q is %d bytes long", s, len(err.Error()))
		}
		if _, _, ok := graph.Date(s).Bounds(); ok && s != "2025/2023" {
			t.Errorf("%q has bounds", s)
		}
	}
}

func TestDateWithin(t *testing.T) {
	for _, tt := range []struct {
		d, e graph.Date
		want bool
	}{
		{"2025-06-17", "2025-06", true}, {"2025-06-17", "2025", true}, {"2025-06", "2025", true}, {"2025", "2025-06", false},
		{"2025", "2025", false}, {"2025-06", "2025-07", false}, {"2025", "2024/2026", true}, {"2025", "../2026", true}, {"2025", "2025-06/..", false},
		{"", "2025", false}, {"2025", "", false}, {"", "", false}, {"bad", "2025", false},
		{"2025", "~2025", true}, {"~2025", "2025", false}, {"2025?", "~2025", true}, {"2025", "2025-01/2025-12", true}, {"2025-06-17", "2025-06-17/2025-06-17", true},
	} {
		if got := tt.d.Within(tt.e); got != tt.want {
			t.Errorf("%q within %q: %t", tt.d, tt.e, got)
		}
		if tt.want && tt.e.Within(tt.d) {
			t.Errorf("%q and %q are within each other", tt.d, tt.e)
		}
	}
}

func TestMayContain(t *testing.T) {
	for _, tt := range []struct {
		d    graph.Date
		day  graph.Day
		want bool
	}{
		{"", "2025-01-01", true}, {"2025", "2025-12-31", true}, {"2025", "2026-01-01", false}, {"../2025", graph.MinDay, true}, {"2025-06-17", "2025-06-16", false},
	} {
		if got := tt.d.MayContain(tt.day); got != tt.want {
			t.Errorf("%q may contain %s: %t", tt.d, tt.day, got)
		}
	}
}

func TestInstants(t *testing.T) {
	for s, want := range map[string]graph.Instant{
		"2026-01-02":                          "2026-01-02T23:59:59.999999Z",
		"2026-01-02T03:04:05Z":                "2026-01-02T03:04:05.000000Z",
		"2026-01-02T03:04:05.123456789+02:00": "2026-01-02T01:04:05.123456Z",
		"9999-12-31":                          graph.Forever,
	} {
		got, err := graph.ParseInstant(s)
		if err != nil || got != want {
			t.Errorf("ParseInstant(%q) = %s, %v, want %s", s, got, err, want)
		}
	}
	for _, s := range []string{"", "2026", "yesterday", "2026-13-01", "2026-01-02 03:04:05", "9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00+01:00"} {
		if got, err := graph.ParseInstant(s); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("ParseInstant(%q) = %s, %v", s, got, err)
		}
	}
	now := time.Date(2026, 5, 6, 7, 8, 9, 123456789, time.FixedZone("", 3600))
	if i := graph.NewInstant(now); i != "2026-05-06T06:08:09.123456Z" || !i.Time().Equal(now.Truncate(time.Microsecond)) || !i.Valid() {
		t.Errorf("NewInstant gives %s", i)
	}
	if day := graph.NewDay(now); day != "2026-05-06" {
		t.Errorf("NewDay gives %s", day)
	}
	if !graph.Instant("x").Time().IsZero() {
		t.Error("a malformed instant has a time")
	}
}

func TestAdvance(t *testing.T) {
	early, late := graph.Instant("2026-01-01T00:00:00.000000Z"), graph.Instant("2026-01-01T00:00:00.000001Z")
	for _, tt := range []struct{ clock, at, want graph.Instant }{{"", early, early}, {early, late, late}, {late, early, late}, {late, late, late}} {
		if got, err := graph.Advance(tt.clock, tt.at); err != nil || got != tt.want {
			t.Errorf("Advance(%s, %s) = %s, %v", tt.clock, tt.at, got, err)
		}
	}
	for _, at := range []graph.Instant{"", "2026-01-01", "2026-01-01T00:00:00Z", graph.Forever, "2026-02-30T00:00:00.000000Z"} {
		if got, err := graph.Advance(early, at); !errors.Is(err, graph.ErrInvalid) {
			t.Errorf("Advance to %q = %s, %v", at, got, err)
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2023", "~2023-05/..", "2023-02-29", "../..", "~", "2023?/2024"} {
		f.Add(s, "2024")
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		d, err := graph.ParseDate(s)
		if err != nil {
			if !errors.Is(err, graph.ErrInvalid) {
				t.Fatalf("error is %v", err)
			}
			return
		}
		lo, hi, ok := d.Bounds()
		if ok != (s != "") || lo > hi || ok && (len(lo) != 10 || len(hi) != 10) {
			t.Errorf("%q has the bounds %s..%s, %t", s, lo, hi, ok)
		}
		if ok && (!d.MayContain(lo) || !d.MayContain(hi)) {
			t.Errorf("%q does not contain its bounds", s)
		}
		e, err := graph.ParseDate(other)
		if err == nil && (d.Within(d) || d.Within(e) && e.Within(d)) {
			t.Errorf("%q and %q are within each other", d, e)
		}
	})
}
