package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"locus/corpus"
	"locus/corpus/reader"
	"locus/ingest"
)

// readerLibrary opens the library made of the bundled reader. It is made once,
// by the same pipeline as any file, into a cache folder named by everything it
// depends on; where no cache can be written, into a temporary folder.
func (a *app) readerLibrary(ctx context.Context, f field) (*corpus.Library, error) {
	key, err := readerKey(f)
	if err != nil {
		return nil, err
	}
	cache := filepath.Join(a.userDir("XDG_CACHE_HOME", xdg.CacheHome), "locus")
	dir := filepath.Join(cache, "reader-"+key)
	if lib, err := corpus.OpenLibrary(dir); err == nil {
		return lib, nil
	}
	made, err := a.makeReader(ctx, f, cache)
	if err != nil {
		return nil, err
	}
	if filepath.Dir(made) != cache {
		a.leave = made
		return corpus.OpenLibrary(made)
	}
	prune(cache)
	if err := os.Rename(made, dir); err != nil {
		if lib, openErr := corpus.OpenLibrary(dir); openErr == nil {
			return lib, errors.Join(os.RemoveAll(made)) // another run was first
		}
		if err := os.RemoveAll(dir); err != nil { // half of one, from an older fault
			return nil, err
		}
		if err := os.Rename(made, dir); err != nil {
			return nil, err
		}
	}
	return corpus.OpenLibrary(dir)
}

// bundled reports whether a library's folder is the bundled reader's: its index is
// on the local disk, like the rest of it.
func bundled(dir string) bool {
	name := filepath.Base(dir)
	for _, prefix := range []string{"making-reader-", "locus-reader-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	key, ok := strings.CutPrefix(name, "reader-")
	_, err := hex.DecodeString(key)
	return ok && err == nil && len(key) == 16
}

// kept is how many readers of other builds of the program stay in the cache.
const kept = 3

// prune deletes the oldest readers from the cache, and what was being made a day
// ago by a run that was killed. What cannot be deleted stays.
func prune(cache string) {
	entries, err := os.ReadDir(cache)
	if err != nil {
		return
	}
	type old struct {
		dir string
		at  time.Time
	}
	var readers []old
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() {
			continue
		}
		dir := filepath.Join(cache, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "reader-"):
			readers = append(readers, old{dir, info.ModTime()})
		case strings.HasPrefix(e.Name(), "making-reader-") && time.Since(info.ModTime()) > 24*time.Hour:
			os.RemoveAll(dir)
		}
	}
	slices.SortFunc(readers, func(a, b old) int { return b.at.Compare(a.at) })
	for _, r := range readers[min(kept, len(readers)):] {
		os.RemoveAll(r.dir)
	}
}

// makeReader reads the bundled documents and indexes them in a fresh folder
// below cache, or in the system's temporary folder where cache cannot be used.
func (a *app) makeReader(ctx context.Context, f field, cache string) (string, error) {
	parent := cache
	if err := os.MkdirAll(cache, 0o755); err != nil {
		parent = ""
	}
	dir, err := os.MkdirTemp(parent, "making-reader-")
	if err != nil {
		if dir, err = os.MkdirTemp("", "locus-reader-"); err != nil {
			return "", fmt.Errorf("the bundled reader needs a folder to stand in: %w", err)
		}
	}
	lib, err := corpus.CreateLibrary(dir)
	if err != nil {
		return "", err
	}
	docs, err := readBundled(ctx, f)
	if err != nil {
		return "", err
	}
	if _, err := lib.Put(docs...); err != nil {
		return "", err
	}
	_, err = refreshIndex(ctx, lib, f, true, nil)
	return dir, err
}

func readBundled(ctx context.Context, f field) ([]*corpus.Document, error) {
	files := reader.Files()
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, err
	}
	r := ingest.Reader{Pack: f.pack, Words: f.words}
	var docs []*corpus.Document
	for _, e := range entries {
		src := ingest.Source{Name: e.Name(), Open: func() (io.ReadCloser, error) { return files.Open(e.Name()) }}
		for doc, err := range r.Read(ctx, src) {
			if err != nil {
				return nil, fmt.Errorf("bundled reader: %w", err)
			}
			docs = append(docs, doc)
		}
	}
	return docs, nil
}

// readerKey names everything that the reader's library depends on: the bundled
// files, the pack, the words, and this very program.
func readerKey(f field) (string, error) {
	h := sha256.New()
	files := reader.Files()
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		b, err := fs.ReadFile(files, e.Name())
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", e.Name(), len(b))
		h.Write(b)
	}
	fmt.Fprintln(h, f.pack.Fingerprint, f.words.Fingerprint(), programStamp())
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}

// programStamp tells one build of the program from another by its executable's
// size and time of change, so that a new program reads its reader anew.
func programStamp() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
}
