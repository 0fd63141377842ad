package bleve

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// speeches is how many speeches the benchmarks read; 0 means all of them.
var speeches = flag.Int("speeches", 300, "speeches of ../shared/scale that benchmarks index; 0 for all")

// record is a line of the speeches.
type record struct {
	ID, Title, Author, Text string
	Year                    int
}

// benchDocuments are the speeches cut into passages of about 90 words, or where
// they are not at hand generated works of about the same size.
func benchDocuments(b *testing.B) []*corpus.Document {
	b.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "scale", "speeches.jsonl.gz"))
	if err != nil {
		return slices.Collect(corpustest.Generate(1, 100, 100))
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var out []*corpus.Document
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() && (*speeches == 0 || len(out) < *speeches) {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			b.Fatal(err)
		}
		out = append(out, r.document())
	}
	if lines.Err() != nil {
		b.Fatal(lines.Err())
	}
	return out
}

// document cuts a record at the full stops nearest after 80 words.
func (r *record) document() *corpus.Document {
	d := &corpus.Document{Text: r.Text}
	d.Work.Title, d.Work.Year, d.Work.Type = r.Title, &r.Year, corpus.TypeRecord
	d.Work.Authors = []corpus.Name{{Family: r.Author}}
	start, count := 0, 0
	for i := 0; i < len(r.Text); i++ {
		if r.Text[i] != ' ' && r.Text[i] != '\n' {
			continue
		}
		count++
		if count > 80 && strings.ContainsRune(".?!", rune(r.Text[i-1])) || count > 160 {
			d.Passages = append(d.Passages, piece(d, start, i))
			start, count = i+1, 0
		}
	}
	if start < len(r.Text) {
		d.Passages = append(d.Passages, piece(d, start, len(r.Text)))
	}
	d.Stamp(corpus.WorkID(strings.ToLower(r.ID)), 1)
	return d
}

func piece(d *corpus.Document, start, end int) corpus.Passage {
	p := corpus.Passage{Span: corpus.Span{Start: start, End: end}, Text: d.Text[start:end], Kind: corpus.Body, Voice: corpus.AuthorVoice}
	p.Locator.Paragraph = len(d.Passages) + 1
	if n := len(d.Passages) % 7; n < 3 {
		p.Theories = []corpus.Tag{{Theory: []corpus.TheoryID{"realism/structural", "liberalism", "human-security"}[n], Weight: 0.5, By: corpus.ByCues}}
	}
	return p
}

func sequence(docs []*corpus.Document) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for _, d := range docs {
			if !yield(d, nil) {
				return
			}
		}
	}
}

func folderBytes(t testing.TB, dir string) (total int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		total += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return total
}

func BenchmarkBuild(b *testing.B) {
	docs := benchDocuments(b)
	analysis := newAnalysis(b)
	passages, text := 0, 0
	for _, d := range docs {
		passages += len(d.Passages)
		text += len(d.Text)
	}
	b.SetBytes(int64(text))
	var size int64
	for b.Loop() {
		dir := b.TempDir()
		if err := NewStore(dir, analysis).Apply(b.Context(), index.Change{Add: sequence(docs)}); err != nil {
			b.Fatal(err)
		}
		size = folderBytes(b, dir)
	}
	b.ReportMetric(float64(passages)*float64(b.N)/b.Elapsed().Seconds(), "passages/s")
	b.ReportMetric(float64(size)/float64(text), "index/text")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB-from-system")
}

