package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// locus is a command of the program on the trial's library, with settings of its
// own.
func (t *trial) locusCommand(args ...string) command {
	return command{name: t.bin, args: append([]string{"--library", t.path("library")}, args...),
		env: []string{"XDG_CACHE_HOME=" + t.path("cache"), "XDG_CONFIG_HOME=" + t.path("config")}}
}

// library makes texts, has locus read and index them, and takes the passages out.
func (t *trial) library(passages int) error {
	e := &engine{name: "locus"}
	if listed(t.engines, "locus") {
		t.r.engines = append(t.r.engines, e)
	}
	if !t.there("library") {
		t.say("make texts for %d passages", passages)
		if _, err := write(t.path("texts.jsonl"), t.speeches, t.seed, passages); err != nil {
			return err
		}
		t.say("locus reads them")
		add := t.locusCommand("add", t.path("texts.jsonl"), "--format", "jsonl")
		var err error
		if e.add, err = add.run(t.ctx); err != nil {
			return err
		}
		t.say("locus makes its index anew")
		if e.build, err = t.locusCommand("rebuild").run(t.ctx); err != nil {
			return err
		}
	}
	var err error
	if e.size, err = sizeOf(t.path("library/index")); err != nil {
		return fmt.Errorf("index of locus: %w", err)
	}
	return t.takePassages()
}

// takePassages writes the library's passages as the peers read them: id, title,
// author and text between tabs, each on one line.
func (t *trial) takePassages() error {
	f, err := os.Create(t.path("passages.tsv"))
	if err != nil {
		return err
	}
	defer f.Close()
	records, err := t.works()
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	c := t.locusCommand("passages", "--format", "jsonl")
	_, err = t.lines(c, func(line []byte) error {
		var p struct{ ID, Work, Text string }
		if err := json.Unmarshal(line, &p); err != nil {
			return fmt.Errorf("locus passages: %w", err)
		}
		text := oneLine(p.Text)
		t.r.passages++
		t.r.text += int64(len(text))
		of := records[p.Work]
		_, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", p.ID, of.title, of.author, text)
		return err
	})
	if err != nil {
		return err
	}
	return errors.Join(w.Flush(), f.Close())
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

type titled struct{ title, author string }

// works are the titles and first authors of the library's works by id.
func (t *trial) works() (map[string]titled, error) {
	out := map[string]titled{}
	_, err := t.lines(t.locusCommand("works", "--format", "jsonl"), func(line []byte) error {
		var w struct {
			ID, Title string
			Authors   []struct{ Given, Family string }
		}
		if err := json.Unmarshal(line, &w); err != nil {
			return fmt.Errorf("locus works: %w", err)
		}
		author := ""
		if len(w.Authors) > 0 {
			author = oneLine(w.Authors[0].Given + " " + w.Authors[0].Family)
		}
		out[w.ID] = titled{oneLine(w.Title), author}
		return nil
	})
	return out, err
}

// lines runs a command and hands on what it writes line by line.
func (t *trial) lines(c command, each func(line []byte) error) (cost, error) {
	r, w := io.Pipe()
	c.out = w
	var of cost
	done := make(chan error, 1)
	go func() {
		var err error
		of, err = c.run(t.ctx)
		w.Close()
		done <- err
	}()
	in := bufio.NewScanner(r)
	in.Buffer(nil, 256<<20)
	var err error
	for err == nil && in.Scan() {
		err = each(in.Bytes())
	}
	r.CloseWithError(errors.Join(err, in.Err())) // ends the command where it still writes
	ran := <-done
	if err = errors.Join(err, in.Err()); err != nil {
		return of, err
	}
	return of, ran
}

// askLocus asks all questions in one process and one thread. Each answer tells how
// long it took, from the question read to the hits with snippets, marks and
// citations; writing it as JSON is left out, as the peers write nothing.
func (t *trial) askLocus(facets bool) (asking, error) {
	if err := os.WriteFile(t.path("batch.tsv"), batch(t.work, t.rounds), 0o644); err != nil {
		return asking{}, err
	}
	args := []string{"search", "--batch", t.path("batch.tsv"), "--format", "jsonl"}
	if facets {
		args = append(args, "--facets")
	}
	c := t.locusCommand(args...)
	c.env = append(c.env, "GOMAXPROCS=1")
	times := make([][]int64, len(t.work))
	of, err := t.lines(c, func(line []byte) error { return took(line, times) })
	if err != nil {
		return asking{}, err
	}
	return askedOf(byKind(t.work, times), of, len(t.work)*(t.rounds+1)), nil
}

// batch are the questions of so many rounds after one to warm up, each with its
// round and its number for an id.
func batch(work []asked, rounds int) []byte {
	var b []byte
	for round := range rounds + 1 {
		for i, q := range work {
			b = fmt.Appendf(b, "%d|%d\t%s\n", round, i, q.typed())
		}
	}
	return b
}

// took reads an answer's time; those of the first round are left out.
func took(line []byte, times [][]int64) error {
	var a struct {
		BatchID string  `json:"batch_id"`
		TookMS  float64 `json:"took_ms"`
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return fmt.Errorf("locus search: %w", err)
	}
	round, number, _ := strings.Cut(a.BatchID, "|")
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(times) {
		return fmt.Errorf("locus search: an answer to %q, which was not asked", a.BatchID)
	}
	if round != "0" {
		times[i] = append(times[i], int64(a.TookMS*1000))
	}
	return nil
}

// byKind puts the times of questions of a kind together, in the order of the
// questions.
func byKind(work []asked, times [][]int64) []quantiles {
	var kinds []string
	all, n := map[string][]int64{}, map[string]int{}
	for i, q := range work {
		if n[q.kind] == 0 {
			kinds = append(kinds, q.kind)
		}
		n[q.kind]++
		all[q.kind] = append(all[q.kind], times[i]...)
	}
	var out []quantiles
	for _, k := range kinds {
		out = append(out, quantilesOf(k, n[k], all[k]))
	}
	return out
}

// processes measures locus search from its start to its end.
func (t *trial) processes() error {
	var walls []time.Duration
	for i := range 15 {
		q := t.work[i*len(t.work)/15]
		c, err := t.locusCommand("search", q.typed()).run(t.ctx)
		if err != nil && !nothingFound(err) {
			return err
		}
		walls = append(walls, c.wall)
	}
	slices.Sort(walls)
	t.r.process = walls[len(walls)/2]
	return nil
}
