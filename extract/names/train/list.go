package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"entente/extract/names"
)

// list packs lines of a name, a tab and what is known of it, a digit, "*" for towns of
// several states or the code of a state; the codes go into states.txt beside the list.
func list(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	records := map[[3]byte]byte{}
	var states []string
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), "\t")
		var b byte
		switch {
		case value == "*":
			b = 1
		case len(value) == 3:
			k := slices.Index(states, value)
			if k < 0 {
				k = len(states)
				states = append(states, value)
			}
			b = byte(k + 2)
		default:
			b = value[0] - '0'
		}
		key := names.Key(name)
		if _, ok := records[key]; !ok {
			records[key] = b
		}
	}
	keys := make([][3]byte, 0, len(records))
	for k := range records {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b [3]byte) int { return bytes.Compare(a[:], b[:]) })
	var out []byte
	for _, k := range keys {
		out = append(append(out, k[:]...), records[k])
	}
	if len(states) > 0 {
		if err := os.WriteFile(strings.TrimSuffix(to, "towns.bin")+"states.txt", []byte(strings.Join(states, "")), 0o644); err != nil {
			return err
		}
	}
	fmt.Println(len(data), "bytes,", len(keys), "names")
	return os.WriteFile(to, out, 0o644)
}
