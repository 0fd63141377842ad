package ingest_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"locus/corpus"
	"locus/corpus/cite"
	"locus/ingest/jats"
	"locus/ingest/tag"
)

// TestReferencesOfJournalsReadFromPrint prints the references of the sample
// articles, which their mark-up gives field by field, in six styles, reads the
// print, and counts the fields that come back. The figures stand in
// testdata/jats-references.txt; all fields together must reach .9 in each style.
func TestReferencesOfJournalsReadFromPrint(t *testing.T) {
	refs := sampleReferences(t)
	var out strings.Builder
	fmt.Fprintf(&out, "%d references of the sample articles, printed and read again: F1 by style and field\n", len(refs))
	for _, style := range []string{"apa", "chicago-author-date", "mla", "harvard", "vancouver", "ieee"} {
		var fields counts
		for _, r := range refs {
			printed, ok := inStyle(style, r)
			if !ok {
				continue
			}
			fields.add(r, tag.ParseReference(printed), style)
		}
		fmt.Fprintf(&out, "%-20s %s\n", style, fields.String())
		if f := fields.f1(""); f < 0.9 {
			t.Errorf("%s: field F1 %.3f", style, f)
		}
		if testing.Verbose() {
			t.Logf("%s misses:\n%s", style, strings.Join(fields.missed[:min(len(fields.missed), 40)], "\n"))
		}
	}
	golden := filepath.Join("testdata", "jats-references.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("the figures changed (-golden +now):\n%s", diff)
	}
}

// sampleReferences are the entries of the sample articles that have a title, a
// year and an author.
func sampleReferences(t *testing.T) []corpus.Reference {
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "formats", "jats", "elife*.xml"))
	if len(files) == 0 {
		t.Skip("needs the sample files beside the project: ../shared/formats/jats")
	}
	var out []corpus.Reference
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := jats.Read(string(data))
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range page.Blocks {
			if e := b.Entry; e != nil && e.Title != "" && len(e.Authors) > 0 && len(e.Year) == 4 && (e.Type == corpus.TypeArticle || e.Type == corpus.TypeBook || e.Type == corpus.TypeChapter) {
				out = append(out, e.Reference)
			}
		}
	}
	return out
}

// inStyle prints a reference in a style: four of the project's, two of numbered
// lists written here.
func inStyle(style string, r corpus.Reference) (string, bool) {
	pages := strings.ReplaceAll(r.Pages, "–", "-")
	switch style {
	case "vancouver":
		return vancouver(r, pages), r.Type == corpus.TypeArticle
	case "ieee":
		return ieee(r), r.Type == corpus.TypeArticle
	}
	year, err := strconv.Atoi(r.Year)
	if err != nil {
		return "", false
	}
	w := corpus.Work{Title: r.Title, Authors: spaced(r.Authors), Year: &year, Type: r.Type, Container: r.Container, Volume: r.Volume, Issue: r.Issue,
		Pages: pages, DOI: r.DOI, Publisher: r.Publisher, Place: r.Place}
	printed, err := cite.Entry(&w, cite.Options{Style: cite.Style(style)})
	return printed, err == nil && !strings.Contains(printed, "[missing")
}

// spaced parts initials that are written together ("AB"), which other styles do not.
func spaced(list []corpus.Name) []corpus.Name {
	var out []corpus.Name
	for _, n := range list {
		if len(n.Given) <= 3 && strings.ToUpper(n.Given) == n.Given && !strings.Contains(n.Given, " ") {
			n.Given = strings.Join(strings.Split(n.Given, ""), ". ") + "."
			if n.Given == "." {
				n.Given = ""
			}
		}
		out = append(out, n)
	}
	return out
}

func vancouver(r corpus.Reference, pages string) string {
	var names []string
	for _, n := range r.Authors {
		names = append(names, strings.TrimSpace(n.Family+" "+n.Given))
	}
	if len(names) > 6 {
		names = append(names[:6:6], "et al")
	}
	out := strings.Join(names, ", ") + ". " + strings.TrimRight(r.Title, ".") + ". " + r.Container + ". " + r.Year + ";" + r.Volume
	if r.Issue != "" {
		out += "(" + r.Issue + ")"
	}
	if pages != "" {
		out += ":" + pages
	}
	out += "."
	if r.DOI != "" {
		out += " doi:" + r.DOI
	}
	return out
}

