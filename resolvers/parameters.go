package resolvers

import (
	"encoding/json"
	"net/http"
	"strings"
)

// parameters are those of a request, as JSON; nil for one that is not there.
type parameters struct{ query, operation, document, variables, extensions json.RawMessage }

// parse reads the parameters of a request that comes as one JSON object. Of two
// fields of one name the last counts, as in encoding/json; other names are skipped.
func parse(body []byte) (p parameters, problem *fault) {
	if !json.Valid(body) {
		return p, bad(http.StatusBadRequest, "the body is not valid JSON")
	}
	s := scanner{text: body}
	if s.next() != '{' {
		return p, bad(http.StatusBadRequest, "the body is not one JSON object")
	}
	s.fields(func(name string) {
		value := s.skip()
		switch name {
		case "query":
			p.query = value
		case "operationName":
			p.operation = value
		case "documentId":
			p.document = value
		case "variables":
			p.variables = value
		case "extensions":
			p.extensions = value
		}
	})
	return p, nil
}

// request checks the types of the parameters. null stands for none.
func (p parameters) request() (*Request, *fault) {
	query, isText := textOf(p.query)
	operation, isOperation := textOf(p.operation)
	document, isDocument := textOf(p.document)
	variables, areVariables := objectOf(p.variables)
	wrong := func(name, want string) (*Request, *fault) {
		return nil, bad(http.StatusBadRequest, name+" must be "+want)
	}
	switch {
	case !isText:
		return wrong("query", "a text")
	case !isOperation:
		return wrong("operationName", "a text")
	case !isDocument:
		return wrong("documentId", "a text")
	case !areVariables:
		return wrong("variables", "an object")
	case !absent(p.extensions) && p.extensions[0] != '{':
		return wrong("extensions", "an object")
	}
	id, problem := documentID(document, p.persisted())
	if problem != nil {
		return nil, problem
	}
	if strings.TrimSpace(query) == "" && id == "" {
		return nil, bad(http.StatusBadRequest, "query is missing")
	}
	return &Request{ID: id, Query: query, Operation: operation, Variables: variables}, nil
}

// persisted returns the extension by which a document goes by its hash.
func (p parameters) persisted() (extension json.RawMessage) {
	if absent(p.extensions) {
		return nil
	}
	s := scanner{text: p.extensions}
	s.fields(func(name string) {
		if value := s.skip(); name == "persistedQuery" {
			extension = value
		}
	})
	return extension
}

// documentID returns the id of a document that stands for it: documentId, or
// the hash of Apollo's protocol.
func documentID(document string, extension json.RawMessage) (string, *fault) {
	if document != "" || absent(extension) {
		return document, nil
	}
	var p persistedQuery
	if err := json.Unmarshal(extension, &p); err != nil || p.Version != 1 || p.Hash == "" {
		return "", bad(http.StatusBadRequest, "extensions.persistedQuery must have version 1 and a sha256Hash")
	}
	return p.Hash, nil
}

// textOf returns the text that a parameter is, "" for none or null, and whether
// it is one of these.
func textOf(raw json.RawMessage) (text string, ok bool) {
	if absent(raw) {
		return "", true
	}
	if raw[0] != '"' {
		return "", false
	}
	s := scanner{text: raw}
	return s.string(), true
}

// objectOf returns the object that a parameter is, nil for none or null, and
// whether it is one of these.
func objectOf(raw json.RawMessage) (object map[string]any, ok bool) {
	if absent(raw) {
		return nil, true
	}
	if raw[0] != '{' {
		return nil, false
	}
	s := scanner{text: raw}
	return s.object(), true
}

func absent(raw json.RawMessage) bool { return len(raw) == 0 || raw[0] == 'n' }
