package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// traces says what can be known of the last revision of a work whose record is
// damaged, from the names of the files beside it.
func (l *Library) traces(id WorkID, g grave) grave {
	entries, _ := os.ReadDir(l.workPath(id)) // nothing found is nothing known
	for _, e := range entries {
		if n, ok := revisionOf(e.Name()); ok && n >= g.Revision {
			g = grave{Revision: n, SHA256: g.SHA256}
			if data, err := os.ReadFile(l.workPath(id, fmt.Sprintf("text-%d.txt", n))); err == nil {
				g.SHA256 = hash(data)
			}
		}
	}
	return g
}

// graves reads what is kept of removed works.
func (l *Library) graves() (map[WorkID]grave, error) {
	out := map[WorkID]grave{}
	file := l.path(removedFile)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read removed works: %w", err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		return nil, &DamagedError{File: file, Why: "it is not JSON as written", Err: err}
	}
	return out, nil
}

// announce rewrites the stamp and notes which works are about to change, so that
// the next writer can put right what a killed one leaves.
func (l *Library) announce(ids []WorkID, what string) error {
	data, err := marshal(ids)
	if err != nil {
		return err
	}
	if err := replaceFile(l.path(writingFile), data); err != nil {
		return fmt.Errorf("note what is being written: %w", err)
	}
	old, err := l.stamp()
	if err != nil {
		return err
	}
	count, _, _ := strings.Cut(old, "-")
	n, _ := strconv.Atoi(count) // a stamp that is lost starts again, with another hash
	next := fmt.Sprintf("%d-%s\n", n+1, hash(append(data, old+what...))[:16])
	if err := replaceFile(l.path(stampFile), []byte(next)); err != nil {
		return fmt.Errorf("write the library's stamp: %w", err)
	}
	return nil
}

// cleanUp deletes what a writer left beside the works it changed, whether it
// finished or was killed: temporary files, files of older states, folders
// without a record.
func (l *Library) cleanUp() error {
	if err := errors.Join(l.sweep(l.dir), l.sweep(l.path(correctionsDir))); err != nil {
		return fmt.Errorf("clean up after a writer: %w", err)
	}
	data, err := os.ReadFile(l.path(writingFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read what was being written: %w", err)
	}
	var ids []WorkID
	if json.Unmarshal(data, &ids) != nil {
		ids = nil // only a hint is lost: what lies about is found by Verify
	}
	for _, id := range ids {
		if err := l.tidy(id); err != nil {
			return fmt.Errorf("clean up after a writer: %w", err)
		}
	}
	return os.Remove(l.path(writingFile))
}

// sweep deletes what a killed writer left in a folder under a temporary name.
func (l *Library) sweep(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return ignoreMissing(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempPrefix) && e.Type().IsRegular() {
			if err := ignoreMissing(os.Remove(filepath.Join(folder, e.Name()))); err != nil {
				return err
			}
		}
	}
	return nil
}

// tidy deletes the files of a work's folder that are ours and that its record
// does not name, and a folder that is then empty. It leaves what it does not know.
func (l *Library) tidy(id WorkID) error {
	if id.Check() != nil {
		return nil
	}
	r, err := l.record(id)
	if errors.Is(err, ErrDamaged) {
		return nil // its files are all there is to put it right
	}
	if errors.Is(err, ErrUnknownWork) {
		if err := l.buryCorrections(id); err != nil {
			return err
		}
	}
	entries, err := os.ReadDir(l.workPath(id))
	if err != nil {
		return ignoreMissing(err)
	}
	left := 0
	for _, e := range entries {
		_, ours := revisionOf(e.Name())
		ours = ours || strings.HasPrefix(e.Name(), tempPrefix)
		if !ours || e.Name() == r.Text.Name || e.Name() == r.Document.Name {
			left++
			continue
		}
		if err := os.Remove(l.workPath(id, e.Name())); err != nil {
			return err
		}
	}
	if left == 0 {
		return os.Remove(l.workPath(id))
	}
	return nil
}
