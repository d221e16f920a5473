// Package jsonl decodes JSON lines: each line is a document of its own, with
// its text and what is known about it. A line that cannot be read is refused
// by its number, and the lines after it are read.
package jsonl
