package graph

import "context"

type statementKey struct{}

// WithStatements returns a context whose reads tell told the text of each
// statement that an engine runs for them. A text holds no value of a query,
// since values are parameters. told may be called from many goroutines. Whom
// the context told before is told as well.
func WithStatements(ctx context.Context, told func(text string)) context.Context {
	if before, ok := ctx.Value(statementKey{}).(func(string)); ok {
		after := told
		told = func(text string) { before(text); after(text) }
	}
	return context.WithValue(ctx, statementKey{}, told)
}

// TellStatement tells whom the context names the text of a statement. Engines
// call it before they run one.
func TellStatement(ctx context.Context, text string) {
	if told, ok := ctx.Value(statementKey{}).(func(string)); ok {
		told(text)
	}
}
