package feed

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente/graph"
)

// ErrExpired says that a cursor belongs to no entry of this feed: the store is
// another one, was put back to an earlier state, or no longer keeps the entry.
var ErrExpired = errors.New("the cursor is of no entry in this change feed")

// origin is the cursor of the place before the first entry.
const origin = "0"

// Cursor returns the opaque place after a change. The digest in it tells feeds
// apart whose numbers are alike.
func Cursor(c graph.Change) string {
	return encode(strconv.FormatInt(c.Seq, 10) + " " + digest(c))
}

// Origin returns the cursor of the place before the first entry of any feed.
func Origin() string { return encode(origin) }

func encode(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

func digest(c graph.Change) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %s %s", c.Seq, c.At, c.Op, c.ID))
	return hex.EncodeToString(sum[:6])
}

// maxCursor is longer than any cursor.
const maxCursor = 64

// decode returns the sequence number and the digest of a cursor. The error
// wraps graph.ErrInvalid.
func decode(cursor string) (int64, string, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(cursor) > maxCursor {
		return 0, "", graph.Invalidf("malformed cursor: take the cursor of an event, of an entry of changes, or its endCursor")
	}
	if string(b) == origin {
		return 0, "", nil
	}
	number, sum, _ := strings.Cut(string(b), " ")
	seq, err := strconv.ParseInt(number, 10, 64)
	if err != nil || seq < 1 || len(sum) != 12 || strconv.FormatInt(seq, 10) != number {
		return 0, "", graph.Invalidf("malformed cursor: take the cursor of an event, of an entry of changes, or its endCursor")
	}
	return seq, sum, nil
}

// Find returns the sequence number that a cursor stands for. The error is
// ErrExpired for one of no entry in the store's feed, and wraps
// graph.ErrInvalid for what is no cursor.
func Find(ctx context.Context, store graph.Reader, cursor string) (int64, error) {
	seq, sum, err := decode(cursor)
	if err != nil || seq == 0 {
		return 0, err
	}
	found, err := store.Changes(ctx, seq-1, 1)
	switch {
	case err != nil:
		return 0, err
	case len(found) == 0 || found[0].Seq != seq || digest(found[0]) != sum:
		return 0, ErrExpired
	}
	return seq, nil
}

// Latest returns the last change of the store's feed and its cursor; a zero
// change and Origin for an empty feed.
func Latest(ctx context.Context, store graph.Reader) (graph.Change, string, error) {
	stats, err := store.Stats(ctx)
	if err != nil || stats.Seq == 0 {
		return graph.Change{}, Origin(), err
	}
	found, err := store.Changes(ctx, stats.Seq-1, 1)
	if err != nil || len(found) == 0 {
		return graph.Change{}, Origin(), err
	}
	return found[0], Cursor(found[0]), nil
}
