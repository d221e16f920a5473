package resolvers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Persisted says how clients may ask by an id in place of a document.
type Persisted int

const (
	// PersistedAutomatic lets clients name a document by its SHA-256 that one of
	// them has sent before (Apollo's automatic persisted queries), or by the id
	// of a trusted document.
	PersistedAutomatic Persisted = iota
	// PersistedOff knows no ids.
	PersistedOff
	// PersistedOnly answers trusted documents and no others.
	PersistedOnly
)

// Trusted are documents that were made known beforehand, by their ids.
type Trusted map[string]string

// sha returns the SHA-256 of a document in hexadecimal digits.
func sha(document string) string {
	sum := sha256.Sum256([]byte(document))
	return hex.EncodeToString(sum[:])
}

// ReadTrusted reads trusted documents from a manifest (a JSON object of ids and
// documents, or that of Apollo, "apollo-persisted-query-manifest"), or from the
// files *.graphql of a folder, whose ids are their names without the ending.
// Every document goes by its SHA-256, too.
func ReadTrusted(fsys fs.FS, name string) (Trusted, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	t := make(Trusted)
	if info.IsDir() {
		return t, t.readFolder(fsys, name)
	}
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	return t, t.readManifest(text)
}

func (t Trusted) add(id, document string) error {
	if id == "" || strings.TrimSpace(document) == "" {
		return errors.New("a trusted document without an id or without a text")
	}
	if old, ok := t[id]; ok && old != document {
		return fmt.Errorf("two trusted documents have the id %s", id)
	}
	t[id], t[sha(document)] = document, document
	return nil
}

func (t Trusted) readFolder(fsys fs.FS, folder string) error {
	files, err := fs.Glob(fsys, path.Join(folder, "*.graphql"))
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := fs.ReadFile(fsys, f)
		if err != nil {
			return err
		}
		if err := t.add(strings.TrimSuffix(path.Base(f), ".graphql"), string(text)); err != nil {
			return err
		}
	}
	return nil
}

func (t Trusted) readManifest(text []byte) error {
	var apollo struct {
		Format     string
		Operations []struct{ ID, Body string }
	}
	if err := json.Unmarshal(text, &apollo); err == nil && apollo.Format == "apollo-persisted-query-manifest" {
		for _, o := range apollo.Operations {
			if err := t.add(o.ID, o.Body); err != nil {
				return err
			}
		}
		return nil
	}
	var plain map[string]string
	if err := json.Unmarshal(text, &plain); err != nil {
		return fmt.Errorf("the manifest is neither a JSON object of texts nor one of Apollo: %w", err)
	}
	for id, document := range plain {
		if err := t.add(id, document); err != nil {
			return err
		}
	}
	return nil
}

// automaticRoom is how many bytes of documents that clients made known are kept.
const automaticRoom = 8 << 20

func newAutomatic() *shelf[string] {
	return newShelf(automaticRoom, func(_, document string) int { return len(document) + sha256.Size })
}

// persistedQuery is the extension of Apollo's protocol.
type persistedQuery struct {
	Version int
	Hash    string `json:"sha256Hash"`
}

// find puts the document in the place of its id, or refuses the request.
func (e *engine) find(ctx context.Context, r *Request) *gqlerror.Error {
	refuse := func(code, message string) *gqlerror.Error {
		return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
	}
	mode := e.options.Persisted
	switch {
	case r.ID == "" && mode != PersistedOnly, mode == PersistedOff && r.Query != "":
		return nil
	case mode == PersistedOff:
		return refuse(CodePersistedQueryNotSupported, "PersistedQueryNotSupported")
	case r.Query != "" && r.ID != "" && sha(r.Query) != strings.ToLower(r.ID):
		return refuse(CodeBadRequest, "the id is not the SHA-256 of the query")
	}
	id := r.ID
	if id == "" {
		id = sha(r.Query)
	}
	if document, ok := e.options.Trusted[id]; ok {
		r.Query, r.ID = document, ""
		return nil
	}
	if mode == PersistedOnly {
		return refuse(CodePersistedQueryRequired, "only documents are answered that were made known beforehand, by their ids")
	}
	if r.Query != "" {
		return nil
	}
	document, ok := e.automatic.Get(ctx, strings.ToLower(id))
	if !ok {
		return refuse(CodePersistedQueryNotFound, "PersistedQueryNotFound")
	}
	r.Query = document
	return nil
}

// keep makes a document known by its id, once it was found good.
func (e *engine) keep(ctx context.Context, r Request) {
	if r.ID != "" && e.options.Persisted == PersistedAutomatic {
		e.automatic.Add(ctx, strings.ToLower(r.ID), r.Query)
	}
}
