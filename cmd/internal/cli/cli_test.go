package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"locus/corpus"
	"locus/query"
)

// run runs a command line with a home of its own and returns status and streams.
func run(t *testing.T, home string, args ...string) (int, string, string) {
	t.Helper()
	var out, errw bytes.Buffer
	env := map[string]string{
		"XDG_CACHE_HOME": filepath.Join(home, "cache"), "XDG_DATA_HOME": filepath.Join(home, "data"),
		"XDG_CONFIG_HOME": filepath.Join(home, "config"),
	}
	status := Run(context.Background(), args, strings.NewReader(""), &out, &errw, func(k string) string { return env[k] })
	return status, out.String(), errw.String()
}

// sharedHome is one home for all read-only tests, so that the reader is made once.
var sharedHome = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "locus-cli-test-")
	if err != nil {
		panic(err)
	}
	return dir
})

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Main())
	}
	status := m.Run()
	os.RemoveAll(sharedHome())
	os.Exit(status)
}

func TestEveryCommandHelps(t *testing.T) {
	contract := "add correct remove rebuild status verify works outline passages references citations theories people search ui quote check suggest evaluate show cite bibliography serve mcp doctor config man completion version"
	for _, name := range strings.Fields(contract) {
		status, out, errw := run(t, sharedHome(), name, "--help")
		if status != 0 || !strings.Contains(out, "Usage:") {
			t.Errorf("%s --help: status %d, %q %q", name, status, out, errw)
		}
	}
}

func TestExitStatus(t *testing.T) {
	cases := []struct {
		name string
		args []string
		want int
	}{
		{"found is 0", []string{"--library", "reader", "search", "security dilemma"}, 0},
		{"nothing found is 1", []string{"--library", "reader", "search", "+xylophonist"}, 1},
		{"an unknown command is 2", []string{"frobnicate"}, 2},
		{"an unknown flag is 2", []string{"search", "--frobnicate", "x"}, 2},
		{"an unknown theory is 2", []string{"--library", "reader", "search", "x", "--theory", "frobnication"}, 2},
		{"a missing library is 2", []string{"--library", filepath.Join("no", "such", "place"), "search", "x"}, 2},
		{"help is 0", []string{"--help"}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got, out, errw := run(t, sharedHome(), c.args...); got != c.want {
				t.Errorf("status %d, want %d\n%s\n%s", got, c.want, out, errw)
			}
		})
	}
}

func TestJSONAnswerIsTheContract(t *testing.T) {
	status, out, errw := run(t, sharedHome(), "--library", "reader", "search", "security dilemma", "--format", "json", "--facets", "--explain")
	if status != 0 {
		t.Fatalf("status %d: %s", status, errw)
	}
	var a query.Answer
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&a); err != nil {
		t.Fatal(err)
	}
	if a.Total < len(a.Hits) || len(a.Hits) == 0 || len(a.Hits) > 10 {
		t.Fatalf("%d hits of %d", len(a.Hits), a.Total)
	}
	for _, h := range a.Hits {
		address, err := corpus.ParseAddress(string(h.Passage.ID))
		if err != nil || address.Span != h.Passage.Span || address.Work != h.Work.ID {
			t.Errorf("hit %d: address %q does not name its span", h.Rank, h.Passage.ID)
		}
		if h.Cite.InText == "" || h.Cite.Reference == "" {
			t.Errorf("hit %d has no citation", h.Rank)
		}
		if len(h.Why) == 0 {
			t.Errorf("hit %d is not explained", h.Rank)
		}
		if len(h.Snippet.Marks) == 0 && !h.Weak {
			t.Errorf("hit %d has no mark", h.Rank)
		}
	}
	for _, f := range []corpus.Field{corpus.FieldTheory, corpus.FieldAuthor, corpus.FieldPerson, corpus.FieldWork, corpus.FieldType, corpus.FieldYear} {
		if _, ok := a.Facets[f]; !ok {
			t.Errorf("no facet %s", f)
		}
	}
}

// TestFacetCountsAreFilterTotals narrows to every value of every facet and
// compares totals.
func TestFacetCountsAreFilterTotals(t *testing.T) {
	ask := func(args ...string) query.Answer {
		t.Helper()
		args = append([]string{"--library", "reader", "search", "security", "--format", "json", "--facets"}, args...)
		status, out, errw := run(t, sharedHome(), args...)
		if status == 2 {
			t.Fatalf("%q: %s", args, errw)
		}
		var a query.Answer
		if err := json.Unmarshal([]byte(out), &a); err != nil {
			t.Fatal(err)
		}
		return a
	}
	flags := map[corpus.Field]string{corpus.FieldTheory: "--theory", corpus.FieldAuthor: "--author", corpus.FieldPerson: "--person",
		corpus.FieldWork: "--work", corpus.FieldType: "--type", corpus.FieldYear: "--year"}
	checked := 0
	for field, flag := range flags {
		for i, c := range ask().Facets[field] {
			if i%5 != 0 {
				continue // every fifth value keeps the test short
			}
			checked++
			if got := ask(flag, c.Value).Total; got != c.Count {
				t.Errorf("%s %q: %d after narrowing, the facet says %d", flag, c.Value, got, c.Count)
			}
		}
	}
	if checked < 8 {
		t.Errorf("only %d facet values to check", checked)
	}
}

func TestParseYears(t *testing.T) {
	cases := map[string]string{"1979": "1979-1979", "1979..1990": "1979-1990", "1979..": "1979-", "..1990": "-1990",
		"1979-1990": "1979-1990", "1990..1979": "1979-1990"}
	for in, want := range cases {
		r, err := parseYears(in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		var got strings.Builder
		if r.From != nil {
			json.NewEncoder(&got).Encode(*r.From)
		}
		got.WriteByte('-')
		if r.To != nil {
			json.NewEncoder(&got).Encode(*r.To)
		}
		if s := strings.ReplaceAll(got.String(), "\n", ""); s != want {
			t.Errorf("%q read as %s, want %s", in, s, want)
		}
	}
	for _, bad := range []string{"abc", "..", "19x9..", "1979-", "-1990"} {
		if _, err := parseYears(bad); err == nil {
			t.Errorf("%q is taken for years", bad)
		}
	}
}

func TestParseNames(t *testing.T) {
	got, err := parseNames([]string{"Kenneth N. Waltz", "Aghili Dehnavi, Ellias", "Kees van der Pijl", "UNDP"})
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Name{{Family: "Waltz", Given: "Kenneth N."}, {Family: "Aghili Dehnavi", Given: "Ellias"},
		{Family: "van der Pijl", Given: "Kees"}, {Family: "UNDP"}}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: %+v, want %+v", i, got[i], want[i])
		}
	}
}
