package neo4jtest

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux counts processor time.
const tick = 10 * time.Millisecond

// Computed returns how long the server's process has computed since it started.
// It reports false where it cannot tell: for a server of another machine, or a
// system other than Linux.
func (s Server) Computed() (time.Duration, bool) {
	u, err := url.Parse(s.URI)
	if err != nil {
		return 0, false
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		return 0, false
	}
	dir, ok := listener(port)
	if !ok {
		return 0, false
	}
	text, err := os.ReadFile(filepath.Join(dir, "stat"))
	if err != nil {
		return 0, false
	}
	// The name in parentheses may hold anything; the times are the 12th and 13th
	// fields after it, see proc(5).
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	if len(fields) < 13 {
		return 0, false
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, false
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick, err == nil
}

// listener returns the folder below /proc of the process that listens on a port.
func listener(port int) (dir string, ok bool) {
	sockets := make(map[string]bool)
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, err := os.ReadFile(table)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			f := strings.Fields(line)
			if len(f) > 9 && f[3] == "0A" && strings.HasSuffix(f[1], fmt.Sprintf(":%04X", port)) {
				sockets["socket:["+f[9]+"]"] = true
			}
		}
	}
	files, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	for _, file := range files {
		if at, err := os.Readlink(file); err == nil && sockets[at] {
			return filepath.Dir(filepath.Dir(file)), true
		}
	}
	return "", false
}
