package index_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index"
	"locus/index/indextest"
	"locus/query"
)

// shelf is a library in memory that notes what is read.
type shelf struct {
	docs   map[corpus.WorkID]*corpus.Document
	prints map[corpus.WorkID]string
	broken map[corpus.WorkID]error
	stamp  string
	read   []corpus.WorkID
	known  map[string][]corpus.WorkID // what changed since a stamp
	whole  int                        // how often all works were compared
}

func newShelf() *shelf {
	s := &shelf{docs: map[corpus.WorkID]*corpus.Document{}, prints: map[corpus.WorkID]string{}, broken: map[corpus.WorkID]error{}, stamp: "1"}
	for d := range corpustest.Generate(1, 4, 3) {
		s.docs[d.Work.ID], s.prints[d.Work.ID] = d, "a"
	}
	return s
}

func (s *shelf) Fingerprints() (map[corpus.WorkID]string, error) {
	s.whole++
	return maps.Clone(s.prints), nil
}

func (s *shelf) FingerprintsOf(ids []corpus.WorkID) (map[corpus.WorkID]string, error) {
	out := map[corpus.WorkID]string{}
	for _, id := range ids {
		if p, ok := s.prints[id]; ok {
			out[id] = p
		}
	}
	return out, nil
}

func (s *shelf) Changes(since string) ([]corpus.WorkID, bool) {
	ids, ok := s.known[since]
	return ids, ok
}

func (s *shelf) Stamp() (string, error) { return s.stamp, nil }
func (s *shelf) Document(id corpus.WorkID) (*corpus.Document, error) {
	s.read = append(s.read, id)
	return s.docs[id], s.broken[id]
}

