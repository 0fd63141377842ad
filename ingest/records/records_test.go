package records_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"locus/corpus"
	"locus/ingest/records"
)

var update = flag.Bool("update", false, "write the records of testdata/cases.txtar")

// TestRecords reads each library of testdata/cases.txtar and compares what stands
// behind it.
func TestRecords(t *testing.T) {
	file := filepath.Join("testdata", "cases.txtar")
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	for i, f := range a.Files {
		if strings.HasSuffix(f.Name, ".records") {
			continue
		}
		got := printed(string(f.Data))
		want := ""
		if i+1 < len(a.Files) && a.Files[i+1].Name == f.Name+".records" {
			want = string(a.Files[i+1].Data)
		}
		if diff := cmp.Diff(want, got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
		out = append(out, f, txtar.File{Name: f.Name + ".records", Data: []byte(got)})
	}
	if *update {
		a.Files = out
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// printed is what was read of a library, a line for each record and each fault.
func printed(src string) string {
	list, faults, ok := records.Read(src)
	if !ok {
		return "no library\n"
	}
	var out strings.Builder
	for _, r := range list {
		w := r.Work
		fmt.Fprintf(&out, "%s line %d: %s\n", r.Key, r.Line, w.Type)
		for _, f := range []struct{ name, value string }{
			{"authors", people(w.Authors)}, {"editors", people(w.Editors)}, {"translators", people(w.Translators)}, {"year", r.Year},
			{"original", yearText(w.OriginalYear)}, {"genre", w.Genre}, {"number", w.Number}, {"series", w.Series}, {"accessed", w.Accessed}, {"title", w.Title}, {"container", w.Container},
			{"volume", w.Volume}, {"issue", w.Issue}, {"pages", w.Pages}, {"publisher", w.Publisher}, {"place", w.Place}, {"isbn", w.ISBN},
			{"issn", w.ISSN}, {"doi", w.DOI}, {"url", w.URL}, {"language", w.Language}, {"files", strings.Join(r.Files, " | ")},
		} {
			if f.value != "" {
				fmt.Fprintf(&out, "  %s: %s\n", f.name, f.value)
			}
		}
	}
	for _, f := range faults {
		fmt.Fprintf(&out, "fault %v\n", f)
	}
	return out.String()
}

func yearText(y *int) string {
	if y == nil {
		return ""
	}
	return fmt.Sprint(*y)
}

func people(list []corpus.Name) string {
	var out []string
	for _, n := range list {
		out = append(out, strings.TrimSuffix(n.Family+", "+n.Given, ", "))
	}
	return strings.Join(out, " & ")
}

// TestSampleLibraries reads the libraries that lie beside the project: nine
// in ten records have a title, and of a library of some size one entry in ten at most
// is a fault.
func TestSampleLibraries(t *testing.T) {
	var files []string
	for _, kind := range []string{"bibtex/*.bib", "ris/*.ris", "csljson/*.json"} {
		found, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "formats", filepath.FromSlash(kind)))
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("needs the sample files beside the project: ../shared/formats")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list, faults, ok := records.Read(string(data))
		if !ok || len(list) == 0 {
			t.Errorf("%s: no library", file)
			continue
		}
		titled := 0
		for _, r := range list {
			if r.Work.Title != "" {
				titled++
			}
		}
		if titled*10 < len(list)*9 || len(list) >= 5 && len(faults)*10 > len(list) {
			t.Errorf("%s: %d records, %d with a title, %d faults, the first %v", file, len(list), titled, len(faults), faults)
		}
		t.Logf("%s: %d records, %d faults %v", filepath.Base(file), len(list), len(faults), faults)
	}
}

func FuzzRead(f *testing.F) {
	a, err := txtar.ParseFile(filepath.Join("testdata", "cases.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(string(file.Data))
	}
	f.Fuzz(func(t *testing.T, src string) {
		lines := strings.Count(src, "\n") + 1
		list, faults, _ := records.Read(src)
		for _, r := range list {
			if r.Line < 1 || r.Line > lines {
				t.Errorf("a record on line %d of %d", r.Line, lines)
			}
		}
		for _, f := range faults {
			if f.Line < 1 || f.Line > lines+1 {
				t.Errorf("a fault on line %d of %d", f.Line, lines)
			}
		}
		if bib, _ := records.BibTeX(src); len(bib) > strings.Count(src, "@") {
			t.Errorf("%d records of %d entries", len(bib), strings.Count(src, "@"))
		}
	})
}

func BenchmarkBibTeX(b *testing.B) {
	a, err := txtar.ParseFile(filepath.Join("testdata", "cases.txtar"))
	if err != nil {
		b.Fatal(err)
	}
	src := strings.Repeat(string(a.Files[0].Data), 100)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		records.BibTeX(src)
	}
}
