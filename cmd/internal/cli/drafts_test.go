package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/corpus/sentence"
)

// seeded is a quotation put into a draft on purpose, and the verdict it wants.
type seeded struct {
	quotation, citation, want string
}

// seeder makes drafts of a library's own sentences.
type seeder struct {
	r     *rand.Rand
	docs  []*corpus.Document
	cites map[corpus.WorkID]string
	said  map[string]int // how often a sentence stands in all texts
}

func newSeeder(t *testing.T, lib *corpus.Library, seed uint64) *seeder {
	t.Helper()
	s := &seeder{r: rand.New(rand.NewPCG(seed, 7)), cites: map[corpus.WorkID]string{}, said: map[string]int{}}
	works, err := lib.Works()
	if err != nil {
		t.Fatal(err)
	}
	keys := cite.Keys(works)
	for i, w := range works {
		d, err := lib.Document(w.ID)
		if err != nil {
			t.Fatal(err)
		}
		s.docs = append(s.docs, d)
		s.cites[w.ID] = "@" + keys[i]
		for _, x := range s.sentences(d) {
			s.said[strings.ToLower(x.Of(d.Text))]++
		}
	}
	return s
}

// sentences are the sentences of a work's own running text that can be quoted
// between marks: ten to forty words, no quotation mark or bracket.
func (s *seeder) sentences(d *corpus.Document) []corpus.Span {
	var out []corpus.Span
	for _, p := range d.Passages {
		if p.Kind != corpus.Body || p.Voice == corpus.Quotes || len(p.AlsoIn) > 0 {
			continue
		}
		for _, b := range sentence.Split(p.Text) {
			x := p.Text[b[0]:b[1]]
			n := len(strings.Fields(x))
			if n >= 12 && n <= 40 && !strings.ContainsAny(x, "“”\"‘’'()[]…«»\n*_`@<>#|") && !strings.Contains(x, "...") {
				out = append(out, corpus.Span{Start: p.Span.Start + b[0], End: p.Span.Start + b[1]})
			}
		}
	}
	return out
}

// pick is a sentence of some work that stands nowhere else.
func (s *seeder) pick() (*corpus.Document, string) {
	for {
		d := s.docs[s.r.IntN(len(s.docs))]
		list := s.sentences(d)
		if len(list) == 0 {
			continue
		}
		x := list[s.r.IntN(len(list))].Of(d.Text)
		if s.said[strings.ToLower(x)] == 1 {
			return d, strings.TrimRight(strings.Join(strings.Fields(x), " "), ".;:,!?")
		}
	}
}

// kinds make quotations of every kind; each gives the verdict that it wants.
func (s *seeder) kinds() []func() seeded {
	own := func(edit func(ws []string) []string, want string) func() seeded {
		return func() seeded {
			d, x := s.pick()
			return seeded{strings.Join(edit(strings.Fields(x)), " "), s.cites[d.Work.ID], want}
		}
	}
	mid := func(ws []string) int { return 3 + s.r.IntN(len(ws)-6) }
	return []func() seeded{
		own(func(ws []string) []string { return ws }, "exact"),
		own(func(ws []string) []string { return ws[1+s.r.IntN(3):] }, "exact"),
		own(func(ws []string) []string {
			k := 4 + s.r.IntN(len(ws)-9)
			return append(append(ws[:k:k], "…"), ws[k+2:]...)
		}, "exact-marked"),
		own(func(ws []string) []string { k := mid(ws); return append(append(ws[:k:k], "[sic]"), ws[k:]...) }, "exact-marked"),
		own(func(ws []string) []string { ws[0] = "[" + ws[0] + "]"; return ws }, "exact|exact-marked"),
		own(func(ws []string) []string { ws[mid(ws)] = "marmalade"; return ws }, "altered"),
		own(func(ws []string) []string { k := mid(ws); return append(append(ws[:k:k], "never"), ws[k:]...) }, "altered"),
		own(func(ws []string) []string { k := mid(ws); return append(ws[:k:k], ws[k+1:]...) }, "altered"),
		func() seeded { // two sentences of two works as one
			d, x := s.pick()
			e, y := s.pick()
			for e == d {
				e, y = s.pick()
			}
			return seeded{x + ". " + y, s.cites[d.Work.ID], "stitched"}
		},
		func() seeded { // another work is cited
			d, x := s.pick()
			e, _ := s.pick()
			for e == d {
				e, _ = s.pick()
			}
			return seeded{x, s.cites[e.Work.ID], "wrong-source"}
		},
		func() seeded { // nobody wrote it
			_, x := s.pick()
			ws := strings.Fields(x)
			for i := range ws {
				ws[i] = fmt.Sprintf("%s%c%c", strings.Trim(ws[i], ".,;")[:1], 'a'+rune(s.r.IntN(26)), 'o')
			}
			return seeded{"Zorvan " + strings.Join(ws, " "), s.cites[s.docs[0].Work.ID], "not-found"}
		},
		func() seeded { // a work that is not there
			return seeded{"The lighthouse keepers of Ulmstad were paid in salted fish and silence", "@morelos1911lamps", "source-not-in-library"}
		},
	}
}

