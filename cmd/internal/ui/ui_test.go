package ui

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

var update = flag.Bool("update", false, "write the screens of testdata/views anew")

// TestViewsAreAsDrawn does what each case says and compares the screen.
func TestViewsAreAsDrawn(t *testing.T) {
	files, err := filepath.Glob("testdata/views/*.txtar")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := begin(t, options(t, corpustest.Works()...))
			for line := range strings.Lines(string(a.Comment)) {
				if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
					s.step(line)
				}
			}
			got := s.screen() + "\n"
			if *update {
				a.Files = []txtar.File{{Name: "screen", Data: []byte(got)}}
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(a.Files) != 1 || string(a.Files[0].Data) != got {
				t.Errorf("the screen is another; -update writes it:\n%s", got)
			}
		})
	}
}

// TestAnOlderQuestionIsCancelled: what is typed is asked once, when the typing
// rests, and a question that is being answered then ends.
func TestAnOlderQuestionIsCancelled(t *testing.T) {
	o := options(t, corpustest.Works()...)
	a := &asker{Searcher: o.Searcher}
	o.Searcher = a
	s := begin(t, o)
	var rests []tea.Cmd
	for _, r := range "fear" {
		_, cmd := s.m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		rests = append(rests, cmd)
	}
	for _, rest := range rests[:3] {
		if _, cmd := s.m.Update(rest()); cmd != nil {
			t.Error("a question is asked though more was typed")
		}
	}
	a.held = make(chan struct{})
	_, slow := s.m.Update(rests[3]())
	answer := make(chan tea.Msg)
	go func() { answer <- slow() }()
	_, rest := s.m.Update(tea.KeyPressMsg{Code: 's', Text: "s"}) // cancels
	if msg := (<-answer).(answered); !errors.Is(msg.err, context.Canceled) {
		t.Errorf("the older question was answered: %v", msg.err)
	} else {
		s.send(msg)
	}
	if !s.m.busy || s.m.fault != "" {
		t.Error("the cancelled question shows")
	}
	close(a.held)
	s.do(rest)
	if want := []string{"", "fear", "fears"}; !slices.Equal(a.asked, want) {
		t.Errorf("asked %q, want %q", a.asked, want)
	}
	if s.m.busy || s.m.answer.Asked != "fears" {
		t.Errorf("shown is the answer to %q", s.m.answer.Asked)
	}
}

// TestALateAnswerIsNotShown: an answer to an older question changes nothing, nor
// does a page of it.
func TestALateAnswerIsNotShown(t *testing.T) {
	s := begin(t, options(t, corpustest.Works()...))
	s.types("security")
	late := answered{asked: s.m.asked - 1, answer: &query.Answer{Asked: "late"}}
	before := s.screen()
	s.send(late)
	s.send(opened{number: s.m.shown.number - 1, err: errors.New("late")})
	s.send(counted{number: s.m.panel.number - 1, field: corpus.FieldTheory})
	if s.screen() != before {
		t.Errorf("the screen changed:\n%s", s.screen())
	}
}

// TestAFilterFindsWhatItCounts takes every value of every field in turn, and
// beside one that is taken each other.
func TestAFilterFindsWhatItCounts(t *testing.T) {
	s := begin(t, options(t, corpustest.Works()...))
	s.types("security")
	tried := 0
	for field := range filterFields() {
		s.press("tab")
		for range field {
			s.press("right")
		}
		for i, c := range s.m.values() {
			s.m.panel.at = i
			s.press("enter")
			if s.m.answer.Total != c.Count {
				t.Errorf("%s %q: %d found, %d counted", s.m.panel.now(), c.Value, s.m.answer.Total, c.Count)
			}
			for _, other := range s.m.values() {
				if held := slices.Contains(s.m.filters[s.m.panel.now()], other.Value); held && other.Count != c.Count {
					t.Errorf("%q counts %d once taken, %d before", other.Value, other.Count, c.Count)
				}
			}
			tried++
			s.press("ctrl+x")
		}
		s.press("esc")
	}
	if tried < 12 {
		t.Errorf("only %d values were tried", tried)
	}
}

// TestFiltersAreTakenAndLetGo: of several values of a field any is enough, of
// several fields all; esc lets go what is left.
func TestFiltersAreTakenAndLetGo(t *testing.T) {
	s := begin(t, options(t, corpustest.Works()...))
	s.press("tab")
	s.types("real")
	if list := s.m.values(); len(list) == 0 || !strings.HasPrefix(list[0].Value, "realism") {
		t.Fatalf("typing finds %v", list)
	}
	s.press("enter")
	one := s.m.answer.Total
	s.press("down", "enter", "esc")
	if len(s.m.filters[corpus.FieldTheory]) != 2 || s.m.answer.Total < one {
		t.Errorf("%v find %d, the first alone %d", s.m.filters, s.m.answer.Total, one)
	}
	if !strings.Contains(s.screen(), "theory: Realism") {
		t.Errorf("the filter is not told:\n%s", s.screen())
	}
	s.press("esc")
	if len(s.m.filters) != 0 || s.end {
		t.Errorf("esc leaves %v, ended %v", s.m.filters, s.end)
	}
	s.press("ctrl+x")
	if !strings.Contains(s.screen(), "no filter to let go") {
		t.Error("nothing is said where no filter is in force")
	}
	s.press("esc", "esc")
	if !s.end {
		t.Error("esc does not end the session where nothing is left to let go")
	}
}

