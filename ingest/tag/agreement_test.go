package tag_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/packs"
	"locus/ingest"
)

const shared = "../../../shared/corpus"

// label is what a reader said of a place: a file, a few words that stand there,
// and the theories a passage around them is about or argues from.
type label struct {
	file, anchor string
	theories     []corpus.TheoryID
}

// labels reads one half of the readers' labels.
func labels(t *testing.T, file string) []label {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []label
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < 3 {
			t.Fatalf("%s: %q has fewer than three fields", file, line)
		}
		l := label{file: f[0], anchor: f[1]}
		for _, id := range strings.Split(f[2], ",") {
			if id = strings.TrimSpace(id); id != "" && id != "none" {
				l.theories = append(l.theories, corpus.TheoryID(id))
			}
		}
		out = append(out, l)
	}
	return out
}

// library reads the shared texts with the security pack, by file name.
func library(t *testing.T) map[string]*corpus.Document {
	t.Helper()
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("the shared texts are missing: put the folder shared beside the checkout (%v)", err)
	}
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	docs := map[string]*corpus.Document{}
	reader := &ingest.Reader{Pack: pack}
	for src, err := range ingest.Expand(context.Background(), []string{shared}, nil) {
		if err != nil {
			t.Fatal(err)
		}
		for doc, err := range reader.Read(context.Background(), src) {
			if err != nil {
				t.Fatal(err)
			}
			docs[filepath.Base(doc.Work.Source.File)] = doc
		}
	}
	return docs
}

// tally counts how tags and labels agree.
type tally struct{ both, tagged, labelled int }

func (y *tally) add(tags, labels []corpus.TheoryID, per map[corpus.TheoryID]*tally) {
	for _, id := range tags {
		y.tagged++
		at(per, id).tagged++
		if slices.Contains(labels, id) {
			y.both++
			at(per, id).both++
		}
	}
	for _, id := range labels {
		y.labelled++
		at(per, id).labelled++
	}
}

func at(per map[corpus.TheoryID]*tally, id corpus.TheoryID) *tally {
	if per[id] == nil {
		per[id] = &tally{}
	}
	return per[id]
}

func (y *tally) String() string {
	p, r := 1.0, 1.0
	if y.tagged > 0 {
		p = float64(y.both) / float64(y.tagged)
	}
	if y.labelled > 0 {
		r = float64(y.both) / float64(y.labelled)
	}
	return fmt.Sprintf("labelled %3d  tagged %3d  precision %.2f  recall %.2f  F1 %.2f", y.labelled, y.tagged, p, r, y.f1())
}

func (y *tally) f1() float64 {
	if y.tagged+y.labelled == 0 {
		return 1
	}
	return 2 * float64(y.both) / float64(y.tagged+y.labelled)
}

// family adds the ancestors, as filters see a theory.
func family(ids []corpus.TheoryID) []corpus.TheoryID {
	var out []corpus.TheoryID
	for _, id := range ids {
		for ; id != ""; id = id.Parent() {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// squeezed is a text with every run of blanks as one, and for each of its bytes
// the offset in the text.
func squeezed(s string) (string, []int) {
	var b strings.Builder
	var at []int
	blank := false
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(" \n\t", s[i]) >= 0 {
			blank = true
			continue
		}
		if blank && b.Len() > 0 {
			b.WriteByte(' ')
			at = append(at, i)
		}
		blank = false
		b.WriteByte(s[i])
		at = append(at, i)
	}
	return b.String(), at
}

// place finds the passage in which an anchor begins.
func place(doc *corpus.Document, anchor string) *corpus.Passage {
	text, at := squeezed(doc.Text)
	i := strings.Index(text, strings.Join(strings.Fields(anchor), " "))
	if i < 0 {
		return nil
	}
	for j := range doc.Passages {
		if p := &doc.Passages[j]; p.Span.Start <= at[i] && at[i] < p.Span.End {
			return p
		}
	}
	return nil
}

func TestTheoriesAgreeWithReaders(t *testing.T) {
	files, _ := filepath.Glob("testdata/labels/*.txt")
	if len(files) == 0 {
		t.Skip("there are no labels yet: testdata/labels holds none")
	}
	docs := library(t)
	var page strings.Builder
	for _, file := range files {
		page.WriteString(half(t, file, docs))
	}
	const golden = "testdata/agreement.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if page.String() != string(want) {
		t.Errorf("the figures are\n%sand were\n%s(go test -update writes them)", page.String(), want)
	}
}

// half measures one file of labels.
func half(t *testing.T, file string, docs map[string]*corpus.Document) string {
	exact, wide := &tally{}, &tally{}
	per, perWide := map[corpus.TheoryID]*tally{}, map[corpus.TheoryID]*tally{}
	none, kept, lost := 0, 0, 0
	list := labels(t, file)
	for _, l := range list {
		doc := docs[l.file]
		if doc == nil {
			t.Fatalf("%s: no text %q", file, l.file)
		}
		p := place(doc, l.anchor)
		if p == nil {
			lost++
			t.Logf("%s: no passage has %q", l.file, l.anchor)
			continue
		}
		var got []corpus.TheoryID
		for _, x := range p.Theories {
			got = append(got, x.Theory)
		}
		if len(l.theories) == 0 {
			none++
			if len(got) == 0 {
				kept++
			}
		}
		exact.add(got, l.theories, per)
		wide.add(family(got), family(l.theories), perWide)
		if fmt.Sprint(sortedIDs(got)) != fmt.Sprint(sortedIDs(l.theories)) {
			t.Logf("%s %q: reader %v, tags %v", l.file, l.anchor, l.theories, p.Theories)
		}
	}
	if f := wide.f1(); f < .8 {
		t.Errorf("%s: F1 over all is %.2f, below .80", file, f)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d places, %d in no passage; without a theory %d, of them %d without a tag\n", filepath.Base(file), len(list), lost, none, kept)
	fmt.Fprintf(&b, "  %-28s %s\n", "all, as filters see them", wide)
	fmt.Fprintf(&b, "  %-28s %s\n", "all, exact ids", exact)
	var ids []corpus.TheoryID
	for id := range perWide {
		ids = append(ids, id)
	}
	for _, id := range sortedIDs(ids) {
		fmt.Fprintf(&b, "  %-28s %s\n", id, perWide[id])
	}
	return b.String()
}

func sortedIDs(ids []corpus.TheoryID) []corpus.TheoryID {
	out := slices.Clone(ids)
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}