// set are quotations of testdata/drafts, whose pages and speakers are known.
func (s *seeder) set() []seeded {
	bridges, ferries := s.cites["bridges"], s.cites["ferries"]
	if bridges == "" {
		return nil
	}
	return []seeded{
		{"a small war that is fought every morning with coins instead of spears", bridges + ", p. 45", "exact"},
		{"Both were honest, since the river could not read and the council did not want to", bridges + ", p. 46", "exact"},
		{"Both were honest, since the river could not read and the council did not want to", bridges + ", p. 45", "wrong-page"},
		{"Free passage had cost more than anybody had been willing to count", bridges + ", pp. 45-46", "wrong-page"},
		{"Free passage had cost … than anybody had been willing to count", bridges + ", p. 46", "wrong-page"},
		{"each bank believed that it belonged to the other", bridges + ", p. 46", "secondhand"},
		{"The bridge had no side of its own, and so each bank believed that it belonged to the other", bridges, "secondhand"},
		{"What is shared by two banks is mended by neither unless a third party holds the purse", bridges + ", p. 47", "exact"},
		{"What is shared by two banks is mended by neither unless a third party holds the purse", ferries, "exact"},
		{"What is shared by two banks is mended by neither unless a third party holds the purse", "", "ambiguous"},
		{"a small war", bridges, "too-short"},
		{"Every bridge in the province was built by people who meant to cross it once. Nobody wins it for longer than a season", bridges, "altered|stitched"},
		{"A ferry moves the border with it, and for the length of a crossing there is no country at all", bridges + ", p. 47", "wrong-source"},
	}
}

// write makes a draft of n quotations, and those of the set, and the verdicts they
// want.
func (s *seeder) write(n int) (string, []seeded) {
	kinds := s.kinds()
	var b strings.Builder
	all := s.set()
	b.WriteString("# A draft for checking\n\n")
	for range n {
		all = append(all, kinds[len(all)%len(kinds)]())
	}
	for i, q := range all {
		if q.citation == "" {
			fmt.Fprintf(&b, "Remark %d names nobody for this: “%s” as it goes.\n\n", i+1, q.quotation)
			continue
		}
		fmt.Fprintf(&b, "Remark %d of this kind may be quoted so: “%s” [%s].\n\n", i+1, q.quotation, q.citation)
	}
	return b.String(), all
}

