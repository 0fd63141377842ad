package meta

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"locus/corpus"
	"locus/ingest/block"
)

func TestLookOf(t *testing.T) {
	for text, want := range map[string]look{
		"The Price of a Quiet Harbour":                    lookTitle,
		"Ann Bell¹ and Carl Dorn²":                        lookNames,
		"By Ann Bell":                                     lookBy,
		"By the Harbour Commission":                       lookBy,
		"Posted on 3 May 2017 by Ann Bell":                lookBy,
		"By the sea the town was quiet for a year":        lookTitle,
		"Ann Bell | May 3, 2017":                          lookBy,
		"Published online: 3 May 2017":                    lookDate,
		"Northhaven, May 1921":                            lookDate,
		"(2003)":                                          lookDate,
		"Professor Okoro":                                 lookCourse,
		"Department of Water, University of Northhaven":   lookPlace,
		"Review of Wells, 12(3), 45-67":                   lookIssue,
		"To cite this article: Bell (2001) Wells":         lookIssue,
		"ELM INSTITUTE WORKING PAPER No. 27":              lookIssue,
		"Received: 1 March 2014; Accepted: 2 June 2015":   lookIssue,
		"A thesis submitted for the degree of Master":     lookSubmitted,
		"Running head: WELLS":                             lookHead,
		"Correspondence: abell@example.org":               lookNote,
		"Subject: the lock":                               lookLabel,
		"Translated by Carl Dorn":                         lookCredit,
		"Dear Mr. Dorn,":                                  lookText,
		"The wells of the town were dug in the dry year.": lookText,
	} {
		if got := lookOf(block.Block{Text: text}); got != want {
			t.Errorf("%q looks like %d, want %d", text, got, want)
		}
	}
}

func TestPrintedIssue(t *testing.T) {
	for line, want := range map[string]issued{
		"Vol. 12, No. 3 (Spring 1998), pp. 5-41":                  {volume: "12", issue: "3", pages: "5-41", year: "1998"},
		"Review of Wells, 12(3), 45–67":                           {volume: "12", issue: "3", pages: "45-67"},
		"Wells 31:2, 200-219, DOI: 10.5555/w.31":                  {volume: "31", issue: "2", pages: "200-219", doi: "10.5555/w.31"},
		"Wells, Volume 4, Issue 1, 2002, pages 77-95":             {volume: "4", issue: "1", pages: "77-95", year: "2002"},
		"ISSN (online): 2049-3630":                                {issn: "2049-3630"},
		"The council sold 12 boats and 45-67 ropes in volume.":    {},
		"Psalm 12:3 and the years 1990-1995 are named in no list": {},
		"Nordic Review of Strategy, 12(3), 2017, pp. 201-219":     {volume: "12", issue: "3", pages: "201-219", year: "2017"},
		"Nordic Review of Strategy 12(3) (2017), 201-219":         {volume: "12", issue: "3", pages: "201-219", year: "2017"},
	} {
		got := printedIssue(line)
		got.from = 0
		if got != want {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
}

func TestBody(t *testing.T) {
	for s, want := range map[string]bool{
		"Ministry of Inland Waters": true, "United Nations Development Programme": true, "Elm Institute": true, "Port Elm Trust": true,
		"Ann Bell": false, "Ann Bank": false, "John Church Union": true, "Carl Group": false, "Programme": false,
	} {
		if Body(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
	want := []corpus.Name{{Family: "Ministry of Trade and Water"}}
	if diff := cmp.Diff(want, Names("Ministry of Trade and Water")); diff != "" {
		t.Error(diff)
	}
	want = []corpus.Name{{Family: "Bell", Given: "Ann"}, {Family: "Elm Institute"}}
	if diff := cmp.Diff(want, Names("Ann Bell and Elm Institute")); diff != "" {
		t.Error(diff)
	}
}

func TestLinesPartWhatSaysDifferentThings(t *testing.T) {
	page := &block.Page{Blocks: []block.Block{
		{Text: "The Wells of the Town\nand Its Ropes"},
		{Text: "Ann Bell\nUniversity of Northhaven", Bold: []block.Range{{Start: 0, End: 8}}, Calls: []block.Call{{At: 8, Mark: "1"}}},
	}}
	Lines(page)
	want := []block.Block{
		{Text: "The Wells of the Town\nand Its Ropes"},
		{Text: "Ann Bell", Bold: []block.Range{{Start: 0, End: 8}}, Calls: []block.Call{{At: 8, Mark: "1"}}},
		{Text: "University of Northhaven"},
	}
	if diff := cmp.Diff(want, page.Blocks, cmpopts.IgnoreUnexported(block.Block{})); diff != "" {
		t.Error(diff)
	}
}
