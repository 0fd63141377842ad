package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
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
func TestStories(t *testing.T) { stories(t, nil) }

// TestStoriesInACluster runs them with the index in OpenSearch. What a story tells
// of the index's own files stands under [!cluster].
func TestStoriesInACluster(t *testing.T) {
	address := os.Getenv("LOCUS_TEST_OPENSEARCH")
	if address == "" {
		t.Skip("no cluster: name one in LOCUS_TEST_OPENSEARCH; .ci/opensearch/nodes start makes one and prints its address")
	}
	first, _, _ := strings.Cut(address, ",")
	before := indexes(t, first)
	t.Cleanup(func() {
		for name := range indexes(t, first) {
			if !before[name] {
				ask(t, http.MethodDelete, first+"/"+name, nil)
			}
		}
	})
	stories(t, []string{"LOCUS_INDEX=opensearch", "LOCUS_OPENSEARCH=" + address})
}

func stories(t *testing.T, cluster []string) {
	cache := t.TempDir() // the bundled reader is made once for all stories
	testscript.Run(t, testscript.Params{
		Dir: "testdata/stories",
		Setup: func(e *testscript.Env) error {
			e.Setenv("XDG_CACHE_HOME", cache)
			e.Setenv("XDG_DATA_HOME", filepath.Join(e.WorkDir, "data"))
			e.Setenv("XDG_CONFIG_HOME", filepath.Join(e.WorkDir, "config"))
			e.Setenv("NO_COLOR", "1")
			e.Vars = append(e.Vars, cluster...)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "cluster" {
				return false, fmt.Errorf("no condition %q", name)
			}
			return cluster != nil, nil
		},
	})
}

// indexes lists what the libraries of stories keep in a cluster.
func indexes(t *testing.T, address string) map[string]bool {
	var found map[string]any
	ask(t, http.MethodGet, address+"/locus-*/_alias", &found)
	out := map[string]bool{}
	for name := range found {
		out[name] = true
	}
	return out
}

func ask(t *testing.T, method, url string, out any) {
	t.Helper()
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if out != nil {
		if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
			t.Fatal(err)
		}
	}
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
