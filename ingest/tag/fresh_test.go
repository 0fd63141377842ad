package tag_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/packs"
	"locus/ingest"
	"locus/ingest/tag"
)

// TestFreshReadingsAgree measures theories, voices and persons against readings
// that were made after the rules they measure had been written, without a look at
// them. The golden page keeps beside the figures of the held half those of its
// first run, before anything had been learnt from the work half: they are what
// another text may expect of the rules as they stood then. The second
// set was written when rules and cues had learnt from the first, and taught them
// in turn; the last one was written after that and has taught them nothing.
func TestFreshReadingsAgree(t *testing.T) {
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.New(tag.Knowledge{Pack: pack})
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	if first, err := os.ReadFile("testdata/fresh/first-run.txt"); err == nil {
		page.Write(first)
	}
	for _, half := range []string{"work", "held", "second", "last"} {
		t.Run(half, func(t *testing.T) {
			freshHalf(t, &page, half, tagger)
		})
	}
	theoryPage(t, &page, "theories-unnamed.txt", ownReadings(t, "testdata/fresh/theories-unnamed.txt", tagger))
	if _, err := os.Stat(filepath.Join("..", "..", "..", "shared")); err != nil {
		t.Skipf("the page needs the real texts too: put the folder shared beside the checkout (%v)", err)
	}
	goldenPage(t, filepath.Join("testdata", "fresh.txt"), page.String())
}

// freshHalf writes the figures of one half.
func freshHalf(t *testing.T, page *strings.Builder, half string, tagger *tag.Tagger) {
	own := func(name string) []reading {
		return ownReadings(t, "testdata/fresh/"+name+"-"+half+".txt", tagger)
	}
	theories := own("theories")
	theoryPage(t, page, "theories-"+half+".txt", theories)
	for _, name := range []string{"voices", "people"} {
		if half == "last" && name == "people" {
			continue
		}
		list := own(name)
		var a agreement
		for _, r := range list {
			a.add(t, r)
		}
		fmt.Fprintf(page, "%s-%s.txt: %d passages\n", name, half, len(list))
		for _, row := range []struct {
			name string
			y    *tally
		}{{"quotes", &a.quotes}, {"reports", &a.reports}, {"whose", &a.whose}, {"people", &a.people}} {
			if row.y.labelled > 0 {
				fmt.Fprintf(page, "  %-28s %s\n", row.name, row.y)
			}
		}
	}
	if half != "last" {
		theoryPage(t, page, "places-"+half+".txt", farPlaces(t, half, tagger))
	}
}

// theoryPage writes how theories agree, as filters see them, exactly, and each.
func theoryPage(t *testing.T, page *strings.Builder, name string, list []reading) {
	exact, wide := &tally{}, &tally{}
	per, perWide := map[corpus.TheoryID]*tally{}, map[corpus.TheoryID]*tally{}
	none, kept := 0, 0
	for _, r := range list {
		var got, want []corpus.TheoryID
		for _, x := range r.passage.Theories {
			got = append(got, x.Theory)
		}
		for _, id := range r.theories {
			want = append(want, corpus.TheoryID(id))
		}
		if len(want) == 0 {
			none++
			if len(got) == 0 {
				kept++
			}
		}
		exact.add(got, want, per)
		wide.add(family(got), family(want), perWide)
		if fmt.Sprint(sortedIDs(got)) != fmt.Sprint(sortedIDs(want)) {
			t.Logf("THEORY %s: reader %v, tags %+v", r.where, want, r.passage.Theories)
		}
	}
	fmt.Fprintf(page, "%s: %d passages; without a theory %d, of them %d without a tag\n", name, len(list), none, kept)
	fmt.Fprintf(page, "  %-28s %s\n  %-28s %s\n", "all, as filters see them", wide, "all, exact ids", exact)
	var ids []corpus.TheoryID
	for id := range perWide {
		ids = append(ids, id)
	}
	for _, id := range sortedIDs(ids) {
		fmt.Fprintf(page, "  %-28s %s\n", id, perWide[id])
	}
}

// farPages are the web pages that the places of real texts name, by short names.
var farPages = map[string]string{
	"nuclear":     "Semantic-Relations-in-Vector-Embeddings__politics_defence-house-believes-all-nations-have-right-nuclear-weapons.html",
	"eu-arms":     "Semantic-Relations-in-Vector-Embeddings__international_europe-global-human-rights-house-believes-european-union-should-lift-its.html",
	"integration": "Semantic-Relations-in-Vector-Embeddings__philosophy_nomic-policy-economy-general-international-europe-philosophy-political.html",
	"israel":      "Semantic-Relations-in-Vector-Embeddings__international_global-middle-east-house-believes-israel-should-return-its-pre-1967-borders.html",
	"reparations": "Semantic-Relations-in-Vector-Embeddings__international_africa-global-house-believes-former-colonial-powers-should-pay-reparations.html",
	"africa":      "Semantic-Relations-in-Vector-Embeddings__international_ss-economy-general-international-africa-house-believes-africa-really-rising.html",
	"wapo":        "readability__wapo-1_source.html",
	"bbc":         "readability__bbc-1_source.html",
}

// farPlaces finds the places of web pages and of speeches.
func farPlaces(t *testing.T, half string, tagger *tag.Tagger) []reading {
	t.Helper()
	data, err := os.ReadFile("testdata/fresh/places-" + half + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	docs, speeches := pages(t), paragraphs(t, string(data))
	var out []reading
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 4 {
			continue
		}
		r := reading{where: f[0] + ": " + f[1], theories: listing(f[2], ",")}
		if id, ok := strings.CutPrefix(f[0], "speech:"); ok {
			doc := parsed(t, "id: a\n\n"+strings.Join(strings.Fields(speeches[id]), " ")+"\n")
			tagger.Document(doc)
			r.where, r.passage = f[0], &doc.Passages[0]
		} else if doc := docs[farPages[f[0]]]; doc != nil {
			r.passage = place(doc, f[1])
		}
		if r.passage == nil {
			t.Errorf("no passage of %s has %q", f[0], f[1])
			continue
		}
		out = append(out, r)
	}
	return out
}

// pages reads the web pages with the security pack, by file name.
func pages(t *testing.T) map[string]*corpus.Document {
	t.Helper()
	const folder = "../../../shared/formats/html"
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the real pages are missing: put the folder shared beside the checkout (%v)", err)
	}
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, name := range farPages {
		files = append(files, filepath.Join(folder, name))
	}
	docs := map[string]*corpus.Document{}
	reader := &ingest.Reader{Pack: pack}
	for src, err := range ingest.Expand(context.Background(), files, nil) {
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

// paragraphs reads the speeches that a list of places names, and gives the
// paragraph named behind the number sign.
func paragraphs(t *testing.T, list string) map[string]string {
	t.Helper()
	file, err := os.Open("../../../shared/scale/speeches.jsonl.gz")
	if err != nil {
		t.Skipf("the speeches are missing: put the folder shared beside the checkout (%v)", err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		head, _, _ := strings.Cut(string(lines.Bytes()[:min(40, len(lines.Bytes()))]), `",`)
		if id := strings.TrimPrefix(head, `{"id": "`); !strings.Contains(list, "speech:"+id+"#") {
			continue
		}
		var one struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		for i, p := range strings.Split(one.Text, "\n\n") {
			out[fmt.Sprintf("%s#%d", one.ID, i)] = p
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
