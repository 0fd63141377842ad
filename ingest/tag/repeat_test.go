package tag_test

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
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

// works makes documents of one passage a paragraph, and reads them as often as asked.
func works(t *testing.T, texts ...[]string) iter.Seq2[*corpus.Document, error] {
	t.Helper()
	return func(yield func(*corpus.Document, error) bool) {
		for i, paragraphs := range texts {
			doc := parsed(t, fmt.Sprintf("id: w%d\n\n", i)+strings.Join(paragraphs, "\n\n= Next\n\n")+"\n")
			doc.Stamp(corpus.WorkID(fmt.Sprintf("w%d", i)), 1)
			if !yield(doc, nil) {
				return
			}
		}
	}
}

func TestRepeatsAcrossWorks(t *testing.T) {
	tagger, err := tag.New(tag.Knowledge{})
	if err != nil {
		t.Fatal(err)
	}
	docs := works(t, []string{mill, mill}, []string{miner}, []string{miner + " " + baker, mill}, []string{"So it was."}, []string{"So it was."})
	first, err := tagger.Repeats(docs)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for id, list := range first {
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
	if again, _ := tagger.Repeats(docs); !reflect.DeepEqual(again, first) {
		t.Errorf("first %v, then %v", first, again)
	}
}

func TestRepeatsEndAtAnError(t *testing.T) {
	tagger, err := tag.New(tag.Knowledge{})
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is gone")
	if _, err := tagger.Repeats(func(yield func(*corpus.Document, error) bool) { yield(nil, broken) }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkRepeats(b *testing.B) {
	tagger, err := tag.New(tag.Knowledge{})
	if err != nil {
		b.Fatal(err)
	}
	var docs []*corpus.Document
	n := 0
	for doc := range corpustest.Generate(1, 20, 200) {
		doc.Dropped = nil
		passage.Split(doc)
		docs = append(docs, doc)
		n += len(doc.Passages)
	}
	seq := func(yield func(*corpus.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
	for b.Loop() {
		if _, err := tagger.Repeats(seq); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
}
