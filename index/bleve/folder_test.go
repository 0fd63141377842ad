package bleve

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	bleve "github.com/blevesearch/bleve/v2"

	"locus/index"
	"locus/query"
)

// shardFolder is the folder of the only shard of an index just made.
func shardFolder(dir string) string { return filepath.Join(dir, "shard-000001-1") }

func TestAShardIsAnIndexOfBleves(t *testing.T) {
	dir, _ := made(t, 3, 4)
	x, err := bleve.OpenUsing(shardFolder(dir), map[string]any{"read_only": true, "bolt_timeout": "2s"})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if n, err := x.DocCount(); err != nil || n != 3*5 {
		t.Errorf("%d documents, %v; want each work's own and its four passages", n, err)
	}
	m, ok := x.Mapping().(interface{ FieldAnalyzer(string) string })
	if !ok || m.FieldAnalyzer("text") != "keyword" {
		t.Errorf("the mapping is of type %T", x.Mapping())
	}
	first := open(t, dir, Options{})
	found, err := first.Find(t.Context(), &query.Plan{Limit: 1, Sort: query.ByWork})
	if err != nil {
		t.Fatal(err)
	}
	id := string(found.Hits[0].Passage.ID)
	r := bleve.NewSearchRequest(bleve.NewDocIDQuery([]string{id}))
	r.Fields = []string{packedField}
	got, err := x.Search(r)
	if err != nil || got.Total != 1 {
		t.Fatalf("passage %s by its name: %v, %v", id, got, err)
	}
	if text := storedText(t, got.Hits[0].Fields); text != found.Hits[0].Passage.Text {
		t.Errorf("passage %s is stored as %q", id, text)
	}
}

// storedText is the text of a passage in the fields that bleve stores.
func storedText(t *testing.T, fields map[string]any) string {
	t.Helper()
	packed, _ := fields[packedField].(string)
	_, text, err := unpack([]byte(packed))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestAMissingSegmentIsNotAnEmptyIndex(t *testing.T) {
	dir, _ := made(t, 2, 3)
	if err := os.Remove(filepath.Join(shardFolder(dir), segmentPath)); err != nil {
		t.Fatal(err)
	}
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openFolder(dir, &m.Shards[0]); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("error %v", err)
	}
}

func TestAForeignLockIsWaitedForNotForEver(t *testing.T) {
	dir, s := made(t, 1, 2)
	foreign, err := bleve.OpenUsing(shardFolder(dir), map[string]any{"bolt_timeout": "2s"})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = openFolder(dir, &m.Shards[0]); err == nil || index.Unusable(err) {
		t.Errorf("a locked shard: %v; it is not damaged", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if err := foreign.Close(); err != nil {
		t.Fatal(err)
	}
	apply(t, s, index.Change{Reset: true})
	open(t, dir, Options{})
}

func TestSeveralReadersShareAFolderThatCannotBeWritten(t *testing.T) {
	dir, _ := made(t, 2, 3)
	chmod := func(file, folder fs.FileMode) {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.IsDir() {
				return os.Chmod(path, folder)
			}
			return os.Chmod(path, file)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	chmod(0o444, 0o555)
	defer chmod(0o644, 0o755)
	for range 3 {
		if got := size(t, open(t, dir, Options{})); got != (query.Size{Passages: 6, Works: 2}) {
			t.Errorf("size %+v", got)
		}
	}
}
