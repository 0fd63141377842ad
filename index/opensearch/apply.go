package opensearch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"locus/corpus"
	"locus/corpus/words"
	"locus/index"
)

// Apply makes the change, or none of it that a question could see. Without Reset
// the index is made where it is missing; the error wraps index.ErrStale or
// index.ErrDamaged where it cannot be read.
func (s *Store) Apply(ctx context.Context, c index.Change) error {
	m, err := s.c.manifest(ctx, true)
	switch {
	case errors.Is(err, index.ErrMissing) && s.c.o.Part != "":
		if err := s.first(ctx); err != nil {
			return err
		}
	case c.Reset && (err == nil || index.Unusable(err)), errors.Is(err, index.ErrMissing):
		return s.anew(ctx, m, c)
	case err != nil:
		return err
	}
	if err := s.sweep(ctx); err != nil {
		return fmt.Errorf("clear away what an earlier change left: %w", err)
	}
	return s.amend(ctx, c)
}

// first makes an empty index, or waits for the one that another of several writers is
// making.
func (s *Store) first(ctx context.Context) error {
	err := s.anew(ctx, nil, index.Change{})
	var e *Error
	if !errors.As(err, &e) || e.Type != "resource_already_exists_exception" {
		return err
	}
	for waited := time.Duration(0); waited < s.c.o.Patience; waited += 200 * time.Millisecond {
		if _, err = s.c.manifest(ctx, true); !errors.Is(err, index.ErrMissing) {
			return err
		}
		select {
		case <-ctx.Done():
			return unreached(ctx, ctx.Err())
		case <-time.After(200 * time.Millisecond):
		}
	}
	return fmt.Errorf("wait for the index that another writer makes: %w", err)
}

// amend adds to the index that there is.
func (s *Store) amend(ctx context.Context, c index.Change) (err error) {
	var born int64
	m, err := s.c.revise(ctx, func(m *manifest) bool {
		born = m.Next
		m.Next++
		m.Pending = append(m.Pending, pending{Born: born, Part: s.c.o.Part})
		return true
	})
	if err != nil {
		return err
	}
	defer func() {
		if err != nil { // best effort: nobody sees it, and the next change clears it away
			ctx, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer done()
			_ = s.sweep(ctx)
		}
	}()
	w := newWriter(ctx, s.c, m, born)
	if err := w.write(c); err != nil {
		return err
	}
	gone, old, err := s.replaced(ctx, m, born, append(slices.Clone(c.Remove), slices.Sorted(maps.Keys(w.works))...))
	if err != nil {
		return err
	}
	m, err = s.c.revise(ctx, func(m *manifest) bool {
		at := slices.IndexFunc(m.Pending, func(p pending) bool { return p.Born == born })
		if at < 0 {
			return false
		}
		m.done(born)
		m.Pending = slices.Delete(m.Pending, at, at+1)
		if len(gone) > 0 {
			m.Dead = append(m.Dead, dead{Works: gone, Below: born})
		}
		m.Sums = m.Sums.minus(old).plus(w.sums)
		m.Stamp = c.Stamp
		m.Commits++
		return true
	})
	if err == nil && !slices.Contains(m.Done, born) {
		return errors.New("another writer cleared this change away while it was written; nothing of it is kept")
	}
	if err != nil || len(gone) == 0 {
		return err
	}
	return s.sweep(ctx)
}

// replaced finds which works of ids the index held before, and their sums.
func (s *Store) replaced(ctx context.Context, m *manifest, born int64, ids []corpus.WorkID) ([]corpus.WorkID, sums, error) {
	var gone []corpus.WorkID
	var old sums
	slices.Sort(ids)
	for some := range slices.Chunk(slices.Compact(ids), worksAtOnce) {
		also := []object{{"terms": object{"work": some}}, {"range": object{"born": object{"lt": born}}}}
		err := s.c.eachWork(ctx, m, also, func(id corpus.WorkID, h held) {
			gone, old = append(gone, id), old.plus(h.Sums)
		})
		if err != nil {
			return nil, old, fmt.Errorf("look for the works to be replaced: %w", err)
		}
	}
	return gone, old, nil
}

