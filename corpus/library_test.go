package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"locus/corpus"
	"locus/corpus/corpustest"
)

// library makes a library that holds the hand-built works.
func library(t *testing.T) *corpus.Library {
	t.Helper()
	l, err := corpus.CreateLibrary(filepath.Join(t.TempDir(), "lib"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, l, corpustest.Works()...)
	return l
}

// put puts documents and gives the statuses.
func put(t *testing.T, l *corpus.Library, docs ...*corpus.Document) []string {
	t.Helper()
	changes, err := l.Put(docs...)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range changes {
		out = append(out, string(c.ID)+" "+c.Status)
	}
	return out
}

// problems runs Verify and gives what it reports.
func problems(t *testing.T, l *corpus.Library) []string {
	t.Helper()
	out := []string{}
	if err := l.Verify(context.Background(), func(p corpus.Problem) { out = append(out, p.String()) }); err != nil {
		t.Fatal(err)
	}
	return out
}

// version is a work whose text depends on n.
func version(t *testing.T, n int) *corpus.Document {
	return corpustest.Must(t, fmt.Sprintf("id: v\ntitle: Versions\n\nThe text number %d is here.\n", n))
}

func TestLibraryGivesBackWhatWasPut(t *testing.T) {
	l := library(t)
	docs := corpustest.Works()
	for _, want := range docs {
		got, err := l.Document(want.Work.ID)
		if err != nil {
			t.Fatal(err)
		}
		if err := got.Check(); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-put +got):\n%s", want.Work.ID, diff)
		}
	}
	ids, err := l.IDs()
	if err != nil || !slices.Equal(ids, []corpus.WorkID{"fear", "people", "speech", "undated"}) {
		t.Errorf("IDs: %q, %v", ids, err)
	}
	works, err := l.Works()
	if err != nil || len(works) != 4 || works[2].Title != "Words That Close Doors" || works[2].Passages != len(docs[2].Passages) {
		t.Errorf("Works: %+v, %v", works, err)
	}
	w, err := l.Work("fear")
	if err != nil || *w.Year != 2011 {
		t.Errorf("Work: %+v, %v", w, err)
	}
	if got := problems(t, l); len(got) > 0 {
		t.Errorf("a new library has problems: %q", got)
	}
}

func TestLibraryFolderIsReadableByAPerson(t *testing.T) {
	l := library(t)
	text, err := os.ReadFile(filepath.Join(l.Dir(), "works", "fear", "text-1.txt"))
	if err != nil || !strings.HasPrefix(string(text), "Why armies beget armies\n\nThucydides") {
		t.Errorf("the text file holds %.40q, %v", text, err)
	}
	document, err := os.ReadFile(filepath.Join(l.Dir(), "works", "fear", "document-1.json"))
	if err != nil || !strings.Contains(string(document), "\n  {\n   \"id\": \"fear:") || strings.Contains(string(document), "Thucydides already") {
		t.Errorf("the document file is not indented, or holds passages' texts: %v", err)
	}
	names, err := filepath.Glob(filepath.Join(l.Dir(), "works", "fear", "*"))
	if err != nil || len(names) != 3 {
		t.Errorf("the work's folder holds %q, want three files", names)
	}
	if l.IndexDir() != filepath.Join(l.Dir(), "index") {
		t.Errorf("the index is in %s", l.IndexDir())
	}
}

func TestRevisionGrowsWithTheTextOnly(t *testing.T) {
	l := library(t)
	steps := []struct {
		doc      *corpus.Document
		remove   bool
		status   string
		revision int
	}{
		{doc: version(t, 1), status: "v added", revision: 1},
		{doc: version(t, 1), status: "v unchanged", revision: 1},
		{doc: version(t, 2), status: "v replaced", revision: 2},
		{doc: retitled(version(t, 2), "Renamed"), status: "v replaced", revision: 2},
		{doc: retitled(version(t, 2), "Again"), status: "v replaced", revision: 2},
		{remove: true},
		{doc: version(t, 2), status: "v added", revision: 2},
		{remove: true},
		{doc: version(t, 3), status: "v added", revision: 3},
		{doc: version(t, 1), status: "v replaced", revision: 4},
	}
	for i, s := range steps {
		if s.remove {
			if err := l.Remove("v"); err != nil {
				t.Fatal(err)
			}
			if _, err := l.Work("v"); !errors.Is(err, corpus.ErrUnknownWork) {
				t.Fatalf("step %d: a removed work answers %v", i, err)
			}
			continue
		}
		if got := put(t, l, s.doc); got[0] != s.status {
			t.Errorf("step %d: %s, want %s", i, got[0], s.status)
		}
		d, err := l.Document("v")
		if err != nil {
			t.Fatal(err)
		}
		want := corpus.Address{Work: "v", Revision: s.revision, Span: d.Passages[0].Span}.ID()
		if d.Work.Revision != s.revision || d.Passages[0].ID != want || s.doc.Passages[0].ID != want {
			t.Errorf("step %d: revision %d and passage %s, want %d and %s", i, d.Work.Revision, d.Passages[0].ID, s.revision, want)
		}
		if d.Work.Title != s.doc.Work.Title {
			t.Errorf("step %d: title %q", i, d.Work.Title)
		}
		if got := problems(t, l); len(got) > 0 {
			t.Errorf("step %d leaves problems: %q", i, got)
		}
	}
}