// TestWhatIsCopiedIsTheCitation copies each part in each style, of a hit and of
// a neighbour, and compares with what cites.
func TestWhatIsCopiedIsTheCitation(t *testing.T) {
	s := begin(t, options(t, corpustest.Works()...))
	s.press("ctrl+y")
	if !strings.Contains(s.screen(), "no passage to cite") {
		t.Error("something is copied before anything is chosen")
	}
	s.types("fear")
	for range 6 {
		s.press("ctrl+s", "ctrl+y", "ctrl+r", "ctrl+q", "enter", "right", "ctrl+y", "esc")
		h := s.m.hit()
		c, err := cited(s.m.style, &h.Work, &h.Passage)
		if err != nil {
			t.Fatal(err)
		}
		n := len(s.raw)
		for i, want := range []string{c.InText, c.Reference, c.Quote} {
			if got := s.raw[n-4+i]; got != "<"+want+">" {
				t.Errorf("%s: copied %q, cite says %q", s.m.style, got, want)
			}
		}
		if s.raw[n-1] == s.raw[n-4] {
			t.Errorf("%s: the neighbour is cited as the hit: %q", s.m.style, s.raw[n-1])
		}
	}
	copied := s.m.Copied()
	if seen := slices.Compact(slices.Sorted(slices.Values(copied))); len(seen) != len(copied) || len(copied) < 12 {
		t.Errorf("told at the end: %q", copied)
	}
}

// TestACopyThatFailsIsKept: where the terminal takes nothing the text is kept.
func TestACopyThatFailsIsKept(t *testing.T) {
	for _, c := range []func(string) (string, error){nil, func(string) (string, error) { return "", errors.New("no clipboard here") }} {
		o := options(t, corpustest.Works()...)
		o.Copy, o.Open = c, "fear"
		s := begin(t, o)
		s.press("ctrl+y")
		if len(s.raw) != 0 || len(s.m.Copied()) != 1 || !strings.Contains(s.screen(), "printed when you leave") {
			t.Errorf("sent %q, kept %q\n%s", s.raw, s.m.Copied(), s.screen())
		}
	}
}

// TestACopyWaitsForItsCitation: a key pressed before the citation is there copies
// it when it comes, unless another passage is chosen first.
func TestACopyWaitsForItsCitation(t *testing.T) {
	o := options(t, corpustest.Works()...)
	o.Open = "fear"
	s := begin(t, o)
	for _, stays := range []bool{true, false} {
		s.raw = nil
		_, citing := s.m.Update(tea.KeyPressMsg{Code: 's', Mod: tea.ModCtrl})
		s.press("ctrl+y")
		if !stays {
			s.press("down")
		}
		s.do(citing)
		if want := map[bool]int{true: 1, false: 0}[stays]; len(s.raw) != want {
			t.Errorf("stays %v: %q was copied", stays, s.raw)
		}
	}
}

// TestTheFirstMarkIsSeen: of a long snippet the list shows the part with a mark.
func TestTheFirstMarkIsSeen(t *testing.T) {
	long := strings.Repeat("é words and ", 20) + "here it is, and more"
	at := strings.Index(long, "here")
	for far := range 60 {
		got, marks := fromMark(long, []corpus.Mark{{Start: at, End: at + 4}}, far)
		if m := marks[0]; got[m.Start:m.End] != "here" || m.Start > far+len("… ") || !strings.HasSuffix(long, strings.TrimPrefix(got, "… ")) {
			t.Errorf("from %d bytes: %q, mark %v", far, got, m)
		}
	}
}

// TestNeighboursAreWalked goes through a whole work and back.
func TestNeighboursAreWalked(t *testing.T) {
	o := options(t, corpustest.Works()...)
	o.Open = "fear"
	s := begin(t, o)
	s.press("enter")
	doc := s.m.shown.doc
	for range doc.Passages {
		s.press("left")
	}
	if s.m.shown.passage.Ordinal != doc.Passages[0].Ordinal || !strings.Contains(s.screen(), "the work ends here") {
		t.Errorf("the first passage is %q", s.m.shown.passage.ID)
	}
	for i := range doc.Passages[1:] {
		s.press("right")
		if s.m.shown.passage.ID != doc.Passages[i+1].ID {
			t.Fatalf("after %d steps %q is shown", i+1, s.m.shown.passage.ID)
		}
	}
	s.press("esc")
	if s.m.shown.passage.ID != s.m.hit().Passage.ID {
		t.Error("esc does not come back to the hit")
	}
}

