package corpus_test

import (
	"errors"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
)

const whole = `id: whole
title: Whole
author: Ardam, Vera
year: 2001

= One

First {theory realism 0.5|power} of {mentioned Barry Buzan|Bozan}{note 1} and {citation 1|(Waltz, 1979)} so.

[1] A note, über {repair short.It|short. It} all.

== Inner

Second words stand here.

= Sources

@ Waltz, K. (1979). Theory of International Politics.

@ Wendt, A. (1999). Social Theory of International Politics.
`

// part finds the first part of a kind.
func part(d *corpus.Document, k corpus.PartKind) *corpus.Part {
	for i := range d.Parts {
		if d.Parts[i].Kind == k {
			return &d.Parts[i]
		}
	}
	return nil
}

func TestCheckNamesEveryBrokenPromise(t *testing.T) {
	ptr := func(s string) *string { return &s }
	for name, c := range map[string]struct {
		breaks func(*corpus.Document)
		want   string // of place and sentence
	}{
		"text that is not UTF-8":              {func(d *corpus.Document) { d.Text = d.Text[:7] + "\xff" + d.Text[8:] }, "text: is not UTF-8 at byte 7"},
		"text not in NFC":                     {func(d *corpus.Document) { d.Text = strings.Replace(d.Text, "über", "u\u0308ber", 1) }, "NFC"},
		"a carriage return":                   {func(d *corpus.Document) { d.Text = strings.Replace(d.Text, "\n\n", "\r\n", 1) }, "carriage return at byte 3"},
		"a NUL":                               {func(d *corpus.Document) { d.Text = strings.Replace(d.Text, " ", "\x00", 1) }, "NUL"},
		"an id that is no folder's name":      {func(d *corpus.Document) { d.Work.ID = "../x" }, "not a work id"},
		"no revision":                         {func(d *corpus.Document) { d.Work.Revision = 0 }, "revision is 0"},
		"a wrong number of passages":          {func(d *corpus.Document) { d.Work.Passages = 9 }, "says 9 passages where there are 5"},
		"a negative number of words":          {func(d *corpus.Document) { d.Work.Words = -1 }, "-1 words"},
		"an unknown basis":                    {func(d *corpus.Document) { d.Work.Stated["title"] = "guess" }, `basis "guess"`},
		"an unknown part":                     {func(d *corpus.Document) { d.Parts[1].Kind = "stanza" }, `unknown kind "stanza"`},
		"a part beyond the text":              {func(d *corpus.Document) { d.Parts[1].Span.End = 9999 }, "outside the text"},
		"an empty part":                       {func(d *corpus.Document) { d.Parts[1].Span.End = d.Parts[1].Span.Start }, "is empty"},
		"parts out of order":                  {func(d *corpus.Document) { d.Parts[1], d.Parts[2] = d.Parts[2], d.Parts[1] }, "stands after a part"},
		"parts that do not nest":              {func(d *corpus.Document) { d.Parts[0].Span.End -= 3 }, "does not nest"},
		"a part within a leaf":                {func(d *corpus.Document) { part(d, corpus.PartSection).Kind = corpus.PartQuotation }, "holds no parts"},
		"a section deeper than its parent":    {func(d *corpus.Document) { d.Parts[0].Level = 3 }, "has level 2 within a section of level 3"},
		"a section without a level":           {func(d *corpus.Document) { d.Parts[0].Level = 0 }, "has level 0"},
		"a heading not at the start":          {func(d *corpus.Document) { d.Parts[0].Heading.Start++ }, "heading starts at 1"},
		"a heading outside its section":       {func(d *corpus.Document) { d.Parts[0].Heading.End = 500 }, "outside"},
		"a footnote's call outside the text":  {func(d *corpus.Document) { part(d, corpus.PartFootnote).Call = 5000 }, "call 5000"},
		"a footnote's call before the text":   {func(d *corpus.Document) { part(d, corpus.PartFootnote).Call = -2 }, "call -2"},
		"pages that overlap":                  {func(d *corpus.Document) { page(d, corpus.Span{0, 20}, corpus.Span{10, 30}) }, "overlaps the page"},
		"words in no part":                    {func(d *corpus.Document) { part(d, corpus.PartParagraph).Span.Start += 3 }, "no part holds the text from 5"},
		"a wrong ordinal":                     {func(d *corpus.Document) { d.Passages[1].Ordinal = 7 }, "ordinal 7"},
		"a wrong name":                        {func(d *corpus.Document) { d.Passages[1].ID = "whole:1-2" }, "not named by its address"},
		"a passage of another work":           {func(d *corpus.Document) { d.Passages[1].Work = "other" }, `work "other"`},
		"passages out of order":               {func(d *corpus.Document) { d.Passages[0], d.Passages[1] = d.Passages[1], d.Passages[0] }, "before the end"},
		"a text that is not the slice":        {func(d *corpus.Document) { d.Passages[0].Text = "Other words." }, "not its slice"},
		"a passage that cuts a character":     {func(d *corpus.Document) { d.Passages[1].Span.Start = strings.Index(d.Text, "ü") + 1 }, "cuts a character"},
		"a passage outside the text":          {func(d *corpus.Document) { d.Passages[4].Span.End += 100 }, "outside the text"},
		"an unknown kind":                     {func(d *corpus.Document) { d.Passages[0].Kind = "verse" }, `kind "verse"`},
		"an unknown voice":                    {func(d *corpus.Document) { d.Passages[0].Voice = "choir" }, `voice "choir"`},
		"the author's voice of somebody":      {func(d *corpus.Document) { d.Passages[0].VoiceOf = []string{"Waltz"} }, "names"},
		"a twin that is no address":           {func(d *corpus.Document) { d.Passages[0].AlsoIn = []corpus.PassageID{"x"} }, "also_in"},
		"paragraph nought":                    {func(d *corpus.Document) { d.Passages[0].Locator.Paragraph = 0 }, "paragraph 0"},
		"file page nought":                    {func(d *corpus.Document) { d.Passages[0].Locator.FilePage = new(int) }, "file page 0"},
		"a page without evidence":             {func(d *corpus.Document) { d.Passages[0].Locator.Page = ptr("12") }, "without its source"},
		"a page from an unknown source":       {func(d *corpus.Document) { l := &d.Passages[0].Locator; l.Page, l.PageSource = ptr("12"), ptr("guess") }, `source "guess"`},
		"an unknown confidence in a page":     {func(d *corpus.Document) { d.Passages[0].Locator.PageConfidence = ptr("sure") }, `confidence "sure"`},
		"confidence in no page":               {func(d *corpus.Document) { d.Passages[0].Locator.PageConfidence = ptr("high") }, "does not have"},
		"a section that the parts do not say": {func(d *corpus.Document) { d.Passages[2].Section = []string{"One"} }, `has section ["One"]`},
		"a passage across sections":           {func(d *corpus.Document) { d.Passages[1].Span.End = d.Passages[2].Span.End }, "runs across the section"},
		"a passage that holds a heading":      {func(d *corpus.Document) { d.Passages[0].Span.Start = 0 }, `holds the heading "One"`},
		"a theory twice":                      {func(d *corpus.Document) { p := &d.Passages[0]; p.Theories = append(p.Theories, p.Theories[0]) }, "stands twice"},
		"a weight of nought":                  {func(d *corpus.Document) { d.Passages[0].Theories[0].Weight = 0 }, "weight 0"},
		"a tag nobody vouches for":            {func(d *corpus.Document) { d.Passages[0].Theories[0].By = "" }, "vouched for"},
		"evidence in another passage":         {func(d *corpus.Document) { d.Passages[0].Theories[0].Evidence[0].Span = d.Passages[2].Span }, "lies outside"},
		"evidence of other words":             {func(d *corpus.Document) { d.Passages[0].Theories[0].Evidence[0].Text = "might" }, `evidence "might"`},
		"a person twice":                      {func(d *corpus.Document) { p := &d.Passages[0]; p.People = append(p.People, p.People[0]) }, "stands twice"},
		"a person in an unknown role":         {func(d *corpus.Document) { d.Passages[0].People[0].Role = "hero" }, `role "hero"`},
		"a person printed otherwise":          {func(d *corpus.Document) { d.Passages[0].People[0].As = "Buzan" }, `mention "Buzan"`},
		"a person outside the passage":        {func(d *corpus.Document) { d.Passages[0].People[0].Span = corpus.Span{0, 3} }, "mention 0-3 lies outside"},
		"a footnote that is not there":        {func(d *corpus.Document) { d.Passages[0].Notes = []int{4} }, "footnote 4"},
		"a byte in no passage":                {func(d *corpus.Document) { d.Dropped = d.Dropped[1:] }, "leaves the bytes 0-3"},
		"a byte in two":                       {func(d *corpus.Document) { d.Dropped[1].Span.End++ }, "within what ends"},
		"a last byte in none":                 {func(d *corpus.Document) { d.Dropped = d.Dropped[:len(d.Dropped)-1] }, "end of the text"},
		"a dropped span without a reason":     {func(d *corpus.Document) { d.Dropped[0].Why = "" }, "no reason"},
		"a reference out of count":            {func(d *corpus.Document) { d.References[1].Index = 5 }, "index 5"},
		"a reference of other words":          {func(d *corpus.Document) { d.References[0].Raw = "Waltz" }, "reference 1: entry"},
		"a reference outside the text":        {func(d *corpus.Document) { d.References[0].Span = corpus.Span{-1, 4} }, "reference 1: span -1-4"},
		"a citation of other words":           {func(d *corpus.Document) { d.Citations[0].Text = "(Walt)" }, `citation 1: citation "(Walt)"`},
		"a citation of a missing entry":       {func(d *corpus.Document) { d.Citations[0].Reference = 3 }, "reference 3 of 2"},
		"a citation with an entry and none":   {func(d *corpus.Document) { d.Citations[0].Confidence = corpus.NoEntry }, "says there is none"},
		"a citation of unknown confidence":    {func(d *corpus.Document) { d.Citations[0].Confidence = "maybe" }, `confidence "maybe"`},
		"a passage's citation outside it":     {func(d *corpus.Document) { d.Passages[0].Citations[0].Span = d.Passages[2].Span }, "citation 1: span"},
		"a repair of other words":             {func(d *corpus.Document) { d.Repairs[0].Is = "long" }, `"long" does not stand`},
		"a repair beyond the text":            {func(d *corpus.Document) { d.Repairs[0].At = 9999 }, "does not stand at 9999"},
		"a repair without a reason":           {func(d *corpus.Document) { d.Repairs[0].Why = "" }, "repair 1: gives no reason"},
		"a passage's repair somewhere else":   {func(d *corpus.Document) { d.Passages[2].Repairs = d.Repairs }, "does not touch the passage"},
	} {
		t.Run(name, func(t *testing.T) {
			d := corpustest.Must(t, whole)
			c.breaks(d)
			err := d.Check()
			var broken *corpus.CheckError
			if !errors.As(err, &broken) {
				t.Fatalf("Check answers %v, not a CheckError", err)
			}
			var all []string
			for _, f := range broken.Faults {
				all = append(all, f.Place+": "+f.What)
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, c.want) {
				t.Errorf("no fault says %q:\n%s", c.want, got)
			}
		})
	}
}

