package neo4jtest_test

import (
	"fmt"
	"net"
	"os"
	"testing"

	"entente/internal/neo4jtest"
)

// TestComputed asks for the time of a server that this process is.
func TestComputed(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := neo4jtest.Server{URI: fmt.Sprint("bolt://", l.Addr())}
	if d, ok := s.Computed(); !ok || d < 0 {
		t.Errorf("%v, %v", d, ok)
	}
	l.Close()
	if d, ok := s.Computed(); ok {
		t.Errorf("nobody listens, and it has computed %v", d)
	}
	for _, uri := range []string{"", "bolt://127.0.0.1", "::"} {
		if d, ok := (neo4jtest.Server{URI: uri}).Computed(); ok {
			t.Errorf("%q has computed %v", uri, d)
		}
	}
}
