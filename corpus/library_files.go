package corpus

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// syncers is how many files are flushed to disk at a time: a file system joins
// flushes that wait together, so this is more than there are processors.
const syncers = 32

// marshal writes a value as indented JSON with a line end, the way every file of
// the library is written.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}

// hash is the SHA-256 of data, hexadecimal.
func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// temp is the name under which a file is written before it is put in place.
func temp(file string) string {
	return filepath.Join(filepath.Dir(file), tempPrefix+filepath.Base(file))
}

// replaceFile puts a file in place whole: under another name first, flushed,
// then renamed, then the folder flushed.
func replaceFile(file string, data []byte) error {
	if err := os.WriteFile(temp(file), data, 0o666); err != nil {
		return err
	}
	if err := flush(temp(file)); err != nil {
		return err
	}
	if err := os.Rename(temp(file), file); err != nil {
		return err
	}
	return flush(filepath.Dir(file))
}

// flush has a file or a folder written to disk.
func flush(name string) error {
	if runtime.GOOS == "windows" {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			return nil // folders cannot be flushed there, and need not be
		}
	}
	mode := os.O_RDONLY
	if runtime.GOOS == "windows" {
		mode = os.O_RDWR
	}
	f, err := os.OpenFile(name, mode, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// flushEach has files or folders written to disk, many at a time.
func flushEach(names []string) error {
	return each(len(names), syncers, func(i int) error { return flush(names[i]) })
}

// each calls f for every i below n on a number of goroutines and joins the
// errors in the order of i.
func each(n, workers int, f func(i int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, workers) {
		wg.Go(func() {
			for i := range next {
				errs[i] = f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return errors.Join(errs...)
}

// ignoreMissing turns the error of something that is not there into none.
func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
