package neo4jtest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Options size a server. The zero value is a small one that starts fast.
type Options struct {
	// Bench gives the server memory and the optimizing compiler, as a production
	// server has them, at the price of a slower start.
	Bench bool
	// Long says that the server serves many tests, so that the optimizing
	// compiler earns what it costs.
	Long bool
}

func (o Options) heap() []string {
	if o.Bench {
		return []string{"-Xms1536m", "-Xmx1536m", "-XX:+UseG1GC"}
	}
	small := []string{"-Xms256m", "-Xmx640m", "-XX:+UseSerialGC"}
	if o.Long {
		return small
	}
	// The first compiler tier alone halves the processor time of a short run.
	return append(small, "-XX:TieredStopAtLevel=1")
}

func (o Options) pageCache() string {
	if o.Bench {
		return "512m"
	}
	return "64m"
}

// password is that of every private server: it listens on loopback only and lives for a test.
const password = "entente-test"

// prepare writes the configuration and the password of a new server into home.
// The configuration is strict: a key that the server does not know ends it at once.
func prepare(ctx context.Context, home string, k kit, port int, o Options) error {
	conf := filepath.Join(home, "conf")
	if err := os.MkdirAll(conf, 0o755); err != nil {
		return err
	}
	bolt := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	text := strings.Join([]string{
		"server.default_listen_address=127.0.0.1",
		"server.bolt.listen_address=" + bolt,
		"server.bolt.advertised_address=" + bolt,
		"server.http.enabled=false",
		"server.https.enabled=false",
		"server.directories.import=import",
		"server.memory.pagecache.size=" + o.pageCache(),
		"db.tx_log.preallocate=false",
		"db.tx_log.rotation.retention_policy=keep_none",
		"dbms.usage_report.enabled=false",
		// Without it a stop waits for connections that nobody will open.
		"internal.dbms.bolt.netty_server_shutdown_quiet_period=0",
	}, "\n") + "\n"
	if err := os.WriteFile(filepath.Join(conf, "neo4j.conf"), []byte(text), 0o644); err != nil {
		return err
	}
	return setPassword(ctx, home, k)
}

// setPassword writes the file that holds the password, salted and hashed. The
// server's own tool makes it once; later homes get a copy.
func setPassword(ctx context.Context, home string, k kit) error {
	file := filepath.Join(home, "data", "dbms", "auth.ini")
	if text, err := os.ReadFile(k.login()); err == nil {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, text, 0o600)
	}
	cmd := exec.CommandContext(ctx, "java", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
		"-Dbasedir="+home, "-cp", filepath.Join(k.jars(), "*"),
		"org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password)
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+filepath.Join(home, "conf"))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("set the password of Neo4j: %w\n%s", err, tail(string(out), 20))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	fresh := fmt.Sprintf("%s.%d", k.login(), os.Getpid())
	if err := os.WriteFile(fresh, text, 0o600); err != nil {
		return err
	}
	return os.Rename(fresh, k.login())
}

// freePort returns a TCP port of the loopback interface that nobody listens on now.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
