package quote_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query/quote"
)

// texts gives documents by their ids, as a library does.
type texts map[corpus.WorkID]*corpus.Document

func (t texts) Document(id corpus.WorkID) (*corpus.Document, error) {
	if d, ok := t[id]; ok {
		return d, nil
	}
	return nil, &corpus.UnknownWorkError{ID: id}
}

// checker is a Checker over the works of testdata/works and corpustest.
func checker(t testing.TB) (*quote.Checker, texts) {
	t.Helper()
	files, err := filepath.Glob("testdata/works/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no works", err)
	}
	docs := corpustest.Works()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, corpustest.Must(t, string(data)))
	}
	held := texts{}
	for _, d := range docs {
		held[d.Work.ID] = d
	}
	paged(t, held["walls"], "45", "A wall is the cheapest")
	paged(t, held["walls"], "46", "Doors are harder")
	analysis, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return quote.New(indextest.NewScanner(analysis, docs...), held, quote.Options{Words: analysis}), held
}

// paged begins a printed page at words of a document.
func paged(t testing.TB, d *corpus.Document, label, at string) {
	t.Helper()
	i := strings.Index(d.Text, at)
	if i < 0 {
		t.Fatalf("%q does not stand in %s", at, d.Work.ID)
	}
	for k := range d.Parts {
		if d.Parts[k].Kind == corpus.PartPage {
			d.Parts[k].Span.End = i
		}
	}
	d.Parts = append(d.Parts, corpus.Part{Kind: corpus.PartPage, Name: label, Source: "heads", Confidence: "high", Span: corpus.Span{Start: i, End: len(d.Text)}})
}

