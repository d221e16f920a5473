// Package golden compares what a test got with a file that holds what it should
// get. "go test ./some/package -update" rewrites the files instead, so that a
// change of behaviour is a diff to be read in review.
//
// There are two shapes. [Compare] and [JSON] hold one value against one file.
// [Run] reads txtar archives, each a test case as text: a comment that says why the case
// is there, then sections with the input and with what should come out.
//
// The flag is known only to test binaries that import this package, so -update
// goes with the packages to be updated and not with ./...
package golden