// proofed checks a seeded draft and counts verdicts that are not as wanted.
func proofed(t *testing.T, library string, n int, seed uint64) (wrong []string) {
	t.Helper()
	a := &app{conf: settings{Library: library, Named: true}, err: os.Stderr, getenv: func(string) string { return "" }}
	ctx := context.Background()
	p, err := a.open(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	text, all := newSeeder(t, p.lib, seed).write(n)
	file := filepath.Join(t.TempDir(), "draft.md")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	proof, err := p.proof("apa")
	if err != nil {
		t.Fatal(err)
	}
	texts, err := proof.drafts(ctx, []string{file}, nil)
	if err != nil || len(texts) != 1 {
		t.Fatal(len(texts), err)
	}
	report, err := proof.check(ctx, texts[0].doc, texts[0].raw)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Quotations) != len(all) {
		t.Fatalf("%d quotations found of %d", len(report.Quotations), len(all))
	}
	for i, q := range report.Quotations {
		if !strings.Contains("|"+all[i].want+"|", "|"+string(q.Finding.Verdict)+"|") {
			wrong = append(wrong, fmt.Sprintf("%s, not %s: %q\n%s\nsource %q", q.Finding.Verdict, all[i].want, all[i].quotation, q.Finding.Why, q.Finding.SourceText))
		}
		if q.Line != 3+2*i {
			t.Errorf("quotation %d is said to stand on line %d, not %d", i+1, q.Line, 3+2*i)
		}
	}
	return wrong
}

func TestASeededDraftOverTheReader(t *testing.T) {
	lib := readerCopy(t)
	for _, w := range proofed(t, lib, 144, 1) {
		t.Error(w)
	}
}

func TestASeededDraftOverTheSharedTexts(t *testing.T) {
	const shared = "../../../../shared/corpus"
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the shared texts are not here; fetch them beside the project to run this")
	}
	lib := filepath.Join(t.TempDir(), "lib")
	var out strings.Builder
	if code := Run(context.Background(), []string{"--library", lib, "add", shared}, strings.NewReader(""), &out, &out, func(string) string { return "" }); code != 0 {
		t.Fatal(out.String())
	}
	for _, w := range proofed(t, lib, 240, 2) {
		t.Error(w)
	}
}

// readerCopy is a library of the bundled reader's texts.
func readerCopy(t *testing.T) string {
	t.Helper()
	lib := filepath.Join(t.TempDir(), "lib")
	var out strings.Builder
	files, err := filepath.Glob("../../../corpus/reader/*-*.*")
	if err != nil || len(files) != 5 {
		t.Fatal(files, err)
	}
	files = append(files, "testdata/drafts/bridges.xml", "testdata/drafts/ferries.txt")
	if code := Run(context.Background(), append([]string{"--library", lib, "add"}, files...), strings.NewReader(""), &out, &out, func(string) string { return "" }); code != 0 {
		t.Fatal(out.String())
	}
	return lib
}

func TestCheckWritesItsFormats(t *testing.T) {
	lib := readerCopy(t)
	draft := filepath.Join(t.TempDir(), "draft.md")
	if err := os.WriteFile(draft, []byte("He said “nobody has ever written these nine words here”.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	check := func(format string) string {
		var out, errs strings.Builder
		code := Run(context.Background(), []string{"--library", lib, "check", draft, "--format", format}, strings.NewReader(""), &out, &errs, func(string) string { return "" })
		if code != exitNothing {
			t.Errorf("%s: status %d: %s", format, code, errs.String())
		}
		return out.String()
	}
	var log struct {
		Version string
		Runs    []struct {
			Results []struct {
				RuleID    string `json:"ruleId"`
				Locations []struct {
					PhysicalLocation struct {
						Region struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(check("sarif")), &log); err != nil {
		t.Fatal(err)
	}
	r := log.Runs[0].Results[0]
	if log.Version != "2.1.0" || r.RuleID != "not-found" || r.Locations[0].PhysicalLocation.Region.StartLine != 1 || r.Locations[0].PhysicalLocation.Region.StartColumn != 10 {
		t.Errorf("the log has %+v", r)
	}
	if got := check("github"); !strings.HasPrefix(got, "::error file=") || !strings.Contains(got, ",line=1,col=10,title=not-found::") {
		t.Errorf("annotations: %s", got)
	}
	if got := check("text"); !strings.Contains(got, "draft.md:1:10: not-found") || !strings.Contains(got, "1 quotation: 1 not-found") {
		t.Errorf("text: %s", got)
	}
	var report draftReport
	if err := json.Unmarshal([]byte(check("jsonl")), &report); err != nil || report.Findings != 1 {
		t.Errorf("json: %+v, %v", report, err)
	}
}
