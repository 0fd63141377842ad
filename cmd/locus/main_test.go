package main_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"locus/cmd/internal/cli"
)

// TestMain lets the stories run the program itself, in the test's own binary.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"locus": func() { os.Exit(cli.Main()) },
	})
}

// TestStories runs every story of testdata/stories: command lines as a person
// types them, and what comes back.
func TestStories(t *testing.T) {
	cache := t.TempDir() // the bundled reader is made once for all stories
	testscript.Run(t, testscript.Params{
		Dir: "testdata/stories",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", cache)
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("NO_COLOR", "1")
			return nil
		},
	})
}

// TestUnknownStreamsDoNotPanic runs a command line on streams that are no files.
func TestUnknownStreamsDoNotPanic(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	if got := cli.Run(context.Background(), []string{"no-such-command"}, nil, discard{}, discard{}, os.Getenv); got != 2 {
		t.Errorf("an unknown command ends with %d, want 2", got)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
