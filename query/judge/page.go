package judge

import (
	"context"
	"fmt"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query"
)

// Searcher is what is judged; *query.Searcher is one.
type Searcher interface {
	Search(ctx context.Context, req query.Request) (*query.Answer, error)
}

// Result is a judged question with its figures. Silent, for a question that
// nothing answers, says that nothing or only weak hits were offered.
type Result struct {
	Question Question
	Scores   Scores
	Top      corpus.PassageID // the first hit
	Silent   bool
}

// Page holds the results of a set of questions. Lost lists the places whose
// words are in no passage of their work.
type Page struct {
	Results []Result
	Lost    []Place
}

// depth is how many hits of an answer are looked at.
const depth = 100

// Run asks every question and compares the answers with the judgements. The
// documents are those that the searcher's index holds. The passages that a hit
// stands for as repeats count at its rank.
func Run(ctx context.Context, s Searcher, questions []Question, docs []*corpus.Document) (*Page, error) {
	page := &Page{}
	texts := foldAll(docs)
	for _, q := range questions {
		grades := map[string]int{}
		for _, p := range q.Places {
			id := find(texts[p.Work], p.Anchor)
			if id == "" {
				page.Lost = append(page.Lost, p)
				id = corpus.PassageID(fmt.Sprintf("lost:%d", p.Line))
			}
			grades[string(id)] = max(grades[string(id)], p.Grade)
		}
		a, err := s.Search(ctx, query.Request{Question: q.Text, Limit: depth})
		if err != nil {
			return nil, fmt.Errorf("ask %q: %w", q.Text, err)
		}
		r := Result{Question: q, Silent: true}
		var ranked []string
		for _, h := range a.Hits {
			ranked = append(ranked, string(judged(h, grades)))
			r.Silent = r.Silent && h.Weak
		}
		if len(a.Hits) > 0 {
			r.Top = a.Hits[0].Passage.ID
		}
		r.Scores = Measure(ranked, grades)
		page.Results = append(page.Results, r)
	}
	return page, nil
}

// judged is the passage of a hit or of its repeats that has the best grade.
func judged(h query.Hit, grades map[string]int) corpus.PassageID {
	best := h.Passage.ID
	for _, id := range h.AlsoIn {
		if grades[string(id)] > grades[string(best)] {
			best = id
		}
	}
	return best
}

type folded struct {
	id   corpus.PassageID
	text string
}

func foldAll(docs []*corpus.Document) map[corpus.WorkID][]folded {
	out := map[corpus.WorkID][]folded{}
	for _, d := range docs {
		for _, p := range d.Passages {
			out[d.Work.ID] = append(out[d.Work.ID], folded{p.ID, key(p.Text)})
		}
	}
	return out
}

// key folds a text for comparing: its words with one blank between, whatever
// stands there.
func key(text string) string {
	return " " + strings.Join(strings.FieldsFunc(words.Fold(text), func(r rune) bool {
		return strings.ContainsRune(" \n\t.,;:!?()[]{}\"'-–—“”‘’«»*_/|", r)
	}), " ") + " "
}

// find is the first passage that has the words of an anchor, side by side; ""
// where none has.
func find(texts []folded, anchor string) corpus.PassageID {
	want := key(anchor)
	for _, t := range texts {
		if strings.Contains(t.text, want) {
			return t.id
		}
	}
	return ""
}

// Split parts the results: questions that something answers, and others.
func (p *Page) Split() (answered, none []Result) {
	for _, r := range p.Results {
		if r.Question.None {
			none = append(none, r)
		} else {
			answered = append(answered, r)
		}
	}
	return answered, none
}

// Mean is the mean over the questions that something answers, and the number of
// those whose first answer is good.
func (p *Page) Mean() (Scores, int) {
	answered, _ := p.Split()
	var all []Scores
	for _, r := range answered {
		all = append(all, r.Scores)
	}
	return Mean(all)
}

// String prints the page for people and for comparing: means first, then every
// question, then what was lost.
func (p *Page) String() string {
	var b strings.Builder
	answered, none := p.Split()
	mean, firsts := p.Mean()
	silent := 0
	for _, r := range none {
		if r.Silent {
			silent++
		}
	}
	fmt.Fprintf(&b, "questions     %d\nnDCG@10       %.3f\nMAP           %.3f\nMRR@10        %.3f\nrecall@10     %.3f\nrecall@20     %.3f\nfirst is good %d of %d\n",
		len(p.Results), mean.NDCG10, mean.AP, mean.RR, mean.Recall10, mean.Recall20, firsts, len(answered))
	fmt.Fprintf(&b, "unanswerable  %d, of which %d got nothing or weak hits only\n\n", len(none), silent)
	for _, r := range p.Results {
		if r.Question.None {
			fmt.Fprintf(&b, "%-6s %-6s %s\n", "none", map[bool]string{true: "silent", false: "loud"}[r.Silent], r.Question.Text)
			continue
		}
		fmt.Fprintf(&b, "%.3f  %.3f  %s\n", r.Scores.NDCG10, r.Scores.RR, r.Question.Text)
	}
	for _, l := range p.Lost {
		fmt.Fprintf(&b, "lost: line %d: %s | %s\n", l.Line, l.Work, l.Anchor)
	}
	return b.String()
}
