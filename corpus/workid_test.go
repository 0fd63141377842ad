package corpus_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/corpustest"
)

func TestMakeWorkIDFromNames(t *testing.T) {
	for base, want := range map[string]corpus.WorkID{
		"My Essay (2).txt":         "my-essay-2",
		"paper.md":                 "paper",
		"archive.tar.gz":           "archive-tar",
		"Wæver, Ole – Façade.HTML": "waever-ole-facade",
		"Žižek straße.txt":         "zizek-strasse",
		"vol. 2":                   "vol-2",
		"draft.2024":               "draft-2024",
		"امنیت.txt":                "work",
		"":                         "work",
		"..":                       "work",
		"../../etc/passwd":         "etc-passwd",
		"CON.txt":                  "work-con",
		"lpt1":                     "work-lpt1",
		"ﬁnal oﬀer.txt":            "final-offer",
		".hidden":                  "hidden",
		"a_b.c d.txt":              "a-b-c-d",
		"①.txt":                    "1",
		strings.Repeat("é", 400):   corpus.WorkID(strings.Repeat("e", corpus.MaxWorkID)),
	} {
		got := corpus.MakeWorkID(base, nil)
		if got != want {
			t.Errorf("MakeWorkID(%q) = %q, want %q", base, got, want)
		}
		if err := got.Check(); err != nil {
			t.Errorf("MakeWorkID(%q): %v", base, err)
		}
	}
}

func TestKeepWorkIDKeepsStatedIDs(t *testing.T) {
	for stated, want := range map[string]corpus.WorkID{
		"UN_1970_25.AFG": "UN_1970_25.AFG",
		"10.1000/182":    "10.1000/182",
		"PMID:12":        "PMID:12",
		"été":            "été",
		"two words":      "two-words",
		"a@2":            "a-2",
		"doc-17":         "doc-17",
		"42":             "42",
		"a__b":           "a__b",
		"_a_":            "a",
		"nul.x":          "nul.x",
	} {
		if got := corpus.KeepWorkID(stated, nil); got != want || got.Check() != nil {
			t.Errorf("KeepWorkID(%q) = %q, want %q", stated, got, want)
		}
	}
}

func TestWorkIDsAreUniqueBySuffix(t *testing.T) {
	taken := map[corpus.WorkID]bool{}
	for i := range 20000 {
		id := corpus.MakeWorkID("index.html", func(id corpus.WorkID) bool { return taken[id] })
		want := corpus.WorkID("index")
		if i > 0 {
			want = corpus.WorkID(fmt.Sprintf("index-%d", i+1))
		}
		if id != want {
			t.Fatalf("the %d. is %q, want %q", i+1, id, want)
		}
		taken[id] = true
	}
	long := corpus.WorkID(strings.Repeat("a", corpus.MaxWorkID))
	id := corpus.MakeWorkID(string(long), func(id corpus.WorkID) bool { return id == long })
	if id.Check() != nil || !strings.HasSuffix(string(id), "-2") {
		t.Errorf("a long name gives %q", id)
	}
}

func TestWorkIDCheckRefusesUnsafeNames(t *testing.T) {
	for _, id := range []corpus.WorkID{"", "a b", "a\\b", "..", ".a", "a.", "-a", "a\x00b", "a\u00a0b", "a@b", `a"b`, "a'b", "\xff", "e\u0301", corpus.WorkID(strings.Repeat("a", 121))} {
		if err := id.Check(); !errors.Is(err, corpus.ErrWorkID) {
			t.Errorf("%q passes: %v", id, err)
		}
	}
	for _, id := range []corpus.WorkID{"a", "7", "A", "é", "essay-1", "un_1970.afg", "console", "nul", "com1.x", "a/b", "a:b"} {
		if err := id.Check(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzMakeWorkID(f *testing.F) {
	for _, s := range []string{"My Essay (2).txt", "../x", "é", "CON", "a.b.c", "\xff", "--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, id := range []corpus.WorkID{corpus.MakeWorkID(s, nil), corpus.KeepWorkID(s, nil)} {
			if err := id.Check(); err != nil {
				t.Errorf("%q gives %q: %v", s, id, err)
			}
			a := corpus.Address{Work: id, Revision: 2, Span: corpus.Span{Start: 1, End: 2}}
			if back, err := corpus.ParseAddress(a.String()); err != nil || back != a {
				t.Errorf("%s reads back as %v, %v", a, back, err)
			}
		}
	})
}

func TestNearestNames(t *testing.T) {
	people := []string{"Kenneth Waltz", "Stephen Walt", "Ole Wæver", "Max Weber", "Barry Buzan", "Hans Morgenthau", "Ann Tickner"}
	for asked, want := range map[string]string{
		"Walz":          "Kenneth Waltz, Stephen Walt",
		"kenneth walts": "Kenneth Waltz",
		"Waever":        "Ole Wæver, Max Weber",
		"buzn":          "Barry Buzan",
		"Morgentau":     "Hans Morgenthau",
		"Tickenr":       "Ann Tickner",
		"Xylophone":     "",
		"":              "",
	} {
		if got := strings.Join(corpus.Nearest(asked, people, 2), ", "); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", asked, got, want)
		}
	}
	if got := corpus.Nearest("realsm", []string{"realism", "realism/structural", "liberalism"}, 3); len(got) == 0 || got[0] != "realism" {
		t.Errorf("realsm is nearest to %q", got)
	}
	if got := corpus.Nearest("a", []string{"b", "b", "c"}, 5); len(got) != 2 {
		t.Errorf("names given twice are answered twice: %q", got)
	}
}

func BenchmarkNearest(b *testing.B) {
	names := make([]string, 50000)
	for i := range names {
		names[i] = fmt.Sprintf("un-%d-%d-general-debate", i%90, i)
	}
	for b.Loop() {
		corpus.Nearest("un-17-4711-generl-debate", names, 3)
	}
}

// TestEachIDHasAFolderOfItsOwn puts works with unlike ids of like look into one
// library and reads each back.
func TestEachIDHasAFolderOfItsOwn(t *testing.T) {
	lib, err := corpus.CreateLibrary(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ids := []corpus.WorkID{"ab", "AB", "Ab", "a/b", "a=2fb", "a+b", "a.b", "nul", "NUL", "été", "10.1000/182"}
	for i, id := range ids {
		doc := corpustest.Works()[i%2]
		doc.Stamp(id, 1)
		if _, err := lib.Put(doc); err != nil {
			t.Fatalf("%q: %v", id, err)
		}
	}
	got, err := lib.IDs()
	if err != nil || len(got) != len(ids) {
		t.Fatalf("%d works of %d: %q, %v", len(got), len(ids), got, err)
	}
	for _, id := range ids {
		if w, err := lib.Work(id); err != nil || w.ID != id {
			t.Errorf("%q reads back as %q: %v", id, w.ID, err)
		}
	}
	if err := lib.Verify(t.Context(), func(p corpus.Problem) { t.Error(p) }); err != nil {
		t.Fatal(err)
	}
}
