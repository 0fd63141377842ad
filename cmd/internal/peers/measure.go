package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"
)

// mostSampled is how many passages questions are drawn from.
const mostSampled = 20_000

// quantiles are times of one kind of question, in microseconds.
type quantiles struct {
	kind          string
	questions     int
	p50, p90, p99 int64
}

// quantilesOf sorts times and reads the quantiles off.
func quantilesOf(kind string, questions int, times []int64) quantiles {
	slices.Sort(times)
	n := len(times)
	if n == 0 {
		return quantiles{kind: kind}
	}
	return quantiles{kind, questions, times[n/2], times[n*9/10], times[min(n-1, n*99/100)]}
}

// engine is what was measured of one engine; what it cannot do is zero.
type engine struct {
	name    string
	missing string // why nothing was measured
	add     cost   // reading, splitting, tagging, keeping and indexing: locus alone
	build   cost   // the index alone
	size    int64  // bytes of the index, texts included
	plain   asking
	faceted asking
}

// asking is what an engine took for all questions.
type asking struct {
	times []quantiles
	cpu   time.Duration // of its process, for one question on the mean, its start and warming up included
}

// report is what was measured at one size.
type report struct {
	about    string
	passages int
	text     int64 // bytes of the passages
	engines  []*engine
	process  time.Duration // locus search as a process, the median
	load     *load
	added    time.Duration // until a text added to the library was found
	settled  time.Duration // until the command that added it ended
}

// trial is one size being measured.
type trial struct {
	settings
	ctx  context.Context
	dir  string
	log  io.Writer
	bin  string
	r    *report
	work []asked
}

// measure makes the texts of a size and measures all engines on them.
func measure(ctx context.Context, s settings, passages int, log io.Writer) (*report, error) {
	t := &trial{settings: s, ctx: ctx, dir: filepath.Join(s.dir, fmt.Sprint(passages)), log: log, bin: s.locus,
		r: &report{about: about(s)}}
	if !s.built {
		if err := os.RemoveAll(t.dir); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(t.dir, 0o755); err != nil {
		return nil, err
	}
	if t.bin == "" {
		t.bin = filepath.Join(s.dir, "locus")
		t.say("build the program")
		if _, err := (command{name: "go", args: []string{"build", "-o", t.bin, "locus/cmd/locus"}}).run(ctx); err != nil {
			return nil, err
		}
	}
	steps := []func() error{func() error { return t.library(passages) }, t.questions, t.peersBuilt, t.ask, t.around}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return t.r, nil
}

func about(s settings) string {
	from := "invented texts"
	if s.speeches != "" {
		from = filepath.Base(s.speeches) + " multiplied"
	}
	return fmt.Sprintf("%s, seed %d; %s, %d processors", from, s.seed, runtime.Version(), runtime.NumCPU())
}

func (t *trial) say(format string, a ...any) {
	fmt.Fprintf(t.log, "peers: "+format+"\n", a...)
}

// path is a place in the trial's folder.
func (t *trial) path(name string) string { return filepath.Join(t.dir, name) }

// questions draws the questions, or reads those given.
func (t *trial) questions() error {
	var err error
	if t.workload != "" {
		t.work, err = readWorkload(t.workload)
	} else {
		var v *vocabulary
		v, err = sample(t.path("passages.tsv"), t.r.passages, mostSampled, rand.New(rand.NewPCG(t.seed, 0)))
		if err == nil && len(v.lines) == 0 {
			err = errors.New("the library has no passage to draw questions from")
		}
		if err == nil {
			t.work = v.draw()
		}
	}
	if err != nil {
		return err
	}
	return writeWorkload(t.path("workload.tsv"), t.work)
}

// there reports whether an earlier run made something that this one may use.
func (t *trial) there(name string) bool {
	_, err := os.Stat(t.path(name))
	return t.built && err == nil
}

// peersBuilt makes the indexes of the peers that are there.
func (t *trial) peersBuilt() error {
	for _, p := range foreign {
		if !listed(t.engines, p.name) {
			continue
		}
		e := &engine{name: p.name, missing: p.lacks(t)}
		t.r.engines = append(t.r.engines, e)
		if e.missing != "" {
			continue
		}
		if !t.there(p.name) {
			t.say("%s indexes", p.name)
			var err error
			if e.build, err = p.index(t).run(t.ctx); err != nil {
				return err
			}
		}
		var err error
		if e.size, err = sizeOf(t.path(p.name)); err != nil {
			return fmt.Errorf("index of %s: %w", p.name, err)
		}
	}
	return nil
}

// ask puts the questions to all engines, without facets and with.
func (t *trial) ask() error {
	for _, facets := range []bool{false, true} {
		if !t.wants("questions") || facets && !t.wants("facets") {
			continue
		}
		for _, e := range t.r.engines {
			if e.missing != "" {
				continue
			}
			t.say("%s is asked%s", e.name, map[bool]string{true: ", with facets"}[facets])
			a, err := t.times(e.name, facets)
			if err != nil {
				return err
			}
			if facets {
				e.faceted = a
			} else {
				e.plain = a
			}
		}
	}
	return nil
}

// times asks one engine; the result is empty where it has no facets.
func (t *trial) times(name string, facets bool) (asking, error) {
	if name == "locus" {
		return t.askLocus(facets)
	}
	for _, p := range foreign {
		if p.name == name && (!facets || p.facets) {
			return p.ask(t, facets)
		}
	}
	return asking{}, nil
}

// askedOf is what a process took that answered a number of questions.
func askedOf(times []quantiles, c cost, questions int) asking {
	return asking{times: times, cpu: c.cpu / time.Duration(max(questions, 1))}
}

// around measures what is around a question: the process, the server, adding.
func (t *trial) around() error {
	if !listed(t.engines, "locus") {
		return nil
	}
	if t.wants("process") {
		t.say("locus search as a process")
		if err := t.processes(); err != nil {
			return err
		}
	}
	if !t.wants("serving") && !t.wants("adding") {
		return nil
	}
	s, err := t.serve()
	if err != nil {
		return err
	}
	defer s.stop()
	if t.wants("serving") {
		t.say("%d clients ask locus serve", t.clients)
		if t.r.load, err = s.load(t.ctx, t.work, t.clients, t.requests); err != nil {
			return err
		}
	}
	if t.wants("adding") {
		t.say("a text is added")
		return t.adding(s)
	}
	return nil
}
