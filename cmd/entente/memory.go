package main

import (
	"os"
	"runtime/debug"
	"strings"
)

// collectAt is by how many percent of what is held memory grows before garbage is
// collected where the store is a database server. Of what such a server of ours
// holds most is the network of paths, in arrays that take no time to collect, so
// that to collect more often costs a few microseconds a request and the usual 100
// would have it hold nearly twice the network.
const collectAt = 50

// collect sets how often garbage is collected, unless GOGC says so. It returns
// memory that is to be kept alive while the server runs: it is never touched, so
// that it costs nothing but counts as held. An embedded store holds its pages
// outside of the memory that is collected, and a server that holds a few
// megabytes beside them would spend a tenth of its time on collecting as few again.
func collect(store string) (ballast []byte) {
	if os.Getenv("GOGC") != "" {
		return nil
	}
	switch scheme, _, _ := strings.Cut(store, ":"); scheme {
	case "memory":
	case "sqlite":
		return make([]byte, 16<<20)
	default:
		debug.SetGCPercent(collectAt)
	}
	return nil
}

// letGo gives memory back that only the start needed: what reading the network
// left, and the pages of the program that packages are initialised from.
func letGo() {
	debug.FreeOSMemory()
	unmapProgram()
}
