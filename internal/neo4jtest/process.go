package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// startLimit is how long a server may take to answer, on a machine that is busy.
const startLimit = 3 * time.Minute

// stopLimit is how long a server may take to write its checkpoint and end.
const stopLimit = time.Minute

// Process is a private server: a home folder and, while it runs, a Java process.
// Its methods may be called from any goroutine; they take turns.
type Process struct {
	mu   sync.Mutex
	home string
	kit  kit
	port int
	opts Options
	// ownHome says that the home goes away with the process.
	ownHome bool

	cmd   *exec.Cmd
	leash io.WriteCloser // the server ends when this closes, so also when we die
	done  chan struct{}  // closed when the process has ended
}

// Launch prepares a server in a new temporary folder and starts it. The server
// ends at [Process.Stop], and also when the calling process ends in whatever
// way; its folder goes with it, so such a server cannot be started again. The
// error wraps [ErrMissing] when this machine has no Java or Maven.
func Launch(ctx context.Context, o Options) (*Process, error) {
	home, err := os.MkdirTemp("", "entente-neo4j-")
	if err != nil {
		return nil, err
	}
	p, err := newProcess(ctx, home, o)
	if err == nil {
		p.ownHome = true
		err = p.Start()
	}
	if err != nil {
		os.RemoveAll(home)
		return nil, err
	}
	return p, nil
}

// newProcess prepares a server in home without starting it.
func newProcess(ctx context.Context, home string, o Options) (*Process, error) {
	k, err := equip(ctx)
	if err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, home, k, port, o); err != nil {
		return nil, err
	}
	return &Process{home: home, kit: k, port: port, opts: o}, nil
}

// Server returns the address and the credentials, which stay the same over stops and starts.
func (p *Process) Server() Server {
	return Server{URI: "bolt://" + p.address(), User: "neo4j", Password: password}
}

func (p *Process) address() string {
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.port))
}

// leashed runs the server as a child of a shell that ends it when standard input
// closes: the kernel closes it for us even when this process is killed. The
// arguments before the command: a file that the server leaves behind and where
// to keep it, both empty for none; and a folder to remove at the end, or empty.
const leashed = `left=$1 keep=$2 gone=$3; shift 3
exec 3<&0
"$@" 3<&- </dev/null &
server=$!
{ cat <&3 >/dev/null; kill "$server" 2>/dev/null; } &
wait "$server"; code=$?
if [ -n "$left" ] && [ -s "$left" ]; then mv "$left" "$keep.$$" && mv "$keep.$$" "$keep"; fi
[ -z "$gone" ] || rm -rf "$gone"
exit $code`

// Start starts the server and returns when it answers on its port. It does
// nothing when the server runs already. The error holds the end of the server's
// own log when it died or did not answer within three minutes.
func (p *Process) Start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running() {
		return nil
	}
	// The line that says "Started." must be of this start.
	if err := os.RemoveAll(p.log()); err != nil {
		return err
	}
	if err := p.spawn(); err != nil {
		return err
	}
	if err := p.await(); err != nil {
		p.kill()
		return fmt.Errorf("start Neo4j %s: %w\n%s", Version, err, p.lastWords())
	}
	return nil
}

// spawn starts the Java process on its leash.
func (p *Process) spawn() error {
	gone := ""
	if p.ownHome {
		gone = p.home
	}
	left, keep, archive := p.classes()
	args := []string{"-c", leashed, "leash", left, keep, gone, "java"}
	args = append(args, archive...)
	args = append(args, p.opts.heap()...)
	for _, pkg := range []string{"java.nio", "java.io", "sun.nio.ch"} {
		args = append(args, "--add-opens", "java.base/"+pkg+"=ALL-UNNAMED")
	}
	args = append(args, "-cp", filepath.Join(p.kit.jars(), "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+p.home, "--config-dir="+filepath.Join(p.home, "conf"))
	console, err := os.Create(filepath.Join(p.home, "console.log"))
	if err != nil {
		return err
	}
	defer console.Close()
	cmd := exec.Command("sh", args...)
	cmd.Stdout, cmd.Stderr = console, console
	// A group of its own: an interrupt at the terminal reaches us first, and kill reaches all of it.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	leash, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	p.cmd, p.leash, p.done = cmd, leash, make(chan struct{})
	go func(done chan struct{}) {
		defer close(done)
		_ = cmd.Wait() // the exit code of a stopped server says nothing
	}(p.done)
	return nil
}

// classes returns the flags for the archive of classes: to use it where it
// exists, else to write one at the end of this run, and then also the file that
// is written and where to keep it.
func (p *Process) classes() (left, keep string, flags []string) {
	keep = p.kit.classes()
	if keep == "" {
		return "", "", nil
	}
	flags = []string{"-XX:+IgnoreUnrecognizedVMOptions"}
	if _, err := os.Stat(keep); err == nil {
		return "", "", append(flags, "-XX:SharedArchiveFile="+keep)
	}
	left = filepath.Join(p.home, "classes.jsa")
	return left, keep, append(flags, "-XX:ArchiveClassesAtExit="+left)
}

// await returns when the server has said that it started and its port answers.
func (p *Process) await() error {
	limit := time.NewTimer(startLimit)
	defer limit.Stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-p.done:
			return errors.New("the server ended at once")
		case <-limit.C:
			return fmt.Errorf("no answer within %v", startLimit)
		case <-tick.C:
			if p.answers() {
				return nil
			}
		}
	}
}

func (p *Process) answers() bool {
	text, err := os.ReadFile(p.log())
	if err != nil || !strings.Contains(string(text), "Started.") {
		return false
	}
	conn, err := net.DialTimeout("tcp", p.address(), time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// Stop ends the server as an operator does: it finishes what it does and writes
// its data. It does nothing when the server does not run, and kills one that
// does not end within a minute, which is an error.
func (p *Process) Stop() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.running() {
		return nil
	}
	p.leash.Close()
	limit := time.NewTimer(stopLimit)
	defer limit.Stop()
	select {
	case <-p.done:
		return nil
	case <-limit.C:
		p.kill()
		return fmt.Errorf("stop Neo4j: killed after %v", stopLimit)
	}
}

// Kill ends the server at once, as a power cut does. It does nothing when the
// server does not run.
func (p *Process) Kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.running() {
		p.kill()
	}
}

func (p *Process) kill() {
	p.leash.Close()
	_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // an error means that the group has ended
	<-p.done
	if p.ownHome {
		os.RemoveAll(p.home)
	}
}

func (p *Process) running() bool {
	if p.cmd == nil {
		return false
	}
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

func (p *Process) log() string { return filepath.Join(p.home, "logs", "neo4j.log") }

// lastWords is the end of what the server wrote, for an error message.
func (p *Process) lastWords() string {
	var all []string
	for _, file := range []string{filepath.Join(p.home, "console.log"), p.log()} {
		if text, err := os.ReadFile(file); err == nil {
			all = append(all, tail(string(text), 15))
		}
	}
	return strings.Join(all, "\n")
}
