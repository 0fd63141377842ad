package tag_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/ingest"
	"locus/ingest/tag"
)

// textLibrary reads the texts of an archive without a pack; the file truth is no text.
func textLibrary(t *testing.T, file string) (docs []*corpus.Document, truth string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var paths []string
	for _, f := range archive.Files {
		if f.Name == "truth" {
			truth = string(f.Data)
			continue
		}
		paths = append(paths, filepath.Join(dir, f.Name))
		if err := os.WriteFile(paths[len(paths)-1], f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reader := &ingest.Reader{Pack: &corpus.Pack{}}
	for src, err := range ingest.Expand(context.Background(), paths, nil) {
		if err != nil {
			t.Fatal(err)
		}
		for doc, err := range reader.Read(context.Background(), src) {
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(filepath.Base(doc.Work.Source.File), ".txt")
			doc.Stamp(corpus.WorkID(name), 1)
			docs = append(docs, doc)
		}
	}
	return docs, truth
}

// whoIsWho maps every printed form in a work, and every name it was read with, as
// "work=form" to a person's number. A form that two persons have in a work is the
// later one's; truth names them in full.
func whoIsWho(docs []*corpus.Document, people []corpus.Bearer) map[string]int {
	at := map[string]int{}
	for i, p := range people {
		for work, names := range p.Names {
			for _, n := range names {
				at[string(work)+"="+n] = i
			}
		}
	}
	out := map[string]int{}
	maps.Copy(out, at)
	for _, d := range docs {
		for _, n := range d.Work.Authors {
			if i, ok := at[string(d.Work.ID)+"="+n.Display()]; ok {
				out[string(d.Work.ID)+"="+n.Display()] = i
			}
		}
		for _, p := range d.Passages {
			for _, m := range p.People {
				out[string(d.Work.ID)+"="+m.As] = at[string(d.Work.ID)+"="+m.Name]
			}
		}
	}
	return out
}

// pairs counts the pairs of forms that are one person's: rightly found, found, and true.
func pairs(t *testing.T, truth string, found map[string]int) (right, got, all int) {
	var forms, persons []string
	for line := range strings.Lines(truth) {
		person, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for _, form := range strings.Split(list, "; ") {
			if _, ok := found[form]; !ok {
				t.Logf("%s is nobody", form)
			}
			forms, persons = append(forms, form), append(persons, person)
		}
	}
	for i := range forms {
		for j := range i {
			a, okA := found[forms[i]]
			b, okB := found[forms[j]]
			one, is := okA && okB && a == b, persons[i] == persons[j]
			if one != is {
				t.Logf("%s and %s: found one: %v, are one: %v", forms[j], forms[i], one, is)
			}
			if one && is {
				right++
			}
			if one {
				got++
			}
			if is {
				all++
			}
		}
	}
	return right, got, all
}

// traced keeps the traces of documents.
func traced(t testing.TB, tagger *tag.Tagger, docs []*corpus.Document) *tag.Traces {
	t.Helper()
	x, err := tag.OpenTraces(filepath.Join(t.TempDir(), "traces"), "")
	if err != nil {
		t.Fatal(err)
	}
	put := make([]tag.Trace, len(docs))
	for i, d := range docs {
		put[i] = tagger.Trace(d, "")
	}
	if _, err := tagger.Retie(x, put, nil, nil, among(docs)); err != nil {
		t.Fatal(err)
	}
	return x
}

// among gives one of some documents.
func among(docs []*corpus.Document) func(corpus.WorkID) (*corpus.Document, error) {
	return func(id corpus.WorkID) (*corpus.Document, error) {
		for _, d := range docs {
			if d.Work.ID == id {
				return d, nil
			}
		}
		return nil, fmt.Errorf("%w: %s", corpus.ErrUnknownWork, id)
	}
}

// people is who is who in some documents.
func people(t *testing.T, docs []*corpus.Document) []corpus.Bearer {
	t.Helper()
	tagger, err := tag.New(tag.Knowledge{})
	if err != nil {
		t.Fatal(err)
	}
	list, err := tagger.People(traced(t, tagger, docs))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestOnePersonAcrossWorks measures pairs of printed forms on a library that the
// rules were made with.
func TestOnePersonAcrossWorks(t *testing.T) { measurePeople(t, "work") }

func measurePeople(t *testing.T, library string) {
	docs, truth := textLibrary(t, "testdata/libraries/"+library+".txtar")
	right, got, all := pairs(t, truth, whoIsWho(docs, people(t, docs)))
	figures := fmt.Sprintf("%d of %d pairs found are right, %d of %d true ones are found", right, got, right, all)
	t.Log(library + ": " + figures)
	if right < got || float64(right) < .9*float64(all) {
		t.Error(figures)
	}
}

// TestOrderOfAddingChangesNoPerson shuffles the works of a library.
func TestOrderOfAddingChangesNoPerson(t *testing.T) {
	docs, _ := textLibrary(t, "testdata/libraries/work.txtar")
	want := people(t, docs)
	random := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		shuffled := slices.Clone(docs)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := people(t, shuffled); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order, other persons:\n%v\n%v", got, want)
		}
	}
}

// Works come and go at random; who is who after each change is what looking at all
// works gives.
func TestPeopleSinceAreAllPeople(t *testing.T) {
	docs, _ := textLibrary(t, "testdata/libraries/work.txtar")
	more, _ := textLibrary(t, "testdata/libraries/held.txtar")
	for _, d := range more {
		d.Work.ID = "held-" + d.Work.ID
	}
	docs = append(docs, more...)
	g := tagger(t)
	x := traced(t, g, nil)
	r := rand.New(rand.NewPCG(5, 6))
	var who []corpus.Bearer
	held := map[corpus.WorkID]bool{}
	joined := 0
	for step := range 80 {
		var put []tag.Trace
		var gone []corpus.WorkID
		for _, i := range r.Perm(len(docs))[:1+r.IntN(3)] {
			d := docs[i]
			if held[d.Work.ID] {
				gone = append(gone, d.Work.ID)
			} else {
				put = append(put, g.Trace(d, ""))
			}
			held[d.Work.ID] = !held[d.Work.ID]
		}
		if _, err := g.Retie(x, put, gone, tag.Repeats{}, among(docs)); err != nil {
			t.Fatal(err)
		}
		var err error
		if who, err = g.PeopleSince(x, who); err != nil {
			t.Fatal(err)
		}
		want, err := g.People(x)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(who, want) {
			t.Fatalf("step %d: %s", step, cmp.Diff(want, who))
		}
		for _, p := range who {
			joined += len(p.Joined)
		}
		if err := x.Save(); err != nil {
			t.Fatal(err)
		}
	}
	if joined < 100 {
		t.Errorf("only %d names were joined", joined)
	}
}

// TestOnePersonAcrossHeldWorks measures a library written before the rules and
// looked at after them.
func TestOnePersonAcrossHeldWorks(t *testing.T) { measurePeople(t, "held") }
