package bleve

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"locus/index"
	"locus/query"
)

// opened is the folder of a shard, open. It is shared by the states of an index
// that name it and closed with the last of them.
type opened struct {
	name    string
	whole   *whole
	segment segment.Segment        // of whole
	table   func() (*table, error) // read when first asked for
	refs    int                    // guarded by the index

	lexicons sync.Map // field → func() (*lexicon, error)
}

func openFolder(dir string, e *entry) (*opened, error) {
	w, seg, err := openWhole(filepath.Join(dir, e.Name))
	if err != nil {
		return nil, err
	}
	// bleve takes a snapshot without its segment for an empty one.
	if n := int(seg.Count()); n != e.Docs {
		w.close()
		return nil, fmt.Errorf("segment of %s has %d documents, not %d: %w", e.Name, n, e.Docs, index.ErrDamaged)
	}
	// The table is read now, since its name may go, and decoded when needed.
	b, err := os.ReadFile(filepath.Join(dir, e.Name, tablePath))
	if err != nil {
		w.close()
		return nil, fmt.Errorf("table of %s: %w: %w", e.Name, index.ErrDamaged, err)
	}
	docs, works := e.Docs, e.Works+len(e.Dead)
	return &opened{name: e.Name, whole: w, segment: seg, table: sync.OnceValues(func() (*table, error) {
		return readTable(b, docs, works)
	})}, nil
}

// readTable decodes a table and compares it with what the manifest says.
func readTable(b []byte, docs, works int) (*table, error) {
	t, err := decodeTable(b)
	if err == nil && (len(t.ids) != works || int(t.first[works]) != docs) {
		err = fmt.Errorf("table of works has %d works and %d documents, not %d and %d: %w",
			len(t.ids), t.first[len(t.ids)], works, docs, index.ErrDamaged)
	}
	return t, err
}

// shard is an opened folder as one or more states of the index see it: with some
// of its works dead.
type shard struct {
	*opened
	entry  entry
	serial uint64 // names this view in the cache
	cache  *cache
	counts *cache // of passages that have a form, apart from what takes room

	lived   sync.Once
	live    set             // passages that are not dead
	except  *roaring.Bitmap // documents that are, nil when none
	liveErr error

	columns sync.Map // field → func() (*column, error)
}

func (s *shard) docs() int { return s.entry.Docs }

// alive gives the passages that are not dead, and the documents that are.
func (s *shard) alive() (set, *roaring.Bitmap, error) {
	s.lived.Do(func() {
		t, err := s.table()
		if err != nil {
			s.liveErr = err
			return
		}
		s.except = deadDocuments(t, s.entry.Dead)
		live := newSet(s.docs())
		for i := range live {
			live[i] = ^uint64(0)
		}
		if extra := s.docs() & 63; extra != 0 {
			live[len(live)-1] = 1<<extra - 1
		}
		for _, doc := range t.first[:len(t.ids)] {
			live.remove(doc)
		}
		if s.except != nil {
			s.except.Iterate(func(doc uint32) bool { live.remove(doc); return true })
		}
		s.live = live
	})
	return s.live, s.except, s.liveErr
}

// posting is a passage that has a word: how often, and where when that is once,
// in a field of how many tokens.
type posting struct {
	doc    uint32
	code   code
	length uint32
	loc    uint32 // where its location begins, from the word's first; see positioned
}

const postingBytes = 16

// source finds a word in the segment; nil where the field does not have it. Dead
// passages are among its.
func (s *shard) source(field, term string) (*source, error) {
	key := cacheKey{s.serial, "source:" + field, term}
	if v, ok := s.cache.get(key); ok {
		return v.(*source), nil
	}
	l, err := s.lexicon(field)
	if err != nil {
		return nil, damaged("words", s, err)
	}
	out, err := l.source(term)
	if err != nil {
		return nil, damaged("words", s, fmt.Errorf("%q in %s: %w", term, field, err))
	}
	bytes := 100
	if out != nil {
		bytes += 8*(len(out.freqs.ends)+len(out.locs.ends)) + 48*s.docs()>>16
	}
	s.cache.put(key, out, bytes)
	return out, nil
}

