package resolvers

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
)

// required returns the smallest role that may ask for a field, as the schema
// says, None where it says nothing. A rule that cannot be read is one for
// administrators.
func required(f *ast.FieldDefinition) access.Role {
	if f == nil || len(f.Directives) == 0 {
		return access.None
	}
	rule := f.Directives.ForName("auth")
	if rule == nil {
		return access.None
	}
	if a := rule.Arguments.ForName("role"); a != nil {
		if role, err := access.ParseRole(a.Value.Raw); err == nil {
			return role
		}
	}
	return access.Admin
}

// admit refuses a field that the caller may not ask for. The schema itself is
// for those who may read.
func (m *meter) admit(f *ast.Field) {
	need := required(f.Definition)
	if strings.HasPrefix(f.Name, "__") && f.Name != "__typename" {
		need = access.Reader
	}
	if m.caller.Role >= need || m.refusal != nil {
		return
	}
	role := strings.ToUpper(need.String())
	m.refusal = &gqlerror.Error{
		Message:    f.Name + " is for the role " + role + ", which this caller has not",
		Extensions: map[string]any{"code": CodeForbidden, "role": role},
	}
	if m.caller.Anonymous() && m.caller.Role == access.None {
		m.refusal.Message = "this needs credentials: a key or a token in the header Authorization"
		m.refusal.Extensions["code"] = CodeUnauthenticated
	}
}
