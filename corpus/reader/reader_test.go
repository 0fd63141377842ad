package reader_test

import (
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"locus/corpus/reader"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(reader.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var (
	tag         = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]+>`)
	listHeading = regexp.MustCompile(`(?m)^(?:(?:## )?References|## Further reading)\n`)
	blankLines  = regexp.MustCompile(`\n\s*\n`)
)

// split is the running text and the reference list of a document, without HTML
// tags and front matter. It knows nothing of how ingest reads the files.
func split(t *testing.T, name string) (body, list string) {
	t.Helper()
	text := read(t, name)
	if strings.HasPrefix(text, "---\n") {
		_, text, _ = strings.Cut(text[4:], "\n---\n")
	}
	if strings.HasSuffix(name, ".html") {
		text = strings.ReplaceAll(text, "<h2>Further reading</h2>", "\n## Further reading\n")
		text = strings.ReplaceAll(text, "</p>", "\n\n")
		text = html.UnescapeString(tag.ReplaceAllString(text, ""))
	}
	at := listHeading.FindStringIndex(text)
	if at == nil {
		t.Fatalf("%s has no reference list", name)
	}
	return text[:at[0]], text[at[1]:]
}

func TestNamesListsEveryFile(t *testing.T) {
	entries, err := fs.ReadDir(reader.Files(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, e := range entries {
		have = append(have, e.Name())
	}
	want := reader.Names()
	slices.Sort(want)
	if !slices.Equal(have, want) {
		t.Errorf("files %q, names %q", have, want)
	}
	reader.Names()[0] = "changed"
	if reader.Names()[0] == "changed" {
		t.Error("a caller can change the names for the next one")
	}
}

func TestEachDocumentIsOfAReadableLength(t *testing.T) {
	for _, name := range reader.Names() {
		body, _ := split(t, name)
		if n := len(strings.Fields(body)); n < 2000 || n > 3200 {
			t.Errorf("%s has %d words before its reference list, want 2,000 to 3,200", name, n)
		}
	}
}

// author is the byline: the documents are the project's own, and no person is
// invented for them.
var author = regexp.MustCompile(`(?m)^(?:author: Locus$|An essay of 2026 by Locus|<meta name="author" content="Locus">$)`)

func TestEachDocumentIsCleanText(t *testing.T) {
	for _, name := range reader.Names() {
		text := read(t, name)
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\r\t\u00ad\u00a0\ufeff") {
			t.Errorf("%s is not plain UTF-8 with line feeds", name)
		}
		if !author.MatchString(text) || !strings.Contains(text, "2026") {
			t.Errorf("%s does not print its author and year", name)
		}
	}
}

func TestEachDocumentHasTheShapeItsFormatPromises(t *testing.T) {
	cases := []struct {
		name, what, pattern string
		least               int
	}{
		{"essay-anarchy.md", "front matter and a title", `\A---\ntitle: .+\n(?:.+\n)+---\n\n# \S`, 1},
		{"essay-anarchy.md", "sections", `(?m)^## \S`, 8},
		{"essay-widening.txt", "bare-line headings", `\n\n[A-Z][^\n.,]{5,60}\n\n[A-Z]`, 8},
		{"article-international-security.html", "head metadata", `<meta (?:name|property)="`, 10},
		{"article-international-security.html", "menus around the text", `<nav |<footer>`, 3},
		{"article-international-security.html", "table rows", `<tr><td>`, 3},
		{"article-international-security.html", "notes with their calls", `<sup id="call-`, 7},
		{"chapter-liberalism-constructivism.md", "front matter", `\A---\ntitle: .+\n(?:.+\n)+---\n`, 1},
		{"chapter-liberalism-constructivism.md", "subsections", `(?m)^### \S`, 8},
		{"chapter-liberalism-constructivism.md", "table rows", `(?m)^\| [^-]`, 6},
		{"chapter-liberalism-constructivism.md", "list items of several kinds", `(?m)^(?:- |\* |\d\. )`, 25},
		{"chapter-liberalism-constructivism.md", "a quotation set apart", `(?m)^> `, 1},
		{"paper-copenhagen-school.md", "an author line", `(?m)^author: \S`, 1},
		{"paper-copenhagen-school.md", "an abstract and keywords", `(?m)^## Abstract|^\*\*Keywords:\*\*`, 2},
		{"paper-copenhagen-school.md", "numbered sections", `(?m)^## \d\. `, 7},
		{"paper-copenhagen-school.md", "numbered subsections", `(?m)^### \d\.\d `, 7},
		{"paper-copenhagen-school.md", "citations with a page", `, pp?\. \d+`, 10},
		{"paper-copenhagen-school.md", "footnotes", `(?m)^\[\^\d\]: `, 4},
		{"paper-copenhagen-school.md", "footnote calls", `\S\[\^\d\]`, 4},
	}
	for _, c := range cases {
		t.Run(c.name+" has "+c.what, func(t *testing.T) {
			got := regexp.MustCompile(c.pattern).FindAllString(read(t, c.name), -1)
			if len(got) < c.least {
				t.Errorf("%d of %d found: %q", len(got), c.least, got)
			}
		})
	}
	if m := regexp.MustCompile(`(?m)^#|\*|\[|<|>|\| `).FindString(read(t, "essay-widening.txt")); m != "" {
		t.Errorf("the plain text holds mark-up: %q", m)
	}
}

// family is a family name or a body's, as printed before a year.
const family = `(?:[A-Z][\pL.]*[ -])*(?:de )?[A-Z][\pL.]+`

var (
	// A narrative citation, or one in brackets: who is named last before the year.
	cited = regexp.MustCompile(`(` + family + `(?:(?:,? (?:and|&) ` + family + `| et al\.| and (?:his|her) colleagues))?)(?:'s)?(?:, | \()(\d{4}[a-z]?)(?:, (\d{4}[a-z]))?[,);]`)
	entry = regexp.MustCompile(`(?m)^\s*([^(\n]+?) (?:\(Eds?\.\)\. )?\((\d{4}[a-z]?)\)\. \S.*\.\s*$`)
	given = regexp.MustCompile(`,? (?:\p{Lu}\.[ -]?)+`)
)

// families is the family names in a string, reduced to bare words.
func families(s string) []string {
	return regexp.MustCompile(`\p{Lu}\pL+`).FindAllString(given.ReplaceAllString(s, " "), -1)
}

func TestCitationsAndReferenceListsAgree(t *testing.T) {
	for _, name := range reader.Names() {
		t.Run(name, func(t *testing.T) {
			body, list := split(t, name)
			type work struct{ who, year string }
			var works []work
			for _, e := range entry.FindAllStringSubmatch(list, -1) {
				works = append(works, work{e[1], e[2]})
			}
			if len(works) < 10 {
				t.Fatalf("only %d entries read", len(works))
			}
			used := map[work]bool{}
			for _, c := range cited.FindAllStringSubmatch(body, -1) {
				names := families(c[1])
				for _, year := range c[2:] {
					if year == "" {
						continue
					}
					found := false
					for _, w := range works {
						if w.year == year && len(names) > 0 && strings.Contains(w.who, names[len(names)-1]) {
							used[w], found = true, true
						}
					}
					if !found {
						t.Errorf("%q (%s) is cited and not in the list", c[1], year)
					}
				}
			}
			if strings.HasSuffix(name, ".html") {
				return // further reading: more than what is cited
			}
			for _, w := range works {
				if !used[w] {
					t.Errorf("%s (%s) is in the list and never cited", w.who, w.year)
				}
			}
		})
	}
}

func TestReferenceListsAreInOrder(t *testing.T) {
	for _, name := range reader.Names() {
		_, list := split(t, name)
		var keys []string
		for _, e := range entry.FindAllStringSubmatch(list, -1) {
			who := strings.NewReplacer("æ", "ae", ".", "", ",", "", " & ", " ").Replace(e[1])
			keys = append(keys, strings.ToLower(who)+" "+e[2])
		}
		if !slices.IsSorted(keys) {
			t.Errorf("%s: the list is not in the order of its authors: %q", name, keys)
		}
		if lines := len(regexp.MustCompile(`(?m)\(\d{4}[a-z]?\)\.`).FindAllString(list, -1)); lines != len(keys) {
			t.Errorf("%s: %d entries in form, %d lines with a year", name, len(keys), lines)
		}
	}
}

func TestEveryTheoryIsTreatedInTwoParagraphs(t *testing.T) {
	// What a paragraph must name to count. Paragraphs that argue from a theory
	// without naming it are there too, and not counted.
	theories := map[string]string{
		"realism":                     `(?i)\brealis[mt]`,
		"realism/classical":           `(?i)classical realis|Morgenthau|Hobbes`,
		"realism/structural":          `(?i)neorealis|structural realis|Waltz`,
		"realism/defensive":           `(?i)defensive realis|Jervis|offence has the advantage|Walt \(`,
		"realism/offensive":           `(?i)offensive realis|Mearsheimer \(2001\)|offensive and defensive`,
		"realism/rise-and-fall":       `Organski|Gilpin|(?i)hegemonic stability|rise and fall`,
		"realism/neoclassical":        `(?i)neoclassical|Zakaria`,
		"liberalism":                  `(?i)\bliberal(?:ism|s)\b`,
		"liberalism/traditional":      `Kant\b|Locke`,
		"liberalism/commercial":       `(?i)free trade|trading|commerc`,
		"liberalism/democratic-peace": `(?i)democratic peace|democracies`,
		"liberalism/institutional":    `(?i)institutional liberal|Keohane`,
		"constructivism":              `(?i)constructivis|Wendt`,
		"critical-theory":             `(?i)emancipation|critical theory|Booth`,
		"feminism":                    `(?i)feminis|Tickner|Enloe`,
		"post-structuralism":          `(?i)post-structuralis|Campbell`,
		"copenhagen-school":           `(?i)securitiz|Copenhagen School`,
		"human-security":              `(?i)human security`,
		"collective-security":         `(?i)collective security`,
		"globalization":               `(?i)globaliz|interdependence`,
		"national-security":           `(?i)national security`,
		"technology":                  `(?i)technolog|cyber`,
	}
	var paragraphs []string
	for _, name := range reader.Names() {
		body, _ := split(t, name)
		paragraphs = append(paragraphs, blankLines.Split(body, -1)...)
	}
	for id, pattern := range theories {
		named, n := regexp.MustCompile(pattern), 0
		for _, p := range paragraphs {
			if len(strings.Fields(p)) >= 40 && named.MatchString(p) {
				n++
			}
		}
		if n < 2 {
			t.Errorf("%s is treated in %d paragraphs, want two at least", id, n)
		}
	}
}
