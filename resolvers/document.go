package resolvers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/access"
	"entente/resolvers/internal/quick"
)

// document is a document that was parsed and found valid.
type document struct {
	*ast.QueryDocument
	// shared is what its operations share.
	shared map[string]any
	// steady are the operations whose limits do not depend on the values of their
	// variables, each with the smallest role that was found within them, None for
	// not yet.
	steady map[*ast.OperationDefinition]*atomic.Uint32
}

// documentRoom is how many bytes of the texts of documents are kept; what they
// were parsed into, and what their operations share, takes some forty times as much.
const documentRoom = 1 << 20

// documentWeight is what a document takes of it.
func documentWeight(text string, _ *document) int { return len(text) + 64 }

// newDocument returns what is kept of a document. Where directives stand, which
// fields are asked for may depend on variables.
func newDocument(text string, parsed *ast.QueryDocument) *document {
	d := &document{QueryDocument: parsed, steady: make(map[*ast.OperationDefinition]*atomic.Uint32, len(parsed.Operations))}
	for _, o := range parsed.Operations {
		if !slices.ContainsFunc(o.VariableDefinitions, sways) {
			d.steady[o] = new(atomic.Uint32)
		}
	}
	if !strings.Contains(text, "@") {
		d.shared = quick.Shared(len(text) / 4)
	}
	return d
}

// sways reports whether what an operation costs may depend on the value of a
// variable: that of a text or an id that must be there counts the same whatever
// it says.
func sways(v *ast.VariableDefinition) bool {
	return !v.Type.NonNull || v.Type.Elem != nil || v.DefaultValue != nil || v.Type.NamedType != "ID" && v.Type.NamedType != "String"
}

// newRules returns what a document must meet, none of which tells of the schema
// what the document does not name.
func newRules() *rules.Rules {
	r := rules.NewDefaultRules()
	for name, quiet := range map[string]validator.Rule{
		"FieldsOnCorrectType": rules.FieldsOnCorrectTypeRuleWithoutSuggestions,
		"ScalarLeafs":         rules.ScalarLeafsRuleWithoutSuggestions,
	} {
		r.RemoveRule(name)
		r.AddRule(quiet.Name, quiet.RuleFunc)
	}
	return r
}

// document returns the document of a text, parsed and validated, as it is kept or
// anew.
func (e *engine) document(ctx context.Context, text string) (*document, gqlerror.List) {
	if d, ok := e.documents.Get(ctx, text); ok {
		return d, nil
	}
	// The validator takes time and memory by the square of it.
	if limit := e.options.Limits.Nesting; nesting(text) > limit {
		return nil, gqlerror.List{{Message: "the query exceeds the limit nesting",
			Extensions: map[string]any{"code": CodeLimitExceeded, "limit": "nesting", "max": limit}}}
	}
	parsed, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, e.options.Limits.Tokens)
	if err != nil {
		return nil, refusals(errcode.ParseFailed, err)
	}
	if len(parsed.Operations) == 0 {
		return nil, refusals(errcode.ValidationFailed, gqlerror.Errorf("no operation provided"))
	}
	if errs := validator.ValidateWithRules(e.schema.Schema(), parsed, e.rules); len(errs) > 0 {
		return nil, refusals(errcode.ValidationFailed, errs)
	}
	d := newDocument(text, parsed)
	e.documents.Add(ctx, text, d)
	return d, nil
}

// refusals returns errors of the parser or the validator as a list with a code.
func refusals(code string, err error) gqlerror.List {
	list, ok := err.(gqlerror.List)
	if !ok {
		list = gqlerror.List{gqlerror.WrapIfUnwrapped(err)}
	}
	for _, e := range list {
		errcode.Set(e, code)
	}
	return list
}

// operation returns the operation that a request asks for, with its variables,
// or why it is refused.
func (e *engine) operation(ctx context.Context, r Request) (*graphql.OperationContext, gqlerror.List) {
	d, errs := e.document(ctx, r.Query)
	if len(errs) > 0 {
		return nil, errs
	}
	o := d.Operations.ForName(r.Operation)
	if o == nil {
		return nil, refusals(errcode.ValidationFailed, gqlerror.Errorf("%s", unnamed(r.Operation)))
	}
	variables, err := validator.VariableValues(e.schema.Schema(), o, r.Variables)
	if err != nil {
		return nil, refusals(errcode.ValidationFailed, err)
	}
	oc := &graphql.OperationContext{RawQuery: r.Query, OperationName: r.Operation, Doc: d.QueryDocument, Extensions: d.shared, Operation: o, Variables: variables,
		RecoverFunc: e.show.recovered, ResolverMiddleware: plain, DisableIntrospection: e.options.HideSchema}
	oc.Stats.OperationStart = time.Now()
	if refusal := e.within(ctx, d, oc); refusal != nil {
		return nil, gqlerror.List{refusal}
	}
	return oc, nil
}

// within is guard, which an operation need not pass again that passed it for a
// caller who may less or the same, where nothing else can change the outcome.
func (e *engine) within(ctx context.Context, d *document, oc *graphql.OperationContext) *gqlerror.Error {
	caller := e.caller
	if p, ok := access.From(ctx); ok {
		caller = p
	}
	passed := d.steady[oc.Operation]
	if passed != nil {
		if role := access.Role(passed.Load()); role != access.None && caller.Role >= role {
			return nil
		}
	}
	refusal := e.guard(caller, oc)
	if refusal == nil && passed != nil {
		passed.Store(uint32(caller.Role)) // a race only has it measured again
	}
	return refusal
}

// unnamed says why there is no operation to run.
func unnamed(operation string) string {
	if operation == "" {
		return "the document has several operations: name one of them in operationName"
	}
	return fmt.Sprintf("the document has no operation %q", operation)
}

// plain resolves a field.
func plain(ctx context.Context, next graphql.Resolver) (any, error) { return next(ctx) }

// dispatch begins an operation. What it returns gives its answer, or the next one
// of a subscription, and nil where there is none.
func (e *engine) dispatch(ctx context.Context, oc *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	ctx = graphql.WithOperationContext(ctx, oc)
	begun := graphql.WithResponseContext(ctx, e.show.present, e.show.recovered)
	responses := e.schema.Exec(begun)
	if errs := graphql.GetErrors(begun); errs != nil {
		return graphql.OneShot(&graphql.Response{Errors: errs}), ctx
	}
	return func(ctx context.Context) *graphql.Response {
		if ctx.Err() != nil {
			return nil
		}
		ctx = graphql.WithResponseContext(ctx, e.show.present, e.show.recovered)
		response := responses(ctx)
		if response != nil {
			response.Errors = append(response.Errors, graphql.GetErrors(ctx)...)
		}
		return response
	}, ctx
}