func ieee(r corpus.Reference) string {
	var names []string
	for _, n := range spaced(r.Authors) {
		names = append(names, strings.TrimSpace(n.Given+" "+n.Family))
	}
	joined := strings.Join(names, ", ")
	if len(names) > 6 {
		joined = names[0] + " et al."
	} else if len(names) > 1 {
		joined = strings.Join(names[:len(names)-1], ", ") + ", and " + names[len(names)-1]
	}
	out := joined + ", “" + strings.TrimRight(r.Title, ".") + ",” " + r.Container
	for _, f := range [][2]string{{"vol. ", r.Volume}, {"no. ", r.Issue}, {"pp. ", r.Pages}, {"", r.Year}, {"doi: ", r.DOI}} {
		if f[1] != "" {
			out += ", " + f[0] + f[1]
		}
	}
	return out + "."
}

// counts are hits, misses and wrong ones by field.
type counts struct {
	right, missing, wrong map[string]int
	missed                []string
}

// add compares what a style prints of a reference with what was read.
func (c *counts) add(want, got corpus.Reference, style string) {
	if c.right == nil {
		c.right, c.missing, c.wrong = map[string]int{}, map[string]int{}, map[string]int{}
	}
	families := func(r corpus.Reference) string {
		var out []string
		for _, n := range r.Authors {
			out = append(out, n.Family)
		}
		if len(want.Authors) > 2 { // styles print some of many
			out = out[:min(len(out), 1)]
		}
		return strings.Join(out, "|")
	}
	for _, f := range []struct{ name, want, got string }{
		{"authors", families(want), families(got)}, {"year", want.Year, got.Year}, {"title", want.Title, got.Title}, {"container", want.Container, got.Container},
		{"volume", want.Volume, got.Volume}, {"issue", want.Issue, got.Issue}, {"pages", want.Pages, got.Pages}, {"publisher", want.Publisher, got.Publisher}, {"doi", want.DOI, got.DOI},
	} {
		if want.Type != corpus.TypeArticle && (f.name == "pages" || f.name == "volume" || f.name == "issue" || f.name == "doi") || want.Type == corpus.TypeArticle && f.name == "publisher" {
			continue // not every style prints them
		}
		f.got = whole(f.name, f.got)
		switch w, g := bareField(f.want), bareField(f.got); {
		case w == g && w != "":
			c.right[f.name]++
		case w != g:
			if w != "" {
				c.missing[f.name]++
			}
			if g != "" {
				c.wrong[f.name]++
			}
			c.missed = append(c.missed, fmt.Sprintf("%s: %q, want %q in %q", f.name, f.got, f.want, got.Raw))
		}
	}
}

// whole is a field that a style prints short, written out: the last page of a
// range, and "UP".
func whole(field, got string) string {
	first, last, ok := strings.Cut(got, "–")
	switch {
	case field == "pages" && ok && len(last) < len(first):
		return first + "–" + first[:len(first)-len(last)] + last
	case field == "publisher":
		return strings.ReplaceAll(got, " UP", " University Press")
	}
	return got
}

// bareField is the letters and digits of a field in small letters; an en dash of a
// range, which some write as a hyphen, does not count.
func bareField(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 && r != '–' && r != '“' && r != '”' && r != '’' && r != '‘' && r != '—' {
			return r
		}
		return -1
	}, s)
}

// f1 is the F1 of a field, "" for all together.
func (c *counts) f1(field string) float64 {
	right, missing, wrong := 0, 0, 0
	for _, name := range fieldNames() {
		if field == "" || field == name {
			right, missing, wrong = right+c.right[name], missing+c.missing[name], wrong+c.wrong[name]
		}
	}
	return float64(2*right) / float64(cmp.Or(2*right+missing+wrong, 1))
}

func fieldNames() []string {
	return []string{"authors", "year", "title", "container", "volume", "issue", "pages", "publisher", "doi"}
}

func (c *counts) String() string {
	var out []string
	out = append(out, fmt.Sprintf("all %.3f", c.f1("")))
	for _, name := range fieldNames() {
		if c.right[name]+c.missing[name] > 0 {
			out = append(out, fmt.Sprintf("%s %.3f", name, c.f1(name)))
		}
	}
	return strings.Join(out, "  ")
}
