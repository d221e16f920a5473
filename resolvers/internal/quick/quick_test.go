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