func TestVerdicts(t *testing.T) {
	c, _ := checker(t)
	data, err := os.ReadFile("testdata/verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[quote.Verdict]bool{}
	cases := strings.Split(string(data), "\n-- ")[1:]
	for _, block := range cases {
		name, body, _ := strings.Cut(block, "\n")
		t.Run(name, func(t *testing.T) {
			claim, verdict, says := read(t, body)
			f, err := c.Check(context.Background(), claim)
			if err != nil {
				t.Fatal(err)
			}
			seen[f.Verdict] = true
			if f.Verdict != verdict {
				t.Errorf("verdict %s, want %s\n%s\nsource %q\ndiff %+v\nnearest %+v", f.Verdict, verdict, f.Why, f.SourceText, f.Diff, f.Nearest)
			}
			if says != "" && !strings.Contains(fmt.Sprint(f.Why, f.Diff, f.Of), says) {
				t.Errorf("does not say %q: %s %+v", says, f.Why, f.Diff)
			}
		})
	}
	for _, v := range quote.Verdicts() {
		if !seen[v] {
			t.Errorf("no case has the verdict %s", v)
		}
	}
}

func read(t *testing.T, body string) (quote.Claim, quote.Verdict, string) {
	t.Helper()
	fields := map[string]string{}
	key := ""
	for l := range strings.SplitSeq(strings.TrimRight(body, "\n"), "\n") {
		if rest, ok := strings.CutPrefix(l, "  "); ok {
			fields[key] += "\n" + rest
			continue
		}
		var value string
		key, value, _ = strings.Cut(l, ": ")
		fields[key] = value
	}
	claim := quote.Claim{Text: fields["quote"], Source: fields["source"], Pages: fields["pages"], Secondary: fields["secondary"] != ""}
	if w := fields["works"]; w != "" {
		claim.Works = []corpus.WorkID{corpus.WorkID(w)}
	}
	if of := fields["of"]; of != "" {
		claim.Of = []string{of}
	}
	return claim, quote.Verdict(fields["verdict"]), fields["says"]
}

// cut is a stretch of whole words of a passage.
func cut(r *rand.Rand, text string, n int) (string, bool) {
	ws := strings.Fields(text)
	if len(ws) < n {
		return "", false
	}
	from := r.IntN(len(ws) - n + 1)
	return strings.Join(ws[from:from+n], " "), true
}

// passage is a random passage of the works.
func passage(r *rand.Rand, held texts) *corpus.Passage {
	ids := make([]corpus.WorkID, 0, len(held))
	for id := range held {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	d := held[ids[r.IntN(len(ids))]]
	return &d.Passages[r.IntN(len(d.Passages))]
}

func TestCutQuotationsAreExact(t *testing.T) {
	c, held := checker(t)
	r := rand.New(rand.NewPCG(1, 2))
	retype := []func(string) string{
		func(s string) string { return s },
		func(s string) string { return "“" + s + "”" },
		func(s string) string {
			return strings.NewReplacer("’", "'", "“", "\"", "”", "\"", "–", "-").Replace(s)
		},
		func(s string) string { return strings.ReplaceAll(s, " ", "\n  ") },
		func(s string) string { return strings.ToUpper(s) },
		func(s string) string { return strings.ReplaceAll(s, "fi", "ﬁ") },
		func(s string) string { return strings.TrimRight(s, ".,;:") + "." },
	}
	for i := 0; i < 300; {
		p := passage(r, held)
		text, ok := cut(r, p.Text, 8+r.IntN(20))
		if !ok {
			continue
		}
		i++
		text = retype[i%len(retype)](text)
		f, err := c.Check(context.Background(), quote.Claim{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if f.Verdict != quote.Exact && f.Verdict != quote.Ambiguous {
			t.Errorf("%q of %s is %s: %s %+v", text, p.ID, f.Verdict, f.Why, f.Diff)
		}
	}
}

func TestAlteredQuotationsAreNeverExact(t *testing.T) {
	c, held := checker(t)
	r := rand.New(rand.NewPCG(3, 4))
	alter := []func(ws []string) []string{
		func(ws []string) []string { k := 1 + r.IntN(len(ws)-2); return slices.Delete(ws, k, k+1) },
		func(ws []string) []string { return slices.Insert(ws, 1+r.IntN(len(ws)-2), "hardly") },
		func(ws []string) []string { ws[1+r.IntN(len(ws)-2)] = "otherwise"; return ws },
		func(ws []string) []string {
			r.Shuffle(len(ws), func(i, j int) { ws[i], ws[j] = ws[j], ws[i] })
			return ws
		},
	}
	for i := 0; i < 500; {
		p := passage(r, held)
		text, ok := cut(r, p.Text, 8+r.IntN(20))
		if !ok {
			continue
		}
		i++
		before := strings.Fields(text)
		ws := alter[i%len(alter)](slices.Clone(before))
		changed := strings.Join(ws, " ")
		if strings.ContainsAny(changed, "[…") {
			continue // beside a gap of the source's own, what is left out is marked
		}
		if strings.Contains(strings.Join(strings.Fields(p.Text), " "), changed) {
			continue // a word said twice
		}
		f, err := c.Check(context.Background(), quote.Claim{Text: changed})
		if err != nil {
			t.Fatal(err)
		}
		if f.Verdict == quote.Exact || f.Verdict == quote.ExactMarked || f.Verdict == quote.Ambiguous {
			t.Errorf("%q made of %q is %s", changed, text, f.Verdict)
		}
		if i%len(alter) < 3 && f.Verdict == quote.NotFound {
			t.Errorf("%q made of %q is not found", changed, text)
		}
	}
}

// A quotation as long as a book is looked for, but where it differs is not: room
// and time for that would grow with its length.
func TestAQuotationAsLongAsABookIsAnsweredSoon(t *testing.T) {
	c, held := checker(t)
	said := held["fear"].Passages[2].Text
	for _, n := range []int{2_000, 20_000} {
		began := time.Now()
		f, err := c.Check(context.Background(), quote.Claim{Text: said + strings.Repeat(" and so the lantern went out", n/6)})
		if err != nil || f.Verdict != quote.NotFound || !strings.Contains(f.Why, "check it in parts") {
			t.Errorf("%d words: %s, %s, %v", n, f.Verdict, f.Why, err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%d words take %v", n, took)
		}
	}
	if f, err := c.Check(context.Background(), quote.Claim{Text: said}); err != nil || f.Verdict != quote.Exact {
		t.Errorf("the passage itself: %+v, %v", f, err)
	}
}
