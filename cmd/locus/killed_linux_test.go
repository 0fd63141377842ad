package main_test

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"locus/corpus"
)

// TestKilledAnywhere kills the program at random moments of everything that
// writes: at a moment of its running time, or at one of the changes it makes to
// the library's folder. After each the library opens with the old or the new
// state of each work, the next question is answered from what the library holds,
// the doctor mends what lies about, and the same command run again ends in the new
// state. Five hundred kills take about ten minutes:
//
//	LOCUS_KILLS=500 LOCUS_SEED=7 go test ./cmd/locus -run TestKilledAnywhere -timeout 60m -v
func TestKilledAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills processes")
	}
	b := newBench(t)
	want := number(t, "LOCUS_KILLS", fewer(15, 4))
	kills, rounds := map[string]int{}, 0
	for total := 0; total < want; rounds++ {
		if rounds > 4*want+20 {
			t.Fatalf("only %d of %d rounds ended in a kill", total, rounds)
		}
		d := b.deed(rounds)
		if b.killed(d, rounds%3 == 0) {
			kills[d.name]++
			if total++; total%50 == 0 {
				t.Logf("%d kills", total)
			}
		}
		b.holds(d.works, d.name)
		b.healed(d.name)
		b.again(d)
	}
	t.Logf("%d rounds, kills: %v", rounds, kills)
}

// deed picks what is done in a round.
func (b *bench) deed(round int) deed {
	var ids []corpus.WorkID
	for id, s := range b.held {
		if s.version > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	some := ids[b.rand.IntN(len(ids))]
	switch round % 7 {
	case 1, 4:
		return b.add(fmt.Sprintf("new%d", round%40), string(some))
	case 2:
		return deed{name: "remove", args: []string{"remove", string(some)}, works: map[corpus.WorkID]state{some: {}}}
	case 3:
		title := fmt.Sprintf("Title %d", round)
		return deed{name: "correct", args: []string{"correct", string(some), "--title", title}, works: map[corpus.WorkID]state{some: {b.held[some].version, title}}}
	case 5:
		return deed{name: "rebuild", args: []string{"rebuild"}}
	case 6:
		return deed{name: "serve", args: []string{"serve", "--address", "127.0.0.1:0"}, ready: func() { b.must(os.RemoveAll(filepath.Join(b.lib, "index"))) }}
	}
	return b.add(fmt.Sprintf("new%d", round%40))
}

// killed does a deed and kills it, after a part of its usual time or at one of
// its changes to the folder; false where it ended before.
func (b *bench) killed(d deed, byTime bool) bool {
	if d.ready != nil {
		d.ready()
	}
	cmd, said := b.command(d.args...)
	var changes *changes
	if !byTime {
		changes = watch(b.T, b.lib)
		defer changes.close()
	}
	b.must(cmd.Start())
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	usual := cmp.Or(b.took[d.name], 300*time.Millisecond)
	if byTime {
		time.Sleep(time.Duration(b.rand.Float64() * float64(usual)))
	} else {
		changes.wait(1+b.rand.IntN(40), ended, 2*usual+time.Second)
	}
	_ = cmd.Process.Kill()
	err := <-ended
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		b.Fatalf("%s ended with %v: %s", d.name, err, said)
	}
	return false
}

// changes counts what is changed in a folder and the folders below it.
type changes struct {
	*testing.T
	fd  int
	dir map[int]string
}

func watch(t *testing.T, dir string) *changes {
	fd, err := syscall.InotifyInit1(syscall.IN_NONBLOCK | syscall.IN_CLOEXEC)
	if err != nil {
		t.Skipf("the system tells no changes of folders: %v", err)
	}
	c := &changes{T: t, fd: fd, dir: map[int]string{}}
	_ = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			c.add(path)
		}
		return nil
	})
	return c
}

func (c *changes) add(dir string) {
	const kinds = syscall.IN_CREATE | syscall.IN_DELETE | syscall.IN_MODIFY | syscall.IN_MOVED_TO | syscall.IN_CLOSE_WRITE
	if wd, err := syscall.InotifyAddWatch(c.fd, dir, kinds); err == nil {
		c.dir[wd] = dir
	}
}

// wait waits until n changes were made, or a process has ended, or time is over.
func (c *changes) wait(n int, ended chan error, most time.Duration) {
	buf := make([]byte, 64<<10)
	for end := time.Now().Add(most); n > 0 && time.Now().Before(end); {
		size, err := syscall.Read(c.fd, buf)
		if err != nil || size <= 0 {
			if len(ended) > 0 {
				return
			}
			time.Sleep(50 * time.Microsecond)
			continue
		}
		for at := 0; at+syscall.SizeofInotifyEvent <= size; {
			wd := int(int32(uint32(buf[at]) | uint32(buf[at+1])<<8 | uint32(buf[at+2])<<16 | uint32(buf[at+3])<<24))
			mask := uint32(buf[at+4]) | uint32(buf[at+5])<<8 | uint32(buf[at+6])<<16 | uint32(buf[at+7])<<24
			length := int(uint32(buf[at+12]) | uint32(buf[at+13])<<8 | uint32(buf[at+14])<<16 | uint32(buf[at+15])<<24)
			at += syscall.SizeofInotifyEvent
			name := strings.TrimRight(string(buf[at:at+length]), "\x00")
			at += length
			if mask&syscall.IN_ISDIR != 0 && mask&syscall.IN_CREATE != 0 {
				c.add(filepath.Join(c.dir[wd], name))
			}
			n--
		}
	}
}

func (c *changes) close() { syscall.Close(c.fd) }
