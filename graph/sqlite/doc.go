// Package sqlite is the embedded engine: a graph.Store in one SQLite file, in
// pure Go. It stands at the end of the way of the data: loaders write to it,
// resolvers, analysis and export read from it.
//
// The log (contributions with their records and claims, loads, decisions) is
// kept as it was brought. Beside it lie the projections (documents, sources,
// entities, relations, and what stands of each claim), written in the same
// transaction by the folds of package graph; no fold is written in SQL. Reads
// of the present are compiled to SQL over the projections. Reads as of an
// earlier known time fold the log with graph.Project and answer from a
// graph.Snapshot; the latest few are kept.
//
// The file is in WAL mode: one writer at a time, readers beside it on
// connections of their own, each statement over one state of the file. Commits
// are not synced one by one (synchronous = NORMAL): a killed process loses
// nothing that was committed, since the write-ahead log is in the hands of the
// operating system by then, and no crash damages the file. Only a power cut can
// take the last commits back; Options.Durable closes that gap for the price of
// a sync a commit.
//
// Values reach SQLite as parameters only. Texts compare by code point. Full text
// is FTS5 over the folded words of package graph. A word of more than 32,768
// bytes is compared by its first 32,768.
package sqlite
