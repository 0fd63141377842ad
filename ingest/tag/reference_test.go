package tag_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"locus/corpus"
	"locus/corpus/words"
	"locus/ingest/tag"
)

// printing is one entry of testdata/printings.txt and what is to be read of it.
type printing struct {
	style, entry string
	held         bool
	half         string // work, held, or fresh: written when the reader stood
	want         map[string]string
}

var printedFields = []string{"authors", "year", "title", "container", "volume", "issue", "pages", "publisher", "place", "type", "doi"}

// printings reads the labelled entries of a file.
func printings(t *testing.T, file string) []printing {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []printing
	var record map[string][]string
	records := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		name, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		value = strings.TrimSpace(value)
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "@":
			record, records = map[string][]string{}, records+1
		case strings.HasPrefix(line, "  "):
			p := &out[len(out)-1]
			if name == "author" {
				family, given, _ := strings.Cut(value, " | ")
				p.want["authors"] = authorLabel([]corpus.Name{{Family: family, Given: given}})
				continue
			}
			p.want[name] = plain(name, value)
		case name == "author" || slices.Contains(printedFields, name):
			record[name] = append(record[name], value)
		case line != "":
			out = append(out, printing{style: name, entry: value, held: records%2 == 0, want: expected(record, value)})
		}
	}
	return out
}

// expected is what a reader finds of a record in one printing.
func expected(record map[string][]string, entry string) map[string]string {
	want := map[string]string{}
	text := " " + plain("", entry) + " "
	for _, field := range printedFields {
		if field == "authors" || record[field] == nil {
			continue
		}
		best := ""
		for _, v := range strings.Split(record[field][0], " / ") {
			within := text
			if field == "place" && record["publisher"] != nil {
				for _, h := range strings.Split(record["publisher"][0], " / ") {
					within = strings.ReplaceAll(within, " "+plain("", h)+" ", "  ")
				}
			}
			if p := plain("", v); strings.Contains(within, " "+p+" ") && len(p) > len(plain("", best)) {
				best = v
			}
		}
		if field == "type" || field == "doi" && strings.Contains(entry, record[field][0]) {
			best = record[field][0]
		}
		want[field] = plain(field, best)
	}
	var names []corpus.Name
	for _, a := range record["author"] {
		families, given, _ := strings.Cut(a, " | ")
		best := ""
		for _, f := range strings.Split(families, " / ") {
			if strings.Contains(text, " "+plain("", f)+" ") && len(f) > len(best) {
				best = f
			}
		}
		if best != "" {
			names = append(names, corpus.Name{Family: best, Given: strings.Split(given, " / ")[0]})
		}
	}
	want["authors"] = authorLabel(names)
	return want
}

