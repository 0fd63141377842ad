package packs_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/unicode/norm"

	"locus/corpus"
	"locus/corpus/packs"
)

var update = flag.Bool("update", false, "write the bundled form of the pack anew")

func TestBundledFormIsUpToDate(t *testing.T) {
	want, err := packs.Load("security")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("security.json", append(data, '\n'), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, security(t)); diff != "" {
		t.Errorf("security.json is not what security/*.yaml says; run the test with -update (-yaml +json):\n%s", diff)
	}
}

// security loads the bundled pack.
func security(t *testing.T) *corpus.Pack {
	t.Helper()
	p, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSecurityHasTheTaxonomyOfTheFace(t *testing.T) {
	p := security(t)
	var ids []string
	for _, x := range p.Theories {
		ids = append(ids, string(x.ID))
		if !strings.HasSuffix(x.About, ".") || len(x.Cues) < 20 || len(x.Aliases) == 0 {
			t.Errorf("%s is thin: about %q, %d cues, %d aliases", x.ID, x.About, len(x.Cues), len(x.Aliases))
		}
		strong := 0
		for _, c := range x.Cues {
			if c.Weight >= 1 {
				strong++
			}
		}
		if strong < 10 {
			t.Errorf("%s has %d cues that suffice alone", x.ID, strong)
		}
	}
	want := strings.Fields(`realism realism/classical realism/structural realism/defensive realism/offensive realism/rise-and-fall
		realism/neoclassical liberalism liberalism/traditional liberalism/commercial liberalism/democratic-peace liberalism/institutional
		constructivism critical-theory feminism post-structuralism copenhagen-school human-security collective-security globalization
		national-security technology`)
	if !slices.Equal(ids, want) {
		t.Errorf("theories are %q, want %q", ids, want)
	}
	for _, x := range p.Theories[len(p.Theories)-5:] {
		if !x.Concept {
			t.Errorf("%s is not marked as a concept that cuts across schools", x.ID)
		}
	}
	if p.Name != "security" || p.Title == "" || len(p.Fingerprint) != 32 {
		t.Errorf("name %q, title %q, fingerprint %q", p.Name, p.Title, p.Fingerprint)
	}
}

func TestSecurityIsWrittenInNFC(t *testing.T) {
	files, err := filepath.Glob("security/*.yaml")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil || !norm.NFC.IsNormal(data) || strings.Contains(string(data), "\r") {
			t.Errorf("%s is not in NFC with LF, %v", f, err)
		}
	}
}

// bearers lists the people whom a printed form names.
func bearers(p *corpus.Pack, form string) []string {
	var out []string
	for _, x := range p.People {
		forms := append([]string{x.Name}, x.Variants...)
		if !x.Common {
			forms = append(forms, x.Family)
		}
		if slices.ContainsFunc(forms, func(f string) bool { return strings.EqualFold(f, form) }) {
			out = append(out, x.Name)
		}
	}
	return out
}

func TestPrintedFormsNameOnePersonOrNone(t *testing.T) {
	p := security(t)
	if len(p.People) < 120 {
		t.Errorf("%d people, want 120", len(p.People))
	}
	for form, want := range map[string]string{
		"Buzan": "Barry Buzan", "Bozan": "Barry Buzan", "Boozan": "Barry Buzan", "Bari Bozan": "Barry Buzan",
		"Waever": "Ole Wæver", "Wæver": "Ole Wæver", "Ole Weaver": "Ole Wæver", "Weaver": "",
		"Walt": "Stephen Walt", "Waltz": "Kenneth Waltz", "Weber": "", "Max Weber": "Max Weber",
		"Ghavam": "Abdolali Ghavam", "Ghavvam": "Abdolali Ghavam", "Walker": "", "R. B. J. Walker": "R. B. J. Walker",
		"Tickner": "J. Ann Tickner", "Held": "", "Strange": "", "Smith": "", "Paris": "", "Sen": "", "Wilson": "", "Woodrow Wilson": "Woodrow Wilson",
		"Mearsheimer": "John Mearsheimer", "Morgenthau": "Hans Morgenthau", "Foucault": "Michel Foucault", "Jack Snyder": "Jack Snyder",
	} {
		got := strings.Join(bearers(p, form), ", ")
		if got != want {
			t.Errorf("%q names %q, want %q", form, got, want)
		}
	}
	for _, x := range p.People {
		for _, form := range append([]string{x.Name, x.Family}, x.Variants...) {
			if got := bearers(p, form); len(got) > 1 {
				t.Errorf("%q names %q", form, got)
			}
		}
	}
}

