package corpus

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
)

// Made says what made a document: fingerprints of the reader and of the pack.
// Where one differs from the present, the work is to be read again.
type Made struct {
	Reader string `json:"reader,omitempty"`
	Pack   string `json:"pack,omitempty"`
}

// StoredFile is a file of a work's folder and what it holds.
type StoredFile struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Record is a work as the library keeps it, the content of work.json. It names
// the files that belong to the work; whatever else lies beside it does not.
type Record struct {
	Work     Work       `json:"work"`
	Made     Made       `json:"made,omitzero"`
	Text     StoredFile `json:"text"`
	Document StoredFile `json:"document"`
	// LeftOut sums what of the file did not enter the text, reason to times, and
	// Repairs counts the changes made to it, so that a status of many works reads
	// no document.
	LeftOut map[string]int `json:"left_out,omitempty"`
	Repairs int            `json:"repairs,omitempty"`
}

// stored is the content of a document file: a Document without its work, its
// text and its passages' texts, which the other two files hold.
type stored struct {
	Parts      []Part      `json:"parts"`
	Passages   []Passage   `json:"passages"`
	Dropped    []Dropped   `json:"dropped"`
	LeftOut    []LeftOut   `json:"left_out,omitempty"`
	References []Reference `json:"references,omitempty"`
	Citations  []Citation  `json:"citations,omitempty"`
	Repairs    []Repair    `json:"repairs,omitempty"`
}

