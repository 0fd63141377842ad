package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"locus/corpus"
	"locus/corpus/corpustest"
)

// correct writes a corrections file as a person would, with an editor.
func correct(t *testing.T, l *corpus.Library, id corpus.WorkID, lines ...string) {
	t.Helper()
	file := l.CorrectionsFile(id)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	write(t, file, strings.Join(lines, "\n")+"\n")
}

// known prints what corrections can change of a passage.
func known(p corpus.Passage) string {
	var out []string
	for _, x := range p.Theories {
		out = append(out, fmt.Sprintf("%s %.1f %s", x.Theory, x.Weight, x.By))
	}
	for _, m := range p.People {
		out = append(out, fmt.Sprintf("%s as %s", m.Name, m.As))
	}
	out = append(out, strings.TrimSpace(string(p.Voice)+" "+strings.Join(p.VoiceOf, ", ")))
	if p.Locator.Page != nil {
		out = append(out, "page "+*p.Locator.Page+" by "+*p.Locator.PageSource)
	}
	return strings.Join(out, "; ")
}

func TestCorrectionsOfAPassage(t *testing.T) {
	const wendt = "passage: For Wendt, fear is learned"
	for name, c := range map[string]struct {
		lines []string
		begin string // of the passage
		want  string
	}{
		"nothing said is as read": {nil, "For Wendt", "constructivism 0.9 cues; Alexander Wendt as Wendt; reports Alexander Wendt"},
		"a theory is added by the editor": {[]string{wendt, "theory: + critical-theory"}, "For Wendt",
			"constructivism 0.9 cues; critical-theory 1.0 editor; Alexander Wendt as Wendt; reports Alexander Wendt"},
		"a theory that stands is vouched for": {[]string{wendt, "theory: +constructivism"}, "For Wendt",
			"constructivism 1.0 editor; Alexander Wendt as Wendt; reports Alexander Wendt"},
		"a theory is dropped with its schools, and one of them is added": {
			[]string{"passage: The security dilemma follows", "theory: + realism/classical", "theory: - realism"}, "The security", "realism/classical 1.0 editor; author"},
		"a voice is corrected": {[]string{wendt, "voice: author"}, "For Wendt", "constructivism 0.9 cues; Alexander Wendt as Wendt; author"},
		"two voices stand apart by a semicolon": {[]string{wendt, "voice: quotes Max Weber; Ada Example"}, "For Wendt",
			"constructivism 0.9 cues; Alexander Wendt as Wendt; quotes Max Weber, Ada Example"},
		"a person is dropped, from the voice too": {[]string{wendt, "person: - Alexander Wendt"}, "For Wendt", "constructivism 0.9 cues; reports"},
		"a person is added by the family name": {[]string{wendt, "person: - Alexander Wendt", "person: + A. Wendt"}, "For Wendt",
			"constructivism 0.9 cues; A. Wendt as Wendt; reports"},
		"a person is added by the words that name him": {[]string{wendt, "person: + Nobody Known as identities"}, "For Wendt",
			"constructivism 0.9 cues; Alexander Wendt as Wendt; Nobody Known as identities; reports Alexander Wendt"},
		"two names are made one in the whole work": {[]string{"person: Alexander Wendt = Alex Wendt"}, "For Wendt",
			"constructivism 0.9 cues; Alex Wendt as Wendt; reports Alex Wendt"},
		"a printed form is somebody else": {[]string{`person: "Waltz" = Edward Waltz`}, "Anarchy, wrote",
			"realism/structural 0.8 cues; Edward Waltz as Waltz; quotes Kenneth Waltz"},
		"a page is told": {[]string{wendt, "page: 17"}, "For Wendt",
			"constructivism 0.9 cues; Alexander Wendt as Wendt; reports Alexander Wendt; page 17 by user"},
		"words in the middle name a passage too, whatever their case and marks": {[]string{"passage: FEAR IS LEARNED, and can be", "voice: author"}, "For Wendt",
			"constructivism 0.9 cues; Alexander Wendt as Wendt; author"},
		"a wrong span does not matter where the words are clear": {[]string{"passage: 3-9 For Wendt, fear", "voice: author"}, "For Wendt",
			"constructivism 0.9 cues; Alexander Wendt as Wendt; author"},
	} {
		t.Run(name, func(t *testing.T) {
			l := library(t)
			correct(t, l, "fear", c.lines...)
			d, err := l.Document("fear")
			if err != nil {
				t.Fatal(err)
			}
			if err := d.Check(); err != nil {
				t.Error(err)
			}
			i := slices.IndexFunc(d.Passages, func(p corpus.Passage) bool { return strings.HasPrefix(p.Text, c.begin) })
			if got := known(d.Passages[i]); got != c.want {
				t.Errorf("the passage says\n%s\nwant\n%s", got, c.want)
			}
			if got := problems(t, l); len(got) > 0 {
				t.Errorf("Verify reports %q", got)
			}
		})
	}
}

