package main

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// unmapProgram has the system forget which pages of the program's file this
// process has used: what it goes on to use is mapped again. Mappings in which
// anything is not as in the file stay as they are. Where it fails nothing is lost.
func unmapProgram() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer maps.Close()
	for _, m := range asInFile(maps, program) {
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, m.start, m.end-m.start, syscall.MADV_DONTNEED)
	}
}

// mapping is a part of the process's memory.
type mapping struct{ start, end uintptr }

// asInFile returns the mappings of a file that cannot be written and of which
// nothing has been, out of a list in the form of /proc/self/smaps (proc(5)).
func asInFile(smaps io.Reader, path string) (out []mapping) {
	var at mapping
	fixed := false
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		words := strings.Fields(lines.Text())
		switch {
		case len(words) < 2:
		case !strings.HasSuffix(words[0], ":"):
			at = between(words[0])
			fixed = len(words) == 6 && words[5] == path && (words[1] == "r-xp" || words[1] == "r--p")
		case words[0] == "Anonymous:" && words[1] == "0" && fixed && at.start < at.end:
			out = append(out, at)
		}
	}
	return out
}

// between reads two addresses, the zero mapping for what is none.
func between(addresses string) mapping {
	from, to, _ := strings.Cut(addresses, "-")
	start, err := strconv.ParseUint(from, 16, strconv.IntSize)
	if err != nil {
		return mapping{}
	}
	end, err := strconv.ParseUint(to, 16, strconv.IntSize)
	if err != nil {
		return mapping{}
	}
	return mapping{uintptr(start), uintptr(end)}
}
