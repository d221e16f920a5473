package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
)

// slack is how much a value may differ for being printed with three decimals.
const slack = 0.0005

// measure is one value and which way is better.
type measure struct {
	Value float64 `json:"value"`
	// Low says that less is better, as for false alarms.
	Low bool `json:"low,omitempty"`
}

// measures are values by name.
type measures map[string]measure

var (
	row    = regexp.MustCompile(`(?m)^(\S+) +(\S+) target (at least|at most) \S+ (?:ok|SHORT)$`)
	totals = regexp.MustCompile(`(?m)^\d+ of (\d+) targets met$`)
)

// parse reads the lines that the judge prints for its measures. It fails when
// the judge did not reach its last line, a value is no number, or a line is missing.
func parse(out string) (measures, error) {
	total := totals.FindStringSubmatch(out)
	if total == nil {
		return nil, errors.New("the judge did not come to its end")
	}
	got := measures{}
	for _, m := range row.FindAllStringSubmatch(out, -1) {
		v, err := strconv.ParseFloat(m[2], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("%s: %q is no value", m[1], m[2])
		}
		got[m[1]] = measure{Value: v, Low: m[3] == "at most"}
	}
	if strconv.Itoa(len(got)) != total[1] {
		return nil, fmt.Errorf("%d measures read of %s", len(got), total[1])
	}
	return got, nil
}

// load reads recorded measures; a file that does not exist records none.
func load(file string) (measures, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return measures{}, nil
	}
	if err != nil {
		return nil, err
	}
	var m measures
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}

// save writes measures, sorted by name.
func (m measures) save(file string) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// worse compares recorded measures with new ones and returns a line for each
// that got worse, is gone, or is not recorded.
func (m measures) worse(got measures) []string {
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(m)) {
		old, now := m[name], got[name]
		_, found := got[name]
		drop := old.Value - now.Value
		if old.Low {
			drop = -drop
		}
		switch {
		case !found:
			faults = append(faults, name+": recorded but not measured")
		case drop > slack:
			faults = append(faults, fmt.Sprintf("%s: %.3f, was %.3f", name, now.Value, old.Value))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := m[name]; !ok {
			faults = append(faults, fmt.Sprintf("%s: %.3f is not recorded; -update does", name, got[name].Value))
		}
	}
	return faults
}
