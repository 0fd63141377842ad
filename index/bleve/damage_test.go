package bleve

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	shardFile := func(path string) func(dir string) string {
		return func(dir string) string { return filepath.Join(dir, "shard-000001-1", path) }
	}
	manifestFile := func(dir string) string { return filepath.Join(dir, manifestName) }
	cut := func(b []byte) []byte { return b[:len(b)/2] }
	for _, c := range []struct {
		name   string
		file   func(dir string) string
		change func([]byte) []byte // nil removes the file
		want   error
	}{
		{"no manifest", manifestFile, nil, index.ErrMissing},
		{"half a manifest", manifestFile, cut, index.ErrDamaged},
		{"an empty manifest", manifestFile, func([]byte) []byte { return nil }, index.ErrDamaged},
		{"a changed manifest", manifestFile, func(b []byte) []byte { return bytes.Replace(b, []byte("first"), []byte("forst"), 1) }, index.ErrDamaged},
		{"no segment", shardFile(segmentPath), nil, index.ErrDamaged},
		{"half a segment", shardFile(segmentPath), cut, index.ErrDamaged},
		{"no snapshot", shardFile(snapshotPath), nil, index.ErrDamaged},
		{"half a snapshot", shardFile(snapshotPath), cut, index.ErrDamaged},
		{"an empty snapshot", shardFile(snapshotPath), func([]byte) []byte { return nil }, index.ErrDamaged},
		{"nothing that says it is bleve's", shardFile(metaPath), nil, index.ErrDamaged},
		{"no table", shardFile(tablePath), nil, index.ErrDamaged},
		{"half a list of works", shardFile(heldPath), cut, index.ErrDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, s := made(t, 2, 3)
			name := c.file(dir)
			data, err := os.ReadFile(name)
			if err == nil && c.change == nil {
				err = os.Remove(name)
			} else if err == nil {
				err = os.WriteFile(name, c.change(data), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Open(dir, Options{Analysis: s.analysis}); !errors.Is(err, c.want) || !index.Unusable(err) {
				t.Errorf("open: %v, want %v", err, c.want)
			}
			if _, err := s.Held(t.Context()); c.want != index.ErrMissing && !errors.Is(err, c.want) {
				t.Errorf("held: %v, want %v", err, c.want)
			}
			if _, err := s.Stamp(t.Context()); c.want != index.ErrMissing && !errors.Is(err, c.want) {
				t.Errorf("stamp: %v, want %v", err, c.want)
			}
			if err := s.Apply(t.Context(), index.Change{}); c.want != index.ErrMissing && !errors.Is(err, c.want) {
				t.Errorf("apply: %v, want %v", err, c.want)
			}
			apply(t, s, index.Change{Reset: true, Stamp: "again"})
			if _, err := Open(dir, Options{Analysis: s.analysis}); err != nil {
				t.Errorf("after a reset: %v", err)
			}
		})
	}
}

func TestOpenRefusesAnotherVersion(t *testing.T) {
	dir, _ := made(t, 1, 2)
	other, err := words.New(words.Rules{Same: [][]string{{"cannon", "gunnery"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{Analysis: other}); !errors.Is(err, index.ErrStale) {
		t.Errorf("with another analysis: %v", err)
	}
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Schema = "0"
	if err := writeManifest(dir, m); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{Analysis: newAnalysis(t)}); !errors.Is(err, index.ErrStale) {
		t.Errorf("with another schema: %v", err)
	}
	if _, err := Open(dir, Options{}); err == nil {
		t.Error("an index opens without an analysis")
	}
}

func TestARunningReaderKeepsWhatItHasWhenTheNewStateIsBroken(t *testing.T) {
	dir, _ := made(t, 2, 3)
	x := open(t, dir, Options{Interval: 1})
	if err := os.WriteFile(filepath.Join(dir, manifestName), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := x.Refresh(); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("refresh: %v", err)
	}
	if found, err := x.Find(t.Context(), &query.Plan{Limit: 1}); err != nil || found.Total != 6 {
		t.Errorf("find: %+v, %v", found, err)
	}
}

func verify(t *testing.T, s *Store) []error {
	t.Helper()
	var problems []error
	if err := s.Verify(t.Context(), func(err error) { problems = append(problems, err) }); err != nil {
		t.Fatal(err)
	}
	return problems
}

func TestVerifyFindsEveryChangedByte(t *testing.T) {
	dir, s := made(t, 3, 4)
	if p := verify(t, s); len(p) > 0 {
		t.Fatalf("a good index has problems: %v", p)
	}
	for _, path := range []string{metaPath, snapshotPath, segmentPath, tablePath, heldPath} {
		name := filepath.Join(dir, "shard-000001-1", path)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{0, len(data) / 3, len(data) / 2, len(data) - 1} {
			changed := bytes.Clone(data)
			changed[at] ^= 0x10
			if err := os.WriteFile(name, changed, 0o644); err != nil {
				t.Fatal(err)
			}
			if p := verify(t, s); len(p) != 1 || !errors.Is(p[0], index.ErrDamaged) || !strings.Contains(p[0].Error(), path) {
				t.Errorf("byte %d of %s changed: %v", at, path, p)
			}
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestVerifyAddsUpWhatTheManifestSays(t *testing.T) {
	dir, s := made(t, 3, 4)
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Shards[0].Passages++
	if err := writeManifest(dir, m); err != nil {
		t.Fatal(err)
	}
	if p := verify(t, s); len(p) != 1 || !errors.Is(p[0], index.ErrDamaged) {
		t.Errorf("problems %v", p)
	}
	if err := NewStore(t.TempDir(), s.analysis).Verify(t.Context(), nil); !errors.Is(err, index.ErrMissing) {
		t.Errorf("without an index: %v", err)
	}
}

// The reader of the segment format trusts its bytes, so changed ones must not
// reach it.
func TestOpenFindsEveryChangedByteOfASmallIndex(t *testing.T) {
	dir, s := made(t, 3, 6)
	name := filepath.Join(dir, "shard-000001-1", segmentPath)
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(data); at += 997 {
		changed := bytes.Clone(data)
		changed[at] ^= 0x01
		if err := os.WriteFile(name, changed, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir, Options{Analysis: s.analysis}); !errors.Is(err, index.ErrDamaged) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}

func TestAPanicOfTheSegmentsReaderIsDamage(t *testing.T) {
	read := func() (err error) {
		defer rescue(&err)
		var list []int
		_ = list[len(os.Args)]
		return nil
	}
	if err := read(); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("error %v", err)
	}
}

func FuzzDecodeTable(f *testing.F) {
	year := 1979
	f.Add(newTable([]held{{ID: "a", Passages: 3, Year: &year}, {ID: "b"}}).encode())
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := decodeTable(data)
		if err != nil {
			if !errors.Is(err, index.ErrDamaged) {
				t.Errorf("error %v", err)
			}
			return
		}
		if !bytes.Equal(table.encode(), data) {
			t.Errorf("%x is written back as %x", data, table.encode())
		}
	})
}