// IDs lists the works the library holds, sorted.
func (l *Library) IDs() ([]WorkID, error) {
	entries, err := os.ReadDir(l.path(worksDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list works: %w", err)
	}
	ids := make([]WorkID, 0, len(entries))
	for _, e := range entries {
		if id, ok := folderID(e.Name()); ok && e.IsDir() && l.Holds(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// Works gives the records of all works, sorted by id. Where some cannot be read,
// it gives the others with an error that wraps a *DamagedError for each.
func (l *Library) Works() ([]Work, error) {
	records, err := l.Records()
	works := make([]Work, len(records))
	for i := range records {
		works[i] = records[i].Work
	}
	return works, err
}

// Records is Works with all that the library keeps in a work's record.
func (l *Library) Records() ([]Record, error) {
	ids, err := l.IDs()
	if err != nil {
		return nil, err
	}
	records := make([]Record, len(ids))
	err = each(len(ids), 2*runtime.GOMAXPROCS(0), func(i int) (err error) {
		records[i], err = l.Record(ids[i])
		if errors.Is(err, ErrUnknownWork) {
			return nil // removed since it was listed
		}
		return err
	})
	kept := records[:0]
	for _, r := range records {
		if r.Work.ID != "" {
			kept = append(kept, r)
		}
	}
	return kept, err
}

// Work gives the record of one work. The error is an *UnknownWorkError where the
// library does not hold it, a *DamagedError where its record cannot be read.
func (l *Library) Work(id WorkID) (Work, error) {
	r, err := l.Record(id)
	return r.Work, err
}

// Record is Work with all that the library keeps in the record. The work's fields
// are as corrected by hand.
func (l *Library) Record(id WorkID) (Record, error) {
	r, err := l.record(id)
	if err != nil {
		return r, l.near(err)
	}
	c, err := l.Corrections(id)
	if err != nil {
		return Record{}, err
	}
	r.Work.correct(c.List())
	return r, nil
}

// record is Record as it was read, without corrections. For a work that is not
// held no nearest ones are looked for: adding many new works asks here for each.
func (l *Library) record(id WorkID) (Record, error) {
	var r Record
	if id.Check() != nil {
		return r, &UnknownWorkError{ID: id}
	}
	file := l.workPath(id, recordFile)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, &UnknownWorkError{ID: id}
	}
	if err != nil {
		return r, &DamagedError{File: file, Why: "it cannot be read", Err: err}
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return Record{}, &DamagedError{File: file, Why: "it is not JSON as written", Err: err}
	}
	if r.Work.ID != id || r.Work.Revision < 1 || !r.Text.plain() || !r.Document.plain() {
		return Record{}, &DamagedError{File: file, Why: "it is not the record of this work"}
	}
	return r, nil
}

// plain reports whether a stored file's name stays in its folder.
func (f StoredFile) plain() bool {
	_, ok := revisionOf(f.Name)
	return ok
}

// near puts the nearest ids into the error for a work that is not there, and
// leaves every other error as it is.
func (l *Library) near(err error) error {
	var e *UnknownWorkError
	if !errors.As(err, &e) || len(e.Nearest) > 0 {
		return err
	}
	ids, listErr := l.IDs()
	if listErr != nil {
		return errors.Join(err, listErr)
	}
	names := make([]string, len(ids))
	for i, known := range ids {
		names[i] = string(known)
	}
	for _, name := range Nearest(string(e.ID), names, 3) {
		e.Nearest = append(e.Nearest, WorkID(name))
	}
	return err
}

// Document gives a work whole, the text and every passage's text filled in, its
// persons under the names they have in the library (SetPeople), with the corrections made by hand; one that cannot be placed is passed over, and
// CheckCorrections tells. The files are checked against the record: a
// *DamagedError names one that is missing or not as written.
func (l *Library) Document(id WorkID) (*Document, error) {
	d, err := l.AsRead(id)
	if err != nil {
		return nil, err
	}
	c, err := l.Corrections(id)
	if err != nil {
		return nil, err
	}
	d.correct(c, l.names()[id])
	d.tie(l.repeats())
	return d, nil
}

// AsRead is Document without the corrections: what Put was given. A document
// that is to be put again must come from here.
func (l *Library) AsRead(id WorkID) (*Document, error) {
	r, err := l.record(id)
	for err == nil {
		var d *Document
		d, derr := l.load(r)
		if derr == nil {
			return d, nil
		}
		// A writer may have put a newer state in place while this one was read.
		var now Record
		now, err = l.record(id)
		if err == nil && now.Text == r.Text && now.Document == r.Document {
			return nil, derr
		}
		r = now
	}
	return nil, l.near(err)
}

// load reads the files that a record names.
func (l *Library) load(r Record) (*Document, error) {
	text, err := l.read(r.Work.ID, r.Text)
	if err != nil {
		return nil, err
	}
	data, err := l.read(r.Work.ID, r.Document)
	if err != nil {
		return nil, err
	}
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, &DamagedError{File: l.workPath(r.Work.ID, r.Document.Name), Why: "it is not JSON as written", Err: err}
	}
	d := &Document{
		Work: r.Work, Made: r.Made, Text: string(text), Parts: s.Parts, Passages: s.Passages, Dropped: s.Dropped,
		LeftOut: s.LeftOut, References: s.References, Citations: s.Citations, Repairs: s.Repairs,
	}
	for i := range d.Passages {
		p := &d.Passages[i]
		if p.Span.Start < 0 || p.Span.End > len(d.Text) || p.Span.Empty() {
			return nil, &DamagedError{File: l.workPath(r.Work.ID, r.Document.Name), Why: fmt.Sprintf("passage %s lies outside the text", p.ID)}
		}
		p.Text = p.Span.Of(d.Text)
	}
	return d, nil
}

// read reads a file of a work's folder and checks that it is as written.
func (l *Library) read(id WorkID, f StoredFile) ([]byte, error) {
	file := l.workPath(id, f.Name)
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, &DamagedError{File: file, Why: "it cannot be read", Err: err}
	}
	if hash(data) != f.SHA256 {
		return nil, &DamagedError{File: file, Why: fmt.Sprintf("its %d bytes are not the %d that were written", len(data), f.Bytes)}
	}
	return data, nil
}

// Fingerprints gives for every work a short hash that changes whenever its
// record, its text, its corrections or anything known of it changes.
func (l *Library) Fingerprints() (map[WorkID]string, error) {
	ids, err := l.IDs()
	if err != nil {
		return nil, err
	}
	return l.FingerprintsOf(ids)
}

// FingerprintsOf is Fingerprints for some works; those that are not held are not
// among the answers.
func (l *Library) FingerprintsOf(ids []WorkID) (map[WorkID]string, error) {
	ties, named := tiesByWork(l.repeats()), l.names()
	return l.prints(ids, func(data []byte, id WorkID) []byte {
		return append(append(data, ties[id]...), named.of(id)...)
	})
}

// PrintsOf is FingerprintsOf without what the library knows of works by others of
// them (SetRepeats, SetPeople): it changes with the record, the text and the
// corrections only.
func (l *Library) PrintsOf(ids []WorkID) (map[WorkID]string, error) {
	return l.prints(ids, func(data []byte, _ WorkID) []byte { return data })
}

// prints hashes the record and the corrections of works, with what is known to be
// added.
func (l *Library) prints(ids []WorkID, known func(data []byte, id WorkID) []byte) (map[WorkID]string, error) {
	corrected, err := l.Corrected()
	if err != nil {
		return nil, err
	}
	prints := make([]string, len(ids))
	err = each(len(ids), 2*runtime.GOMAXPROCS(0), func(i int) error {
		data, err := os.ReadFile(l.workPath(ids[i], recordFile))
		if err != nil {
			return ignoreMissing(err)
		}
		if _, ok := slices.BinarySearch(corrected, ids[i]); ok {
			by, err := l.readCorrections(ids[i])
			if err != nil {
				return err
			}
			data = append(data, by...)
		}
		prints[i] = hash(known(data, ids[i]))[:32] // the record holds the hashes of the other files
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("fingerprint works: %w", err)
	}
	out := make(map[WorkID]string, len(ids))
	for i, id := range ids {
		if prints[i] != "" {
			out[id] = prints[i]
		}
	}
	return out, nil
}
