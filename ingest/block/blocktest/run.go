package blocktest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"locus/ingest/block"
)

// Run reads each case of a txtar file and compares the page with the one that
// stands behind it; with update it writes what was read. The files of a case that
// are neither its first nor its page are given to read by their names.
func Run(t *testing.T, file string, update bool, read func(name string, data []byte) (block.Page, error)) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	cases := 0
	for i, f := range a.Files {
		if strings.HasSuffix(f.Name, ".page") {
			continue
		}
		out = append(out, f)
		want := ""
		if i+1 < len(a.Files) && a.Files[i+1].Name == f.Name+".page" {
			want = string(a.Files[i+1].Data)
		}
		page, err := read(f.Name, f.Data)
		got := Print(page)
		if err != nil {
			got = "error " + err.Error() + "\n"
		}
		Check(t, f.Name, page)
		cases++
		out = append(out, txtar.File{Name: f.Name + ".page", Data: []byte(got)})
		if diff := cmp.Diff(want, got); diff != "" && !update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if cases == 0 {
		t.Errorf("%s holds no cases", file)
	}
	if update {
		a.Files = out
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Check reports what no page may have: an offset outside its block's text or in
// the midst of a character, a block without words, ranges that are empty.
func Check(t testing.TB, name string, p block.Page) {
	t.Helper()
	for i, b := range p.Blocks {
		boundary := func(at int) bool {
			return at >= 0 && at <= len(b.Text) && (at == len(b.Text) || b.Text[at]&0xC0 != 0x80)
		}
		at := func(what string, offsets ...int) {
			for _, o := range offsets {
				if !boundary(o) {
					t.Errorf("%s: block %d: %s at %d of %q", name, i, what, o, b.Text)
				}
			}
		}
		if strings.TrimSpace(b.Text) == "" && b.Kind != block.Break {
			t.Errorf("%s: block %d has no words", name, i)
		}
		for _, c := range b.Calls {
			at("call", c.At)
		}
		for _, p := range b.Pages {
			at("page", p.At)
		}
		for _, c := range b.Cites {
			at("citation", c.Start, c.End)
			if c.Start >= c.End || len(c.Items) == 0 {
				t.Errorf("%s: block %d: an empty citation %+v", name, i, c)
			}
		}
		for _, list := range [][]block.Range{b.Bold, b.Italic, b.Code} {
			for _, r := range list {
				at("style", r.Start, r.End)
			}
		}
	}
}
