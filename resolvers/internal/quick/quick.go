package quick

import (
	"context"
	"io"
	"sync"
	"unsafe"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Enter returns the context of a field of an object, so that errors below it
// have its path.
func Enter(ctx context.Context, object string, field graphql.CollectedField) context.Context {
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: object, Field: field, IsMethod: true})
}

// Fail notes the error of the field of the context and returns its value.
func Fail(ctx context.Context, oc *graphql.OperationContext, err error) graphql.Marshaler {
	oc.Error(ctx, graphql.AddFieldLocationToError(ctx, err))
	return graphql.Null
}

// Recover turns, when deferred, a panic into an error of the field of the context,
// and its value into null.
func Recover(ctx context.Context, oc *graphql.OperationContext, value *graphql.Marshaler) {
	if r := recover(); r != nil {
		oc.Error(ctx, oc.Recover(ctx, r))
		*value = graphql.Null
	}
}

// RecoverLeaf is Recover for a field that was not entered.
func RecoverLeaf(ctx context.Context, oc *graphql.OperationContext, object string, field graphql.CollectedField, value *graphql.Marshaler) {
	if r := recover(); r != nil {
		ctx = Enter(ctx, object, field)
		oc.Error(ctx, oc.Recover(ctx, r))
		*value = graphql.Null
	}
}

// Collected keeps what graphql.CollectFields gives, by selection and types. The
// zero value is empty. It is safe for concurrent use.
type Collected struct {
	mu     sync.RWMutex
	fields map[collectedKey][]graphql.CollectedField
	// room is how many fields more are kept; that of an operation has no limit.
	room    int
	limited bool
}

// collectedKey holds on to the selection, so that no other comes to lie in its place.
type collectedKey struct {
	selection *ast.Selection
	length    int
	types     *string
}

// sharedName is the name of a shared Collected among the extensions of operations.
const sharedName = "collected"

// Shared returns extensions for the operations of one document by which they
// share what is collected, as far as there is room for its fields. It must be the
// same for all of them: nothing in the document may depend on variables.
func Shared(room int) map[string]any {
	return map[string]any{sharedName: &Collected{room: room, limited: true}}
}

// Fields returns the fields that a selection asks of an object of the types,
// which must be a fixed list, at least one.
func (c *Collected) Fields(oc *graphql.OperationContext, sel ast.SelectionSet, types []string) []graphql.CollectedField {
	key := collectedKey{unsafe.SliceData(sel), len(sel), unsafe.SliceData(types)}
	shared, _ := oc.Extensions[sharedName].(*Collected)
	for _, known := range []*Collected{shared, c} {
		if fields, ok := known.get(key); ok {
			return fields
		}
	}
	fields := graphql.CollectFields(oc, sel, types)
	if !shared.put(key, fields) {
		c.put(key, fields)
	}
	return fields
}

func (c *Collected) get(key collectedKey) ([]graphql.CollectedField, bool) {
	if c == nil {
		return nil, false
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	fields, ok := c.fields[key]
	return fields, ok
}

// put keeps fields and reports whether there is room for them.
func (c *Collected) put(key collectedKey, fields []graphql.CollectedField) bool {
	if c == nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.limited {
		if c.room < len(fields) {
			return false
		}
		c.room -= len(fields)
	}
	if c.fields == nil {
		c.fields = make(map[collectedKey][]graphql.CollectedField)
	}
	c.fields[key] = fields
	return true
}

// Object collects the values of an object's fields.
type Object struct {
	// Values are the values in the order of the fields; Invalids counts those
	// that the schema does not let be null and that are.
	Values   []graphql.Marshaler
	Invalids uint32

	fields []graphql.CollectedField
	later  []later
	few    [8]graphql.Marshaler
	one    [1]later
}

type later struct {
	i       int
	invalid graphql.Marshaler
	resolve func(context.Context) graphql.Marshaler
}

// NewObject returns an object of the fields.
func NewObject(fields []graphql.CollectedField) *Object {
	o := &Object{fields: fields}
	if len(fields) <= len(o.few) {
		o.Values = o.few[:len(fields):len(fields)]
	} else {
		o.Values = make([]graphql.Marshaler, len(fields))
	}
	o.later = o.one[:0]
	return o
}

// Later notes how the value of field i is found, by Dispatch.
func (o *Object) Later(i int, nonNull bool, resolve func(context.Context) graphql.Marshaler) {
	invalid := graphql.Marshaler(graphql.RequiredNull)
	if nonNull {
		invalid = graphql.Null
	}
	o.later = append(o.later, later{i, invalid, resolve})
}

// Dispatch finds the values that were noted, side by side.
func (o *Object) Dispatch(ctx context.Context) {
	if len(o.later) > 1 {
		var group sync.WaitGroup
		for i := range o.later[1:] {
			l := &o.later[1+i]
			group.Go(func() { o.Values[l.i] = l.resolve(ctx) })
		}
		defer func() {
			group.Wait()
			o.count()
		}()
		o.Values[o.later[0].i] = o.later[0].resolve(ctx)
		return
	}
	for _, l := range o.later {
		o.Values[l.i] = l.resolve(ctx)
	}
	o.count()
}

func (o *Object) count() {
	for _, l := range o.later {
		if o.Values[l.i] == l.invalid {
			o.Invalids++
		}
	}
}

// MarshalGQL writes the object as JSON.
func (o *Object) MarshalGQL(w io.Writer) {
	write(w, "{")
	first := true
	for i := range o.fields {
		if o.repeated(i) {
			continue
		}
		if !first {
			write(w, ",")
		}
		first = false
		write(w, `"`)
		write(w, o.fields[i].Alias) // a name, which needs no escape
		write(w, `":`)
		o.Values[i].MarshalGQL(w)
	}
	write(w, "}")
}

func write(w io.Writer, s string) { _, _ = io.WriteString(w, s) }

// repeated reports whether an earlier field has the name of field i. That can
// be only where the two were asked for on different types.
func (o *Object) repeated(i int) bool {
	for k := range i {
		if o.fields[k].ObjectDefinition != o.fields[i].ObjectDefinition && o.fields[k].Alias == o.fields[i].Alias {
			return true
		}
	}
	return false
}

// item is an item of a list on its way.
type item struct {
	fc graphql.FieldContext
	i  int
}

// List resolves the items of a list, in order. A panic is an error of its item.
func List(ctx context.Context, length int, resolve func(ctx context.Context, i int) graphql.Marshaler) graphql.Array {
	out, items := make(graphql.Array, length), make([]item, length)
	for i := range items {
		it := &items[i]
		it.i = i
		it.fc.Index = &it.i
		one(graphql.WithFieldContext(ctx, &it.fc), i, out, resolve)
	}
	return out
}

func one(ctx context.Context, i int, out graphql.Array, resolve func(ctx context.Context, i int) graphql.Marshaler) {
	defer func() {
		if r := recover(); r != nil {
			graphql.AddError(ctx, graphql.Recover(ctx, r))
			out[i] = graphql.Null
		}
	}()
	out[i] = resolve(ctx, i)
}
