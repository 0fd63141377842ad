package bleve

import (
	"fmt"
	"os"
	"path/filepath"
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

// dead are the documents of dead works, nil when all live; without a dead work
// the table need not be read.
func (s *shard) dead() (*roaring.Bitmap, error) {
	if len(s.entry.Dead) == 0 {
		return nil, nil
	}
	_, except, err := s.alive()
	return except, err
}

// posting is a passage that has a word: how often, in a field of how many
// tokens; and in the text field where, from 1, when it stands there once.
type posting struct {
	doc, tf, length uint32
	pos             uint32 // with plainBit where the word is plain; see code
}

const (
	postingBytes = 16
	plainBit     = 1 << 31
)

// at is the position.
func (p *posting) at() uint32 { return p.pos &^ plainBit }

// raw opens the postings of a term as the segment has them.
func (s *shard) raw(field, term string) (segment.PostingsList, error) {
	except, err := s.dead()
	if err != nil {
		return nil, err
	}
	dict, err := s.segment.Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("words of %s in %s: %w: %w", field, s.name, index.ErrDamaged, err)
	}
	list, err := dict.PostingsList([]byte(term), except, nil)
	if err != nil {
		return nil, fmt.Errorf("%q in %s of %s: %w: %w", term, field, s.name, index.ErrDamaged, err)
	}
	return list, nil
}

// postings are the passages that have a term in an analysed field, in order. Of
// the exact field they are those of the form and those where its stem stands for
// it.
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
	plain, err := s.plain(term)
	if err != nil {
		return nil, err
	}
	if len(plain) > 0 {
		list = union(list, plain)
		s.cache.put(key, list, postingBytes*len(list))
	}
	return list, nil
}

// plain are the passages where a form is its own stem and that stem's only form.
func (s *shard) plain(form string) ([]posting, error) {
	stems, err := s.read(string(query.Text), form)
	if err != nil {
		return nil, err
	}
	var out []posting
	for _, p := range stems {
		if p.pos&plainBit != 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

// read decodes the postings that the segment has of a term.
func (s *shard) read(field, term string) ([]posting, error) {
	key := cacheKey{s.serial, field, term}
	if v, ok := s.cache.get(key); ok {
		return v.([]posting), nil
	}
	list, err := s.raw(field, term)
	if err != nil {
		return nil, err
	}
	coded := field == string(query.Text) || field == string(query.Exact)
	out := make([]posting, 0, list.Count())
	it := list.Iterator(true, true, false, nil)
	for {
		p, err := it.Next()
		if err != nil {
			return nil, damaged("words", s, err)
		}
		if p == nil {
			break
		}
		z, ok := p.(interface{ NormUint64() uint64 })
		if !ok || p.Number() >= uint64(s.docs()) {
			return nil, damaged("words", s, fmt.Errorf("%q in %s", term, field))
		}
		post := posting{doc: uint32(p.Number()), tf: uint32(p.Frequency()), length: uint32(z.NormUint64())}
		if coded {
			c := decode(p.Frequency())
			if post.tf, post.pos = c.tf, c.pos&^plainBit; c.plain {
				post.pos |= plainBit
			}
		}
		out = append(out, post)
	}
	s.cache.put(key, out, postingBytes*len(out))
	return out, nil
}

// keyed is the set of passages with a value of a key field.
func (s *shard) keyed(field, value string) (set, error) {
	key := cacheKey{s.serial, field, value}
	if v, ok := s.cache.get(key); ok {
		return v.(set), nil
	}
	list, err := s.raw(field, value)
	if err != nil {
		return nil, err
	}
	out := newSet(s.docs())
	bitmap, one, err := bitmapOf(list)
	if err != nil {
		return nil, fmt.Errorf("%q in %s of %s: %w", value, field, s.name, err)
	}
	if bitmap != nil {
		if !bitmap.IsEmpty() && int(bitmap.Maximum()) >= s.docs() {
			return nil, fmt.Errorf("%q in %s of %s: %w", value, field, s.name, index.ErrDamaged)
		}
		out.addBitmap(bitmap)
	} else if one >= 0 && one < int64(s.docs()) {
		out.add(uint32(one))
	}
	s.cache.put(key, out, 8*len(out))
	return out, nil
}

// bitmapOf gives the documents of a postings list: as a bitmap, or as the only
// document (-1 for none) where the segment keeps no bitmap.
func bitmapOf(list segment.PostingsList) (*roaring.Bitmap, int64, error) {
	it, ok := list.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, -1, index.ErrDamaged
	}
	if bitmap := it.ActualBitmap(); bitmap != nil {
		return bitmap, -1, nil
	}
	if doc, ok := it.DocNum1Hit(); ok {
		return nil, int64(doc), nil
	}
	return nil, -1, nil
}
