package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAsInFile holds which mappings are let go: those of the program alone that
// nothing can be or has been written into.
func TestAsInFile(t *testing.T) {
	const smaps = `00400000-01794000 r-xp 00000000 08:01 523 /opt/bin/entente
Size:              20048 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
01794000-02096000 r--p 01394000 08:01 523 /opt/bin/entente
Anonymous:             0 kB
02096000-02098000 r--p 01c96000 08:01 523 /opt/bin/entente
Anonymous:             8 kB
02098000-02200000 rw-p 01c98000 08:01 523 /opt/bin/entente
Anonymous:             0 kB
02200000-02300000 r-xp 00000000 08:01 523 /opt/bin/entente (deleted)
Anonymous:             0 kB
c000000000-c000400000 rw-p 00000000 00:00 0
Anonymous:             0 kB
7f0000000000-7f0000026000 r--p 00000000 08:01 99 /lib/libc.so.6
Anonymous:             0 kB
nonsense-zz r--p 00000000 08:01 523 /opt/bin/entente
Anonymous:             0 kB
`
	want := []mapping{{0x400000, 0x1794000}, {0x1794000, 0x2096000}}
	if diff := cmp.Diff(want, asInFile(strings.NewReader(smaps), "/opt/bin/entente"), cmp.AllowUnexported(mapping{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	letGo() // what runs on is mapped again
}
