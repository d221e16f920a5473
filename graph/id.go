package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"hash"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Typed ids. Each carries its type as a prefix up to the first colon, so that
// an id alone says what it names: "state:KAZ", "document:...", "claim:...".
type (
	// EntityID names an entity: "state:KAZ", "agreement:astana-declaration".
	EntityID string
	// DocumentID names a document: "document:" and its key, see NewDocumentID.
	DocumentID string
	// ClaimID names a claim: "claim:" and 24 hexadecimal digits of its identity.
	ClaimID string
	// RelationID names a relation: "relation:" and 24 hexadecimal digits of its key.
	RelationID string
	// SourceID names a source: "source:" and the slug of its name.
	SourceID string
	// LoadID names one run of a loader: "load:" and whatever the loader chose.
	LoadID string
	// DecisionID names a decision: "decision:" and 24 hexadecimal digits.
	DecisionID string
	// ContributionID names what one load brought for one document version:
	// "contribution:" and 24 hexadecimal digits of its content.
	ContributionID string
)

// Slug returns the form of a name that ids are made of: NFC, lower case,
// letters of any script, their marks, and digits, with one hyphen between
// words. A name without a letter or digit gives "".
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(strings.ToLower(norm.NFC.String(name))) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '.':
			// "People's" and "U.S." stay one word.
		default:
			gap = true
		}
	}
	return norm.NFC.String(b.String())
}

// NewEntityID returns the id of a named entity: the kind in lower case, a
// colon and the slug of the name; for a State the key is kept as it is, since
// it is a code. It returns "" where the name gives no slug.
func NewEntityID(kind EntityKind, key string) EntityID {
	slug := key
	if kind != KindState {
		slug = Slug(key)
	}
	switch {
	case slug == "":
		return ""
	case len(slug) > maxKey:
		slug = digest(slug)
	}
	return EntityID(strings.ToLower(string(kind)) + ":" + slug)
}

// Kind returns the kind that the id's prefix names, or "" for none of them.
func (id EntityID) Kind() EntityKind {
	prefix, _, ok := strings.Cut(string(id), ":")
	if !ok || len(prefix)+1 == len(id) {
		return ""
	}
	return entityKindByPrefix[prefix]
}

// maxKey is the length in bytes beyond which the key of an id is hashed, and
// maxID that beyond which Validate refuses an id, since databases index them.
const (
	maxKey = 300
	maxID  = 1000
)

// properID reports whether the id has the prefix, a key after it, and no more
// than maxID bytes.
func properID[S ~string](id S, prefix string) bool {
	return len(id) > len(prefix) && len(id) <= maxID && strings.HasPrefix(string(id), prefix)
}

// NewDocumentID returns the id of a document, made from the first key that is
// not empty: its canonical URL, the id given with it, its path (as
// "path:SOURCE/PATH" by the caller's choice), or its text's sha256. Keys over
// 300 bytes are replaced by their hash. All keys empty gives "".
func NewDocumentID(keys ...string) DocumentID {
	for _, key := range keys {
		key = strings.ToValidUTF8(strings.TrimSpace(key), "\uFFFD")
		switch {
		case key == "":
			continue
		case len(key) > maxKey:
			return DocumentID("document:" + digest(key))
		}
		return DocumentID("document:" + key)
	}
	return ""
}

// Key returns the id without its prefix: what the document was given by.
func (id DocumentID) Key() string { return strings.TrimPrefix(string(id), "document:") }

// NewSourceID returns "source:" and the slug of the name, or its hash over 300
// bytes, or "" where the name gives no slug.
func NewSourceID(name string) SourceID {
	switch s := Slug(name); {
	case s == "":
		return ""
	case len(s) > maxKey:
		return SourceID("source:" + digest(s))
	default:
		return SourceID("source:" + s)
	}
}

// Pair returns the key of the dyad of two actors: the smaller id, "|", the
// larger. The same actor twice, or a missing one, gives "": that is no dyad.
func Pair(a, b EntityID) string {
	switch {
	case a == "" || b == "" || a == b:
		return ""
	case a > b:
		a, b = b, a
	}
	return string(a) + "|" + string(b)
}

// SHA256 returns the text's SHA-256 as 64 hexadecimal digits.
func SHA256(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// digest returns 24 hexadecimal digits (96 bits) of the parts' hash. Parts are
// joined by their lengths, so that no two lists of parts are mixed up.
func digest(parts ...string) string {
	d := newDigester()
	for _, p := range parts {
		d.add([]byte(p))
	}
	return d.sum()
}

// digester makes a digest of parts that come one by one.
type digester struct{ hash.Hash }

func newDigester() digester { return digester{sha256.New()} }

func (d digester) add(part []byte) {
	var length [8]byte
	binary.LittleEndian.PutUint64(length[:], uint64(len(part)))
	d.Write(length[:])
	d.Write(part)
}

// addJSON adds a value that can be written as JSON, and returns that.
func (d digester) addJSON(v any) []byte {
	b, _ := json.Marshal(v)
	d.add(b)
	return b
}

func (d digester) sum() string { return hex.EncodeToString(d.Sum(nil)[:12]) }