// retitled gives a document another title and its one passage a tag.
func retitled(d *corpus.Document, title string) *corpus.Document {
	d.Work.Title = title
	d.Passages[0].Theories = []corpus.Tag{{Theory: corpus.TheoryID(strings.ToLower(title)), Weight: 1, By: corpus.ByEditor}}
	return d
}

func TestFingerprintsAndStampChangeWithTheWork(t *testing.T) {
	l := library(t)
	put(t, l, version(t, 1))
	print := func() (string, string) {
		t.Helper()
		prints, err := l.Fingerprints()
		stamp, err2 := l.Stamp()
		if err != nil || err2 != nil || len(prints) != 5 || prints["fear"] == "" {
			t.Fatal(prints, err, err2)
		}
		return prints["v"], stamp
	}
	seenPrints, seenStamps := []string{}, []string{}
	made := version(t, 1)
	made.Made = corpus.Made{Pack: "abc"}
	for i, d := range []*corpus.Document{version(t, 1), version(t, 2), retitled(version(t, 2), "Renamed"), version(t, 1), made} {
		put(t, l, d)
		p, s := print()
		if i > 0 && (slices.Contains(seenPrints, p) || slices.Contains(seenStamps, s)) {
			t.Errorf("change %d gives fingerprint %s and stamp %s, which were seen", i, p, s)
		}
		seenPrints, seenStamps = append(seenPrints, p), append(seenStamps, s)
	}
	p, s := print()
	put(t, l, version(t, 2)) // another text
	put(t, l, version(t, 2)) // and no change
	if p2, s2 := print(); p2 == p || s2 == s {
		t.Error("a change left fingerprint or stamp")
	}
	p, s = print()
	put(t, l, version(t, 2))
	if p2, s2 := print(); p2 != p || s2 != s {
		t.Error("no change gave another fingerprint or stamp")
	}
	r, err := l.Record("v")
	if err != nil || r.Made != (corpus.Made{}) {
		t.Errorf("record %+v, %v", r, err)
	}
}

func TestPutChangesNothingWhenOneDocumentIsBad(t *testing.T) {
	l := library(t)
	before, err := l.Fingerprints()
	if err != nil {
		t.Fatal(err)
	}
	bad := version(t, 1)
	bad.Passages[0].Text = "Other words."
	var broken *corpus.CheckError
	if _, err := l.Put(retitled(version(t, 5), "Five"), bad); err == nil || errors.As(err, &broken) {
		t.Errorf("one id twice answers %v", err)
	}
	bad.Work.ID = "w"
	if _, err := l.Put(version(t, 1), bad); !errors.As(err, &broken) {
		t.Errorf("a broken document answers %v", err)
	}
	bad.Work.ID = "../w"
	if _, err := l.Put(version(t, 1), bad); !errors.Is(err, corpus.ErrWorkID) {
		t.Errorf("an unsafe id answers %v", err)
	}
	after, err := l.Fingerprints()
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Errorf("the library changed: %s %v", diff, err)
	}
}

func TestRemoveIsAllOrNothingOnUnknownWorks(t *testing.T) {
	l := library(t)
	err := l.Remove("fear", "peeple")
	var unknown *corpus.UnknownWorkError
	if !errors.As(err, &unknown) || unknown.ID != "peeple" || !slices.Equal(unknown.Nearest, []corpus.WorkID{"people"}) {
		t.Errorf("removing an unknown work answers %v", err)
	}
	if !errors.Is(err, corpus.ErrUnknownWork) || !strings.Contains(err.Error(), "did you mean people?") {
		t.Errorf("the error says %v", err)
	}
	if !l.Holds("fear") {
		t.Error("a known work was removed beside an unknown one")
	}
	if err := l.Remove("fear", "speech"); err != nil {
		t.Fatal(err)
	}
	if ids, _ := l.IDs(); !slices.Equal(ids, []corpus.WorkID{"people", "undated"}) {
		t.Errorf("left are %q", ids)
	}
	if got := problems(t, l); len(got) > 0 {
		t.Errorf("removing leaves problems: %q", got)
	}
	if err := l.Remove(); err != nil {
		t.Errorf("removing nothing: %v", err)
	}
}