func TestFamilyNamesThatAreWordsAreCommon(t *testing.T) {
	words := strings.Fields(`beck bull bush butler carr cox claude gray held hume labs mack martin mill moon nye paine paris rid rose
		sen shepherd singer smith strange thomas walker wilson brown jackson shaw kennedy campbell austin evans owen`)
	for _, x := range security(t).People {
		if slices.Contains(words, strings.ToLower(x.Family)) && !x.Common {
			t.Errorf("%s is not marked as common", x.Name)
		}
	}
}

func TestSameAndApartDoNotContradict(t *testing.T) {
	w := security(t).Words
	list := map[string]int{}
	for i, forms := range w.Same {
		for _, f := range forms {
			list[strings.ToLower(f)] = i + 1
		}
	}
	for _, forms := range w.Apart {
		seen := map[int]string{}
		for _, f := range forms {
			i := list[strings.ToLower(f)]
			if other, ok := seen[i]; ok && i > 0 {
				t.Errorf("%q and %q are the same and apart", f, other)
			}
			seen[i] = f
		}
	}
	if list["hegemon"] == 0 || list["hegemon"] != list["hegemonic"] || list["realist"] != list["realism"] || list["anarchy"] != list["anarchic"] || list["securitise"] != list["securitization"] {
		t.Error("a family of the field is not one")
	}
}

func TestLoadNamesFileAndLineOfEveryFault(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/faults.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		t.Run(f.Name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), f.Name)
			if err := os.WriteFile(file, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
			_, err := packs.Load(file)
			var fault *packs.FaultError
			if !errors.As(err, &fault) || fault.File != f.Name || !errors.Is(err, packs.ErrPack) {
				t.Fatalf("error is %v, not a fault of the file", err)
			}
			checked := 0
			for line := range strings.Lines(string(f.Data)) {
				if want, ok := strings.CutPrefix(strings.TrimSpace(line), "# want "); ok {
					checked++
					if !strings.Contains(err.Error(), want) {
						t.Errorf("the error does not say %q:\n%v", want, err)
					}
				}
			}
			if checked == 0 {
				t.Error("the case wants nothing")
			}
		})
	}
}

func TestLoadSaysWhatItCannotOpen(t *testing.T) {
	if _, err := packs.Load(filepath.Join(t.TempDir(), "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file answers %v", err)
	}
	if _, err := packs.Load(t.TempDir()); !errors.Is(err, packs.ErrPack) || !strings.Contains(err.Error(), "holds no .yaml file") {
		t.Errorf("an empty folder answers %v", err)
	}
}

func TestAnotherFieldIsDataToo(t *testing.T) {
	p, err := packs.Load("testdata/ethics")
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "ethics" || len(p.Theories) != 3 || len(p.People) != 3 || len(p.Words.Same) != 1 {
		t.Errorf("the pack is %+v", p)
	}
	x, ok := p.Theory("utilitarianism")
	if !ok || len(x.Cues) != 3 || x.Cues[1].Needs[1] != "welfare" || x.Cues[2].Weight != -1 {
		t.Errorf("its first theory is %+v", x)
	}
	if rule, ok := p.Theory("utilitarianism/rule"); !ok || !rule.Cues[0].Exact || !rule.ID.Within("utilitarianism") {
		t.Errorf("its second theory is %+v", rule)
	}
	one, err := packs.Load("testdata/ethics/ethics.yaml")
	if err != nil || len(one.Theories) != 3 || len(one.People) != 0 {
		t.Errorf("one file of it is %+v, %v", one, err)
	}
}

func TestFingerprintFollowsTheFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/ethics")); err != nil {
		t.Fatal(err)
	}
	load := func() string {
		t.Helper()
		p, err := packs.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		return p.Fingerprint
	}
	first := load()
	if again := load(); again != first {
		t.Errorf("the same files give %s and %s", first, again)
	}
	file := filepath.Join(dir, "people.yml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(data, "# one more line\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if other := load(); other == first {
		t.Error("another byte gives the same fingerprint")
	}
	a, b := security(t), security(t)
	a.People[0].Name = "somebody else"
	if a.Fingerprint != b.Fingerprint || b.People[0].Name == "somebody else" {
		t.Error("two loads of the bundled pack differ or share memory")
	}
}

func FuzzLoad(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/faults.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, x := range archive.Files {
		f.Add(x.Data)
	}
	f.Add([]byte("name: &a x\ntheories: *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), "pack.yaml")
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := packs.Load(file)
		if (p == nil) == (err == nil) {
			t.Errorf("pack %v and error %v", p, err)
		}
	})
}

func BenchmarkSecurity(b *testing.B) {
	for b.Loop() {
		if _, err := packs.Security(); err != nil {
			b.Fatal(err)
		}
	}
}
