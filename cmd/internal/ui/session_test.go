package ui

import (
	"context"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
)

// shelf gives the texts of documents in memory.
type shelf map[corpus.WorkID]*corpus.Document

func (s shelf) Document(id corpus.WorkID) (*corpus.Document, error) {
	if d, ok := s[id]; ok {
		return d, nil
	}
	return nil, corpus.ErrUnknownWork
}

// options are those of a session over documents, with a real searcher over the
// scanner and without colour.
func options(t testing.TB, docs ...*corpus.Document) Options {
	t.Helper()
	analysis, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	pack := &corpus.Pack{Name: "test", Theories: []corpus.Theory{{ID: "realism", Label: "Realism"}, {ID: "realism/structural", Label: "Structural realism"},
		{ID: "realism/defensive", Label: "Defensive realism"}, {ID: "liberalism", Label: "Liberalism"}, {ID: "constructivism", Label: "Constructivism"}}}
	held := shelf{}
	for _, d := range docs {
		held[d.Work.ID] = d
	}
	quick := func(style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
		c, err := cited(style, w, p)
		return query.Cite{InText: c.InText, Reference: c.Reference}, err
	}
	return Options{
		Searcher: query.NewSearcher(indextest.NewScanner(analysis, docs...), query.Options{Pack: pack, Words: analysis, Cite: quick}),
		Library:  held, Cite: cited, Name: "a test", Plain: true, Wait: time.Microsecond,
		Label: func(f corpus.Field, value string) string {
			if th, ok := pack.Theory(corpus.TheoryID(value)); ok && f == corpus.FieldTheory {
				return th.Label
			}
			if d, ok := held[corpus.WorkID(value)]; ok && f == corpus.FieldWork {
				return d.Work.Title
			}
			return value
		},
		Copy: func(text string) (string, error) { return "<" + text + ">", nil },
	}
}

func cited(style string, w *corpus.Work, p *corpus.Passage) (Citation, error) {
	o := cite.Options{Style: cite.Style(style)}
	in, err := cite.InText(w, p, o)
	if err != nil {
		return Citation{}, err
	}
	entry, err := cite.Entry(w, o)
	if err != nil {
		return Citation{}, err
	}
	o.Quote = true
	quoted, err := cite.InText(w, p, o)
	return Citation{InText: in, Reference: entry, Quote: quoted}, err
}

// session drives a model as a terminal would, and does at once what it asks for.
type session struct {
	t   testing.TB
	m   *Model
	raw []string // what was sent to the terminal as it is
	end bool
}

func begin(t testing.TB, o Options) *session {
	t.Helper()
	m, err := NewModel(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, m: m}
	s.do(m.Init())
	return s
}

// do runs a command and hands the model what comes of it.
func (s *session) do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			s.do(c)
		}
	case tea.RawMsg:
		s.raw = append(s.raw, fmt.Sprint(msg.Msg))
	case tea.QuitMsg:
		s.end = true
	default:
		s.send(msg)
	}
}

func (s *session) send(msg tea.Msg) {
	_, cmd := s.m.Update(msg)
	s.do(cmd)
}

// special are the keys that are not typed.
var special = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "tab": {Code: tea.KeyTab}, "esc": {Code: tea.KeyEscape}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
	"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete},
	"f1": {Code: tea.KeyF1}, "shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift},
}

// press presses keys by their names.
func (s *session) press(names ...string) {
	s.t.Helper()
	for _, name := range names {
		k, ok := special[name]
		if letter, ctrl := strings.CutPrefix(name, "ctrl+"); ctrl {
			k, ok = tea.Key{Code: rune(letter[0]), Mod: tea.ModCtrl}, true
		} else if letter, alt := strings.CutPrefix(name, "alt+"); alt {
			k, ok = tea.Key{Code: rune(letter[0]), Mod: tea.ModAlt}, true
		}
		if !ok {
			s.t.Fatalf("no key %q", name)
		}
		s.send(tea.KeyPressMsg(k))
	}
}

// types types a text, a key for each character.
func (s *session) types(text string) {
	for _, r := range text {
		s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// step does what a line of a case says: "size 80 24", "type words", "key tab".
func (s *session) step(line string) {
	s.t.Helper()
	what, rest, _ := strings.Cut(line, " ")
	switch what {
	case "size":
		w, h, _ := strings.Cut(rest, " ")
		width, _ := strconv.Atoi(w)
		height, _ := strconv.Atoi(h)
		s.send(tea.WindowSizeMsg{Width: width, Height: height})
	case "type":
		s.types(rest)
	case "paste":
		s.send(tea.PasteMsg{Content: rest})
	case "key":
		s.press(strings.Fields(rest)...)
	default:
		s.t.Fatalf("no step %q", line)
	}
}

func (s *session) screen() string { return s.m.View().Content }

// asker notes what is asked and answers when it is let.
type asker struct {
	Searcher
	mu    sync.Mutex
	asked []string
	ended []error // of the contexts, as each search ended
	held  chan struct{}
}

func (a *asker) Search(ctx context.Context, r query.Request) (*query.Answer, error) {
	a.mu.Lock()
	a.asked = append(a.asked, r.Question)
	held := a.held
	a.mu.Unlock()
	if held != nil {
		select {
		case <-held:
		case <-ctx.Done():
		}
	}
	answer, err := a.Searcher.Search(ctx, r)
	a.mu.Lock()
	a.ended = append(a.ended, ctx.Err())
	a.mu.Unlock()
	return answer, err
}

// TestOptionsAreAskedFor: what is needed is asked for by name.
func TestOptionsAreAskedFor(t *testing.T) {
	if _, err := NewModel(t.Context(), Options{}); err == nil || !strings.Contains(err.Error(), "searcher") {
		t.Errorf("a session without a searcher begins: %v", err)
	}
	o := options(t, corpustest.Works()...)
	o.Label, o.Style = nil, "no such style"
	filled, err := o.filled()
	if err != nil || filled.Style != string(cite.APA) || filled.Label(corpus.FieldTheory, "x") != "x" || filled.Wait == 0 {
		t.Errorf("filled to %+v, %v", filled, err)
	}
}

// hits are the ids of the hits at hand.
func (s *session) hits() []corpus.PassageID {
	var ids []corpus.PassageID
	for _, h := range s.m.answer.Hits {
		ids = append(ids, h.Passage.ID)
	}
	return ids
}

func same(a, b []corpus.PassageID) bool { return reflect.DeepEqual(a, b) }