func TestCreateAndOpenRefuseWhatIsNoLibrary(t *testing.T) {
	dir := t.TempDir()
	full := filepath.Join(dir, "full")
	write(t, filepath.Join(full, "letter.txt"), "mine")
	write(t, filepath.Join(dir, "file"), "mine")
	write(t, filepath.Join(dir, "newer", "locus.json"), `{"format": 99}`)
	write(t, filepath.Join(dir, "broken", "locus.json"), `{"for`)
	write(t, filepath.Join(dir, "half", ".new-locus.json"), `{"for`)
	for name, c := range map[string]struct {
		open func(string) (*corpus.Library, error)
		dir  string
		want error
		says string
	}{
		"opening a folder that is missing":   {corpus.OpenLibrary, "none", corpus.ErrNoLibrary, "add a text to make one"},
		"opening a folder of other things":   {corpus.OpenLibrary, "full", corpus.ErrNoLibrary, "full"},
		"opening a file":                     {corpus.OpenLibrary, "file", corpus.ErrNoLibrary, "is a file"},
		"opening a newer library":            {corpus.OpenLibrary, "newer", corpus.ErrVersion, "format 99"},
		"opening a damaged library":          {corpus.OpenLibrary, "broken", corpus.ErrDamaged, "locus.json"},
		"creating among other things":        {corpus.CreateLibrary, "full", corpus.ErrNoLibrary, `it holds "letter.txt"`},
		"creating over a file":               {corpus.CreateLibrary, "file", nil, "file"},
		"creating over a newer library":      {corpus.CreateLibrary, "newer", corpus.ErrVersion, "format 99"},
		"creating over a damaged library":    {corpus.CreateLibrary, "broken", corpus.ErrDamaged, "locus.json"},
		"creating where a creator died":      {corpus.CreateLibrary, "half", nil, ""},
		"creating in folders yet to be made": {corpus.CreateLibrary, "a/b/c", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := c.open(filepath.Join(dir, c.dir))
			if c.says == "" {
				if err != nil || l == nil {
					t.Fatalf("error %v", err)
				}
				return
			}
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("error %v, want %v that says %q", err, c.want, c.says)
			}
		})
	}
	if data, err := os.ReadFile(filepath.Join(full, "letter.txt")); err != nil || string(data) != "mine" {
		t.Error("somebody's file was touched")
	}
}

// write puts a file and the folders above it.
func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestTakeIDAvoidsWhatTheLibraryHolds(t *testing.T) {
	l := library(t)
	if got := l.TakeID("Fear.txt", nil); got != "fear-2" {
		t.Errorf("got %q", got)
	}
	if got := l.TakeID("Fear.txt", func(corpus.WorkID) bool { return false }); got != "fear" {
		t.Errorf("got %q", got)
	}
}

func TestSameWorksGiveTheSameFolder(t *testing.T) {
	read := func(l *corpus.Library) map[string]string {
		out := map[string]string{}
		files, _ := filepath.Glob(filepath.Join(l.Dir(), "works", "*", "*"))
		stamp := filepath.Join(l.Dir(), "stamp")
		for _, f := range append(files, stamp) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			name, _ := filepath.Rel(l.Dir(), f)
			out[name] = string(data)
		}
		return out
	}
	if diff := cmp.Diff(read(library(t)), read(library(t))); diff != "" {
		t.Errorf("two libraries of the same works differ:\n%s", diff)
	}
}

func BenchmarkPut(b *testing.B) {
	docs := slices.Collect(corpustest.Generate(1, 1000, 10))
	for b.Loop() {
		l, err := corpus.CreateLibrary(filepath.Join(b.TempDir(), "lib"))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := l.Put(docs...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "works/s")
}

func BenchmarkWorksOf50000(b *testing.B) {
	l, err := corpus.CreateLibrary(filepath.Join(b.TempDir(), "lib"))
	if err != nil {
		b.Fatal(err)
	}
	if testing.Short() {
		b.Skip("writes 50,000 records")
	}
	for d := range corpustest.Generate(1, 1, 10) {
		if _, err := l.Put(d); err != nil {
			b.Fatal(err)
		}
	}
	record, err := os.ReadFile(filepath.Join(l.Dir(), "works", "gen-000001", "work.json"))
	if err != nil {
		b.Fatal(err)
	}
	for i := range 50000 { // records alone: that is what is read here
		id := fmt.Sprintf("gen-%06d", i+1)
		dir := filepath.Join(l.Dir(), "works", id)
		if err := os.MkdirAll(dir, 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "work.json"), []byte(strings.ReplaceAll(string(record), "gen-000001", id)), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	for name, f := range map[string]func() error{
		"Works":        func() error { _, err := l.Works(); return err },
		"IDs":          func() error { _, err := l.IDs(); return err },
		"Fingerprints": func() error { _, err := l.Fingerprints(); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestRecordsHoldNoControls(t *testing.T) {
	l := library(t)
	d := version(t, 1)
	d.Work.Title, d.Work.Publisher = "A \x1b[31mtitle\n\u009bof two lines", "\x07"
	d.Work.Stated = map[string]corpus.Basis{"title": corpus.Stated, "publisher": corpus.Stated}
	d.Work.Authors = []corpus.Name{{Family: "Fam\x00ily", Given: "Given\x7f"}}
	put(t, l, d)
	w, err := l.Work("v")
	if err != nil {
		t.Fatal(err)
	}
	if w.Title != "A [31mtitle of two lines" || w.Publisher != "" || w.Stated["publisher"] != "" || w.Authors[0] != (corpus.Name{Family: "Family", Given: "Given"}) {
		t.Errorf("kept as %+v", w)
	}
}
