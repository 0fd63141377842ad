// Command peers measures locus beside Apache Lucene, SQLite FTS5 and Xapian: on
// the same passages, with the same questions, in one run, and prints one table.
//
//	go run ./cmd/internal/peers -passages 100000
//	go run ./cmd/internal/peers -speeches ../shared/scale/speeches.jsonl.gz -sizes 10000,100000,1000000
//	go run ./cmd/internal/peers -texts million.jsonl -passages 1000000      # texts alone
//
// It makes the texts from a seed (package texts), has locus read and index them,
// takes the passages that locus made, gives them to the peers, draws questions
// of ten kinds from them (workload.go; -workload takes others), and asks all
// engines all questions, one after the other: the top ten with snippets, and for
// locus and Lucene again with facets. Times are those that each engine takes for
// a question within its process, in one thread (locus with GOMAXPROCS=1; the
// peers as their own compilers and collectors please), the first round left out; on a busy machine the
// processor time of the whole process is the surer figure, and stands below them. Then
// 32 clients ask `locus serve`, a text is added to the library and looked for, and
// `locus search` is run as a process of its own.
//
// The peers' programs are looked for in the folder -peers; one that is missing is
// named with what to install, and its column stays empty. Nothing is asked of any
// other machine. What is measured of locus is what a user runs: this command
// builds ./cmd/locus and talks to it by its flags and its JSON, and imports nothing
// of it. TestSmallRun measures a library of a thousand passages, locus alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "peers: "+err.Error())
		os.Exit(2)
	}
}

// settings are the flags.
type settings struct {
	seed                                     uint64
	passages, rounds, clients, requests      int
	speeches, texts, dir, locus, jars        string
	peers, workload, sizes, engines, skipped string
	built                                    bool
}

func parse(args []string, errw io.Writer) (settings, error) {
	var s settings
	set := flag.NewFlagSet("peers", flag.ContinueOnError)
	set.SetOutput(errw)
	set.Uint64Var(&s.seed, "seed", 1, "of the texts and of the questions")
	set.IntVar(&s.passages, "passages", 100_000, "how many passages the texts make, about")
	set.StringVar(&s.sizes, "sizes", "", "several such numbers, for a table of growth: 10000,100000,1000000")
	set.StringVar(&s.speeches, "speeches", "", "a file of records, .jsonl or .jsonl.gz, to multiply; without it texts are invented")
	set.StringVar(&s.texts, "texts", "", "write the texts to this file and stop")
	set.StringVar(&s.dir, "dir", "", "work in this folder and keep what is made; without it, in a temporary one")
	set.BoolVar(&s.built, "built", false, "use the library and the indexes that -dir holds from an earlier run")
	set.StringVar(&s.locus, "locus", "", "the program; without it, built from the source")
	set.StringVar(&s.peers, "peers", filepath.Join("..", "shared", "bench"), "folder with LuceneBench.java and py_peers.py")
	set.StringVar(&s.jars, "jars", "/usr/share/java", "folder with Lucene's jars")
	set.StringVar(&s.engines, "engines", "locus,lucene,sqlite,xapian", "whom to measure")
	set.StringVar(&s.skipped, "skip", "", "what not to measure: questions, facets, serving, adding, process")
	set.StringVar(&s.workload, "workload", "", "questions, kind<TAB>words a line; without it they are drawn from the texts")
	set.IntVar(&s.rounds, "rounds", 3, "how often each question is asked and timed")
	set.IntVar(&s.clients, "clients", 32, "how many ask at one time")
	set.IntVar(&s.requests, "requests", 4000, "how many questions they ask in all")
	if err := set.Parse(args); err != nil {
		return s, err
	}
	switch {
	case set.NArg() > 0:
		return s, fmt.Errorf("%q is no flag", set.Arg(0))
	case s.built && s.dir == "":
		return s, errors.New("-built needs -dir")
	case s.rounds < 1 || s.clients < 1 || s.requests < 1:
		return s, errors.New("rounds, clients and requests must be 1 or more")
	}
	return s, nil
}

func run(ctx context.Context, args []string, out, errw io.Writer) error {
	s, err := parse(args, errw)
	if err != nil {
		return err
	}
	sizes, err := s.each()
	if err != nil {
		return err
	}
	if s.texts != "" {
		_, err := write(s.texts, s.speeches, s.seed, sizes[0])
		return err
	}
	if s.dir == "" {
		if s.dir, err = os.MkdirTemp("", "peers-"); err != nil {
			return err
		}
		defer os.RemoveAll(s.dir)
	}
	if s.dir, err = filepath.Abs(s.dir); err != nil {
		return err
	}
	var all []*report
	for _, n := range sizes {
		r, err := measure(ctx, s, n, errw)
		if err != nil {
			return fmt.Errorf("%d passages: %w", n, err)
		}
		if err := r.write(out); err != nil {
			return err
		}
		all = append(all, r)
	}
	if len(all) > 1 {
		return writeGrowth(out, all)
	}
	return nil
}

// each are the sizes to measure, at least one.
func (s *settings) each() ([]int, error) {
	if s.sizes == "" {
		s.sizes = strconv.Itoa(s.passages)
	}
	var out []int
	for f := range strings.SplitSeq(s.sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(f))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is no number of passages", f)
		}
		out = append(out, n)
	}
	return out, nil
}

// wants reports whether something is to be measured.
func (s *settings) wants(what string) bool { return !listed(s.skipped, what) }

func listed(list, name string) bool {
	for f := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(f) == name {
			return true
		}
	}
	return false
}