// sweep deletes what is dead, and what this writer began and did not finish.
func (s *Store) sweep(ctx context.Context) error {
	m, err := s.c.manifest(ctx, true)
	if err != nil {
		return err
	}
	left := []int64{}
	for _, p := range m.Pending {
		if p.Part == s.c.o.Part || s.c.o.Part == "" {
			left = append(left, p.Born)
		}
	}
	if len(left) == 0 && len(m.Dead) == 0 {
		return nil
	}
	gone := []object{{"terms": object{"born": left}}}
	for _, d := range m.Dead {
		for works := range slices.Chunk(d.Works, 10_000) {
			gone = append(gone, object{"bool": object{"filter": []object{
				{"terms": object{"work": works}}, {"range": object{"born": object{"lt": d.Below}}}}}})
		}
	}
	names := m.Passages + "," + m.works
	if err := s.c.refresh(ctx, names); err != nil {
		return err
	}
	if err := s.drop(ctx, names, gone); err != nil {
		return err
	}
	swept := m.Dead
	_, err = s.c.revise(ctx, func(m *manifest) bool {
		m.Pending = slices.DeleteFunc(m.Pending, func(p pending) bool { return slices.Contains(left, p.Born) })
		m.Dead = slices.DeleteFunc(m.Dead, func(d dead) bool {
			return slices.ContainsFunc(swept, func(o dead) bool { return o.Below == d.Below && slices.Equal(o.Works, d.Works) })
		})
		m.Swept++
		return true
	})
	return err
}

// drop deletes the documents that fulfil any condition.
func (s *Store) drop(ctx context.Context, names string, any []object) error {
	var says struct {
		Failures []cause `json:"failures"`
	}
	err := s.c.do(ctx, call{method: http.MethodPost, change: true, out: &says,
		path: "/" + names + "/_delete_by_query?conflicts=proceed&refresh=true&scroll_size=5000",
		body: object{"query": object{"bool": object{"should": any, "minimum_should_match": 1}}}})
	if err != nil {
		return err
	}
	if len(says.Failures) > 0 {
		return fmt.Errorf("%d documents could not be deleted, the first: %s", len(says.Failures), says.Failures[0].Reason)
	}
	return nil
}

// anew makes the index beside the one there is, if any, and then takes its place in
// one step of the cluster's.
func (s *Store) anew(ctx context.Context, old *manifest, c index.Change) (err error) {
	names, err := s.c.names(ctx)
	if err != nil {
		return err
	}
	number := 1
	for _, n := range names {
		number = max(number, numberOf(n)+1)
	}
	passages, works := fmt.Sprintf("%s-%06d", s.c.o.Name, number), fmt.Sprintf("%s-works-%06d", s.c.o.Name, number)
	var made []string
	defer func() {
		if err != nil && len(made) > 0 {
			ctx, done := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer done()
			_ = s.c.do(ctx, call{method: http.MethodDelete, path: "/" + strings.Join(made, ",") + "?ignore_unavailable=true"})
		}
	}()
	for _, name := range []string{passages, works} {
		body := s.c.o.passagesBody()
		if name == works {
			body = s.c.o.worksBody()
		}
		if err := s.c.do(ctx, call{method: http.MethodPut, path: "/" + name, body: body, change: true}); err != nil {
			return fmt.Errorf("make the index %s: %w", name, err)
		}
		made = append(made, name)
	}
	m := &manifest{Schema: s.c.schema(), Analysis: s.c.o.Analysis.Fingerprint(), Passages: passages, works: works, Next: 2, Version: 1, Commits: 1}
	w := newWriter(ctx, s.c, m, 1)
	if err := w.write(c); err != nil {
		return err
	}
	m.Sums, m.Stamp = w.sums, c.Stamp
	if old != nil {
		m.Version, m.Commits = old.Version+1, old.Commits+1
	}
	err = s.c.do(ctx, call{method: http.MethodPut, path: "/" + works + "/_doc/" + manifestID + "?refresh=true", change: true,
		body: object{"kind": kindManifest, "manifest": m}})
	if err != nil {
		return fmt.Errorf("write the manifest of the index: %w", err)
	}
	actions := []object{
		{"add": object{"index": passages, "alias": s.c.o.Name}}, {"add": object{"index": works, "alias": s.c.o.worksAlias()}},
	}
	for _, n := range names {
		actions = append(actions, object{"remove_index": object{"index": n}})
	}
	if err := s.c.do(ctx, call{method: http.MethodPost, path: "/_aliases", body: object{"actions": actions}, change: true}); err != nil {
		return fmt.Errorf("put the new index in place: %w", err)
	}
	return nil
}

