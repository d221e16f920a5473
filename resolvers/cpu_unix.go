//go:build unix

package resolvers

import (
	"syscall"
	"time"
)

// computed returns how long the process has computed, on all cores together.
func computed() (time.Duration, bool) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, false
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), true
}