// TestMoreHitsCome: going down fetches what was not fetched, each hit once.
func TestMoreHitsCome(t *testing.T) {
	var docs []*corpus.Document
	for d := range corpustest.Generate(7, 8, 8) {
		docs = append(docs, d)
	}
	o := options(t, docs...)
	o.Open = "state"
	s := begin(t, o)
	if s.m.answer.Total == 0 { // a made-up vocabulary: ask for any word of it
		s.press("ctrl+u")
		s.types(strings.Fields(docs[0].Text)[3])
	}
	total := s.m.answer.Total
	if total <= hitsAtOnce {
		t.Fatalf("only %d hits to walk", total)
	}
	for range total + 5 {
		s.press("down")
	}
	ids := s.hits()
	if len(ids) != total || s.m.at != total-1 {
		t.Errorf("%d hits of %d, the %dth is chosen", len(ids), total, s.m.at+1)
	}
	slices.Sort(ids)
	if !same(slices.Compact(slices.Clone(ids)), ids) {
		t.Error("a hit comes twice")
	}
}

// TestFaultsAreTold: an error of the searcher or of a citation is a line, and the
// session goes on.
func TestFaultsAreTold(t *testing.T) {
	o := options(t, corpustest.Works()...)
	broken := &failing{Searcher: o.Searcher, err: errors.New("the disk is gone\x1b[31m")}
	o.Searcher = broken
	s := begin(t, o)
	if !strings.Contains(s.screen(), "the disk is gone␛[31m") {
		t.Errorf("the fault is not told:\n%s", s.screen())
	}
	broken.err = nil
	o.Cite = nil
	s.m.o.Cite = func(string, *corpus.Work, *corpus.Passage) (Citation, error) {
		return Citation{}, errors.New("no citation today")
	}
	s.types("fear")
	if !strings.Contains(s.screen(), "no citation today") || strings.Contains(s.screen(), "disk") {
		t.Errorf("the screen is\n%s", s.screen())
	}
}

type failing struct {
	Searcher
	err error
}

func (f *failing) Search(ctx context.Context, r query.Request) (*query.Answer, error) {
	if f.err != nil {
		return nil, f.err
	}
	return f.Searcher.Search(ctx, r)
}

// hostile is a work whose every field tries to drive the terminal.
func hostile(t testing.TB) *corpus.Document {
	const attack = "\x1b]52;c;bad\x07\x1b[2J\x9b31m\u202e"
	d := corpustest.Must(t, "id: bad\ntitle: Titel\nauthor: Family, Given\nyear: 1990\n\n= Heading\n\n{theory realism 0.9|Fear} of an attack.\n\nFear again.\n")
	d.Work.Title += attack
	d.Work.Authors[0].Family += attack
	d.Passages[0].Section = []string{"Heading" + attack}
	d.Passages[0].VoiceOf, d.Passages[0].Voice = []string{"Somebody" + attack}, corpus.Quotes
	d.Passages[0].Text = strings.Replace(d.Passages[0].Text, "attack", attack, 1)
	return d
}

