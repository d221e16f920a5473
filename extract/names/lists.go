package names

import (
	_ "embed" // the lists
	"strings"

	"entente/graph"
)

// The lists are records of four bytes in order: three of a name's hash, one of what
// is known of it. train/lists.py makes them.
var (
	//go:embed given.bin
	givenNames string
	//go:embed family.bin
	familyNames string
	//go:embed towns.bin
	towns string
)

// states are the states of towns, by the last byte of their records.
//
//go:embed states.txt
var states string

// sum is a hash of 32 bits (FNV-1a).
type sum uint32

const start sum = 2166136261

func (h sum) add(s string) sum {
	for i := 0; i < len(s); i++ {
		h = (h ^ sum(s[i])) * 16777619
	}
	return h
}

// and adds a string that is parted from what stands before it.
func (h sum) and(s string) sum { return ((h ^ 0xff) * 16777619).add(s) }

// key is the hash of a name in the lists.
func key(name string) sum {
	h := start.add(name)
	return (h ^ h>>16) & 0xffffff
}

// in returns what a list knows of a folded name, 0 where it lacks it. One name in three
// hundred that it lacks is taken for one that it has.
func in(list, name string) byte {
	h := key(name)
	lo, hi := 0, len(list)/4
	for lo < hi {
		mid := (lo + hi) / 2
		r := list[mid*4:]
		switch v := sum(r[0])<<16 | sum(r[1])<<8 | sum(r[2]); {
		case v == h:
			return r[3]
		case v < h:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0
}

// State returns the state (its id) of a town that the lexicon may lack, "" for a name
// that is no town's or that towns of several states share.
func State(name string) string {
	k := in(towns, graph.Fold(name))
	if k < 2 {
		return ""
	}
	return "state:" + states[(int(k)-2)*3:][:3]
}

// folded is a word as the lists have it.
func folded(w string) string {
	for i := 0; i < len(w); i++ {
		if w[i] >= 0x80 {
			return graph.Fold(w)
		}
	}
	return strings.ToLower(w)
}