// plain is a value without case, accents and punctuation; a DOI stays as it is.
func plain(field, s string) string {
	if field == "doi" {
		return s
	}
	s = strings.NewReplacer("’s", "s", "'s", "s", "’t", "t", "'t", "t").Replace(s)
	return strings.Join(strings.FieldsFunc(words.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// authorLabel is family names with the initial of the given name.
func authorLabel(names []corpus.Name) string {
	var out []string
	for _, n := range names {
		label := plain("", n.Family)
		if g := plain("", n.Given); g != "" {
			label += "," + g[:1]
		}
		out = append(out, label)
	}
	return strings.Join(out, "; ")
}

func got(r corpus.Reference) map[string]string {
	m := map[string]string{"year": r.Year, "title": r.Title, "container": r.Container, "volume": r.Volume, "issue": r.Issue,
		"pages": r.Pages, "publisher": r.Publisher, "place": r.Place, "type": r.Type, "doi": r.DOI}
	for f, v := range m {
		m[f] = plain(f, v)
	}
	m["authors"] = authorLabel(r.Authors)
	return m
}

// fieldScore counts right, wrong and missing values.
type fieldScore struct{ right, wrong, missed int }

func (s *fieldScore) add(want, got string) {
	switch {
	case want == got && want != "":
		s.right++
	case want != got:
		if got != "" {
			s.wrong++
		}
		if want != "" {
			s.missed++
		}
	}
}

func (s *fieldScore) f1() float64 {
	if s.right == 0 {
		return 0
	}
	return float64(2*s.right) / float64(2*s.right+s.wrong+s.missed)
}

// scoreboard is scores by name, in the order in which the names came.
type scoreboard struct {
	names  []string
	scores map[string]*fieldScore
}

func (t *scoreboard) of(name string) *fieldScore {
	if t.scores == nil {
		t.scores = map[string]*fieldScore{}
	}
	if t.scores[name] == nil {
		t.names, t.scores[name] = append(t.names, name), &fieldScore{}
	}
	return t.scores[name]
}

func (t *scoreboard) print(b *strings.Builder, title string) {
	fmt.Fprintf(b, "%s\n", title)
	for _, n := range t.names {
		s := t.scores[n]
		fmt.Fprintf(b, "  %-16s F1 %.3f  right %d wrong %d missed %d\n", n, s.f1(), s.right, s.wrong, s.missed)
	}
}

// TestReferencesAgreeWithReaders measures the fields read of printings.txt; the
// page it compares with is testdata/printings-figures.txt.
func TestReferencesAgreeWithReaders(t *testing.T) {
	all := printings(t, "testdata/printings.txt")
	for i := range all {
		all[i].half = "work"
		if all[i].held {
			all[i].half = "held"
		}
	}
	for _, p := range printings(t, "testdata/printings-fresh.txt") {
		p.half, p.held = "fresh", true
		all = append(all, p)
	}
	var page strings.Builder
	for _, half := range []string{"work", "held", "fresh"} {
		var fields, styles scoreboard
		entries := 0
		for _, p := range all {
			if p.half != half {
				continue
			}
			entries++
			found := got(tag.ParseReference(p.entry))
			for _, f := range printedFields {
				fields.of(f).add(p.want[f], found[f])
				styles.of(p.style).add(p.want[f], found[f])
				fields.of("together").add(p.want[f], found[f])
				if p.want[f] != found[f] && (!p.held || testing.Verbose() && *showHeld) {
					t.Logf("%s: %s is %q, not %q: %s", p.style, f, found[f], p.want[f], p.entry)
				}
			}
		}
		fields.print(&page, fmt.Sprintf("%s half, %d entries, by field", half, entries))
		styles.print(&page, half+" half, by style")
		if f := fields.of("together").f1(); f < .95 {
			t.Errorf("%s half: F1 is %.3f, less than .95", half, f)
		}
	}
	figures(t, "testdata/printings-figures.txt", page.String())
}

// figures compares a page of figures with the one that is kept.
func figures(t *testing.T, file, page string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if kept, err := os.ReadFile(file); err != nil || string(kept) != page {
		t.Errorf("%s differs (write it anew with -update; %v): now\n%s", file, err, page)
	}
}

func TestADashHasTheAuthorsOfTheEntryBefore(t *testing.T) {
	doc := listed(t, "Nothing.\n== Keohane, Robert O. After Hegemony. Princeton: Princeton University Press, 1984."+
		"\n== ———, and Joseph S. Nye. “Power and Interdependence Revisited.” International Organization 41, no. 4 (1987): 725–753."+
		"\n== ———. Power and Interdependence. 2nd ed. Glenview: Scott, Foresman, 1989.")
	tagged(t, doc)
	for i, want := range []string{"keohane,r", "keohane,r; nye,j", "keohane,r; nye,j"} {
		if r := doc.References[i]; authorLabel(r.Authors) != want {
			t.Errorf("entry %d has the authors %q, not %q", i+1, authorLabel(r.Authors), want)
		}
	}
	if r := doc.References[1]; r.Year != "1987" || r.Title != "Power and Interdependence Revisited" {
		t.Errorf("the second entry is %+v", r)
	}
}

// TestThePapersReferencesAgreeWithReaders measures the paper's own list.
func TestThePapersReferencesAgreeWithReaders(t *testing.T) {
	doc := paper(t)
	labels, err := os.ReadFile("testdata/paper-references.txt")
	if err != nil {
		t.Fatal(err)
	}
	var fields scoreboard
	n := 0
	for line := range strings.Lines(string(labels)) {
		parts := strings.Split(strings.TrimSpace(line), "|")
		if strings.HasPrefix(line, "#") || len(parts) < 2 {
			continue
		}
		want := map[string]string{}
		for _, p := range parts[1:] {
			name, value, _ := strings.Cut(p, ": ")
			want[name] = value
		}
		if n++; n > len(doc.References) {
			t.Fatalf("only %d references were read", len(doc.References))
		}
		found := got(doc.References[n-1])
		for _, f := range printedFields {
			if want[f] == "?" {
				continue
			}
			label, value := shortened(f, want[f], found[f])
			if label != value {
				t.Logf("%d: %s is %q, not %q", n, f, value, label)
			}
			fields.of(f).add(label, value)
			fields.of("together").add(label, value)
		}
	}
	if n != len(doc.References) {
		t.Errorf("%d references were read, not %d", len(doc.References), n)
	}
	var page strings.Builder
	fields.print(&page, fmt.Sprintf("the paper's own list, %d entries", n))
	if f := fields.of("together").f1(); f < .95 {
		t.Errorf("F1 is %.3f, less than .95", f)
	}
	figures(t, "testdata/paper-references-figures.txt", page.String())
}

// shortened makes a label of the first words and a value comparable: the words
// the label has, and how many there are in all where it says so.
func shortened(field, label, value string) (string, string) {
	if field == "authors" {
		return label, value
	}
	head, count, cut := strings.Cut(label, " ...")
	head = plain(field, head)
	if !cut {
		return head, value
	}
	words := strings.Fields(value)
	all := len(words)
	if n := len(strings.Fields(head)); len(words) > n {
		words = words[:n]
	}
	if count = strings.TrimSpace(count); count == "" {
		return head, strings.Join(words, " ")
	}
	return head + " ... " + count, fmt.Sprintf("%s ... %d", strings.Join(words, " "), all)
}

// paper is the paper beside the project, read and tagged.
func paper(t *testing.T) *corpus.Document {
	t.Helper()
	doc := library(t)["paper.md"]
	if doc == nil {
		t.Skip("the paper beside the project (../shared/corpus/paper.md) is missing")
	}
	return doc
}