func analysis(t *testing.T, r words.Rules) *words.Analysis {
	t.Helper()
	a, err := words.New(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestUpdateReadsOnlyWhatChanged(t *testing.T) {
	a := analysis(t, words.Rules{})
	lib, store := newShelf(), indextest.NewScanner(a)
	for _, step := range []struct {
		name   string
		change func()
		read   []corpus.WorkID
		want   index.Report
	}{
		{"an empty index takes every work, by id", func() {},
			[]corpus.WorkID{"gen-000001", "gen-000002", "gen-000003", "gen-000004"}, index.Report{Added: 4, Passages: 12}},
		{"a second run reads nothing", func() {}, nil, index.Report{Kept: 4}},
		{"a changed work is read", func() { lib.prints["gen-000003"], lib.stamp = "b", "2" },
			[]corpus.WorkID{"gen-000003"}, index.Report{Added: 1, Kept: 3, Passages: 3}},
		{"a removed work is dropped", func() { delete(lib.prints, "gen-000001"); lib.stamp = "3" },
			nil, index.Report{Removed: 1, Kept: 3}},
		{"a stamp alone is taken over", func() { lib.stamp = "4" }, nil, index.Report{Kept: 3}},
	} {
		t.Run(step.name, func(t *testing.T) {
			lib.read = nil
			step.change()
			r, err := index.Update(t.Context(), lib, store, a)
			if err != nil {
				t.Fatal(err)
			}
			if r.Added != step.want.Added || r.Removed != step.want.Removed || r.Kept != step.want.Kept ||
				r.Passages != step.want.Passages || r.Rebuilt != nil || r.Failed != nil {
				t.Errorf("report %+v, want %+v", r, step.want)
			}
			if !slices.Equal(lib.read, step.read) {
				t.Errorf("read %v, want %v", lib.read, step.read)
			}
			stale, err := index.Stale(t.Context(), lib, store)
			if stale || err != nil {
				t.Errorf("stale %v, %v", stale, err)
			}
			size, err := store.Size(t.Context())
			if err != nil || size.Works != len(lib.prints) {
				t.Errorf("size %+v, %v", size, err)
			}
		})
	}
	lib.stamp = "5"
	if stale, err := index.Stale(t.Context(), lib, store); !stale || err != nil {
		t.Errorf("after a change stale is %v, %v", stale, err)
	}
}

// TestUpdateFollowsWhatTheLibraryKnows changes, removes and adds a work each by
// what the library says of it, and compares the rest only where it says nothing.
func TestUpdateFollowsWhatTheLibraryKnows(t *testing.T) {
	a := analysis(t, words.Rules{})
	lib, store := newShelf(), indextest.NewScanner(a)
	update := func(read ...corpus.WorkID) index.Report {
		t.Helper()
		lib.read = nil
		r, err := index.Update(t.Context(), lib, store, a)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(lib.read, read) {
			t.Errorf("read %v, want %v", lib.read, read)
		}
		if stale, err := index.Stale(t.Context(), lib, store); stale || err != nil {
			t.Errorf("stale %v, %v", stale, err)
		}
		return r
	}
	fourth := lib.prints["gen-000004"]
	delete(lib.prints, "gen-000004")
	update("gen-000001", "gen-000002", "gen-000003")
	delete(lib.prints, "gen-000002")
	lib.prints["gen-000003"], lib.prints["gen-000004"], lib.stamp = "b", fourth, "2"
	lib.known = map[string][]corpus.WorkID{"1": {"gen-000002", "gen-000003", "gen-000004"}, "2": {}}
	if r := update("gen-000003", "gen-000004"); r.Added != 2 || r.Removed != 1 || r.Passages != 6 {
		t.Errorf("report %+v", r)
	}
	if update(); lib.whole != 1 {
		t.Errorf("all works were compared %d times, not once for the first", lib.whole)
	}
	lib.known, lib.stamp = nil, "3"
	if r := update(); r.Kept != 3 || lib.whole != 2 {
		t.Errorf("where nothing is known: %+v, all compared %d times", r, lib.whole)
	}
}

func TestUpdateReportsWorksItCannotRead(t *testing.T) {
	a := analysis(t, words.Rules{})
	lib, store := newShelf(), indextest.NewScanner(a)
	gone := errors.New("the text is gone")
	lib.broken["gen-000002"] = gone
	r, err := index.Update(t.Context(), lib, store, a)
	if err != nil || r.Added != 3 || len(r.Failed) != 1 || r.Failed[0].Work != "gen-000002" || !errors.Is(r.Failed[0].Err, gone) {
		t.Errorf("report %+v, %v", r, err)
	}
	delete(lib.broken, "gen-000002")
	if r, err = index.Update(t.Context(), lib, store, a); err != nil || r.Added != 1 || r.Kept != 3 {
		t.Errorf("once it can be read again: %+v, %v", r, err)
	}
}

// unusable is a store that cannot be read until it is made anew.
type unusable struct {
	*indextest.Scanner
	err error
}

func (u *unusable) Held(ctx context.Context) (map[corpus.WorkID]string, error) {
	if u.err != nil {
		return nil, u.err
	}
	return u.Scanner.Held(ctx)
}

func (u *unusable) Stamp(ctx context.Context) (string, error) {
	if u.err != nil {
		return "", u.err
	}
	return u.Scanner.Stamp(ctx)
}

func (u *unusable) Apply(ctx context.Context, c index.Change) error {
	if u.err != nil && !c.Reset {
		return u.err
	}
	u.err = nil
	return u.Scanner.Apply(ctx, c)
}

func TestUpdateRebuildsWhatCannotBeRead(t *testing.T) {
	a := analysis(t, words.Rules{})
	for _, why := range []error{index.ErrMissing, index.ErrStale, index.ErrDamaged} {
		lib, store := newShelf(), &unusable{indextest.NewScanner(a), why}
		if stale, err := index.Stale(t.Context(), lib, store); !stale || err != nil {
			t.Errorf("%v: stale is %v, %v", why, stale, err)
		}
		r, err := index.Update(t.Context(), lib, store, a)
		if err != nil || r.Added != 4 || !errors.Is(r.Rebuilt, why) {
			t.Errorf("%v: report %+v, %v", why, r, err)
		}
		if stale, err := index.Stale(t.Context(), lib, store); stale || err != nil {
			t.Errorf("%v: afterwards stale is %v, %v", why, stale, err)
		}
	}
	locked := errors.New("no permission")
	store := &unusable{indextest.NewScanner(a), locked}
	if _, err := index.Update(t.Context(), newShelf(), store, a); !errors.Is(err, locked) {
		t.Errorf("another error: %v", err)
	}
	if _, err := index.Stale(t.Context(), newShelf(), store); !errors.Is(err, locked) {
		t.Errorf("another error: %v", err)
	}
}

func TestRebuildReadsEverything(t *testing.T) {
	a := analysis(t, words.Rules{})
	lib, store := newShelf(), indextest.NewScanner(a)
	for range 2 {
		lib.read = nil
		r, err := index.Rebuild(t.Context(), lib, store, a)
		if err != nil || r.Added != 4 || len(lib.read) != 4 {
			t.Errorf("report %+v, %v; read %v", r, err, lib.read)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := index.Rebuild(ctx, lib, store, a); !errors.Is(err, context.Canceled) {
		t.Errorf("with an ended context: %v", err)
	}
}

func TestFingerprintChangesWithEachOfItsParts(t *testing.T) {
	a := analysis(t, words.Rules{})
	b := analysis(t, words.Rules{Same: [][]string{{"cannon", "gunnery"}}})
	if index.Fingerprint("x", a) != index.Fingerprint("x", analysis(t, words.Rules{})) {
		t.Error("the same parts give different fingerprints")
	}
	if index.Fingerprint("x", a) == index.Fingerprint("y", a) {
		t.Error("another work gives the same fingerprint")
	}
	if index.Fingerprint("x", a) == index.Fingerprint("x", b) {
		t.Error("another analysis gives the same fingerprint")
	}
}

func TestEntryHoldsWhatAPassageHas(t *testing.T) {
	a := analysis(t, words.Rules{})
	doc := &corpus.Document{Passages: []corpus.Passage{{
		Text: "States fear.", Section: []string{"Arms", "Arms race"}, Kind: corpus.Body,
		Theories: []corpus.Tag{{Theory: "realism/structural"}},
	}}}
	doc.Work.Title = "On fear"
	doc.Stamp("w", 1)
	e := index.NewEntry(doc, 0, a)
	if len(e.Text) != 2 || len(e.Title) != 2 || e.Passage.ID != doc.Passages[0].ID || e.Work.ID != "w" {
		t.Errorf("entry %+v", e)
	}
	var at []int
	for _, tok := range e.Section {
		at = append(at, tok.Pos)
	}
	if !slices.Equal(at, []int{0, 2, 3}) {
		t.Errorf("headings stand at %v: a gap must part them", at)
	}
	if got := e.Keys[corpus.FieldTheory]; !slices.Equal(got, []string{"realism/structural", "realism"}) {
		t.Errorf("theories %v", got)
	}
	if _, ok := e.Keys[corpus.FieldYear]; ok {
		t.Error("a work without a year has a key for it")
	}
}

func TestEntriesAreThoseMadeOneByOne(t *testing.T) {
	a := analysis(t, words.Rules{})
	for _, doc := range append(corpustest.Works(), &corpus.Document{}) {
		i := 0
		for e := range index.Entries(doc, a) {
			want := index.NewEntry(doc, i, a)
			if diff := cmp.Diff(&want, e, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("%s, passage %d: %s", doc.Work.ID, i, diff)
			}
			i++
		}
		if i != len(doc.Passages) {
			t.Errorf("%s: %d entries of %d passages", doc.Work.ID, i, len(doc.Passages))
		}
	}
}

func TestKeysOfWorksAreTheSameForAllPassages(t *testing.T) {
	for _, doc := range corpustest.Works() {
		for _, f := range corpus.Fields() {
			none := corpus.Keys(&doc.Work, &corpus.Passage{}, f)
			for i := range doc.Passages {
				if f.OfWork() && !slices.Equal(corpus.Keys(&doc.Work, &doc.Passages[i], f), none) {
					t.Errorf("%s of %s differs with its passages", f, doc.Passages[i].ID)
				}
			}
			if !f.OfWork() && len(none) > 0 {
				t.Errorf("%s has a value without a passage", f)
			}
		}
	}
}

var _ query.Finder = (*indextest.Scanner)(nil)