func TestCorrectionsOfARecord(t *testing.T) {
	l := library(t)
	correct(t, l, "fear", "# By hand.", "Title:  A Better   Title", "author: van der Pijl, Kees", "author: {World Bank}", "year:", "type: chapter", "doi: 10.1000/1")
	w, err := l.Work("fear")
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Name{{Family: "van der Pijl", Given: "Kees"}, {Family: "World Bank"}}
	if w.Title != "A Better Title" || !cmp.Equal(w.Authors, want) || w.Year != nil || w.Type != "chapter" || w.DOI != "10.1000/1" {
		t.Errorf("the record says %+v", w)
	}
	for _, field := range []string{"title", "authors", "type", "doi"} {
		if w.Stated[field] != corpus.ByUser {
			t.Errorf("%s has the basis %q", field, w.Stated[field])
		}
	}
	if _, told := w.Stated["year"]; told {
		t.Error("a year that is not there has a basis")
	}
	works, err := l.Works()
	if err != nil || works[0].Title != "A Better Title" {
		t.Errorf("the list of works says %q, %v", works[0].Title, err)
	}
	if d, err := l.AsRead("fear"); err != nil || d.Work.Title != "A Ladder of Fear" {
		t.Errorf("as it was read it says %q, %v", d.Work.Title, err)
	}
}

func TestCorrectionsOfTheRarerFields(t *testing.T) {
	l := library(t)
	correct(t, l, "fear", "translator: Nord, Mia", "translator: Falk, Finn", "original_year: 1795", "genre: Working paper", "number: WS-12",
		"series: Doors and Walls", "accessed: 2024-05-17")
	w, err := l.Work("fear")
	fatal(t, err)
	want := []corpus.Name{{Family: "Nord", Given: "Mia"}, {Family: "Falk", Given: "Finn"}}
	if !cmp.Equal(w.Translators, want) || w.OriginalYear == nil || *w.OriginalYear != 1795 || w.Genre != "Working paper" || w.Number != "WS-12" ||
		w.Series != "Doors and Walls" || w.Accessed != "2024-05-17" {
		t.Errorf("the record says %+v", w)
	}
	for _, field := range []string{"translators", "original_year", "genre", "number", "series", "accessed"} {
		if w.Stated[field] != corpus.ByUser {
			t.Errorf("%s has the basis %q", field, w.Stated[field])
		}
	}
	correct(t, l, "fear", "original_year:", "accessed: 17 May")
	if w, err = l.Work("fear"); err != nil || w.OriginalYear != nil || w.Accessed != "" {
		t.Errorf("emptied and misspelt it says %v and %q, %v", w.OriginalYear, w.Accessed, err)
	}
}

func TestADayIsWrittenFromTheYearOn(t *testing.T) {
	for s, want := range map[string]bool{"2024-05-17": true, "2024-05": true, "2024": true, "17.5.2024": false, "2024-13-01": false, "2024-02-30": false, "": false, "24": false} {
		if corpus.IsDate(s) != want {
			t.Errorf("IsDate(%q) is not %v", s, want)
		}
	}
}

func TestCorrectionsThatCannotBeAppliedNameTheirLine(t *testing.T) {
	for line, want := range map[string]string{
		"just words":                       "is no line of the form",
		"titel: X":                         "did you mean title",
		"year: soon":                       "is no year",
		"type: novel":                      "is no type; there are essay",
		"theory: + realism":                "is said of a passage",
		"person: + Max Weber":              "is added to a passage",
		"person: Kenneth Waltz":            "write - NAME",
		"person: Nobody Here = X Y":        "names that person",
		"title: One\ntitle: Two":           "line 1 already",
		"passage: no such words\npage: 3":  "stand in no passage",
		"passage: !\npage: 3":              "names no words",
		"passage: the\npage: 3":            "give more of them",
		"passage: For Wendt\npage:":        "names no page",
		"passage: For Wendt\nvoice: loud":  "write author",
		"passage: For Wendt\ntheory: real": "write + or -",
		"passage: For Wendt\ntitle: X":     "goes back to the work",
		"passage: For Wendt\nperson: + Q":  "does not stand in the passage",
	} {
		l := library(t)
		before, err := l.Document("fear")
		if err != nil {
			t.Fatal(err)
		}
		correct(t, l, "fear", strings.Split(line, "\n")...)
		got := strings.Join(problems(t, l), "\n")
		if !strings.Contains(got, want) || !strings.Contains(got, "corrections/fear.txt: line ") {
			t.Errorf("%q: Verify says %q, want %q with file and line", line, got, want)
		}
		after, err := l.Document("fear")
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(line, "title: One") {
			before.Work.Title, before.Work.Stated = "One", after.Work.Stated
		}
		if d := cmp.Diff(before, after); d != "" {
			t.Errorf("%q: it is applied all the same: %s", line, d)
		}
	}
}

