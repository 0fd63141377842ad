package mcp

import (
	"context"
	"fmt"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
	"locus/query/quote"
)

// What each tool says of itself.
const (
	aboutSearch = `Find passages of the library to cite: for a claim, a concept, a name, or words half remembered. Use it before stating what a source says.
Words find any passage with one of them, best first; "..." is an exact phrase; +must -not; filters narrow.
Returns total and hits, each with passage (id, verbatim text, section, locator, theories, people, voice), work, snippet with the words found, and cite (in_text, reference) ready to paste. Do not offer hits with weak true as support. No hits means that the library has nothing on it.`
	aboutPassage = `Read one passage, or any span work:start-end, whole and with what stands around it. Use it before relying on a hit: to see whether the author asserts, reports or rejects what it says.
Returns passage, work and cite; originals, the entries of the work's own list that quoted or reported words come from; context (sentence, paragraph or section around it) or before and after (neighbouring passages) where asked.`
	aboutCite = `Make the citation of passages in a style and a format. Use it when a style other than the library's usual one, a markup (pandoc, latex, typst, bibtex ...), the author in the sentence (narrative) or the quotation with its citation (quote) is wanted.
Returns citations, each with id, in_text, reference and missing: the fields that a full reference needs and the record lacks. Never fill these from memory. Where the words are somebody else's, the citation is at second hand, and originals are the entries of the work's own list that they come from: offer them to be looked up, and do not cite them as read.`
	aboutQuotation = `Check words before you put them between quotation marks, or a quotation that a draft already has. Type does not count (curly marks, line-end hyphens, blanks); words do. An ellipsis, [brackets] and [sic] are taken as the writer's.
Returns verdict (exact, exact-marked, altered, stitched, wrong-page, wrong-source, secondhand, not-found, source-not-in-library, too-short, ambiguous), why in a sentence, the source's own words (source_text), diff, passage and cite; the likest places (nearest) where nothing fits. On anything but exact or exact-marked, use source_text or drop the quotation marks.`
	aboutWorks = `List the works that the library holds: what there is to cite, and the ids that other tools take as work. "like" keeps works whose id, title or authors have its words.
Returns total and works (id, title, authors, year, type, container ...). A field that is missing is not known: do not supply it.`
)

func (s *server) addTools(to *sdk.Server) {
	register(s, to, "search", "Find passages to cite", aboutSearch, s.search)
	register(s, to, "get_passage", "Read a passage in its place", aboutPassage, s.passage)
	register(s, to, "cite", "Cite passages", aboutCite, s.cite)
	register(s, to, "check_quotation", "Check a quotation", aboutQuotation, s.quotation)
	register(s, to, "list_works", "List the works held", aboutWorks, s.works)
}

type searchInput struct {
	Question string   `json:"question,omitempty" jsonschema:"what is looked for, in words or in the question language; may be empty when a filter is given"`
	Theory   []string `json:"theory,omitempty" jsonschema:"only passages of one of these theories or their children, by id, name or alias"`
	Author   []string `json:"author,omitempty" jsonschema:"only works by one of these authors"`
	Person   []string `json:"person,omitempty" jsonschema:"only passages that name one of these persons"`
	Work     []string `json:"work,omitempty" jsonschema:"only these works, by id"`
	Type     []string `json:"type,omitempty" jsonschema:"only works of these types: essay, chapter, article, encyclopedia, paper, book, report, thesis, webpage"`
	Voice    []string `json:"voice,omitempty" jsonschema:"whose words: author, quotes, reports"`
	YearFrom *int     `json:"year_from,omitempty" jsonschema:"only works of this year or later"`
	YearTo   *int     `json:"year_to,omitempty" jsonschema:"only works of this year or earlier"`
	Limit    int      `json:"limit,omitempty" jsonschema:"hits wanted, 1 to 50; 5 unless said"`
	Skip     int      `json:"skip,omitempty" jsonschema:"hits to pass over, for the next page"`
	PerWork  int      `json:"per_work,omitempty" jsonschema:"at most so many hits of one work; 0 is no bound"`
	Exact    bool     `json:"exact,omitempty" jsonschema:"words match in the forms asked only"`
	Facets   bool     `json:"facets,omitempty" jsonschema:"also count the theories, authors, persons, works, types and years of all that was found"`
	Style    string   `json:"style,omitempty" jsonschema:"citation style: apa, mla, chicago-note, chicago-author-date, harvard"`
}

func (s *server) search(ctx context.Context, in searchInput) (*query.Answer, error) {
	limit, err := within("limit", in.Limit, hitsUnlessSaid, maxHits)
	if err != nil {
		return nil, err
	}
	if _, err := cite.ParseStyle(s.style(in.Style)); err != nil {
		return nil, err
	}
	r := query.Request{
		Question: in.Question, Theory: in.Theory, Author: in.Author, Person: in.Person, Work: in.Work, Type: in.Type, Voice: in.Voice,
		Limit: limit, Skip: in.Skip, PerWork: in.PerWork, Exact: in.Exact, Facets: in.Facets, Style: s.style(in.Style),
	}
	if in.YearFrom != nil || in.YearTo != nil {
		r.Year = &query.YearRange{From: in.YearFrom, To: in.YearTo}
	}
	filters := len(r.Theory) + len(r.Author) + len(r.Person) + len(r.Work) + len(r.Type) + len(r.Voice)
	if strings.TrimSpace(r.Question) == "" && filters == 0 && r.Year == nil {
		return nil, fmt.Errorf("nothing is asked: give a question or a filter; list_works tells what there is")
	}
	return s.Searcher.Search(ctx, r)
}

