package neo4jtest

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Version is the release of Neo4j that tests run against.
const Version = "5.26.12"

// Install is the command that installs what a private server needs, on a Debian system.
const Install = "apt-get install -y default-jre-headless maven"

// ErrMissing says that this machine lacks Java or Maven, so no server can be started.
var ErrMissing = errors.New("no Neo4j for tests: install Java and Maven with: " + Install)

//go:embed pom.xml
var pom []byte

// copyGoal is the Maven goal that copies jars, with its release pinned.
const copyGoal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"

// Jars returns the folder that holds the server's jars. It fetches them by
// Maven when the user's cache directory does not have them yet; of several
// processes that ask at once one fetches and the others wait for it. The error
// wraps [ErrMissing] when there is no Java, or no Maven where one is needed.
func Jars(ctx context.Context) (string, error) {
	if _, err := exec.LookPath("java"); err != nil {
		return "", fmt.Errorf("%w (no java)", ErrMissing)
	}
	home := filepath.Join(cacheDir(), "neo4j-"+Version)
	lib := filepath.Join(home, "lib")
	if isDir(lib) {
		return lib, nil
	}
	if _, err := exec.LookPath("mvn"); err != nil {
		return "", fmt.Errorf("%w (no mvn)", ErrMissing)
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return "", err
	}
	unlock, err := lockFile(filepath.Join(home, "lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	if isDir(lib) { // another process was first
		return lib, nil
	}
	return lib, fetch(ctx, home, lib)
}

// fetch lets Maven copy the jars beside lib and renames the folder at the end,
// so that lib is either absent or complete.
func fetch(ctx context.Context, home, lib string) error {
	work, err := os.MkdirTemp(home, "fetch-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), pom, 0o644); err != nil {
		return err
	}
	jars := filepath.Join(work, "lib")
	cmd := exec.CommandContext(ctx, "mvn", "--batch-mode", "--quiet", copyGoal,
		"-Dneo4j.version="+Version, "-DincludeScope=runtime", "-DoutputDirectory="+jars)
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("fetch the jars of Neo4j %s: %w\n%s", Version, err, tail(string(out), 20))
	}
	return os.Rename(jars, lib)
}

// cacheDir is entente's folder below the user's cache directory, or below the
// temporary directory for a user that has none.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "entente")
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// tail returns the last n lines of a text.
func tail(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
