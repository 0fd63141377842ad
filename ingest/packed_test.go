package ingest_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"locus/ingest"
	"locus/ingest/archive/archivetest"
)

func TestArchivesAreOpened(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a.zip":    archivetest.Zip("one.txt", "1", "deep/.two.txt", "2", "__MACOSX/x", "x", "in.zip", string(archivetest.Zip("three.txt", "3"))),
		"b.tar.gz": archivetest.TarGz("four.txt", "4"),
		"c.zip":    archivetest.Zip("empty/", ""),
		"d.txt":    []byte("5"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for src, err := range ingest.Expand(context.Background(), []string{dir}, nil) {
		line := strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(src.Name, dir)), "/")
		var skip *ingest.Skip
		if errors.As(err, &skip) {
			got = append(got, line+": "+string(skip.Reason))
			continue
		}
		in, err := src.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		in.Close()
		got = append(got, line+" holds "+string(text))
		if err != nil {
			t.Error(err)
		}
	}
	want := []string{"a.zip/one.txt holds 1", "a.zip/deep/.two.txt: hidden", "a.zip/in.zip/three.txt holds 3", "b.tar.gz/four.txt holds 4", "c.zip: no-text", "d.txt holds 5"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
