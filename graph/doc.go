// Package graph is the vocabulary of entente: the words that every other
// package uses, and nothing that stores, reads text or talks to a network.
//
// It holds entities, documents, claims with their evidence, relations, loads,
// decisions, partial dates, the closed table of relation kinds, queries as
// values, and the small interfaces that an engine implements.
//
// The log of contributions (what each document version brought) is the truth.
// Entities, relations and every readable edge are a projection of it: Project
// is a pure fold of the log and the decisions, and every engine is compared
// with it. Ids are derived from content, so two stores that hold the same
// documents hold the same ids.
//
// All offsets are Unicode code points from 0, end exclusive. All values here
// are plain data, safe to share between goroutines as long as nobody writes.
package graph
