// Package icews reads tables of coded events as ICEWS names them: one row an
// event, tab-separated, with the date, who acts, the name (or CAMEO code) of
// what he does, and to whom. A header line may stand first.
//
// The rows come as parts of one document whose text is the table itself, so
// that a row is its own evidence. Which entity an actor's name means is for
// the caller to say; what an event is, the embedded code list tells.
package icews
