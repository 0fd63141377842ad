package tag_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/packs"
	"locus/ingest/tag"
)

// reading is what a reader said of a passage: whose words it gives, whom it
// names and, where judged, what it argues from. Nil lists were not judged.
type reading struct {
	where    string
	passage  *corpus.Passage
	voice    string
	whose    []string
	people   []string
	theories []string
}

// listing reads a list of a label: "-" is none, "?" was not judged.
func listing(s, sep string) []string {
	switch s = strings.TrimSpace(s); s {
	case "?":
		return nil
	case "-":
		return []string{}
	}
	var out []string
	for _, one := range strings.Split(s, sep) {
		out = append(out, strings.TrimSpace(one))
	}
	return out
}

// ownReadings tags the texts of a file of our own sentences. A fifth field of a
// label says why and is not read.
func ownReadings(t *testing.T, file string, tagger *tag.Tagger) []reading {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []reading
	for i, block := range strings.Split("\n"+string(data), "\n= ")[1:] {
		label, body, _ := strings.Cut(block, "\n")
		f := strings.Split(label, "|")
		if len(f) != 4 && len(f) != 5 {
			t.Fatalf("case %d of %s: %q has neither four nor five fields", i+1, file, label)
		}
		var notation strings.Builder
		notation.WriteString("id: a\n")
		body = strings.ReplaceAll(body, "\n> — ", " — ")
		for line := range strings.Lines(strings.TrimSpace(body) + "\n") {
			if heading, ok := strings.CutPrefix(line, "# "); ok {
				line = "= " + heading
			}
			if strings.HasPrefix(line, "@") {
				notation.WriteString("\n= References\n")
			}
			notation.WriteString("\n" + line)
		}
		doc := parsed(t, notation.String())
		tagger.Document(doc)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		r := reading{where: strings.TrimSpace(body), voice: strings.TrimSpace(f[0]),
			whose: listing(f[1], ";"), people: listing(f[2], ";"), theories: listing(f[3], ";")}
		for j := range doc.Passages {
			if p := &doc.Passages[j]; p.Kind != corpus.ReferenceK {
				r.passage = p
			}
		}
		out = append(out, r)
	}
	return out
}

// placeReadings finds the places of the shared texts.
func placeReadings(t *testing.T, half string) []reading {
	t.Helper()
	docs := library(t)
	data, err := os.ReadFile("testdata/readings/places-" + half + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []reading
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 5 || docs[f[0]] == nil {
			continue
		}
		r := reading{where: f[0] + ": " + f[1], passage: place(docs[f[0]], f[1]), voice: f[2], whose: listing(f[3], ";"), people: listing(f[4], ";")}
		if r.passage == nil {
			t.Errorf("no passage of %s has %q", f[0], f[1])
			continue
		}
		out = append(out, r)
	}
	return out
}

// agreement is how what was found agrees with readings.
type agreement struct{ quotes, reports, whose, people, theories tally }

func (a *agreement) add(t *testing.T, r reading) {
	p := r.passage
	var people, theories []string
	for _, m := range p.People {
		people = append(people, m.Name)
	}
	for _, x := range p.Theories {
		theories = append(theories, string(x.Theory))
	}
	if p.Voice != corpus.AuthorVoice && p.Kind != corpus.Quotation && p.VoiceBy == nil {
		t.Errorf("%s: %s %v without what told it", r.where, p.Voice, p.VoiceOf)
	}
	if r.voice != "?" {
		a.quotes.one(p.Voice == corpus.Quotes, r.voice == "quotes")
		a.reports.one(p.Voice == corpus.Reports, r.voice == "reports")
		a.whose.sets(p.VoiceOf, r.whose)
		if string(p.Voice) != r.voice || !same(p.VoiceOf, r.whose) {
			t.Logf("VOICE %s: reader %s %q, found %s %q by %v", r.where, r.voice, r.whose, p.Voice, p.VoiceOf, p.VoiceBy)
		}
	}
	if r.people != nil {
		a.people.sets(people, r.people)
		if !same(people, r.people) {
			t.Logf("PEOPLE %s: reader %q, found %q", r.where, r.people, people)
		}
	}
	if r.theories != nil {
		a.theories.sets(theories, r.theories)
		if !same(theories, r.theories) {
			t.Logf("THEORY %s: reader %q, found %+v", r.where, r.theories, p.Theories)
		}
	}
}

func (y *tally) one(found, labelled bool) {
	for _, b := range []struct {
		is bool
		n  *int
	}{{found, &y.tagged}, {labelled, &y.labelled}, {found && labelled, &y.both}} {
		if b.is {
			*b.n++
		}
	}
}

func (y *tally) sets(found, labelled []string) {
	for _, f := range found {
		y.one(true, slices.Contains(labelled, f))
	}
	for _, l := range labelled {
		if !slices.Contains(found, l) {
			y.labelled++
		}
	}
}

func same(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// TestReadingsAgree measures voices, persons and theories against readings made
// before the rules, and keeps the figures as a golden page. The held half says
// what a new text may expect.
func TestReadingsAgree(t *testing.T) {
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.New(tag.Knowledge{Pack: pack})
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	for _, half := range []string{"work", "held"} {
		for _, from := range []string{"own", "places"} {
			var list []reading
			if from == "own" {
				list = ownReadings(t, "testdata/readings/own-"+half+".txt", tagger)
			} else {
				list = placeReadings(t, half)
			}
			var a agreement
			t.Run(from+" "+half, func(t *testing.T) {
				for _, r := range list {
					a.add(t, r)
				}
			})
			fmt.Fprintf(&page, "%s-%s.txt: %d passages\n", from, half, len(list))
			for _, row := range []struct {
				name string
				y    *tally
			}{{"quotes", &a.quotes}, {"reports", &a.reports}, {"whose", &a.whose}, {"people", &a.people}, {"theories", &a.theories}} {
				if row.y.labelled+row.y.tagged > 0 {
					fmt.Fprintf(&page, "  %-9s %s\n", row.name, row.y)
				}
				if n := row.y.labelled + row.y.tagged; n > 6 && row.y.f1() < .7 {
					t.Errorf("%s of %s-%s: F1 %.2f is below .70", row.name, from, half, row.y.f1())
				}
			}
		}
	}
	goldenPage(t, filepath.Join("testdata", "readings.txt"), page.String())
}

// goldenPage compares a page of figures with the file that keeps it.
func goldenPage(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the figures are\n%sand were\n%s(go test -update writes them)", got, want)
	}
}
