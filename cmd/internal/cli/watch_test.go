package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// streams is a buffer that is written and read at once.
type streams struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *streams) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *streams) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func TestWhatChangesIsAddedWhileWatching(t *testing.T) {
	home := t.TempDir()
	texts := filepath.Join(home, "texts")
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(texts, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("fences.txt", "Fences keep out what is slow and let in what is quick.")
	write(".gitignore", "draft*\n")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out, errw streams
	ended := make(chan int, 1)
	go func() {
		// The library stands within the folder that is watched, and is not read.
		ended <- Run(ctx, []string{"--library", filepath.Join(texts, "lib"), "add", "--watch", texts}, strings.NewReader(""), &out, &errw,
			func(k string) string { return map[string]string{"XDG_CACHE_HOME": filepath.Join(home, "cache")}[k] })
	}()
	wait := func(s *streams, want string) {
		t.Helper()
		for range 600 {
			if strings.Contains(s.String(), want) {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%q does not come: %s\n%s", want, out.String(), errw.String())
	}
	wait(&errw, "watching")
	write("draft.txt", "Not to be read yet, as the ignore file asks.")
	write("gates.txt", "Gates are opened by those who hold the key.")
	wait(&out, "gates.txt\tgates")
	write(filepath.Join("new", "folder", "moats.txt"), "Moats are wide where the wall is low.")
	wait(&out, "moats.txt\tmoats")
	write("fences.txt", "Fences keep out what is slow, and nobody else.")
	wait(&out, "replaced\t"+filepath.Join(texts, "fences.txt"))
	cancel()
	if status := <-ended; status != 0 {
		t.Errorf("status %d: %s", status, errw.String())
	}
	if n := strings.Count(out.String(), "\n"); n != 4 && n != 5 || strings.Contains(out.String()[strings.Index(out.String(), "gates"):], "draft") {
		t.Errorf("not a line for each change:\n%s", out.String())
	}
}

func TestWhatCannotBeWatchedIsSaid(t *testing.T) {
	for _, args := range [][]string{{"add", "--watch", "-"}, {"add", "--watch", "--dry-run", "."}, {"add", "--watch", filepath.Join("no", "such")}} {
		if status, _, errw := run(t, t.TempDir(), args...); status != 2 || errw == "" {
			t.Errorf("%v: %d, %s", args, status, errw)
		}
	}
}
