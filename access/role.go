package access

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Role is what a caller may do. Each role may what those before it may.
type Role uint8

const (
	// None may nothing.
	None Role = iota
	// Reader may read the graph.
	Reader
	// Loader may also load documents and take loads back, and see what was loaded from where.
	Loader
	// Curator may also decide on identities and review claims.
	Curator
	// Admin may everything.
	Admin
)

// Roles returns all roles, the smallest first.
func Roles() []Role { return []Role{None, Reader, Loader, Curator, Admin} }

// String returns the role as settings and keys name it, in lower case.
func (r Role) String() string {
	names := [...]string{"none", "reader", "loader", "curator", "admin"}
	if int(r) >= len(names) {
		return "none"
	}
	return names[r]
}

// ParseRole returns the role with a name, in upper or lower case.
func ParseRole(name string) (Role, error) {
	for _, r := range Roles() {
		if strings.EqualFold(r.String(), name) {
			return r, nil
		}
	}
	return None, fmt.Errorf("%q is none of none, reader, loader, curator, admin", name)
}

// Principal is a caller.
type Principal struct {
	// ID names the caller in logs and limits: "key:" and the key's id, "token:"
	// and the token's subject, "" for a caller without credentials.
	ID string
	// Role is what he may do.
	Role Role
	// Until is when his credentials expire, zero for never.
	Until time.Time
}

// Anonymous reports whether the caller gave no credentials.
func (p Principal) Anonymous() bool { return p.ID == "" }

type principalKey struct{}

// With returns a context that carries the caller.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, principalKey{}, p)
}

// From returns the caller that a context carries, false for none.
func From(ctx context.Context) (Principal, bool) {
	p, ok := ctx.Value(principalKey{}).(Principal)
	return p, ok
}
