package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const printed = `pair : P=0.5 F1=0.812
pairs.root               0.812 target at least 0.85 SHORT
sentences.false_alarm    0.170 target at most 0.20 ok
1 of 2 targets met
`

func TestParse(t *testing.T) {
	tests := []struct{ name, out, fails string }{
		{"whole", printed, ""},
		{"cut off", strings.TrimSuffix(printed, "1 of 2 targets met\n"), "did not come to its end"},
		{"no number", strings.Replace(printed, "0.812 t", "nan t", 1), `"nan" is no value`},
		{"a line less", strings.Replace(printed, "pairs.root ", "pairs root", 1), "1 measures read of 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := parse(test.out)
			switch {
			case test.fails != "" && (err == nil || !strings.Contains(err.Error(), test.fails)):
				t.Errorf("error %v, want one with %q", err, test.fails)
			case test.fails == "" && (err != nil || got["pairs.root"] != measure{0.812, false} || got["sentences.false_alarm"] != measure{0.170, true}):
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func TestWorse(t *testing.T) {
	recorded := measures{"f1": {0.8, false}, "alarms": {0.2, true}}
	tests := []struct {
		name string
		got  measures
		want string
	}{
		{"same", measures{"f1": {0.8, false}, "alarms": {0.2, true}}, ""},
		{"better", measures{"f1": {0.9, false}, "alarms": {0.1, true}}, ""},
		{"lower", measures{"f1": {0.799, false}, "alarms": {0.2, true}}, "f1: 0.799, was 0.800"},
		{"more alarms", measures{"f1": {0.8, false}, "alarms": {0.201, true}}, "alarms: 0.201, was 0.200"},
		{"gone", measures{"f1": {0.8, false}}, "alarms: recorded but not measured"},
		{"new", measures{"f1": {0.8, false}, "alarms": {0, true}, "x": {1, false}}, "x: 1.000 is not recorded; -update does"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(recorded.worse(test.got), "\n"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A judge of our own stands in for the one beside the data.
func TestRun(t *testing.T) {
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "judge.py"), []byte("cat \"$1\"\nexit 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	answers, record := filepath.Join(data, "answers"), filepath.Join(data, "measures.json")
	steps := []struct {
		answers string
		args    []string
		code    int
	}{
		{printed, nil, 1}, // nothing recorded yet
		{printed, []string{"-update"}, 0},
		{printed, nil, 0},
		{strings.Replace(printed, "0.812 t", "0.811 t", 1), nil, 1},
		{strings.Replace(printed, "0.812 t", "0.813 t", 1), nil, 0},
		{"", nil, 1},
	}
	for i, step := range steps {
		if err := os.WriteFile(answers, []byte(step.answers), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, faults bytes.Buffer
		args := append([]string{"-with", "sh", "-data", data, "-record", record}, step.args...)
		if code := run(context.Background(), append(args, answers), &out, &faults); code != step.code {
			t.Errorf("step %d: exit code %d, want %d\n%s%s", i, code, step.code, out.String(), faults.String())
		}
	}
}
