package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
)

// harm is a way in which a file is not what was written any more.
type harm struct {
	name   string
	change func([]byte) []byte // nil deletes the file
}

// harms are ways to damage a file: a bit turned at several places, the end cut
// off at several, more put behind it, emptied, deleted.
func harms() []harm {
	out := []harm{
		{"deleted", nil},
		{"emptied", func([]byte) []byte { return nil }},
		{"a byte longer", func(b []byte) []byte { return append(bytes.Clone(b), 'x') }},
	}
	for _, part := range []int{0, 1, 2, 3, 4} {
		at := func(b []byte) int { return min(len(b)*part/4, len(b)-1) }
		out = append(out, harm{fmt.Sprintf("a bit turned at %d/4", part), func(b []byte) []byte {
			b = bytes.Clone(b)
			b[at(b)] ^= 0x10
			return b
		}})
		if part > 0 {
			out = append(out, harm{fmt.Sprintf("cut at %d/4", part), func(b []byte) []byte { return b[:at(b)] }})
		}
	}
	return out
}

// files lists the files below a folder.
func files(t *testing.T, dir string) []string {
	var out []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			out = append(out, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (h harm) to(t *testing.T, file string, data []byte) {
	t.Helper()
	err := os.Remove(file)
	if h.change != nil {
		err = os.WriteFile(file, h.change(data), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestDamageToAnyFileOfTheIndexIsNoticedAndHealed harms each file of the index in
// turn: verify names it, and the next question is answered as ever, from an index
// made anew.
func TestDamageToAnyFileOfTheIndexIsNoticedAndHealed(t *testing.T) {
	if testing.Short() {
		t.Skip("makes an index anew many times")
	}
	b := newBench(t)
	index := filepath.Join(b.lib, "index")
	whole := map[string][]byte{}
	for _, f := range files(t, index) {
		data, err := os.ReadFile(f)
		b.must(err)
		whole[f] = data
	}
	all := harms()
	for n, file := range slices.Sorted(maps.Keys(whole)) {
		list := all
		if number(t, "LOCUS_HARMS", 0) == 0 {
			list = []harm{all[n%len(all)], all[(n*5+3)%len(all)]}[:fewer(2, 1)]
		}
		for _, h := range list {
			b.must(os.RemoveAll(index))
			for name, data := range whole {
				b.must(os.MkdirAll(filepath.Dir(name), 0o755))
				b.must(os.WriteFile(name, data, 0o644))
			}
			name := filepath.ToSlash(strings.TrimPrefix(file, b.lib+string(filepath.Separator)))
			what := name + " " + h.name
			h.to(t, file, whole[file])
			status, out, said := b.run("verify")
			if gone := h.change == nil && name == "index/manifest.json"; !gone && (status != 1 || !strings.Contains(out, filepath.Base(file))) {
				t.Errorf("%s: verify ends with %d and says %s%s", what, status, out, said)
			}
			b.finds(what)
			if status, out, said := b.run("verify"); status != 0 {
				t.Errorf("%s: after the next question verify finds %s%s", what, out, said)
			}
		}
	}
}

// TestDamageToAnyFileOfTheLibraryIsNamedAndCostsNoOtherWork harms each file of
// the library in turn.
func TestDamageToAnyFileOfTheLibraryIsNamedAndCostsNoOtherWork(t *testing.T) {
	if testing.Short() {
		t.Skip("verifies a library many times")
	}
	b := newBench(t)
	for _, args := range [][]string{{"correct", "base1", "--title", "A title put right"}, {"remove", "base5"}, {"rebuild"}} {
		if status, _, said := b.run(args...); status != 0 {
			t.Fatal(said)
		}
	}
	delete(b.held, "base5")
	all := harms()
	n := 0
	for _, file := range files(t, b.lib) {
		name := filepath.ToSlash(strings.TrimPrefix(file, b.lib+string(filepath.Separator)))
		if strings.HasPrefix(name, "index/") {
			continue
		}
		data, err := os.ReadFile(file)
		b.must(err)
		list := all
		if number(t, "LOCUS_HARMS", 0) == 0 {
			n++
			list = []harm{all[n%len(all)], all[(n*5+3)%len(all)]}[:fewer(2, 1)]
		}
		for _, h := range list {
			if len(data) == 0 && h.change != nil && h.name != "a byte longer" {
				continue
			}
			h.to(t, file, data)
			b.costs(name, h, unseen(name, data, h))
			b.must(os.WriteFile(file, data, 0o644))
		}
	}
	b.finds("all files put back")
}

// unseen reports whether a harmed file is one that nothing can tell from a right
// one, or that is as good: what people write by hand, what is worked out again
// where it does not serve, the lock, which is empty, a
// log or a list that is still whole JSON, a line end that is missing.
func unseen(name string, data []byte, h harm) bool {
	if strings.HasPrefix(name, "corrections/") || name == "lock" || name == "traces.bin" {
		return true
	}
	if h.change == nil {
		return name == "readings.json" || name == "removed.json" || strings.HasSuffix(name, "/work.json") // that folder is told instead
	}
	left := h.change(data)
	if name == "stamp" {
		return strings.TrimSpace(string(left)) == strings.TrimSpace(string(data)) || strings.HasPrefix(h.name, "a bit") && len(strings.Trim(string(left), "0123456789abcdef-\n")) == 0
	}
	whole := json.Valid(left)
	if name == "locus.json" && whole && strings.Contains(string(left), `"format": 1`) {
		return true // the rest of it is for people
	}
	return whole && (name == "readings.json" || name == "removed.json" || bytes.Equal(bytes.TrimSpace(left), bytes.TrimSpace(data)))
}

// costs looks at what a harmed file of the library costs: verify names it, but
// for what cannot be seen, and the other works are read and found as ever.
func (b *bench) costs(name string, h harm, unseen bool) {
	b.Helper()
	status, out, said := b.run("verify")
	if told := status != 0 && strings.Contains(out+said, name); !told && !unseen {
		b.Errorf("%s %s: verify ends with %d and says %s%s", name, h.name, status, out, said)
	}
	if name == "locus.json" && status != 0 {
		b.headless()
		return
	}
	lib, err := corpus.OpenLibrary(b.lib)
	b.must(err)
	for id := range b.held {
		if strings.HasPrefix(name, "works/"+string(id)+"/") {
			continue
		}
		if doc, err := lib.Document(id); err != nil || doc.Check() != nil {
			b.Errorf("%s %s: %s: %v", name, h.name, id, err)
		}
		if status, out, said := b.run("search", marker(id, b.held[id].version)); status != 0 {
			b.Errorf("%s %s: the words of %s are not found: %s%s", name, h.name, id, out, said)
		}
	}
}

// headless adds a text to a library whose head is damaged, which puts it right.
func (b *bench) headless() {
	b.Helper()
	file := filepath.Join(b.dir, "base0.md")
	if status, out, said := b.run("add", file); status != 0 {
		b.Errorf("adding to a library without its head: %s%s", out, said)
	}
	if status, out, said := b.run("verify"); status != 0 {
		b.Errorf("a head written again: %s%s", out, said)
	}
}
