package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"locus/corpus"
)

// readings remembers which file was read when into which works, so that a
// second run over unchanged files does no work. It is a convenience: without
// it, files are read again and found unchanged by their text.
type readings struct {
	Files map[string]reading `json:"files"` // by absolute path
}

type reading struct {
	SHA256 string          `json:"sha256"`
	Pack   string          `json:"pack"` // what else the reading depends on
	Works  []corpus.WorkID `json:"works"`
	Said   *spoken         `json:"said,omitempty"` // of its works, by the user
}

// spoken is what a user says of the works of a file. It is kept with the reading
// so that reading the file again says it again.
type spoken struct {
	Type    string   `json:"type,omitempty"`
	Title   string   `json:"title,omitempty"`
	Year    string   `json:"year,omitempty"`
	Authors []string `json:"authors,omitempty"`

	// Record is what a library of records says of the work; the flags win over it.
	Record *corpus.Work `json:"record,omitempty"`
}

// nothing reports whether nothing is said.
func (s *spoken) nothing() bool {
	return s == nil || s.Type == "" && s.Title == "" && s.Year == "" && len(s.Authors) == 0 && s.Record == nil
}

const readingsFile = "readings.json"

func openReadings(dir string) (*readings, error) {
	r := &readings{}
	b, err := os.ReadFile(filepath.Join(dir, readingsFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("reading the log of files read: %w", err)
	default:
		if json.Unmarshal(b, r) != nil {
			r = &readings{} // damaged: everything is read again
		}
	}
	if r.Files == nil {
		r.Files = map[string]reading{}
	}
	return r, nil
}

// verifyReadings finds a log of readings that cannot be read.
func verifyReadings(lib *corpus.Library) []corpus.Problem {
	b, err := os.ReadFile(filepath.Join(lib.Dir(), readingsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(b, &readings{})
	}
	if err == nil {
		return nil
	}
	return []corpus.Problem{{File: readingsFile, What: fmt.Sprintf("cannot be read (%v): files that were added are read again once, and the next locus add writes it anew", err)}}
}

// save writes the log under another name first, so that a kill leaves the old
// one or the new one.
func (r *readings) save(dir string) error {
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	fresh := filepath.Join(dir, ".new-"+readingsFile) // the library clears away such names
	if err := os.WriteFile(fresh, b, 0o644); err != nil {
		return fmt.Errorf("writing the log of files read: %w", err)
	}
	return os.Rename(fresh, filepath.Join(dir, readingsFile))
}

// forget drops works that were removed, so that their files are read again.
func (r *readings) forget(gone map[corpus.WorkID]bool) {
	for path, last := range r.Files {
		for _, id := range last.Works {
			if gone[id] {
				delete(r.Files, path)
				break
			}
		}
	}
}
