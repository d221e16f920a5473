package neo4jtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Names of the environment variables that the package reads.
const (
	AddressVariable = "ENTENTE_TEST_NEO4J"
	RequireVariable = "ENTENTE_REQUIRE_NEO4J"
)

// Server says where a server listens and who may use it.
type Server struct {
	URI      string // bolt://host:port, without credentials
	User     string
	Password string
}

// URL returns the address with its credentials, in the form that ENTENTE_TEST_NEO4J takes.
func (s Server) URL() string {
	u, err := url.Parse(s.URI)
	if err != nil {
		return s.URI
	}
	u.User = url.UserPassword(s.User, s.Password)
	return u.String()
}

// Parse is the opposite of [Server.URL]. It fails when the text is no URL with
// a host or names no user.
func Parse(text string) (Server, error) {
	u, err := url.Parse(text)
	if err != nil {
		return Server{}, errors.New("not a URL") // the URL's own error would print the password
	}
	if u.Host == "" || u.User.Username() == "" {
		return Server{}, errors.New("want bolt://user:password@host:port")
	}
	word, _ := u.User.Password()
	s := Server{User: u.User.Username(), Password: word}
	u.User = nil
	s.URI = u.String()
	return s, nil
}

// common is a server for all tests of a process. It holds on to the process that
// was started for them, for the server ends when that is collected.
type common struct {
	Server
	process *Process // nil for a server that the environment names
}

// shared finds or starts the one server of this process when a test first asks.
// Nothing stops a started one: its leash does when the test binary ends.
var shared = sync.OnceValues(func() (common, error) {
	if text := os.Getenv(AddressVariable); text != "" {
		s, err := Parse(text)
		if err != nil {
			return common{}, fmt.Errorf("%s: %w", AddressVariable, err)
		}
		return common{Server: s}, nil
	}
	p, err := Launch(context.Background(), Options{})
	if err != nil {
		return common{}, err
	}
	return common{p.Server(), p}, nil
})

// turn orders the tests of this process that use the shared server.
var turn = newGate()

// Start returns the server that all tests share: the one that
// ENTENTE_TEST_NEO4J names, else one that is started for this process. The test
// has it for itself until its end, its subtests included; other tests wait,
// those of other processes too. The database holds what the test before left: see
// [Server.Clear]. Where no server can be had, the test is skipped, or fails if
// ENTENTE_REQUIRE_NEO4J is 1.
func Start(t testing.TB) Server {
	t.Helper()
	s, err := shared()
	if err != nil {
		unavailable(t, err)
	}
	lock := ""
	if s.process == nil { // other processes may know this server, too
		sum := sha256.Sum256([]byte(s.URI))
		lock = filepath.Join(os.TempDir(), fmt.Sprintf("entente-neo4j-%x.lock", sum[:6]))
	}
	if err := turn.enter(t.Name(), lock); err != nil {
		t.Fatalf("lock the Neo4j server: %v", err)
	}
	t.Cleanup(turn.leave)
	return s.Server
}

// Own starts a server for this test alone, which the test may stop and start
// again. It ends with the test. Where none can be started, the test is skipped,
// or fails if ENTENTE_REQUIRE_NEO4J is 1.
func Own(t testing.TB) *Process {
	t.Helper()
	p, err := newProcess(context.Background(), t.TempDir(), Options{})
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		unavailable(t, err)
	}
	t.Cleanup(func() {
		if err := p.Stop(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// unavailable ends the test: a missing Java is a reason to skip unless the
// environment says that it must be there; anything else is a failure.
func unavailable(t testing.TB, err error) {
	t.Helper()
	if errors.Is(err, ErrMissing) && os.Getenv(RequireVariable) != "1" {
		t.Skip(err)
	}
	t.Fatal(err)
}

// Clear deletes all nodes and relationships. Constraints and indexes stay, for
// making them anew takes longer than most tests.
func (s Server) Clear(t testing.TB) {
	t.Helper()
	// Apart, for a node may have more relationships than one transaction takes.
	s.run(t, "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 2000 ROWS")
	s.run(t, "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 2000 ROWS")
}

// Reset deletes all data, constraints and indexes, as if the server were new.
func (s Server) Reset(t testing.TB) {
	t.Helper()
	s.Clear(t)
	// Each statement returns the statements that drop what it found. Two lookup
	// indexes are part of every new database.
	for _, list := range []string{
		"SHOW CONSTRAINTS YIELD name RETURN 'DROP CONSTRAINT `' + replace(name, '`', '``') + '`'",
		"SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN 'DROP INDEX `' + replace(name, '`', '``') + '`'",
	} {
		for _, drop := range s.run(t, list) {
			s.run(t, drop.(string))
		}
	}
}

// run sends one statement of its own transaction and returns the first column.
func (s Server) run(t testing.TB, cypher string) []any {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	column, err := s.query(ctx, cypher)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return column
}

func (s Server) query(ctx context.Context, cypher string) (column []any, err error) {
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, driver.Close(ctx)) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	result, err := session.Run(ctx, cypher, nil)
	if err != nil {
		return nil, err
	}
	for result.Next(ctx) {
		column = append(column, result.Record().Values[0])
	}
	return column, result.Err()
}
