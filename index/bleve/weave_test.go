package bleve

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/klauspost/compress/snappy"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

func TestBitmapsAreRoaring(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ most, span int }{{1, 1}, {10, 1 << 20}, {4096, 4096}, {4097, 4097}, {9000, 70000}, {30000, 1 << 17}} {
		want := roaring.New()
		for range c.most {
			want.Add(r.Uint32N(uint32(c.span)))
		}
		got := roaring.New()
		b := appendBitmap(nil, want.ToArray())
		if n, err := got.FromBuffer(b); err != nil || int(n) != len(b) || !got.Equals(want) {
			t.Errorf("%+v: %d of %d bytes, %v", c, n, len(b), err)
		}
	}
}

func TestLiteralsAreSnappys(t *testing.T) {
	for _, n := range []int{0, 1, 60, 61, 256, 257, 65536, 65537, 1 << 20} {
		want := bytes.Repeat([]byte("a"), n)
		got, err := snappy.Decode(nil, append(literal(nil, n), want...))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes: %d, %v", n, len(got), err)
		}
	}
}

// inverts makes spools of documents, some documents a spool.
func inverts(t *testing.T, docs []*corpus.Document, each int) []*spool {
	t.Helper()
	v := newInverter(newAnalysis(t))
	var out []*spool
	for batch := range slices.Chunk(docs, each) {
		v.begin()
		for _, d := range batch {
			if err := v.document(d, "print"); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, v.spool())
	}
	return out
}

func TestASegmentIsTheSameHoweverItsDocumentsWereBatched(t *testing.T) {
	docs := slices.Collect(corpustest.Generate(3, 60, 40))
	var first []byte
	for i, each := range []int{60, 7, 1} {
		spools := inverts(t, docs, each)
		if each == 7 { // of spools some lie in files
			for n, s := range spools[1:] {
				if err := s.save(filepath.Join(t.TempDir(), fmt.Sprint(n))); err != nil {
					t.Fatal(err)
				}
				defer s.close()
			}
		}
		path := filepath.Join(t.TempDir(), "one.zap")
		if err := writeSegment(spools, path); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = data
		} else if !bytes.Equal(data, first) {
			t.Errorf("batches of %d make other bytes", each)
		}
	}
}

// Merged by the format's own merging, segments of ours say what one segment says
// that was made of all documents at once.
func TestBleveMergesOurSegments(t *testing.T) {
	docs := slices.Collect(corpustest.Generate(4, 60, 40))
	dir := t.TempDir()
	whole, merged := filepath.Join(dir, "whole.zap"), filepath.Join(dir, "merged.zap")
	if err := writeSegment(inverts(t, docs, len(docs)), whole); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for i, s := range inverts(t, docs, 13) {
		paths = append(paths, filepath.Join(dir, fmt.Sprintf("%d.zap", i)))
		if err := writeSegment([]*spool{s}, paths[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := mergeSegments(paths, make([]*roaring.Bitmap, len(paths)), merged); err != nil {
		t.Fatal(err)
	}
	a, b := openZap(t, whole), openZap(t, merged)
	compared := 0
	for _, field := range fields().names {
		if field == packedField {
			continue
		}
		x, y := lexiconOf(t, a, field), lexiconOf(t, b, field)
		err := x.each("", nil, func(word []byte, _ uint64) error {
			compared++
			coded := field == string(query.Text) || field == string(query.Exact)
			p, q := sourceOf(t, x, word), sourceOf(t, y, word)
			if q == nil || !slices.EqualFunc(p.postings(coded), q.postings(coded), func(m, n posting) bool {
				return m == n && (!coded || slices.Equal(p.positions(nil, m), q.positions(nil, n)))
			}) {
				t.Errorf("%s %q differs", field, word)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d words compared", compared)
	}
}

func openZap(t *testing.T, path string) segment.Segment {
	t.Helper()
	s, err := (&zap.ZapPlugin{}).Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func lexiconOf(t *testing.T, s segment.Segment, field string) *lexicon {
	t.Helper()
	l, err := openLexicon(s, field)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func sourceOf(t *testing.T, l *lexicon, word []byte) *source {
	t.Helper()
	s, err := l.source(string(word))
	if err != nil {
		t.Fatal(err)
	}
	return s
}
