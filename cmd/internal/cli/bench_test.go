package cli

import (
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

// BenchmarkSearch is a whole command but for the start of the process: settings,
// pack, library, index, one question of the bundled reader.
func BenchmarkSearch(b *testing.B) {
	env := map[string]string{"XDG_CACHE_HOME": sharedHome() + "/cache"}
	for b.Loop() {
		status := Run(context.Background(), []string{"--library", readerName, "search", "security dilemma"}, strings.NewReader(""), io.Discard, os.Stderr,
			func(k string) string { return env[k] })
		if status != exitDone {
			b.Fatalf("status %d", status)
		}
	}
}
