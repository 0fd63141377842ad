package outline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"locus/ingest/block"
)

// page makes a page of lines: "# heading" with as many signs as its level,
// "* text" bold throughout, "^1 text" a note, anything else a paragraph.
func page(lines ...string) *block.Page {
	var p block.Page
	for _, l := range lines {
		b := block.Block{Text: l}
		if h := strings.TrimLeft(l, "#"); h != l {
			b.Kind, b.Level, b.Text = block.Heading, len(l)-len(h), strings.TrimSpace(h)
		} else if t, ok := strings.CutPrefix(l, "* "); ok {
			b.Text, b.Bold = t, []block.Range{{Start: 0, End: len(t)}}
		} else if t, ok := strings.CutPrefix(l, "^1 "); ok {
			b.Kind, b.Mark, b.Text = block.Note, "1", t
		}
		p.Blocks = append(p.Blocks, b)
	}
	return &p
}

// outlineOf prints the headings with their levels.
func outlineOf(p *block.Page) []string {
	var out []string
	for _, b := range p.Blocks {
		if b.Kind == block.Heading {
			out = append(out, fmt.Sprintf("%d %s", b.Level, b.Text))
		}
	}
	return out
}

func TestOutline(t *testing.T) {
	const text = "A paragraph of text that has more than a dozen words in it, so that it is body text."
	for name, c := range map[string]struct {
		in   []string
		want []string
	}{
		"questions below a heading that asks none stay below": {
			[]string{"# General", "# What is a toll?", text, "# Who pays it?", text, "# Passage", "# Can it be closed?", text, "# And ships?", text},
			[]string{"1 General", "2 What is a toll?", "2 Who pays it?", "1 Passage", "2 Can it be closed?", "2 And ships?"}},
		"what is said alike stands below the heading before": {
			[]string{"# Toll and time", text, "# Evidence from six straits", text, "# Pilots before the war", text, "# Pilots after the war", text, "# Conclusion", text},
			[]string{"1 Toll and time", "1 Evidence from six straits", "2 Pilots before the war", "2 Pilots after the war", "1 Conclusion"}},
		"the parts of a section on method stand below it": {
			[]string{"# Method", text, "# Sample", text, "# Results", text}, []string{"1 Method", "2 Sample", "1 Results"}},
		"a chapter's number and its name are one heading": {
			[]string{"CHAPTER 1", "# TOLLS IN TIME", text, "# The argument", text, "CHAPTER 2", "# GATES", text},
			[]string{"1 CHAPTER 1: TOLLS IN TIME", "2 The argument", "1 CHAPTER 2: GATES"}},
		"levels that the file gives stay": {
			[]string{"# a", text, "## b", text, "### c", text, "## d", text}, []string{"1 a", "2 b", "3 c", "2 d"}},
		"levels begin at one and skip none": {
			[]string{"### a", text, "##### b", text, "### c", text}, []string{"1 a", "2 b", "1 c"}},
		"numbers give levels where all have one": {
			[]string{"# 1 a", text, "# 1.1 b", text, "# 1.1.2 c", text, "# 2. d", text, "# References", text},
			[]string{"1 1 a", "2 1.1 b", "3 1.1.2 c", "1 2. d", "1 References"}},
		"a heading without number stands below a numbered one": {
			[]string{"# 1 a", text, "# b", text, "# 2 c", text, "# 3 d", text}, []string{"1 1 a", "2 b", "1 2 c", "1 3 d"}},
		"fixed names that contradict each other are of the first level": {
			[]string{"# Abstract", text, "# a", text, "#### b", text, "#### c", text, "### d", text, "#### Conclusion", text},
			[]string{"1 Abstract", "1 a", "2 b", "2 c", "1 d", "1 Conclusion"}},
		"what answers an approach stands below it, and what is parallel beside": {
			[]string{"# Marxist approach", text, "# Marxism and trade", text, "## Rent", text, "# Gramsci and trade", text, "# Feminist approach", text},
			[]string{"1 Marxist approach", "2 Marxism and trade", "3 Rent", "2 Gramsci and trade", "1 Feminist approach"}},
		"other names do not answer": {
			[]string{"# Marxist approach", text, "## x", text, "# Trade and war", text}, []string{"1 Marxist approach", "2 x", "1 Trade and war"}},
		"a colon is a lower heading where others have none": {
			[]string{"# a", text, "# b:", text, "# c", text, "# d", text}, []string{"1 a", "2 b:", "1 c", "1 d"}},
		"a heading right after another stands below": {
			[]string{"# a", text, "# b", "# c", text, "# d:", text}, []string{"1 a", "1 b", "2 c", "2 d:"}},
		"a bold line before text is a heading": {
			[]string{"# a", "* Run in", text, "* Not run in."}, []string{"1 a", "2 Run in"}},
		"headings with nothing below go": {
			[]string{"# a", "## b", "# c", text, "## d", "^1 note"}, []string{"1 c", "2 d"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := page(c.in...)
			Arrange(p)
			if diff := cmp.Diff(c.want, outlineOf(p)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestEmptySectionsAreListed(t *testing.T) {
	p := page("## a", "# b", "text")
	p.Blocks[2].Calls = []block.Call{{At: 4, Mark: "1"}}
	p.Blocks = append(p.Blocks, page("# Notes", "^1 said there").Blocks...)
	Arrange(p)
	want := []block.Omitted{{Why: "empty section", Text: "a"}, {Why: "empty section", Text: "Notes"}}
	if diff := cmp.Diff(want, p.Omitted); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestZones(t *testing.T) {
	p := page("# Abstract", "short words", "# a", "words", "# Works cited", "one", "two", "## Primary", "three", "# Appendix A", "four")
	Arrange(p)
	var got []block.Zone
	for _, b := range p.Blocks {
		if b.Kind != block.Heading {
			got = append(got, b.Zone)
		}
	}
	want := []block.Zone{block.Abstract, block.Body, block.References, block.References, block.References, block.Body}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestLevelsNest tries many sequences of levels.
func TestLevelsNest(t *testing.T) {
	for n := range 5 * 5 * 5 * 5 {
		var lines []string
		for k := n + 625; k > 1; k /= 5 {
			lines = append(lines, strings.Repeat("#", k%5+1)+" h", "text")
		}
		p := page(lines...)
		Arrange(p)
		last := 0
		for _, b := range p.Blocks {
			if b.Kind != block.Heading {
				continue
			}
			if b.Level < 1 || b.Level > last+1 {
				t.Fatalf("%q: level %d after %d", lines, b.Level, last)
			}
			last = b.Level
		}
	}
}
