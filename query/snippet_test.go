package query_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/query"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestSnippets shows passages for questions: each case of testdata/snippets is
// a question, a text, and the snippet with its marks in brackets.
func TestSnippets(t *testing.T) {
	files, err := filepath.Glob("testdata/snippets/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			ar := txtar.Parse(data)
			if len(ar.Files) < 2 || ar.Files[0].Name != "question" || ar.Files[1].Name != "text" {
				t.Fatalf("%s: a case begins with question and text", file)
			}
			text := strings.TrimSuffix(string(ar.Files[1].Data), "\n")
			got := show(t, strings.TrimSpace(string(ar.Files[0].Data)), text)
			if *update {
				ar.Files = append(ar.Files[:2], txtar.File{Name: "snippet", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(ar.Files) != 3 || !bytes.Equal(ar.Files[2].Data, []byte(got)) {
				t.Errorf("snippet:\n%s", got)
			}
		})
	}
}

// plain is a document of one passage.
func plain(text string) *corpus.Document {
	d := &corpus.Document{Text: text}
	d.Passages = []corpus.Passage{{Span: corpus.Span{End: len(text)}, Kind: corpus.Body, Text: text}}
	d.Stamp("plain", 1)
	return d
}

func show(t *testing.T, question, text string) string {
	t.Helper()
	doc := plain(text)
	m, err := searcher(t, doc).Marker(context.Background(), query.Request{Question: question})
	if err != nil {
		t.Fatal(err)
	}
	s := m.Snippet(&doc.Passages[0])
	checkSnippet(t, s, &doc.Passages[0])
	var b strings.Builder
	if s.CutBefore {
		b.WriteString("… ")
	}
	at := 0
	for _, k := range s.Marks {
		fmt.Fprintf(&b, "%s[%s]", s.Text[at:k.Start], s.Text[k.Start:k.End])
		at = k.End
	}
	b.WriteString(s.Text[at:])
	if s.CutAfter {
		b.WriteString(" …")
	}
	return b.String() + "\n"
}

// checkSnippet keeps what every snippet promises.
func checkSnippet(t *testing.T, s query.Snippet, p *corpus.Passage) {
	t.Helper()
	if !p.Span.Contains(s.Span) || p.Text[s.Span.Start-p.Span.Start:s.Span.End-p.Span.Start] != s.Text {
		t.Fatalf("%q over %v is not the text", s.Text, s.Span)
	}
	if !utf8.ValidString(s.Text) && utf8.ValidString(p.Text) {
		t.Errorf("%q is cut inside a rune", s.Text)
	}
	last := 0
	for _, m := range s.Marks {
		if m.Start < last || m.End <= m.Start || m.End > len(s.Text) {
			t.Fatalf("marks %v of %q", s.Marks, s.Text)
		}
		last = m.End
	}
}

// whole reports whether a text is cut between words: no letter on both sides.
func whole(text string, at int) bool {
	if at == 0 || at == len(text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return !unicode.IsLetter(before) || !unicode.IsLetter(after)
}

func TestMarksAreWholeWords(t *testing.T) {
	s := searcher(t)
	for _, q := range []string{"security dilemma fear states", "anarch* arm*", `"arms race" weather`, "self-help water figures", "Waltz Wendt Waever"} {
		for _, h := range ask(t, s, q).Hits {
			checkSnippet(t, h.Snippet, &h.Passage)
			if len(h.Snippet.Marks) == 0 && len(h.Passage.People) == 0 {
				t.Errorf("%q: nothing is marked in %q", q, h.Snippet.Text)
			}
			for _, m := range h.Snippet.Marks {
				if !whole(h.Snippet.Text, m.Start) || !whole(h.Snippet.Text, m.End) {
					t.Errorf("%q: %q is marked in %q", q, h.Snippet.Text[m.Start:m.End], h.Snippet.Text)
				}
			}
		}
	}
}

func TestMonstrousSentencesAreCutAtWords(t *testing.T) {
	text := strings.Repeat("one clause follows the other and ", 60) + "then the sovereign speaks, " + strings.Repeat("and another clause goes on ", 60) + "until it ends."
	doc := plain(text)
	m, err := searcher(t, doc).Marker(context.Background(), query.Request{Question: "sovereign"})
	if err != nil {
		t.Fatal(err)
	}
	s := m.Snippet(&doc.Passages[0])
	checkSnippet(t, s, &doc.Passages[0])
	if !s.CutBefore || !s.CutAfter || len(s.Marks) != 1 || len(strings.Fields(s.Text)) > 60 || strings.HasPrefix(s.Text, " ") {
		t.Errorf("snippet %+v", s)
	}
	if !whole(text, s.Span.Start) || !whole(text, s.Span.End) {
		t.Errorf("%q is cut inside a word", s.Text)
	}
}

func TestAPassageCanBeMarkedWhole(t *testing.T) {
	m, err := searcher(t).Marker(context.Background(), query.Request{Question: `fear "arms race"`})
	if err != nil {
		t.Fatal(err)
	}
	text := "Fears grow in an arms\nrace; race and arms alone are not feared."
	var got []string
	for _, k := range m.Marks(text) {
		got = append(got, text[k.Start:k.End])
	}
	if want := "Fears|arms\nrace|feared"; strings.Join(got, "|") != want {
		t.Errorf("marked %q, want %q", got, want)
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("security dilemma", "The security dilemma is old. It stays.")
	f.Add(`"arms race"~3 self-help*`, strings.Repeat("arms or a race ", 60))
	f.Add("世界", strings.Repeat("世界", 400))
	f.Fuzz(func(t *testing.T, question, text string) {
		if text == "" || len(text) > 1<<14 || !utf8.ValidString(text) {
			t.Skip()
		}
		doc := plain(text)
		m, err := searcher(t, doc).Marker(context.Background(), query.Request{Question: question})
		if err != nil {
			t.Fatal(err)
		}
		checkSnippet(t, m.Snippet(&doc.Passages[0]), &doc.Passages[0])
	})
}