// page puts page parts before the others.
func page(d *corpus.Document, spans ...corpus.Span) {
	var pages []corpus.Part
	for _, s := range spans {
		pages = append(pages, corpus.Part{Kind: corpus.PartPage, Span: s})
	}
	d.Parts = append(pages[:1:1], append(d.Parts[:1:1], append(pages[1:], d.Parts[1:]...)...)...)
}

func TestCheckAcceptsWhatKeepsItsPromises(t *testing.T) {
	for name, change := range map[string]func(*corpus.Document){
		"as built":                      func(*corpus.Document) {},
		"pages apart over sections":     func(d *corpus.Document) { page(d, corpus.Span{0, 5}, corpus.Span{5, 30}) },
		"a footnote without a call":     func(d *corpus.Document) { part(d, corpus.PartFootnote).Call = -1 },
		"a footnote of another section": func(d *corpus.Document) { d.Passages[1].Section = nil },
		"evidence broken over lines": func(d *corpus.Document) {
			d.Passages[2].People = []corpus.Mention{{Name: "X", As: "Second\nwords", Role: corpus.Cited, Span: corpus.Span{d.Passages[2].Span.Start, d.Passages[2].Span.Start + 12}}}
		},
		"a repair that took something": func(d *corpus.Document) { d.Repairs = append(d.Repairs, corpus.Repair{At: 5, Was: "-", Why: "hyphen"}) },
		"an editor's tag with no words": func(d *corpus.Document) {
			d.Passages[2].Theories = []corpus.Tag{{Theory: "realism", Weight: 1, By: corpus.ByEditor}}
		},
		"a document without text at all": func(d *corpus.Document) { *d = corpus.Document{Work: corpus.Work{ID: "none", Revision: 1}} },
	} {
		t.Run(name, func(t *testing.T) {
			d := corpustest.Must(t, whole)
			change(d)
			if err := d.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestCheckErrorCountsWhatItDoesNotList(t *testing.T) {
	d := corpustest.Must(t, whole)
	for i := range d.Passages {
		d.Passages[i].Ordinal, d.Passages[i].Work, d.Passages[i].Voice = 99, "x", ""
	}
	var broken *corpus.CheckError
	if !errors.As(d.Check(), &broken) || len(broken.Faults) != 10 || broken.More != 5 {
		t.Fatalf("got %+v", broken)
	}
	if got := broken.Error(); !strings.Contains(got, `document "whole": passage 0`) || !strings.Contains(got, "and 14 more") {
		t.Errorf("says %q", got)
	}
}

func BenchmarkCheck(b *testing.B) {
	for d := range corpustest.Generate(1, 1, 500) {
		b.SetBytes(int64(len(d.Text)))
		for b.Loop() {
			if err := d.Check(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