func TestPassagesThatBeginAlikeAreToldByTheirAnchor(t *testing.T) {
	text := "id: twice\n\nThe same nine words stand at the very beginning here.\n\nThe same nine words stand at the very beginning there.\n\n" +
		"One whole paragraph twice.\n\nOne whole paragraph twice.\n"
	l := library(t)
	put(t, l, corpustest.Must(t, text))
	d, err := l.Document("twice")
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.Passages {
		at := d.Anchor(i)
		if err := l.Correct("twice", func(c *corpus.Corrections) error { c.Say(&at, "page", fmt.Sprint(i+1)); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	d, err = l.Document("twice")
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range d.Passages {
		if p.Locator.Page == nil || *p.Locator.Page != fmt.Sprint(i+1) {
			t.Errorf("passage %d got page %v", i+1, p.Locator.Page)
		}
	}
	// The text grows at its head: what can be told by words is found, the rest is said.
	put(t, l, corpustest.Must(t, strings.Replace(text, "\n\n", "\n\nA new beginning.\n\n", 1)))
	d, err = l.Document("twice")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"", "1", "2", "", ""} {
		got := ""
		if page := d.Passages[i].Locator.Page; page != nil {
			got = *page
		}
		if got != want {
			t.Errorf("in the new text passage %d has page %q, want %q", i, got, want)
		}
	}
	if got := problems(t, l); len(got) != 2 || !strings.Contains(got[0], "2 passages begin with its words") {
		t.Errorf("Verify says %q", got)
	}
}

func TestCorrectionsAreUndoneAndDoneAgain(t *testing.T) {
	l := library(t)
	title := func() string { t.Helper(); w, err := l.Work("fear"); fatal(t, err); return w.Title }
	set := func(s string) {
		t.Helper()
		fatal(t, l.Correct("fear", func(c *corpus.Corrections) error { c.Set("title", s); return nil }))
	}
	if err := l.UndoCorrections("fear"); err == nil {
		t.Error("there is something to undo in a work never corrected")
	}
	set("One")
	set("Two")
	fatal(t, l.UndoCorrections("fear"))
	if title() != "One" {
		t.Errorf("undone it says %q", title())
	}
	fatal(t, l.UndoCorrections("fear"))
	if title() != "Two" {
		t.Errorf("done again it says %q", title())
	}
	fatal(t, l.Correct("fear", func(c *corpus.Corrections) error { c.Clear(nil); return nil }))
	if title() != "A Ladder of Fear" {
		t.Errorf("cleared it says %q", title())
	}
	if _, err := os.Stat(l.CorrectionsFile("fear")); err == nil {
		t.Error("a file that corrects nothing is left")
	}
	refuse := errors.New("no")
	if err := l.Correct("fear", func(c *corpus.Corrections) error { c.Set("title", "X"); return refuse }); !errors.Is(err, refuse) || title() != "A Ladder of Fear" {
		t.Errorf("a change that fails answers %v and leaves %q", err, title())
	}
	if err := l.Correct("nothing", func(c *corpus.Corrections) error { c.Set("title", "X"); return nil }); !errors.Is(err, corpus.ErrUnknownWork) {
		t.Errorf("a work that is not held: %v", err)
	}
}

func TestEditingKeepsWhatAPersonWrote(t *testing.T) {
	c := corpus.ParseCorrections("# Mine.\r\ntitle: Old\n\n# About Wendt.\npassage: For Wendt\n# sure\nvoice: author\ntheory: + realism\n\nwork:\nyear: 1990")
	at := corpus.Anchor{Words: "For Wendt, fear is learned"}
	c.Set("title", "New")
	c.Set("author", "Ardam, Vera", "Ostrov, Milan")
	c.Say(&at, "theory", "- realism")
	c.Say(&at, "voice", "reports A. B.")
	c.Say(nil, "person", "- Max")
	c.Say(&corpus.Anchor{Span: corpus.Span{Start: 3, End: 9}, Words: "Other words"}, "page", "4")
	want := "# Mine.\n\n# About Wendt.\npassage: For Wendt\n# sure\ntheory: - realism\nvoice: reports A. B.\n\nwork:\nyear: 1990\ntitle: New\nauthor: Ardam, Vera\nauthor: Ostrov, Milan\nperson: - Max\n\npassage: 3-9 Other words\npage: 4\n"
	if d := cmp.Diff(want, c.String()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	c.Clear(&at)
	if s := c.String(); !strings.Contains(s, "# sure") || strings.Contains(s, "realism") {
		t.Errorf("cleared of one passage it says\n%s", s)
	}
	if corpus.ParseCorrections("# only this\n\n").Empty() == false {
		t.Error("a comment corrects something")
	}
}

func TestCorrectionsGoWithAWorkAndComeBackWithItsText(t *testing.T) {
	l := library(t)
	put(t, l, version(t, 1))
	correct(t, l, "v", "title: Mine")
	fatal(t, l.Remove("v"))
	put(t, l, version(t, 2))
	if w, _ := l.Work("v"); w.Title != "Versions" {
		t.Errorf("another text of that id has the title %q", w.Title)
	}
	fatal(t, l.Remove("v"))
	put(t, l, version(t, 2))
	fatal(t, l.Remove("v"))
	if got := problems(t, l); len(got) > 0 {
		t.Errorf("Verify reports %q", got)
	}
	l = library(t)
	put(t, l, version(t, 1))
	correct(t, l, "v", "title: Mine")
	fatal(t, l.Remove("v"))
	put(t, l, version(t, 1))
	if w, _ := l.Work("v"); w.Title != "Mine" {
		t.Errorf("the same text comes back with the title %q", w.Title)
	}
	put(t, l, version(t, 3))
	if w, _ := l.Work("v"); w.Title != "Mine" {
		t.Errorf("a new state of the text has the title %q", w.Title)
	}
}

func TestCorrectionsChangeStampAndFingerprint(t *testing.T) {
	l := library(t)
	stamp := func() string { s, err := l.Stamp(); fatal(t, err); return s }
	prints := func() map[corpus.WorkID]string { m, err := l.Fingerprints(); fatal(t, err); return m }
	s0, p0 := stamp(), prints()
	correct(t, l, "fear", "title: One")
	s1, p1 := stamp(), prints()
	correct(t, l, "fear", "title: Two")
	s2, p2 := stamp(), prints()
	if s0 == s1 || s1 == s2 || p0["fear"] == p1["fear"] || p1["fear"] == p2["fear"] {
		t.Error("an edited file leaves stamp or fingerprint as it was")
	}
	if p0["people"] != p2["people"] {
		t.Error("the fingerprint of another work changed")
	}
	fatal(t, os.Remove(l.CorrectionsFile("fear")))
	if stamp() != s0 || !cmp.Equal(prints(), p0) {
		t.Error("without the file, stamp and fingerprints are not those from before")
	}
}

func TestVerifyReportsStrayCorrections(t *testing.T) {
	l := library(t)
	correct(t, l, "ghost", "title: X")
	write(t, filepath.Join(l.Dir(), "corrections", "notes.md"), "x")
	got := strings.Join(problems(t, l), "\n")
	for _, want := range []string{"corrections/ghost.txt: corrects a work that the library does not hold", "corrections/notes.md: is not a file"} {
		if !strings.Contains(got, want) {
			t.Errorf("Verify does not say %q:\n%s", want, got)
		}
	}
}

// TestCorrectionsPutAsideComeBackOnce removes a corrected work, puts its file of
// corrections back as a writer leaves it that was killed then, and removes another
// text of the same id.
func TestCorrectionsPutAsideComeBackOnce(t *testing.T) {
	l := library(t)
	put(t, l, version(t, 1))
	correct(t, l, "v", "title: One")
	kept, err := os.ReadFile(l.CorrectionsFile("v"))
	fatal(t, err)
	fatal(t, l.Remove("v"))
	write(t, l.CorrectionsFile("v"), string(kept))
	write(t, filepath.Join(l.Dir(), "writing.json"), `["v"]`)
	put(t, l, version(t, 1))
	if w, err := l.Work("v"); err != nil || w.Title != "One" || len(problems(t, l)) > 0 {
		t.Errorf("after a kill the title is %q, %v, with %q", w.Title, err, problems(t, l))
	}
	fatal(t, l.Remove("v"))
	put(t, l, version(t, 2))
	correct(t, l, "v", "title: Two")
	fatal(t, l.Remove("v"))
	put(t, l, version(t, 2))
	if w, err := l.Work("v"); err != nil || w.Title != "Two" || len(problems(t, l)) > 0 {
		t.Errorf("the title of the text that came back is %q, %v, with %q", w.Title, err, problems(t, l))
	}
	if data, err := os.ReadFile(l.CorrectionsFile("v")); err != nil || !strings.Contains(string(data), "# title: One") {
		t.Errorf("what was said of the earlier text is lost: %q, %v", data, err)
	}
}

// TestKilledCorrectionLeavesTheOldOrTheNewState starts this test again as a
// process that corrects, removes and adds without end, kills it, and looks.
func TestKilledCorrectionLeavesTheOldOrTheNewState(t *testing.T) {
	if dir := os.Getenv("LOCUS_TEST_CORRECTOR"); dir != "" {
		l, err := corpus.OpenLibrary(dir)
		for n := 0; err == nil; n++ {
			_, err = l.Put(version(t, 1))
			for range 3 {
				err = errors.Join(err, l.Correct("v", func(c *corpus.Corrections) error {
					c.Set("title", strings.Repeat("Long ", 40)+"Title")
					c.Say(nil, "person", fmt.Sprintf("- Nobody %d", n))
					return nil
				}))
			}
			err = errors.Join(err, l.Remove("v"))
		}
		t.Fatal(err)
	}
	if testing.Short() {
		t.Skip("starts and kills processes")
	}
	l := library(t)
	for round := range 5 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledCorrectionLeavesTheOldOrTheNewState$")
		cmd.Env = append(os.Environ(), "LOCUS_TEST_CORRECTOR="+l.Dir())
		fatal(t, cmd.Start())
		time.Sleep(time.Duration(40+round*13) * time.Millisecond)
		fatal(t, cmd.Process.Kill())
		_ = cmd.Wait()
		put(t, l, version(t, 1))
		w, err := l.Work("v")
		if err != nil || w.Title != "Versions" && !strings.HasSuffix(w.Title, "Long Title") {
			t.Errorf("round %d: half a correction: %q, %v", round, w.Title, err)
		}
		fatal(t, l.Verify(context.Background(), func(p corpus.Problem) {
			if !strings.Contains(p.What, "names that person") {
				t.Errorf("round %d: %s", round, p)
			}
		}))
	}
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func FuzzParseCorrections(f *testing.F) {
	f.Add("title: X\npassage: 3-9 For Wendt\ntheory: + realism\nperson: \"A\" = B\nwork:\nauthor: {B}")
	f.Add("passage:\nvoice: quotes ;;\nperson: + as \nperson: =")
	f.Fuzz(func(t *testing.T, text string) {
		c := corpus.ParseCorrections(text)
		again := corpus.ParseCorrections(c.String())
		if d := cmp.Diff(c.List(), again.List()); d != "" {
			t.Errorf("printed and read again it says something else:\n%s", d)
		}
		for _, x := range c.List() {
			if x.Fault == "" && x.Anchor == nil && x.Field == "title" {
				c.Set("title", x.Value)
				if n := len(c.List()); n == 0 {
					t.Error("a title that was set is gone")
				}
			}
		}
	})
}

// TestNewWorksCostNoListing adds works to a library of some thousands: looking
// for an id that is not held yet must not list those that are.
func TestNewWorksCostNoListing(t *testing.T) {
	if testing.Short() {
		t.Skip("writes some thousand works")
	}
	l := library(t)
	put := func(from, n int) time.Duration {
		docs := make([]*corpus.Document, n)
		for i := range docs {
			docs[i] = version(t, 1)
			docs[i].Work.ID = corpus.WorkID(fmt.Sprintf("n%06d", from+i))
		}
		began := time.Now()
		_, err := l.Preview(docs...)
		fatal(t, err)
		took := time.Since(began)
		_, err = l.Put(docs...)
		fatal(t, err)
		return took
	}
	first := put(0, 500)
	put(500, 2000)
	if last := put(9000, 500); last > 10*first+time.Second {
		t.Errorf("among few works 500 new ones take %v, among many %v", first, last)
	}
}