// questions are plans of several kinds drawn from the documents' own words.
func questions(docs []*corpus.Document, analysis *words.Analysis) map[string][]*query.Plan {
	r := rand.New(rand.NewPCG(7, 7))
	df := map[string]int{}
	n := 0
	for _, d := range docs {
		for _, p := range d.Passages {
			n++
			seen := map[string]bool{}
			for _, t := range analysis.Tokens(p.Text) {
				if !seen[t.Stem] && len(t.Form) > 3 {
					seen[t.Stem] = true
					df[t.Stem]++
				}
			}
		}
	}
	var rare, common []string
	for w, c := range df {
		if c == 2 {
			rare = append(rare, w)
		}
		if c > n*3/100 {
			common = append(common, w)
		}
	}
	slices.Sort(rare)
	slices.Sort(common)
	window := func(k int) []words.Token {
		for {
			d := docs[r.IntN(len(docs))]
			t := analysis.Tokens(d.Passages[r.IntN(len(d.Passages))].Text)
			t = slices.DeleteFunc(t, func(t words.Token) bool { return words.Function(t.Form) })
			if len(t) > k {
				at := r.IntN(len(t) - k)
				return t[at : at+k]
			}
		}
	}
	out := map[string][]*query.Plan{}
	add := func(kind string, match query.Clause, change func(*query.Plan)) {
		p := &query.Plan{Match: match, BM25: query.BM25{K1: 1.2, B: 0.75}, Limit: 10}
		if change != nil {
			change(p)
		}
		out[kind] = append(out[kind], p)
	}
	for range 100 {
		add("term-rare", term(rare[r.IntN(len(rare))]), nil)
		add("term-common", term(common[r.IntN(len(common))]), nil)
		for _, k := range []int{2, 4} {
			var clauses []query.Clause
			for _, t := range window(k) {
				clauses = append(clauses, term(t.Stem))
			}
			add(fmt.Sprintf("or%d", k), query.Or(clauses), nil)
			add(fmt.Sprintf("and%d", k), query.And(clauses), nil)
			if k == 4 {
				add("or4-facets", query.Or(clauses), func(p *query.Plan) {
					p.Facets = []corpus.Field{corpus.FieldTheory, corpus.FieldAuthor, corpus.FieldYear}
				})
				add("or4-filter", query.Or(clauses), func(p *query.Plan) {
					p.Filter = []query.Clause{query.Key{Field: corpus.FieldTheory, Values: []string{"liberalism"}}}
				})
			}
		}
		d := docs[r.IntN(len(docs))]
		t := analysis.Tokens(d.Passages[r.IntN(len(d.Passages))].Text)
		if len(t) < 8 {
			continue
		}
		at := r.IntN(len(t) - 3)
		steps := []query.Step{{Stems: []string{t[at].Stem}}, {Stems: []string{t[at+1].Stem}}}
		add("phrase-stems", query.Phrase{Steps: steps, Weight: 1}, nil)
		exact := slices.Clone(steps)
		exact[0].Form, exact[1].Form = t[at].Form, t[at+1].Form
		add("phrase-exact", query.Phrase{Steps: exact, Weight: 1}, nil)
		add("near", query.Phrase{Steps: steps, Slop: 5, Unordered: true, Weight: 1}, nil)
	}
	return out
}

func term(stem string) query.Clause {
	return query.Term{Tokens: []string{stem}, Weight: 1, Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}}
}

func BenchmarkFind(b *testing.B) {
	docs := benchDocuments(b)
	analysis := newAnalysis(b)
	dir := b.TempDir()
	if err := NewStore(dir, analysis).Apply(b.Context(), index.Change{Add: sequence(docs)}); err != nil {
		b.Fatal(err)
	}
	kinds := questions(docs, analysis)
	for _, mode := range []string{"first-touch", "warm"} {
		for _, kind := range slices.Sorted(func(yield func(string) bool) {
			for k := range kinds {
				if !yield(k) {
					return
				}
			}
		}) {
			b.Run(mode+"/"+kind, func(b *testing.B) {
				x, err := Open(dir, Options{Analysis: analysis})
				if err != nil {
					b.Fatal(err)
				}
				defer x.Close()
				measure(b, x, kinds[kind], mode == "warm")
			})
		}
	}
}

// measure asks all plans in turn and reports the middle and the 99th of 100 of
// the times. Where the index is not warm nothing decoded is kept from one plan to
// the next.
func measure(b *testing.B, f *Index, plans []*query.Plan, warm bool) {
	b.Helper()
	if warm {
		for _, p := range plans {
			if _, err := f.Find(b.Context(), p); err != nil {
				b.Fatal(err)
			}
		}
	}
	var times []time.Duration
	hits := 0
	for b.Loop() {
		for _, p := range plans {
			if !warm {
				for _, sh := range f.current.shards {
					f.cache = newCache(defaultCache)
					sh.cache = f.cache
				}
			}
			start := time.Now()
			found, err := f.Find(b.Context(), p)
			if err != nil {
				b.Fatal(err)
			}
			times = append(times, time.Since(start))
			hits += found.Total
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(hits)/float64(len(times)), "hits")
}

func BenchmarkOpenAndFirstFind(b *testing.B) {
	docs := slices.Collect(corpustest.Generate(1, 5, 100))
	analysis := newAnalysis(b)
	dir := b.TempDir()
	if err := NewStore(dir, analysis).Apply(b.Context(), index.Change{Add: sequence(docs)}); err != nil {
		b.Fatal(err)
	}
	plan := questions(docs, analysis)["or4-facets"][0]
	for b.Loop() {
		x, err := Open(dir, Options{Analysis: analysis})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := x.Find(b.Context(), plan); err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

func BenchmarkFindInParallel(b *testing.B) {
	docs := benchDocuments(b)
	analysis := newAnalysis(b)
	dir := b.TempDir()
	if err := NewStore(dir, analysis).Apply(b.Context(), index.Change{Add: sequence(docs)}); err != nil {
		b.Fatal(err)
	}
	x, err := Open(dir, Options{Analysis: analysis})
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	plans := questions(docs, analysis)["or4"]
	var mu sync.Mutex
	next := 0
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mu.Lock()
			p := plans[next%len(plans)]
			next++
			mu.Unlock()
			if _, err := x.Find(b.Context(), p); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
