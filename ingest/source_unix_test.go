//go:build unix

package ingest_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"locus/ingest"
)

// TestExpandNeitherWaitsNorClimbs lists a folder that somebody else made: pipes,
// sockets, devices, and links to all sorts of places.
func TestExpandNeitherWaitsNorClimbs(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "in")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(dir, "part"), 0o755))
	must(os.WriteFile(filepath.Join(outer, "secret.txt"), []byte("a word"), 0o644))
	must(os.WriteFile(filepath.Join(dir, "part", "good.txt"), []byte("a word"), 0o644))
	must(os.WriteFile(filepath.Join(dir, "void.txt"), nil, 0o644))
	must(syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o644))
	must(syscall.Mkfifo(filepath.Join(dir, ".gitignore"), 0o644))
	socket, err := net.Listen("unix", filepath.Join(dir, "socket.txt"))
	must(err)
	defer socket.Close()
	for name, to := range map[string]string{
		"above": "../..", "again.txt": "part/good.txt", "device.txt": "/dev/zero", "gone.txt": "nowhere", "here": ".",
		"outside.txt": "../secret.txt", "part/up": "..", "self.txt": "self.txt", "system.txt": "/proc/kmsg", "terminal": "/dev/tty",
	} {
		must(os.Symlink(to, filepath.Join(dir, name)))
	}
	var got []string
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for src, err := range ingest.Expand(ctx, []string{dir, filepath.Join(dir, "pipe.txt"), filepath.Join(dir, "outside.txt")}, nil) {
		line := filepath.ToSlash(strings.TrimPrefix(src.Name, dir+string(filepath.Separator)))
		if err != nil {
			var skip *ingest.Skip
			if !errors.As(err, &skip) {
				t.Fatal(err)
			}
			line += " " + string(skip.Reason)
		}
		got = append(got, line)
	}
	want := []string{"above outside", "again.txt", "device.txt outside", "gone.txt vanished", "outside.txt outside",
		"pipe.txt unreadable", "self.txt vanished", "socket.txt unreadable", "system.txt outside", "terminal outside", "void.txt empty",
		"outside.txt"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestAFolderTooDeepIsNamed makes folders within folders without end.
func TestAFolderTooDeepIsNamed(t *testing.T) {
	dir := t.TempDir()
	deep := filepath.Join(dir, strings.Repeat("d/", 130))
	if err := os.MkdirAll(deep, 0o755); err != nil {
		t.Fatal(err)
	}
	var told string
	for _, err := range ingest.Expand(context.Background(), []string{dir}, nil) {
		if err != nil {
			told += err.Error()
		}
	}
	if !strings.Contains(told, "it lies too deep") {
		t.Errorf("what lies deeper than folders are followed is passed over with %q", told)
	}
}