// lexicon is the dictionary of a field, opened once.
func (o *opened) lexicon(field string) (*lexicon, error) {
	f, _ := o.lexicons.LoadOrStore(field, sync.OnceValues(func() (*lexicon, error) {
		return openLexicon(o.segment, field)
	}))
	return f.(func() (*lexicon, error))()
}

// living takes dead passages out of a list.
func (s *shard) living(list []posting) ([]posting, error) {
	if len(s.entry.Dead) == 0 {
		return list, nil
	}
	live, _, err := s.alive()
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(p posting) bool { return !live.has(p.doc) }), nil
}

// postings are the passages that have a term in an analysed field, in order. Of
// the exact field they are those of the form and those where its stem stands for
// it. The list is shared and must not be changed.
func (s *shard) postings(field, term string) ([]posting, error) {
	if field != string(query.Exact) {
		return s.read(field, term)
	}
	key := cacheKey{s.serial, "exact+", term}
	if v, ok := s.cache.get(key); ok {
		return v.([]posting), nil
	}
	list, err := s.read(field, term)
	if err != nil {
		return nil, err
	}
	stems, err := s.read(string(query.Text), term)
	if err != nil {
		return nil, err
	}
	// A form that is its own stem, and that stem's only form in the passage, is
	// found by the stem.
	var plain []posting
	for _, p := range stems {
		if p.code.plain() {
			plain = append(plain, p)
		}
	}
	if len(plain) > 0 {
		list = union(list, plain)
		s.cache.put(key, list, postingBytes*len(list))
	}
	return list, nil
}

// read decodes the postings that the segment has of a term.
func (s *shard) read(field, term string) ([]posting, error) {
	key := cacheKey{s.serial, field, term}
	if v, ok := s.cache.get(key); ok {
		return v.([]posting), nil
	}
	from, err := s.source(field, term)
	if err != nil || from == nil {
		return nil, err
	}
	out, err := s.living(from.postings(coded(field)))
	if err != nil {
		return nil, err
	}
	s.cache.put(key, out, postingBytes*len(out))
	return out, nil
}

// keyed is the set of passages with a value of a key field. It is shared and must
// not be changed.
func (s *shard) keyed(field, value string) (set, error) {
	key := cacheKey{s.serial, field, value}
	if v, ok := s.cache.get(key); ok {
		return v.(set), nil
	}
	out := newSet(s.docs())
	if err := s.addKeyed(field, value, out); err != nil {
		return nil, err
	}
	s.cache.put(key, out, 8*len(out))
	return out, nil
}

// addKeyed adds the living passages with a value of a key field to a set.
func (s *shard) addKeyed(field, value string, out set) error {
	from, err := s.source(field, value)
	if err != nil || from == nil {
		return err
	}
	if len(s.entry.Dead) == 0 {
		from.addTo(out)
		return nil
	}
	live, _, err := s.alive()
	if err != nil {
		return err
	}
	some := newSet(s.docs())
	from.addTo(some)
	some.and(live)
	out.or(some)
	return nil
}

// keyedAny is the set of passages with any of some values of a key field. It is
// shared and must not be changed.
func (s *shard) keyedAny(field string, values []string) (set, error) {
	if len(values) == 1 {
		return s.keyed(field, values[0])
	}
	key := cacheKey{s.serial, "any:" + field, strings.Join(values, "\x00")}
	if v, ok := s.cache.get(key); ok {
		return v.(set), nil
	}
	out := newSet(s.docs())
	for _, v := range values {
		if err := s.addKeyed(field, v, out); err != nil {
			return nil, err
		}
	}
	s.cache.put(key, out, 8*len(out))
	return out, nil
}
