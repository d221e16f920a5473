package export

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"entente/graph"
)

// NDJSON writes the whole store as lines of JSON, each with a "type": first
// the log (document versions with their texts, entity records and claims, and
// the decisions), then what it adds up to (entities and relations), all sorted
// by id. It is the dump by which stores are compared: load records and known
// times are left out, so that two stores that hold the same give the same
// bytes, on any engine.
func NDJSON(ctx context.Context, store graph.Reader, w io.Writer) error {
	b := bufio.NewWriterSize(w, 1<<16)
	d := &dump{out: json.NewEncoder(b)}
	d.out.SetEscapeHTML(false)
	if err := d.log(ctx, store); err != nil {
		return err
	}
	if err := d.entities(ctx, store); err != nil {
		return err
	}
	if err := d.relations(ctx, store); err != nil {
		return err
	}
	return b.Flush()
}

type dump struct{ out *json.Encoder }

type versionLine struct {
	Type         string               `json:"type"`
	Contribution graph.ContributionID `json:"contribution"`
	Current      bool                 `json:"current"`
	Document     graph.Document       `json:"document"`
	Text         string               `json:"text"`
}

type recordLine struct {
	Type         string               `json:"type"`
	Contribution graph.ContributionID `json:"contribution"`
	*graph.EntityRecord
}

type claimLine struct {
	Type         string               `json:"type"`
	Contribution graph.ContributionID `json:"contribution"`
	Document     graph.DocumentID     `json:"document"`
	*graph.Claim
}

type decisionLine struct {
	Type string `json:"type"`
	*graph.Decision
}

func (d *dump) log(ctx context.Context, store graph.Reader) error {
	var head *graph.LogContribution
	skip := false
	for entry, err := range store.Log(ctx) {
		if err != nil {
			return err
		}
		var line any
		switch {
		case entry.Contribution != nil:
			head = entry.Contribution
			skip = !head.Complete
			n := len(head.Known)
			line = versionLine{"version", head.ID, n > 0 && head.Known[n-1].Until == graph.Forever, head.Document, head.Text}
		case entry.Entity != nil:
			line = recordLine{"record", head.ID, entry.Entity}
		case entry.Claim != nil:
			line = claimLine{"claim", head.ID, head.Document.ID, entry.Claim}
		case entry.Decision != nil:
			skip, line = false, decisionLine{"decision", entry.Decision}
		}
		if skip {
			continue
		}
		if err := d.out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

type entityLine struct {
	Type string `json:"type"`
	*graph.Entity
}

func (d *dump) entities(ctx context.Context, store graph.Reader) error {
	return eachPage(ctx, store.FindEntities, graph.Query{Subject: graph.SubjectEntity, First: graph.MaxPage}, func(page []graph.Entity) error {
		for i := range page {
			if err := d.out.Encode(entityLine{"entity", &page[i]}); err != nil {
				return err
			}
		}
		return nil
	})
}

type relationLine struct {
	Type string `json:"type"`
	*graph.Relation
}

func (d *dump) relations(ctx context.Context, store graph.Reader) error {
	return eachPage(ctx, store.FindRelations, graph.Query{Subject: graph.SubjectRelation, First: graph.MaxPage}, func(page []graph.Relation) error {
		for i := range page {
			if err := d.out.Encode(relationLine{"relation", &page[i]}); err != nil {
				return err
			}
		}
		return nil
	})
}