// obeyed reports whether a terminal may take a character for more than a letter.
func obeyed(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// TestNoControlCharacterIsShown: whatever a text, its record or a paste holds.
func TestNoControlCharacterIsShown(t *testing.T) {
	o := options(t, hostile(t))
	o.Name = "lib\x1b[1m"
	s := begin(t, o)
	s.send(tea.PasteMsg{Content: "fear\x1b[31m\n\x00 \u202eagain\xff"})
	check := func(where string) {
		t.Helper()
		for _, line := range strings.Split(s.screen(), "\n") {
			if i := strings.IndexFunc(line, obeyed); i >= 0 {
				t.Errorf("%s: %q", where, line)
			}
		}
	}
	check("after a paste")
	s.press("ctrl+u")
	s.types("fear")
	if len(s.m.answer.Hits) != 2 {
		t.Fatalf("%d hits", len(s.m.answer.Hits))
	}
	for _, key := range []string{"tab", "right", "right", "esc", "enter", "right", "ctrl+s", "ctrl+y", "ctrl+q", "esc", "f1"} {
		s.press(key)
		check(key)
	}
}

// TestAnySizeFits draws every mode at many sizes.
func TestAnySizeFits(t *testing.T) {
	o := options(t, corpustest.Works()...)
	o.Open = "fear security"
	s := begin(t, o)
	for _, keys := range [][]string{{"down"}, {"tab"}, {"enter", "esc"}, {"ctrl+s", "ctrl+s", "enter"}, {"f1"}, {"esc", "esc", "ctrl+y"}} {
		s.press(keys...)
		for width := 1; width < 160; width += 1 + width/20 {
			for height := 1; height < 60; height += 5 {
				s.send(tea.WindowSizeMsg{Width: width, Height: height})
				fits(t, s)
			}
		}
	}
}

func fits(t *testing.T, s *session) {
	t.Helper()
	v := s.m.View()
	lines := strings.Split(v.Content, "\n")
	if len(lines) > max(1, s.m.height) {
		t.Fatalf("%d lines at %d×%d", len(lines), s.m.width, s.m.height)
	}
	for _, l := range lines {
		if n := lipgloss.Width(l); n > s.m.width {
			t.Fatalf("a line of %d columns at %d×%d, mode %d: %q", n, s.m.width, s.m.height, s.m.mode, l)
		}
	}
	if c := v.Cursor; c != nil && (c.X >= s.m.width || c.Y >= len(lines)) {
		t.Fatalf("the cursor is at %d, %d of %d×%d", c.X, c.Y, s.m.width, s.m.height)
	}
}

// FuzzKeysAndSizes presses any keys at any size.
func FuzzKeysAndSizes(f *testing.F) {
	f.Add("security dilemma", []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, uint8(80), uint8(24))
	f.Add("\u4e16\u754c \u0301 \x1b[31m", []byte{0, 0, 5, 9, 9, 20, 1}, uint8(21), uint8(7))
	f.Add("+fear -of a* theory:realism", []byte{1, 0, 2}, uint8(229), uint8(6)) // filters and notes on six lines
	f.Add("fear", []byte{12, 12, 12}, uint8(30), uint8(72))                     // a style with a long name
	o := options(f, corpustest.Works()...)
	keys := []string{"enter", "tab", "esc", "up", "down", "left", "right", "pgdown", "pgup", "backspace", "f1", "shift+tab", "ctrl+s", "ctrl+y", "ctrl+x", "ctrl+w", "home", "end", "delete", "ctrl+q", "alt+b", "ctrl+k"}
	f.Fuzz(func(t *testing.T, text string, pressed []byte, width, height uint8) {
		s := begin(t, o)
		s.send(tea.WindowSizeMsg{Width: int(width), Height: int(height)})
		if len(text) > 200 || len(pressed) > 30 {
			t.Skip("long input tells no more")
		}
		s.send(tea.PasteMsg{Content: text})
		fits(t, s)
		for _, b := range pressed {
			s.press(keys[int(b)%len(keys)])
			fits(t, s)
		}
	})
}

// FuzzPlain: no character that drives a terminal is left, and a safe text stays.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"a\x1b[31mb", "caf\u00e9 \u2014 \u4e16", "\x80\xff", "\u202eabc", "line\nline\r\n\tx", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := plain(s)
		if strings.IndexFunc(strings.ReplaceAll(got, "\n", ""), obeyed) >= 0 {
			t.Errorf("%q became %q", s, got)
		}
		if plain(got) != got {
			t.Errorf("%q is not safe yet", got)
		}
	})
}

// TestASessionAtATerminal runs the whole program over a pipe that stands for a
// terminal: what is copied is sent, and told at the end.
func TestASessionAtATerminal(t *testing.T) {
	o := options(t, corpustest.Works()...)
	in, keyboard := io.Pipe()
	out := &screen{}
	o.In, o.Out, o.Environment, o.Open = in, out, []string{"TERM=xterm-256color", "NO_COLOR=1"}, "fear"
	var copied []string
	ended := make(chan error, 1)
	go func() {
		var err error
		copied, err = Run(t.Context(), o)
		ended <- err
	}()
	for i := 0; !strings.Contains(out.String(), ")>") && i < 200; i++ {
		io.WriteString(keyboard, "\x19") // ctrl+y, until the citation is there
		time.Sleep(20 * time.Millisecond)
	}
	io.WriteString(keyboard, "\x03")
	select {
	case err := <-ended:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("the session does not end")
	}
	if len(copied) != 1 || !strings.Contains(out.String(), "<"+copied[0]+">") {
		t.Errorf("copied %q; the terminal got %d bytes", copied, len(out.String()))
	}
}

// TestAnEndedContextEndsTheSession gives the terminal back.
func TestAnEndedContextEndsTheSession(t *testing.T) {
	o := options(t, corpustest.Works()...)
	in, _ := io.Pipe()
	o.In, o.Out, o.Environment = in, &screen{}, []string{"TERM=xterm"}
	ctx, end := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer end()
	if _, err := Run(ctx, o); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the session ends with %v", err)
	}
}

// screen keeps what is written to a terminal.
type screen struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
