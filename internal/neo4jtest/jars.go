package neo4jtest

import (
	"context"
	"crypto/sha256"
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

// kit is a folder of the cache with what servers are made of. All of it can be
// made anew, and each part is either absent or complete.
type kit string

func (k kit) jars() string  { return filepath.Join(string(k), "lib") }
func (k kit) login() string { return filepath.Join(string(k), "auth.ini") }

// classes is an archive of loaded classes, which halves the time to start. It
// fits one Java only, so its name tells which.
func (k kit) classes() string {
	java, err := exec.LookPath("java")
	if err == nil {
		java, err = filepath.EvalSymlinks(java)
	}
	info, statErr := os.Stat(java)
	if err != nil || statErr != nil {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d", java, info.Size(), info.ModTime().Unix()))
	return filepath.Join(string(k), fmt.Sprintf("classes-%x.jsa", sum[:6]))
}

// equip returns the kit after making sure that its jars are there: it fetches
// them by Maven when the user's cache directory does not have them yet. Of several
// processes that ask at once one fetches and the others wait for it. The error
// wraps [ErrMissing] when there is no Java, or no Maven where one is needed.
func equip(ctx context.Context) (kit, error) {
	if _, err := exec.LookPath("java"); err != nil {
		return "", fmt.Errorf("%w (no java)", ErrMissing)
	}
	k := kit(filepath.Join(cacheDir(), "neo4j-"+Version))
	if isDir(k.jars()) {
		return k, nil
	}
	if _, err := exec.LookPath("mvn"); err != nil {
		return "", fmt.Errorf("%w (no mvn)", ErrMissing)
	}
	if err := os.MkdirAll(string(k), 0o755); err != nil {
		return "", err
	}
	unlock, err := lockFile(filepath.Join(string(k), "lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	if isDir(k.jars()) { // another process was first
		return k, nil
	}
	return k, fetch(ctx, k)
}

// fetch lets Maven copy the jars into another folder and renames it at the end.
func fetch(ctx context.Context, k kit) error {
	work, err := os.MkdirTemp(string(k), "fetch-")
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
	return os.Rename(jars, k.jars())
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
