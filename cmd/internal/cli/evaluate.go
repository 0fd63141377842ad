package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/query/judge"
)

// evaluateCommand judges the ranking: questions whose answers are known, put to
// the library.
func (a *app) evaluateCommand() *cobra.Command {
	var against, half string
	cmd := a.onPlace(&cobra.Command{
		Use:   "evaluate FOLDER|FILE",
		Short: "Judge the ranking by questions whose answers are known",
		Long: `Puts judged questions to the library and prints nDCG@10, average precision and
recall, question by question.

A folder is a test collection (queries.jsonl, qrels.tsv) whose texts are the works
of the library: whole works are ranked, a hundred for each question. With
--against a run in TREC form is compared, with the probability that the
difference comes of chance. A file holds judged questions: "? words" and below
them "grade work | first words of the passage".`,
		Example: `  locus --library lib add cranfield/corpus.jsonl
  locus --library lib evaluate cranfield --against lucene.run`,
		Args: cobra.ExactArgs(1),
	}, func(ctx context.Context, p *place, args []string) error {
		info, err := os.Stat(args[0])
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return a.evaluateFile(ctx, p, args[0])
		}
		return a.evaluateCollection(ctx, p, args[0], against, half)
	})
	cmd.Flags().StringVar(&against, "against", "", "a run in TREC form to compare with")
	cmd.Flags().StringVar(&half, "half", "", "odd or even: questions at odd or even places only")
	return cmd
}

func (a *app) evaluateCollection(ctx context.Context, p *place, dir, against, half string) error {
	c, err := judge.ReadCollection(os.DirFS(dir))
	if err != nil {
		return err
	}
	switch half {
	case "":
	case "odd":
		c = c.Split(judge.Odd)
	case "even":
		c = c.Split(judge.Even)
	default:
		return fmt.Errorf("--half %q: odd or even", half)
	}
	missing := c.Missing(func(id string) bool {
		_, err := p.lib.Work(corpus.WorkID(id))
		return err == nil
	})
	if len(missing) > 0 {
		fmt.Fprintf(a.err, "locus: %d judged documents are not in the library (%s ...)\n", len(missing), strings.Join(missing[:min(3, len(missing))], ", "))
	}
	var other judge.Ranking
	if against != "" {
		f, err := os.Open(against)
		if err != nil {
			return err
		}
		defer f.Close()
		if other, err = judge.ReadRun(f); err != nil {
			return err
		}
	}
	line := newProgress(a.err)
	line.begin("asking", "questions", int64(len(c.Questions)))
	run, err := c.Ask(ctx, &tally{Searcher: p.searcher, p: line})
	line.done()
	if err != nil {
		return err
	}
	report, err := c.Report(run, other)
	if err != nil {
		return err
	}
	return record(a, report, func(w io.Writer, r *judge.Report) { fmt.Fprint(w, r) })
}

func (a *app) evaluateFile(ctx context.Context, p *place, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	questions, err := judge.ReadQuestions(f)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	var docs []*corpus.Document
	works, err := p.lib.Works()
	if err != nil {
		return err
	}
	line := newProgress(a.err)
	for doc, err := range line.each(ctx, "reading,", len(works), allDocuments(p.lib, works)) {
		if err != nil {
			line.done()
			return err
		}
		docs = append(docs, doc)
	}
	line.begin("asking", "questions", int64(len(questions)))
	page, err := judge.Run(ctx, &tally{Searcher: p.searcher, p: line}, questions, docs)
	line.done()
	if err != nil {
		return err
	}
	return record(a, page, func(w io.Writer, p *judge.Page) { fmt.Fprint(w, p) })
}
