// Package arch holds tests about the code itself: who may import whom, how long
// a file may be, what must be documented, and which habits are not taken up
// (registration in init, blank imports, package-level variables that change,
// things left for later). It has no code for others to call.
//
// The table in imports_test.go is the architecture; docs/ARCHITECTURE.md
// explains it. A new package needs a row there before its first import.
package arch
