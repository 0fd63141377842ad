package main_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"locus/cmd/internal/cli"
	"locus/corpus"
	"locus/corpus/corpustest"
)

// bench is a library to be mistreated, and what it should hold.
type bench struct {
	*testing.T
	rand     *rand.Rand
	dir, lib string
	program  string
	env      map[string]string
	held     map[corpus.WorkID]state // what the library holds
	took     map[string]time.Duration
}

// state is a work as it can be told apart from the same one before or after.
type state struct {
	version int    // which of its texts; 0 is none
	title   string // as corrected by hand
}

// deed is a command that changes the library: what it does to which works.
type deed struct {
	name  string
	args  []string
	works map[corpus.WorkID]state // as they are when it has ended
	ready func()                  // before it
}

func number(t *testing.T, name string, otherwise int) int {
	n, err := strconv.Atoi(cmp.Or(os.Getenv(name), strconv.Itoa(otherwise)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// fewer is how often something slow is done: fewer times under the race detector,
// which has little to find in what a process does alone.
func fewer(often, raced int) int {
	if corpustest.Race {
		return raced
	}
	return often
}

func newBench(t *testing.T) *bench {
	program, err := exec.LookPath("locus")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	b := &bench{T: t, rand: rand.New(rand.NewPCG(uint64(number(t, "LOCUS_SEED", 1)), 0)), dir: dir, lib: filepath.Join(dir, "lib"), program: program,
		held: map[corpus.WorkID]state{}, took: map[string]time.Duration{}, env: map[string]string{
			"XDG_CACHE_HOME": filepath.Join(dir, "cache"), "XDG_CONFIG_HOME": filepath.Join(dir, "config"), "XDG_DATA_HOME": filepath.Join(dir, "data"),
			"NO_COLOR": "1", "HOME": dir, "PATH": os.Getenv("PATH"),
		}}
	for n := range 6 {
		d := b.add(fmt.Sprintf("base%d", n))
		b.again(d)
	}
	return b
}

// text is a version of a work's text, with a word that only it has.
func text(id corpus.WorkID, version int) string {
	var s strings.Builder
	fmt.Fprintf(&s, "# The book of %s\n\nThis treaty is told by the word %s.\n\n", id, marker(id, version))
	for i := range 4 {
		fmt.Fprintf(&s, "Section %d holds that states %s keep a treaty for as long as version %d of their interest lasts.\n\n", i, id, version)
	}
	return s.String()
}

func marker(id corpus.WorkID, version int) string { return fmt.Sprintf("zq%sv%dx", id, version) }

// add is the deed of adding new versions of works.
func (b *bench) add(names ...string) deed {
	d := deed{name: "add", args: []string{"add"}, works: map[corpus.WorkID]state{}}
	for _, name := range names {
		id := corpus.WorkID(name)
		file := filepath.Join(b.dir, name+".md")
		next := b.held[id].version + 1
		d.works[id] = state{version: next, title: b.held[id].title}
		d.args = append(d.args, file)
		before := d.ready
		d.ready = func() {
			if before != nil {
				before()
			}
			b.must(os.WriteFile(file, []byte(text(id, next)), 0o644))
		}
	}
	return d
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// command is the program on the bench's library.
func (b *bench) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command(b.program, append([]string{"--library", b.lib}, args...)...)
	for k, v := range b.env {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	return cmd, &said
}

// holds looks at every work: those of the deed have the old or the new state,
// the others the old. What it finds is what is held from now on.
func (b *bench) holds(changed map[corpus.WorkID]state, after string) {
	b.Helper()
	lib, err := corpus.OpenLibrary(b.lib)
	b.must(err)
	for id := range changed {
		if _, ok := b.held[id]; !ok {
			b.held[id] = state{}
		}
	}
	for id, old := range b.held {
		next, ok := changed[id]
		if !ok {
			next = old
		}
		b.held[id] = b.one(lib, id, old, next, after)
	}
	ids, err := lib.IDs()
	b.must(err)
	for _, id := range ids {
		if _, ok := b.held[id]; !ok {
			b.Fatalf("after %s the library holds %s, which nobody added", after, id)
		}
	}
}

// one reads a work and says which of two states it has.
func (b *bench) one(lib *corpus.Library, id corpus.WorkID, old, next state, after string) state {
	b.Helper()
	doc, err := lib.Document(id)
	if errors.Is(err, corpus.ErrUnknownWork) && (old.version == 0 || next.version == 0) {
		return state{}
	}
	if err == nil {
		err = doc.Check()
	}
	if err != nil {
		b.Fatalf("after %s: %s: %v", after, id, err)
	}
	for _, s := range []state{next, old} {
		if s.version > 0 && strings.Contains(doc.Text, marker(id, s.version)) && (s.title == "" || doc.Work.Title == s.title) {
			return s
		}
	}
	b.Fatalf("after %s, %s is neither %+v nor %+v but %q: %.80q", after, id, old, next, doc.Work.Title, doc.Text)
	return state{}
}

// run runs a command line in this process.
func (b *bench) run(args ...string) (status int, out, said string) {
	var o, e bytes.Buffer
	status = cli.Run(context.Background(), append([]string{"--library", b.lib}, args...), strings.NewReader(""), &o, &e, func(k string) string { return b.env[k] })
	return status, o.String(), e.String()
}

// finds asks for the word of every text and compares with what is held.
func (b *bench) finds(after string) {
	b.Helper()
	status, out, said := b.run("search", "treaty", "--by", "work", "--limit", "200", "--format", "json")
	if status == 2 {
		b.Fatalf("after %s a question is answered with: %s", after, said)
	}
	var answer struct {
		Hits []struct {
			Work corpus.Work `json:"work"`
		} `json:"hits"`
	}
	b.must(json.Unmarshal([]byte(out), &answer))
	found := map[corpus.WorkID]bool{}
	for _, h := range answer.Hits {
		found[h.Work.ID] = true
	}
	for id, s := range b.held {
		if found[id] != (s.version > 0) {
			b.Fatalf("after %s %s is held %v and found %v (%d hits; %s)", after, id, s.version > 0, found[id], len(found), said)
		}
	}
	for id := range b.held {
		if s := b.held[id]; s.version > 0 && b.rand.IntN(4) == 0 {
			if status, out, said := b.run("search", marker(id, s.version)); status != 0 || !strings.Contains(out, string(id)) {
				b.Fatalf("after %s the words of %s are not found: %s%s", after, id, out, said)
			}
		}
	}
}

// again does a deed to its end.
func (b *bench) again(d deed) {
	b.Helper()
	if d.name == "serve" || d.name == "remove" && b.held[only(d.works)].version == 0 {
		return
	}
	if d.ready != nil {
		d.ready()
	}
	cmd, said := b.command(d.args...)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s once more: %v: %s", d.name, err, said)
	}
	b.took[d.name] = time.Since(start)
	for id, s := range d.works {
		b.held[id] = s
	}
	b.holds(nil, d.name+" once more")
}

func only(works map[corpus.WorkID]state) corpus.WorkID {
	for id := range works {
		return id
	}
	return ""
}

// healed asks for every work, and has the doctor mend what was left.
func (b *bench) healed(after string) {
	b.Helper()
	b.finds(after)
	if status, out, said := b.run("doctor", "--mend"); status != 0 {
		b.Fatalf("after %s the doctor ends with %d:\n%s%s", after, status, out, said)
	}
	if status, out, said := b.run("verify"); status != 0 {
		b.Fatalf("after %s and mending, verify finds:\n%s%s", after, out, said)
	}
}
