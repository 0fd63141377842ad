package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"locus/corpus"
	"locus/query"
)

// renderAnswer writes an answer in a format.
func (a *app) renderAnswer(answer *query.Answer, format string) error {
	for _, n := range answer.Notes {
		if format != formatJSON && format != formatJSONL && a.flags.template == "" {
			fmt.Fprintln(a.err, "locus: "+n)
		}
	}
	return a.page(func(w io.Writer) error {
		switch {
		case a.flags.template != "":
			return eachTemplate(w, a.flags.template, []*query.Answer{answer})
		case format == formatJSON || format == formatJSONL:
			return writeJSON(w, answer, format == formatJSON)
		case format == "csv":
			return writeCSV(w, answer)
		case format == "markdown":
			return a.writeMarkdown(w, answer)
		case format == "trec":
			return writeTREC(w, "1", answer, false)
		case a.terminal():
			a.writeScreen(w, answer)
		default:
			for i := range answer.Hits {
				fmt.Fprintln(w, a.hitLine(&answer.Hits[i]))
			}
			a.writeFacets(w, answer.Facets)
		}
		return nil
	})
}

// place names where a passage stands, for people: the page where there is
// evidence, else section and paragraph.
func placeOf(p *corpus.Passage) string {
	var parts []string
	switch at := p.Locator; {
	case at.Page != nil && at.PageEnd != nil:
		parts = append(parts, "pp. "+*at.Page+"–"+*at.PageEnd)
	case at.Page != nil:
		parts = append(parts, "p. "+*at.Page)
	}
	if len(p.Section) > 0 {
		parts = append(parts, p.Section[len(p.Section)-1])
	}
	return strings.Join(append(parts, "para. "+strconv.Itoa(p.Locator.Paragraph)), ", ")
}

// hitLine is a hit as one plain record: rank, id, author and year, place,
// theories, marked snippet, citation, and where it is explained why it ranks so.
func (a *app) hitLine(h *query.Hit) string {
	weak := ""
	if h.Weak {
		weak = "weak: "
	}
	fields := []string{
		strconv.Itoa(h.Rank), string(h.Passage.ID), byline(&h.Work), placeOf(&h.Passage), theoryList(&h.Passage),
		weak + oneLine(a.snippet(&h.Snippet)), h.Cite.InText,
	}
	if len(h.Why) > 0 {
		fields = append(fields, "because "+oneLine(strings.Join(h.Why, "; ")))
	}
	return strings.Join(fields, "\t")
}

// snippet is the shown text with its marks, and dots where a sentence was cut.
func (a *app) snippet(s *query.Snippet) string {
	text := a.marked(s.Text, s.Marks)
	if s.CutBefore {
		text = "… " + text
	}
	if s.CutAfter {
		text += " …"
	}
	return text
}

// writeScreen writes an answer for a person at a terminal.
func (a *app) writeScreen(w io.Writer, answer *query.Answer) {
	fmt.Fprintf(w, "%s\n\n", a.styled(codeDim, fmt.Sprintf("%d passages for %s, %.1f ms", answer.Total, answer.Understood, answer.TookMS)))
	for i := range answer.Hits {
		h := &answer.Hits[i]
		head := fmt.Sprintf("%d. %s · %s", h.Rank, byline(&h.Work), placeOf(&h.Passage))
		if t := theoryList(&h.Passage); t != "" {
			head += " · " + t
		}
		if h.Passage.Voice == corpus.Quotes || h.Passage.Voice == corpus.Reports {
			head += " · " + strings.TrimSpace(string(h.Passage.Voice)+" "+strings.Join(h.Passage.VoiceOf, ", "))
		}
		if h.Weak {
			head += " · weak"
		}
		fmt.Fprintln(w, a.styled(codeBold, head))
		text := a.snippet(&h.Snippet)
		if h.Context != nil {
			text = h.Context.Text
		}
		fmt.Fprint(w, wrapped(text, "   ", a.width()))
		fmt.Fprint(w, wrapped(h.Cite.InText, "   → ", a.width()))
		fmt.Fprintf(w, "   %s\n", a.styled(codeDim, string(h.Passage.ID)))
		for _, id := range h.AlsoIn {
			fmt.Fprintf(w, "   %s\n", a.styled(codeDim, "also in "+string(id)))
		}
		for _, why := range h.Why {
			fmt.Fprintf(w, "   %s\n", a.styled(codeDim, "because "+why))
		}
		fmt.Fprintln(w)
	}
	a.writeFacets(w, answer.Facets)
}

func (a *app) writeFacets(w io.Writer, facets map[corpus.Field][]corpus.Count) {
	for _, f := range corpus.Fields() {
		for _, c := range facets[f] {
			fmt.Fprintf(w, "%s\t%s\t%d\n", f, c.Value, c.Count)
		}
	}
}

func writeCSV(w io.Writer, answer *query.Answer) error {
	c := csv.NewWriter(w)
	if err := c.Write([]string{"rank", "score", "weak", "id", "work", "author", "title", "place", "theories", "voice", "snippet", "text", "in_text", "reference"}); err != nil {
		return err
	}
	for _, h := range answer.Hits {
		err := c.Write([]string{
			strconv.Itoa(h.Rank), strconv.FormatFloat(h.Score, 'f', 4, 64), strconv.FormatBool(h.Weak), string(h.Passage.ID),
			string(h.Work.ID), byline(&h.Work), h.Work.Title, placeOf(&h.Passage), theoryList(&h.Passage),
			string(h.Passage.Voice), h.Snippet.Text, h.Passage.Text, h.Cite.InText, h.Cite.Reference,
		})
		if err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// writeMarkdown writes hits as block quotations with their citations, and the
// list of references below, each once.
func (a *app) writeMarkdown(w io.Writer, answer *query.Answer) error {
	fmt.Fprintf(w, "# %s\n\n", oneLine(answer.Asked))
	seen := map[string]bool{}
	var entries []string
	for _, h := range answer.Hits {
		for _, line := range strings.Split(a.snippet(&h.Snippet), "\n") {
			fmt.Fprintf(w, "> %s\n", line)
		}
		fmt.Fprintf(w, ">\n> %s `%s`\n\n", h.Cite.InText, h.Passage.ID)
		if !seen[h.Cite.Reference] {
			seen[h.Cite.Reference] = true
			entries = append(entries, h.Cite.Reference)
		}
	}
	if len(entries) > 0 {
		fmt.Fprint(w, "## References\n\n")
	}
	for _, e := range entries {
		fmt.Fprintf(w, "- %s\n", e)
	}
	return nil
}
