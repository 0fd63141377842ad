package main_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"locus/corpus"
)

// limited does a deed under a shell's limit: whatever comes of it is said, and
// leaves each work in its old or its new state.
func (b *bench) limited(d deed, limit string) (said string, ok bool) {
	b.Helper()
	if d.ready != nil {
		d.ready()
	}
	cmd, out := b.command(d.args...)
	cmd.Args = append([]string{"sh", "-c", limit + `; exec "$0" "$@"`, b.program}, cmd.Args[1:]...)
	sh, err := exec.LookPath("sh")
	b.must(err)
	cmd.Path = sh
	err = cmd.Run()
	if strings.Contains(out.String(), "fatal error: runtime: ") { // the runtime itself had no handle to begin with
		b.holds(d.works, d.name+" under "+limit)
		return "", false
	}
	if err != nil && strings.Contains(out.String(), "goroutine ") {
		b.Errorf("%s under %q breaks down: %.2000s", d.name, limit, out)
	}
	if err != nil && !strings.Contains(out.String(), "locus: ") {
		b.Errorf("%s under %q ends with %v and says only %q", d.name, limit, err, out)
	}
	b.holds(d.works, d.name+" under "+limit)
	return out.String(), err == nil
}

// TestLimitsLeaveTheOldOrTheNewState adds texts with fewer and fewer file handles,
// and with smaller and smaller files allowed.
func TestLimitsLeaveTheOldOrTheNewState(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	b := newBench(t)
	done, failed := 0, 0
	for n, limit := range []string{"ulimit -n 9", "ulimit -n 10", "ulimit -n 12", "ulimit -n 20", "ulimit -f 0", "ulimit -f 1", "ulimit -f 8", "ulimit -f 64"}[fewer(0, 5):] {
		d := b.add(fmt.Sprintf("tight%d", n), "base1")
		if said, ok := b.limited(d, limit); ok {
			done++
		} else {
			failed++
			t.Logf("%s: %s", limit, strings.TrimSpace(said))
		}
		b.healed(limit)
		b.again(d)
	}
	if failed == 0 {
		t.Errorf("none of the limits was felt; %d were", done)
	}
}

// TestAFullDiskLeavesTheOldOrTheNewState puts the library on small disks of
// memory that fill up while a text is added.
func TestAFullDiskLeavesTheOldOrTheNewState(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	b := newBench(t)
	b.onDisk("8m")
	full := 0
	for n := range fewer(6, 3) {
		d := b.add(fmt.Sprintf("full%d", n), "base2")
		b.fill(n * 24 << 10)
		said, ok := b.limited(d, "true")
		if !ok {
			full++
			if !strings.Contains(said, "no space left") {
				t.Errorf("a full disk is told as %q", said)
			}
		}
		if status, out, said := b.run("search", "treaty"); status != 0 || !strings.Contains(out, "base1") {
			t.Errorf("on a full disk a question ends with %d: %s%s", status, out, said)
		}
		b.must(os.Remove(filepath.Join(filepath.Dir(b.lib), "ballast")))
		b.healed("a full disk")
		b.again(d)
	}
	if full == 0 {
		t.Error("the disk was never full")
	}
}

// TestAReadOnlyDiskIsReadAndNotWritten asks and adds where nothing can be written.
func TestAReadOnlyDiskIsReadAndNotWritten(t *testing.T) {
	b := newBench(t)
	b.onDisk("8m")
	d := b.add("late")
	d.ready()
	b.must(syscall.Mount("", filepath.Dir(b.lib), "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	b.finds("on a disk that is read-only")
	for _, args := range [][]string{d.args, {"remove", "base1"}, {"correct", "base1", "--title", "x"}, {"rebuild"}} {
		if status, out, said := b.run(args...); status != 2 || !strings.Contains(said, "read-only") {
			t.Errorf("%v ends with %d: %s%s", args, status, out, said)
		}
	}
	for _, args := range [][]string{{"works"}, {"status"}, {"verify"}, {"show", "base1:0-20"}, {"doctor"}} {
		if status, out, said := b.run(args...); status != 0 {
			t.Errorf("%v ends with %d: %s%s", args, status, out, said)
		}
	}
	b.holds(map[corpus.WorkID]state{}, "a read-only disk")
}

// onDisk moves the library to a disk of memory of its own.
func (b *bench) onDisk(size string) {
	b.Helper()
	disk := filepath.Join(b.dir, "disk")
	b.must(os.Mkdir(disk, 0o755))
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size="+size); err != nil {
		b.Skipf("a small disk cannot be made here (%v): run the test as root", err)
	}
	b.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	b.must(os.CopyFS(filepath.Join(disk, "lib"), os.DirFS(b.lib)))
	b.lib = filepath.Join(disk, "lib")
	b.env["TMPDIR"] = b.dir
}

// fill leaves so many bytes free on the library's disk.
func (b *bench) fill(free int) {
	b.Helper()
	f, err := os.Create(filepath.Join(filepath.Dir(b.lib), "ballast"))
	b.must(err)
	defer f.Close()
	var s syscall.Statfs_t
	b.must(syscall.Statfs(b.lib, &s))
	_, err = f.Write(make([]byte, max(0, int(s.Bavail)*int(s.Bsize)-free)))
	b.must(err)
}
