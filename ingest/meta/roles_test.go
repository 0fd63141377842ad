package meta

import (
	"slices"
	"testing"

	"locus/ingest/block"
)

// TestRoles labels the lines of heads whose single lines could be several things.
func TestRoles(t *testing.T) {
	text := "The council met in the old hall, and it was agreed that the harbour should stay open through the winter, since nobody could say when the ships would come back."
	for name, c := range map[string]struct {
		lines []string
		want  []look
	}{
		"an issuer stands above the title": {
			[]string{"Elm Institute", "The Open Harbour", "by Ann Bell", text},
			[]look{lookSite, lookTitle, lookBy},
		},
		"the kind of text is no title": {
			[]string{"Policy Brief", "The Open Harbour", "Ann Bell", "3 May 2010", text},
			[]look{lookCredit, lookTitle, lookNames, lookDate},
		},
		"a bare line between title and byline goes on with the title": {
			[]string{"The Open Harbour", "Winter and Trade on a Northern Coast", "by Ann Bell", text},
			[]look{lookTitle, lookSubtitle, lookBy},
		},
		"a sentence between title and byline belongs to the head": {
			[]string{"The Open Harbour", "A town kept its gates open all winter, and this is what it cost those who lived there.", "By Ann Bell", text},
			[]look{lookTitle, lookStandfirst, lookBy},
		},
		"the first numbered section is no title": {
			[]string{"The Open Harbour", "by Ann Bell", "1. Why it was open", text},
			[]look{lookTitle, lookBy},
		},
	} {
		page := &block.Page{}
		for _, l := range c.lines {
			page.Blocks = append(page.Blocks, block.Block{Text: l})
		}
		r := &reading{page: page}
		if got := r.run(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestPeriodical tells what texts stand in from titles.
func TestPeriodical(t *testing.T) {
	for line, want := range map[string]bool{
		"The Northhaven Herald": true, "Journal of Harbours": true, "Companion to the Study of Locks": true, "Third Annual Conference on Pilots": true,
		"The Open Harbour": false, "How a Journal Begins": false, "A Short Conference": false,
	} {
		if periodical(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}