// names lists the indexes of this name that are there, whole or half made.
func (c *cluster) names(ctx context.Context) ([]string, error) {
	var found map[string]object
	err := c.do(ctx, call{method: http.MethodGet, path: "/" + c.o.Name + "-*/_alias", out: &found})
	if err != nil && !missing(err) {
		return nil, fmt.Errorf("list the indexes of the cluster: %w", err)
	}
	var out []string
	for name := range found {
		rest := strings.TrimPrefix(strings.TrimPrefix(name, c.o.Name+"-"), "works-")
		if _, err := strconv.Atoi(rest); err == nil && len(rest) == 6 {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// numberOf is the number at the end of a name.
func numberOf(name string) int {
	return leading(name[strings.LastIndexByte(name, '-')+1:])
}

// writer writes the documents of a change.
type writer struct {
	c     *cluster
	m     *manifest
	born  int64
	bulk  *bulk
	sums  sums
	works map[corpus.WorkID]sums
	words map[string]bool // sent
}

func newWriter(ctx context.Context, c *cluster, m *manifest, born int64) *writer {
	return &writer{c: c, m: m, born: born, bulk: &bulk{c: c, ctx: ctx}, works: map[corpus.WorkID]sums{}, words: map[string]bool{}}
}

// write sends everything that is to be added, and waits until all copies have it.
func (w *writer) write(c index.Change) error {
	if c.Add != nil {
		for doc, err := range c.Add {
			if err = errors.Join(err, w.bulk.ctx.Err()); err != nil {
				_ = w.bulk.wait()
				return fmt.Errorf("read what is to be added: %w", err)
			}
			if err := w.document(doc, c.Fingerprints[doc.Work.ID]); err != nil {
				_ = w.bulk.wait()
				return fmt.Errorf("add %s: %w", doc.Work.ID, err)
			}
		}
	}
	if err := w.bulk.flush(); err != nil {
		return err
	}
	return w.c.refresh(w.bulk.ctx, w.m.Passages+","+w.m.works)
}

// document sends a work: its passages, its words and its record.
func (w *writer) document(doc *corpus.Document, fingerprint string) error {
	id := doc.Work.ID
	s := sums{Works: 1, Passages: len(doc.Passages)}
	for i := range doc.Passages {
		e := index.NewEntry(doc, i, w.c.o.Analysis)
		s = s.plus(sums{Text: int64(len(e.Text)), Title: int64(len(e.Title)), Section: int64(len(e.Section))})
		if err := w.bulk.add("index", w.m.Passages, passageID(id, w.born, i), encode(&e, w.born)); err != nil {
			return err
		}
		if err := w.vocabulary(&e); err != nil {
			return err
		}
	}
	// Of two texts of one work in a change the later holds.
	before := w.works[id]
	for i := len(doc.Passages); i < before.Passages; i++ {
		if err := w.bulk.add("delete", w.m.Passages, passageID(id, w.born, i), nil); err != nil {
			return err
		}
	}
	w.works[id] = s
	w.sums = w.sums.minus(before).plus(s)
	return w.bulk.add("index", w.m.works, workID(id, w.born), object{
		"kind": kindWork, "work": id, "born": w.born, "held": held{Fingerprint: fingerprint, Sums: s}, "record": doc.Work,
	})
}

// passageID names a passage's document.
func passageID(id corpus.WorkID, born int64, i int) string {
	return fmt.Sprintf("%s@%d:%d", id, born, i)
}

// workID names a work's document.
func workID(id corpus.WorkID, born int64) string { return fmt.Sprintf("work/%s@%d", id, born) }

// vocabulary sends the words that were not sent yet. A word stays when the last
// passage that has it goes: how often it stands is counted when it is asked.
func (w *writer) vocabulary(e *index.Entry) error {
	one := func(field, word string) error {
		name := field + "/" + word
		if w.words[name] {
			return nil
		}
		w.words[name] = true
		return w.bulk.add("create", w.m.works, "word/"+name, object{"kind": kindWord, "field": field, "word": word})
	}
	list := func(field string, tokens []words.Token) error {
		for _, t := range tokens {
			if err := one(field, t.Stem); err != nil {
				return err
			}
		}
		return nil
	}
	for _, t := range e.Text {
		if err := one("exact", t.Form); err != nil {
			return err
		}
	}
	return errors.Join(list("text", e.Text), list("title", e.Title), list("section", e.Section))
}
