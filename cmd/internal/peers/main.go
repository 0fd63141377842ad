// Command peers measures locus beside other engines, on the same texts and the
// same questions, and prints one table; see the flags.
package main

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"locus/cmd/internal/peers/texts"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "peers: "+err.Error())
		os.Exit(2)
	}
}

func run(args []string, out, errw io.Writer) error {
	set := flag.NewFlagSet("peers", flag.ContinueOnError)
	set.SetOutput(errw)
	seed := set.Uint64("seed", 1, "of the texts and of the questions")
	passages := set.Int("passages", 100_000, "how many passages the texts make, about")
	speeches := set.String("speeches", "", "a file of records, .jsonl or .jsonl.gz, to multiply; without it texts are invented")
	only := set.String("texts", "", "write the texts to this file and stop")
	if err := set.Parse(args); err != nil {
		return err
	}
	if *only == "" {
		return errors.New("name a file with -texts")
	}
	_, err := write(*only, *speeches, *seed, *passages)
	return err
}

// write writes the texts to a file.
func write(name, from string, seed uint64, passages int) (bytes int64, err error) {
	records, shut, err := source(from, seed, passages)
	if err != nil {
		return 0, err
	}
	defer shut()
	f, err := os.Create(name)
	if err != nil {
		return 0, err
	}
	bytes, err = texts.Write(f, records)
	return bytes, errors.Join(err, f.Close())
}

// source opens the texts.
func source(from string, seed uint64, passages int) (iter.Seq2[texts.Record, error], func(), error) {
	if from == "" {
		return texts.Generate(seed, passages), func() {}, nil
	}
	f, err := os.Open(from)
	if err != nil {
		return nil, nil, err
	}
	var r io.Reader = f
	if strings.HasSuffix(from, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			f.Close()
			return nil, nil, fmt.Errorf("%s: %w", from, err)
		}
	}
	return texts.Multiply(r, seed, passages), func() { f.Close() }, nil
}
