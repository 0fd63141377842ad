package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"locus/cmd/internal/peers/texts"
)

// write writes texts that make about so many passages to a file of records.
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
