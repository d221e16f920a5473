package quick_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/resolvers/internal/quick"
)

func field(name string, on *ast.Definition) graphql.CollectedField {
	return graphql.CollectedField{Field: &ast.Field{Name: name, Alias: name, ObjectDefinition: on}}
}

// request returns the contexts of an operation.
func request() (context.Context, *graphql.OperationContext) {
	oc := &graphql.OperationContext{RecoverFunc: func(_ context.Context, r any) error { return fmt.Errorf("recovered: %v", r) }}
	ctx := graphql.WithOperationContext(context.Background(), oc)
	return graphql.WithResponseContext(ctx, func(ctx context.Context, err error) *gqlerror.Error { return graphql.DefaultErrorPresenter(ctx, err) }, oc.RecoverFunc), oc
}

func written(m graphql.Marshaler) string {
	var b bytes.Buffer
	m.MarshalGQL(&b)
	return b.String()
}

func TestObject(t *testing.T) {
	state, entity := &ast.Definition{Name: "State"}, &ast.Definition{Name: "Entity"}
	fields := []graphql.CollectedField{field("id", state), field("name", state), field("id", entity), field("code", entity)}
	for n := 9; n < 20; n++ { // more than are kept in place
		fields = append(fields, field(fmt.Sprintf("f%d", n), state))
	}
	o := quick.NewObject(fields)
	want := `{"id":"x","name":"a","code":"b"`
	for i := range fields {
		o.Values[i] = graphql.MarshalString("x")
		if i >= 4 {
			want += fmt.Sprintf(`,%q:"x"`, fields[i].Alias)
		}
	}
	o.Later(1, true, func(context.Context) graphql.Marshaler { return graphql.MarshalString("a") })
	o.Later(3, false, func(context.Context) graphql.Marshaler { return graphql.MarshalString("b") })
	o.Dispatch(t.Context())
	if diff := cmp.Diff(want+"}", written(o)); diff != "" || o.Invalids != 0 {
		t.Errorf("%d invalid (-want +got):\n%s", o.Invalids, diff)
	}
}

func TestInvalidFieldsAreCounted(t *testing.T) {
	null := func(context.Context) graphql.Marshaler { return graphql.Null }
	o := quick.NewObject([]graphql.CollectedField{field("a", nil), field("b", nil), field("c", nil)})
	o.Values[0] = graphql.Null
	o.Later(1, true, null)
	o.Later(2, false, null)
	o.Dispatch(t.Context())
	if o.Invalids != 1 {
		t.Errorf("%d invalid, want 1", o.Invalids)
	}
}

func TestErrorsHaveTheirPath(t *testing.T) {
	ctx, oc := request()
	ctx = quick.Enter(ctx, "Query", field("claims", nil))
	out := quick.List(ctx, 3, func(ctx context.Context, i int) (ret graphql.Marshaler) {
		switch i {
		case 0:
			ctx := quick.Enter(ctx, "Claim", field("document", nil))
			return quick.Fail(ctx, oc, errors.New("away"))
		case 1:
			defer quick.RecoverLeaf(ctx, oc, "Claim", field("kind", nil), &ret)
			panic("broken")
		}
		panic("item")
	})
	if got := written(out); got != "[null,null,null]" {
		t.Errorf("got %s", got)
	}
	var got []string
	for _, err := range graphql.GetErrors(ctx) {
		got = append(got, err.Path.String()+": "+err.Message)
	}
	want := []string{"claims[0].document: away", "claims[1].kind: recovered: broken", "claims[2]: recovered: item"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

// TestOperationsShareWhatIsCollected holds that the operations of a document
// collect fields once as far as there is room, and each for itself beyond it.
func TestOperationsShareWhatIsCollected(t *testing.T) {
	selection := func(names ...string) (sel ast.SelectionSet) {
		for _, name := range names {
			sel = append(sel, &ast.Field{Name: name, Alias: name})
		}
		return sel
	}
	types, shared := []string{"State"}, quick.Shared(2)
	few, many := selection("id", "name"), selection("code")
	var before, after quick.Collected
	first, second := &graphql.OperationContext{Extensions: shared}, &graphql.OperationContext{Extensions: shared}
	for name, want := range map[string]struct {
		sel  ast.SelectionSet
		same bool
	}{"within": {few, true}, "beyond": {many, false}} {
		if name == "beyond" {
			before.Fields(first, few, types) // takes the room
		}
		a, b := before.Fields(first, want.sel, types), after.Fields(second, want.sel, types)
		if len(a) != len(want.sel) || len(b) != len(want.sel) {
			t.Fatalf("%s: %d and %d fields of %d", name, len(a), len(b), len(want.sel))
		}
		if same := &a[0] == &b[0]; same != want.same {
			t.Errorf("%s: shared %t, want %t", name, same, want.same)
		}
		if again := before.Fields(first, want.sel, types); &again[0] != &a[0] {
			t.Errorf("%s: collected again", name)
		}
	}
}
