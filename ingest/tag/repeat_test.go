package tag_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/ingest/passage"
	"locus/ingest/tag"
)

const (
	mill  = "The mill stood by the river for two hundred years before the flood of that dark spring took its wheel and its doors away."
	miner = "Every miner in the valley knew the sound of the great pump, and when it stopped one night nobody in the village slept."
	baker = "The baker weighed each loaf twice, once for the law and once for his conscience, and wrote both numbers in a small black book."
)

// alsoIn gives, for each passage of a work cut at its paragraphs, the ordinals
// of its repeats.
func alsoIn(t *testing.T, paragraphs ...string) []string {
	t.Helper()
	doc := tagged(t, parsed(t, "id: a\n\n"+strings.Join(paragraphs, "\n\n= Next\n\n")+"\n"))
	at := map[corpus.PassageID]int{}
	for i, p := range doc.Passages {
		at[corpus.Address{Work: "a", Revision: doc.Work.Revision, Span: p.Span}.ID()] = i
	}
	var out []string
	for _, p := range doc.Passages {
		var list []int
		for _, id := range p.AlsoIn {
			list = append(list, at[id])
		}
		out = append(out, fmt.Sprint(list))
	}
	return out
}

func TestRepeatsWithinAWork(t *testing.T) {
	for _, c := range []struct {
		name       string
		paragraphs []string
		want       string
	}{
		{"the same words are tied", []string{mill, miner, mill}, "[[2] [] [0]]"},
		{"a word changed is still the same", []string{mill, strings.Replace(mill, "doors", "windows", 1)}, "[[1] [0]]"},
		{"a passage that lies in a longer one is tied", []string{mill + " " + miner, miner}, "[[1] [0]]"},
		{"sentences cut otherwise are tied to both", []string{mill, miner, mill + " " + miner}, "[[2] [2] [0 1]]"},
		{"one shared sentence of two is not the passage", []string{mill + " " + miner, mill + " " + baker}, "[[] []]"},
		{"a short line that returns is no repeat", []string{"So it was.", "So it was."}, "[[] []]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := fmt.Sprint(alsoIn(t, c.paragraphs...)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// works makes documents of one passage a paragraph: w0, w1, ...
func works(t *testing.T, texts ...[]string) []*corpus.Document {
	t.Helper()
	var out []*corpus.Document
	for i, paragraphs := range texts {
		out = append(out, work(t, fmt.Sprintf("w%d", i), 1, paragraphs...))
	}
	return out
}

func work(t *testing.T, id string, revision int, paragraphs ...string) *corpus.Document {
	t.Helper()
	doc := parsed(t, fmt.Sprintf("id: %s\n\n", id)+strings.Join(paragraphs, "\n\n= Next\n\n")+"\n")
	doc.Stamp(corpus.WorkID(id), revision)
	return doc
}

func tagger(t testing.TB) *tag.Tagger {
	t.Helper()
	g, err := tag.New(tag.Knowledge{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// shelf is a library of documents with their traces and repeats.
type shelf struct {
	t       *testing.T
	tagger  *tag.Tagger
	traces  *tag.Traces
	path    string
	docs    map[corpus.WorkID]*corpus.Document
	repeats tag.Repeats
	reads   atomic.Int64
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{t: t, tagger: tagger(t), path: filepath.Join(t.TempDir(), "traces"), docs: map[corpus.WorkID]*corpus.Document{}}
	s.open()
	return s
}

func (s *shelf) open() {
	s.t.Helper()
	var err error
	if s.traces, err = tag.OpenTraces(s.path, "pack"); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shelf) read(id corpus.WorkID) (*corpus.Document, error) {
	s.reads.Add(1)
	if d := s.docs[id]; d != nil {
		return d, nil
	}
	return nil, corpus.ErrUnknownWork
}

// change puts documents and takes others out.
func (s *shelf) change(put []*corpus.Document, gone ...corpus.WorkID) {
	s.t.Helper()
	var traces []tag.Trace
	for _, d := range put {
		s.docs[d.Work.ID] = d
		traces = append(traces, s.tagger.Trace(d, fmt.Sprint(d.Work.Revision)))
	}
	for _, id := range gone {
		delete(s.docs, id)
	}
	var err error
	if s.repeats, err = s.tagger.Retie(s.traces, traces, gone, s.repeats, s.read); err != nil {
		s.t.Fatal(err)
	}
	if err := s.traces.Save(); err != nil {
		s.t.Fatal(err)
	}
}

// anew works all repeats out.
func (s *shelf) anew() tag.Repeats {
	s.t.Helper()
	got, err := s.tagger.Retie(s.traces, nil, nil, nil, s.read)
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

func TestRepeatsAcrossWorks(t *testing.T) {
	s := newShelf(t)
	s.change(works(t, []string{mill, mill}, []string{miner}, []string{miner + " " + baker, mill}, []string{"So it was."}, []string{"So it was."}))
	got := map[string]int{}
	for id, list := range s.repeats {
		for _, other := range list {
			a, _ := corpus.ParseAddress(string(id))
			b, _ := corpus.ParseAddress(string(other))
			got[string(a.Work)+" "+string(b.Work)]++
		}
	}
	want := map[string]int{"w0 w2": 2, "w2 w0": 2, "w1 w2": 1, "w2 w1": 1}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// Works come, change and go at random, of sentences that now few and now a crowd
// share; what each change leaves is what tying all anew gives.
func TestRetyingTiesWhatTyingAllDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	sentences := []string{mill, miner, baker}
	for i := range 40 {
		sentences = append(sentences, fmt.Sprintf("In the %dth year the keeper of house %d wrote down %d names, %d of them his own, and hid the list below stone %d of the cellar.", i, 3*i, 7*i+1, i%5, 11*i))
	}
	s := newShelf(t)
	tied, revision := 0, 1
	for step := range 60 {
		var put []*corpus.Document
		var gone []corpus.WorkID
		for range 1 + r.IntN(6) {
			id := corpus.WorkID(fmt.Sprintf("w%d", r.IntN(90)))
			if slices.ContainsFunc(put, func(d *corpus.Document) bool { return d.Work.ID == id }) || slices.Contains(gone, id) {
				continue
			}
			if s.docs[id] != nil && r.IntN(3) == 0 {
				gone = append(gone, id)
				continue
			}
			var paragraphs []string
			for range 1 + r.IntN(4) {
				paragraphs = append(paragraphs, sentences[min(r.IntN(len(sentences)), r.IntN(len(sentences)))])
			}
			revision++
			put = append(put, work(t, string(id), revision, paragraphs...))
		}
		s.change(put, gone...)
		if want := s.anew(); !reflect.DeepEqual(s.repeats, want) && len(s.repeats)+len(want) > 0 {
			t.Fatalf("step %d: %d passages have repeats, not %d", step, len(s.repeats), len(want))
		}
		tied += len(s.repeats)
	}
	if tied < 1000 {
		t.Errorf("only %d passages with repeats were compared", tied)
	}
}

func TestACrowdComesAndGoes(t *testing.T) {
	s := newShelf(t)
	var docs []*corpus.Document
	for i := range 50 {
		docs = append(docs, work(t, fmt.Sprintf("w%02d", i), 1, mill, fmt.Sprintf("Nothing is said in room %d.", i)))
	}
	s.change(docs)
	if len(s.repeats) != 50 {
		t.Fatalf("%d passages with repeats", len(s.repeats))
	}
	s.change([]*corpus.Document{work(t, "x", 1, mill)})
	if len(s.repeats) != 0 {
		t.Errorf("a crowd has %d repeats", len(s.repeats))
	}
	s.change(nil, "w07")
	if len(s.repeats) != 50 || !reflect.DeepEqual(s.repeats, s.anew()) {
		t.Errorf("when the crowd is gone there are %d", len(s.repeats))
	}
}

func TestAChangeReadsOnlyWhatItMeets(t *testing.T) {
	s := newShelf(t)
	s.change(works(t, []string{mill}, []string{miner}, []string{baker}, []string{mill + " " + baker}))
	s.reads.Store(0)
	s.change([]*corpus.Document{work(t, "x", 1, miner)})
	if n := s.reads.Load(); n != 2 {
		t.Errorf("%d documents were read, not its own and the one that has its words", n)
	}
}

func TestTracesAreKept(t *testing.T) {
	s := newShelf(t)
	s.change(works(t, []string{mill}, []string{miner}, []string{baker}))
	s.traces.Stamp, s.traces.Ties = "now", 5
	s.change([]*corpus.Document{work(t, "w1", 2, mill)}, "w2")
	want := s.traces.Prints()
	s.open()
	if got := s.traces.Prints(); !maps.Equal(got, want) || len(got) != 2 || got["w1"] != "2" || s.traces.Stamp != "now" || s.traces.Ties != 5 {
		t.Errorf("%v, stamp %q, ties %d", got, s.traces.Stamp, s.traces.Ties)
	}
	if got := s.anew(); !reflect.DeepEqual(got, s.repeats) || len(got) != 2 {
		t.Errorf("repeats %v", got)
	}
	other, err := tag.OpenTraces(s.path, "another pack")
	if err != nil || len(other.Prints()) != 0 || other.Stamp != "" {
		t.Errorf("of another pack: %v, %v", other, err)
	}
	for i := range 30 { // what is replaced goes some time
		s.change([]*corpus.Document{work(t, "w1", 3+i, mill)})
	}
	if info, err := os.Stat(s.path); err != nil || info.Size() > 2000 {
		t.Errorf("the file has %d bytes, %v", info.Size(), err)
	}
}

// A file cut anywhere, or with any byte changed, gives the state of some commit, or
// none, and the next change is kept all the same.
func TestDamagedTracesAreOfAnEarlierState(t *testing.T) {
	s := newShelf(t)
	states := []map[corpus.WorkID]string{{}}
	for i, text := range []string{mill, miner, baker} {
		s.change([]*corpus.Document{work(t, fmt.Sprint("w", i), 1, text)})
		states = append(states, s.traces.Prints())
	}
	data, err := os.ReadFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	for at := range data {
		for _, damaged := range [][]byte{data[:at], append(append(slices.Clone(data[:at]), data[at]^0x41), data[at+1:]...)} {
			if err := os.WriteFile(s.path, damaged, 0o644); err != nil {
				t.Fatal(err)
			}
			s.open()
			if got := s.traces.Prints(); !slices.ContainsFunc(states, func(w map[corpus.WorkID]string) bool { return maps.Equal(got, w) }) {
				t.Fatalf("byte %d: works %v", at, got)
			}
			if at%16 != 0 {
				continue
			}
			s.repeats = nil
			s.change([]*corpus.Document{work(t, "last", 1, mill)})
			want := s.traces.Prints()
			s.open()
			if got := s.traces.Prints(); !maps.Equal(got, want) || got["last"] != "1" {
				t.Fatalf("byte %d: after a change %v, not %v", at, got, want)
			}
		}
	}
}

func TestRepeatsEndAtAnError(t *testing.T) {
	broken := errors.New("the disk is gone")
	g := tagger(t)
	x, err := tag.OpenTraces(filepath.Join(t.TempDir(), "traces"), "")
	if err != nil {
		t.Fatal(err)
	}
	var put []tag.Trace
	for _, d := range works(t, []string{mill}, []string{mill}) {
		put = append(put, g.Trace(d, ""))
	}
	if _, err := g.Retie(x, put, nil, nil, func(corpus.WorkID) (*corpus.Document, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestAWorkThatIsNotAsTracedIsSaid(t *testing.T) {
	s := newShelf(t)
	s.change(works(t, []string{mill}, []string{miner}))
	s.docs["w0"] = work(t, "w0", 2, "Here stand other words. "+mill)
	if _, err := s.tagger.Retie(s.traces, []tag.Trace{s.tagger.Trace(work(t, "x", 1, mill), "")}, nil, tag.Repeats{}, func(id corpus.WorkID) (*corpus.Document, error) {
		if id == "x" {
			return work(t, "x", 1, mill), nil
		}
		return s.read(id)
	}); !errors.Is(err, tag.ErrOtherThanTraced) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkTraces(b *testing.B) {
	g := tagger(b)
	n := 0
	var docs []*corpus.Document
	for doc := range corpustest.Generate(1, 20, 200) {
		doc.Dropped = nil
		passage.Split(doc)
		docs = append(docs, doc)
		n += len(doc.Passages)
	}
	for b.Loop() {
		for _, d := range docs {
			g.Trace(d, "")
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}
