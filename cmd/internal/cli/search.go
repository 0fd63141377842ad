package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
	"locus/query/language"
)

type searchFlags struct {
	request query.Request
	year    string
	context string
	batch   string
}

func (a *app) searchCommand() *cobra.Command {
	var f searchFlags
	cmd := &cobra.Command{
		Use:   "search QUESTION...",
		Short: "Find passages, marked and ready to cite",
		Long: `Words find any passage with one of them, best first. "..." is an exact phrase,
"..."~5 its words near each other, arms NEAR/5 race, anarch* a beginning, =word
this form only, +must -not, (a OR b) AND c. Filters also work inside the question:
theory:realism author:walt person:"Barry Buzan" work:paper type:essay
section:technology year:1979..1990. Nothing typed is an error.`,
		Example: `  locus search "security dilemma"
  locus search 'what is human security' --theory human-security --style mla
  locus search '"balance of power" -nuclear' --per-theory 1 --format json
  locus search --batch questions.tsv --format trec --by work --limit 100`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.request.Question = strings.Join(args, " ")
			return a.search(cmd.Context(), f)
		},
	}
	r, fl := &f.request, cmd.Flags()
	fl.StringSliceVar(&r.Theory, "theory", nil, "only passages of this theory or its children; may be repeated")
	fl.StringArrayVar(&r.Author, "author", nil, "only works by this author")
	fl.StringArrayVar(&r.Person, "person", nil, "only passages that name this person")
	fl.StringSliceVar(&r.Work, "work", nil, "only this work")
	fl.StringSliceVar(&r.Type, "type", nil, "only works of this type")
	fl.StringVar(&f.year, "year", "", "only works of these years: 1979, 1979..1990, 1979.., ..1990")
	fl.StringSliceVar(&r.In, "in", nil, "body, notes, tables, references, all (default: all but references)")
	fl.StringSliceVar(&r.Voice, "voice", nil, "author, quotes, reports")
	fl.StringArrayVar(&r.Section, "section", nil, "only under a heading with these words")
	fl.IntVar(&r.Limit, "limit", 10, "hits wanted")
	fl.IntVar(&r.Skip, "skip", 0, "hits to pass over")
	fl.IntVar(&r.PerWork, "per-work", 0, "at most so many hits of one work")
	fl.IntVar(&r.PerTheory, "per-theory", 0, "so many hits of each theory")
	fl.StringVar(&r.Sort, "sort", "", "score, year or work")
	fl.StringVar(&r.By, "by", "", "rank passages or whole works: passage, work")
	fl.BoolVar(&r.Facets, "facets", false, "count the values of theory, author, person, work, type, year")
	fl.StringVar(&f.context, "context", "", "show what stands around the snippet: sentence, paragraph, section")
	fl.BoolVar(&r.Explain, "explain", false, "say why each hit ranks where it does")
	fl.BoolVar(&r.Exact, "exact", false, "words match in the forms asked only")
	fl.StringVar(&r.Style, "style", "", "citation style: apa, mla, chicago-note, chicago-author-date, harvard")
	fl.StringVar(&f.batch, "batch", "", `file of questions, "id<TAB>question" a line; "-" for standard input`)
	return cmd
}

func (a *app) search(ctx context.Context, f searchFlags) error {
	format, err := a.format("csv", "markdown", "trec")
	if err != nil {
		return err
	}
	if f.request.Year, err = parseYears(f.year); err != nil {
		return err
	}
	if f.request.Style == "" {
		f.request.Style = a.conf.Style
	}
	if _, err := cite.ParseStyle(f.request.Style); err != nil {
		return err
	}
	if f.context != "" {
		if _, err := around.ParseKind(f.context); err != nil {
			return err
		}
	}
	if f.batch == "" && strings.TrimSpace(f.request.Question) == "" && !narrowed(&f.request) {
		return fmt.Errorf(`no question; for example: locus search "security dilemma"`)
	}
	if f.batch != "" && f.request.Question != "" {
		return fmt.Errorf("either a question or --batch, not both")
	}
	p, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer p.Close()
	if f.batch != "" {
		return a.searchBatch(ctx, p, f, format)
	}
	answer, err := p.searcher.Search(ctx, f.request)
	if err != nil {
		return err
	}
	if err := p.addContext(answer, f.context); err != nil {
		return err
	}
	answer.Notes = append(answer.Notes, p.damaged(answer.Hits)...)
	if err := a.renderAnswer(answer, format); err != nil {
		return err
	}
	if len(answer.Hits) == 0 {
		a.sayNothing(answer)
		return errNothing
	}
	return nil
}

// damaged tells of the works of hits, which the index answers, those whose records
// in the library cannot be read: the answer is from before the damage. It takes a
// seventh of a millisecond a work, so a batch goes without.
func (p *place) damaged(hits []query.Hit) []string {
	var notes []string
	seen := map[corpus.WorkID]bool{}
	for i := range hits {
		id := hits[i].Work.ID
		if seen[id] {
			continue
		}
		seen[id] = true
		if _, err := p.lib.Work(id); errors.Is(err, corpus.ErrDamaged) {
			notes = append(notes, fmt.Sprintf("The record of %s is damaged; this is what the index remembers of it. locus verify says what is wrong, locus doctor how to mend it.", id))
		}
	}
	return notes
}

// sayNothing tells a question without a hit in a sentence, whatever the answer's
// own notes say and in every format.
func (a *app) sayNothing(answer *query.Answer) {
	switch {
	case answer.Total > 0:
		fmt.Fprintf(a.err, "locus: there are %d passages in all, none so far down\n", answer.Total)
	case answer.Understood != "":
		fmt.Fprintf(a.err, "locus: nothing found for %s\n", answer.Understood)
	default:
		fmt.Fprintln(a.err, "locus: nothing found")
	}
}

// narrowed reports whether a request without words asks for something all the
// same: all passages under a filter.
func narrowed(r *query.Request) bool {
	return len(r.Theory)+len(r.Author)+len(r.Person)+len(r.Work)+len(r.Type)+len(r.Section)+len(r.Voice) > 0 || r.Year != nil || r.Facets
}

// parseYears reads years as the question language does: 1979, 1979..1990,
// 1979.. and ..1990.
func parseYears(s string) (*query.YearRange, error) {
	if s == "" {
		return nil, nil
	}
	r, ok := language.ParseRange(s)
	if !ok {
		return nil, fmt.Errorf("--year %q: write 1979, 1979..1990, 1979.. or ..1990", s)
	}
	return &query.YearRange{From: r.From, To: r.To}, nil
}

// addContext puts the wider text around each hit into the answer.
func (p *place) addContext(answer *query.Answer, kind string) error {
	if kind == "" {
		return nil
	}
	for i := range answer.Hits {
		h := &answer.Hits[i]
		doc, err := p.lib.Document(h.Passage.Work)
		if err != nil {
			return err
		}
		c := around.Of(doc, h.Snippet.Span, around.Kind(kind))
		h.Context = &c
	}
	return nil
}
