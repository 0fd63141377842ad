package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/corpus"
)

func TestCorrectWritesWhatIsAsked(t *testing.T) {
	s := newShelf(t, map[string]string{"gate.md": "# Walls\n\n## Gates\n\nBarry Buzan counts the gates of a town before its soldiers, and so does Bari Bozan.\n"})
	id := strings.TrimSpace(s.must("passages", "gate", "--template", `{{.id}}`))
	for _, args := range [][]string{
		{"correct", "gate", "--title", "Of Gates", "--author", "Example, Ada", "--author", "{Gate Society}", "--year", "1999", "--doi", "10.1/x"},
		{"correct", id, "--theory", "realism/defensive", "--theory", "-technology", "--voice", "reports", "--voice-of", "Max Weber", "--page", "9"},
		{"correct", id, "--person", "+Max Weber as soldiers"},
		{"correct", "gate", "--title", "Of Gates and Walls"},
	} {
		s.must(args...)
	}
	file, err := os.ReadFile(filepath.Join(s.lib, "corrections", "gate.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"title: Of Gates and Walls\n", "author: Example, Ada\nauthor: {Gate Society}\n", "passage: " + strings.TrimPrefix(id, "gate:") + " Barry Buzan counts",
		"theory: + realism/defensive\n", "theory: - technology\n", "voice: reports Max Weber\n", "page: 9\n", "person: + Max Weber as soldiers\n"} {
		if strings.Count(string(file), want) != 1 {
			t.Errorf("the file has not once %q:\n%s", want, file)
		}
	}
	var p corpus.Passage
	if err := json.Unmarshal([]byte(s.must("passages", "gate", "--format", "jsonl")), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Theories) != 1 || p.Theories[0].By != corpus.ByEditor || p.Voice != corpus.Reports || *p.Locator.Page != "9" {
		t.Errorf("the passage says %+v", p)
	}
	for flag, value := range map[string]string{"--theory": "realism", "--voice": "reports", "--person": "Max Weber", "--author": "Gate Society"} {
		s.must("search", "gates", flag, value)
	}
	s.must("verify")
	s.must("correct", id, "--clear")
	if got := s.must("correct", "gate", "--show"); strings.Contains(got, "theory") || !strings.Contains(got, "Of Gates and Walls\tapplied") {
		t.Errorf("cleared of the passage it shows\n%s", got)
	}
	s.must("correct", "gate", "--undo")
	if got := s.must("correct", "gate", "--show", "--format", "jsonl"); strings.Count(got, "\n") != 10 || strings.Contains(got, "fault") {
		t.Errorf("undone it shows\n%s", got)
	}
}

func TestCorrectRefusesWhatCannotBe(t *testing.T) {
	s := newShelf(t, map[string]string{"two.md": "# Two\n\n## One\n\nThe first of these passages speaks of gates.\n\n## Other\n\nThe second of them speaks of rivers and of nothing else.\n"})
	for args, want := range map[string]string{
		"correct two --type novel":                  "is no type",
		"correct two --theory realism":              "said of a passage",
		"correct two:15-30 --title X":               "said of a work",
		"correct two:15-30 --theory reallism":       "nearest: realism",
		"correct two:0-110 --page 3":                "2 passages stand there",
		"correct two:0-3 --page 3":                  "no passage stands there",
		"correct two:15-30 --voice loud":            "write author",
		"correct two:15-30 --voice-of X":            "needs --voice",
		"correct two --person X":                    "write - NAME",
		"correct two --undo --title X":              "stand alone",
		"correct two --undo":                        "no correction to take back",
		"correct two":                               "nothing to correct",
		"correct tow --title X":                     "two",
		"correct two@4:0-9 --page 1":                "changed",
		"--library reader correct reader --title X": "read-only",
		"correct":                                      "accepts 1 arg",
		"correct two --title X --format xml":           "no format",
		"correct two --titel X":                        "nearest: title",
		"correct two:15-30 --theory + --theory realsm": "has no theory",
	} {
		status, _, errw := s.run(strings.Fields(args)...)
		if status != 2 || !strings.Contains(errw, want) {
			t.Errorf("locus %s: status %d, %q, want %q", args, status, errw, want)
		}
	}
	if _, err := os.Stat(filepath.Join(s.lib, "corrections", "two.txt")); err == nil {
		t.Error("something was written all the same")
	}
}

func TestAFileEditedByHandCountsAndItsFaultsAreTold(t *testing.T) {
	s := newShelf(t, twoTexts)
	dir := filepath.Join(s.lib, "corrections")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	text := "title: Of Gates\npassage: A gate that is locked\ntheory: + relaism\nvoice: reports Ada Example\n"
	if err := os.WriteFile(filepath.Join(dir, "gate.txt"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	s.must("search", "gate", "--voice", "reports")
	for _, args := range []string{"rebuild", "add " + s.file("texts")} {
		if _, _, errw := s.run(strings.Fields(args)...); !strings.Contains(errw, `gate.txt line 3: theory: + relaism: the pack security has no theory "relaism" (nearest: realism`) {
			t.Errorf("%s says %q", args, errw)
		}
	}
	if status, out, _ := s.run("verify"); status != 1 || !strings.Contains(out, "corrections/gate.txt: line 3") {
		t.Errorf("verify: status %d, %s", status, out)
	}
	if got := s.must("status"); !strings.Contains(got, "corrected by hand\t1 works") {
		t.Errorf("status says\n%s", got)
	}
}