type passageInput struct {
	ID      string `json:"id" jsonschema:"the address: passage.id of a hit, or any work:start-end in bytes of the work's text"`
	Context string `json:"context,omitempty" jsonschema:"what stands around it: sentence, paragraph, section"`
	Around  int    `json:"around,omitempty" jsonschema:"so many passages before and after, at most 20"`
	Style   string `json:"style,omitempty" jsonschema:"citation style: apa, mla, chicago-note, chicago-author-date, harvard"`
}

func (s *server) passage(_ context.Context, in passageInput) (*query.Shown, error) {
	near, err := within("around", in.Around, 0, maxAround)
	if err != nil {
		return nil, err
	}
	doc, p, err := s.Library.Resolve(corpus.PassageID(in.ID))
	if err != nil {
		return nil, err
	}
	c, err := s.cited(in.ID, cite.Options{Style: cite.Style(s.style(in.Style))})
	if err != nil {
		return nil, err
	}
	out := &query.Shown{Passage: p, Work: doc.Work, Cite: query.Cite{InText: c.InText, Reference: c.Reference}, Originals: c.Originals}
	if in.Context != "" {
		kind, err := around.ParseKind(in.Context)
		if err != nil {
			return nil, err
		}
		wide := around.Of(doc, p.Span, kind)
		out.Context = &wide
	}
	if near > 0 {
		out.Before, out.After = around.Neighbours(doc, p.Span, near)
	}
	return out, nil
}

type citeInput struct {
	IDs       []string `json:"ids" jsonschema:"addresses, as in passage.id; at most 100"`
	Style     string   `json:"style,omitempty" jsonschema:"apa, mla, chicago-note, chicago-author-date, harvard"`
	As        string   `json:"as,omitempty" jsonschema:"text, html, markdown, pandoc, biblatex, latex, typst, bibtex, ris, csl-json"`
	Narrative bool     `json:"narrative,omitempty" jsonschema:"the author in the sentence: Waltz (1979, p. 118)"`
	Quote     bool     `json:"quote,omitempty" jsonschema:"with the quotation"`
}

// cited is the citation of one address, as `locus cite` prints it.
type cited struct {
	ID        corpus.PassageID `json:"id"`
	InText    string           `json:"in_text"`
	Reference string           `json:"reference"`
	Missing   []string         `json:"missing,omitempty"`
	// Originals are the entries of the work's own list that quoted or reported
	// words come from.
	Originals []corpus.Reference `json:"originals,omitempty"`
}

// citations is a list in an object, since an answer is an object.
type citations struct {
	Citations []cited `json:"citations"`
}

func (s *server) cite(ctx context.Context, in citeInput) (*citations, error) {
	if len(in.IDs) == 0 || len(in.IDs) > maxCited {
		return nil, fmt.Errorf("ids: %d addresses; give 1 to %d", len(in.IDs), maxCited)
	}
	o := cite.Options{Style: cite.Style(s.style(in.Style)), Form: cite.Form(in.As), Narrative: in.Narrative, Quote: in.Quote}
	out := &citations{Citations: make([]cited, len(in.IDs))}
	for i, id := range in.IDs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := s.cited(id, o)
		if err != nil {
			return nil, err
		}
		out.Citations[i] = c
	}
	return out, nil
}

// cited makes one citation.
func (s *server) cited(id string, o cite.Options) (cited, error) {
	doc, p, err := s.Library.Resolve(corpus.PassageID(id))
	if err != nil {
		return cited{}, err
	}
	if o.Works, err = s.Among(&doc.Work); err != nil {
		return cited{}, err
	}
	out := cited{ID: p.ID, Missing: cite.Missing(&doc.Work), Originals: cite.Originals(doc, &p)}
	if out.InText, err = cite.InText(&doc.Work, &p, o); err != nil {
		return cited{}, err
	}
	out.Reference, err = cite.Entry(&doc.Work, o)
	return out, err
}

type quotationInput struct {
	Text  string   `json:"text" jsonschema:"the quoted words, without the quotation marks around them"`
	Work  []string `json:"work,omitempty" jsonschema:"the works that it is said to be from, by id; all works unless said"`
	Pages string   `json:"pages,omitempty" jsonschema:"the printed page or pages that it is said to be on, as written: 118, 117-18, xi"`
	Style string   `json:"style,omitempty" jsonschema:"citation style: apa, mla, chicago-note, chicago-author-date, harvard"`
}

func (s *server) quotation(ctx context.Context, in quotationInput) (*Quoted, error) {
	if strings.TrimSpace(in.Text) == "" {
		return nil, fmt.Errorf("text: no words to look for")
	}
	if _, err := cite.ParseStyle(s.style(in.Style)); err != nil {
		return nil, err
	}
	claim := quote.Claim{Text: in.Text, Pages: in.Pages, Source: strings.Join(in.Work, ", ")}
	for _, id := range in.Work {
		w, err := s.Library.Work(corpus.WorkID(id))
		if err != nil {
			return nil, err
		}
		claim.Works = append(claim.Works, w.ID)
	}
	out, err := s.Quote(ctx, claim, s.style(in.Style))
	return &out, err
}

// style is the style that a call names, else the usual one.
func (s *server) style(named string) string {
	if named != "" {
		return named
	}
	return s.Style
}

// within is a number of a call, or its default where the call has 0.
func within(name string, n, unlessSaid, most int) (int, error) {
	if n < 0 || n > most {
		return 0, fmt.Errorf("%s: %d; give a number from 0 to %d", name, n, most)
	}
	if n == 0 {
		return unlessSaid, nil
	}
	return n, nil
}
