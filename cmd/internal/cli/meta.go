package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest"
	"locus/ingest/encoding"
	literature "locus/ingest/records"
)

// maxMeta is the largest library of records that is read, in bytes.
const maxMeta = 256 << 20

// meta is what libraries of records say of the works that are being added.
type meta struct {
	literature.Library
	names  []string // of its files
	faults []added  // what could not be read of them
}

// openMeta reads libraries of records; nil where none is named.
func openMeta(paths []string) (*meta, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	m := &meta{}
	for _, p := range paths {
		list, faults, ok, err := readLiterature(p)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("%s is no library of records: --meta takes BibTeX, RIS, CSL-JSON or Zotero's JSON", p)
		}
		m.names = append(m.names, p)
		m.Add(filepath.Dir(p), list)
		for _, f := range faults {
			m.faults = append(m.faults, added{File: p, Status: "skipped", Reason: f.Error(), passedOver: true})
		}
	}
	return m, nil
}

// readLiterature reads a file of records; false where it is none.
func readLiterature(path string) ([]literature.Record, []literature.Fault, bool, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, false, fmt.Errorf("%s: there is no such file", path)
	case err != nil:
		return nil, nil, false, err
	case !info.Mode().IsRegular():
		return nil, nil, false, nil
	case info.Size() > maxMeta:
		return nil, nil, false, fmt.Errorf("%s has more than %d MB; split it", path, maxMeta>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, false, err
	}
	list, faults, ok := literature.Read(encoding.Decode(data).String)
	return list, faults, ok, nil
}

// withLibraries takes the libraries of records out of the paths of an add, and
// puts the files that they point to in their place. It tells libraries from texts
// by name and content.
func withLibraries(paths, metas []string) (texts, libraries []string, err error) {
	libraries = slices.Clone(metas)
	for _, p := range paths {
		switch strings.ToLower(filepath.Ext(p)) {
		case ".bib", ".ris", ".json", ".rdf":
		default:
			texts = append(texts, p)
			continue
		}
		list, _, ok, err := readLiterature(p)
		if err != nil || !ok {
			texts = append(texts, p) // reading it says why
			continue
		}
		var lib literature.Library
		lib.Add(filepath.Dir(p), list)
		files := slices.DeleteFunc(lib.Paths(), func(f string) bool {
			_, err := os.Stat(f)
			return err != nil
		})
		if len(files) == 0 && len(paths) == 1 {
			return nil, nil, fmt.Errorf("%s holds %d records and points to no file that is there: name the texts it describes, as in locus add --meta %s PATH", p, len(list), p)
		}
		texts, libraries = append(texts, files...), append(libraries, p)
	}
	return texts, libraries, nil
}

// describe ties a document's work to a record: what the user says of it from now
// on, and what is to be told. Without libraries it changes nothing.
func (m *meta) describe(src ingest.Source, w *corpus.Work, told *spoken) (*spoken, string) {
	if m == nil {
		return told, ""
	}
	if r := m.Chapter(w); r != nil {
		return told, fmt.Sprintf("described by %s (pages %s)", r.Key, r.Work.Pages)
	}
	found := m.Find(cmp.Or(src.Path, src.Name), w)
	switch {
	case found.Record != nil:
		out := *told
		out.Record = &found.Record.Work
		return &out, fmt.Sprintf("described by %s (%s)", found.Record.Key, found.By)
	case found.Alike != nil:
		return told, fmt.Sprintf("%d records fit its %s alike, and none is taken: %s", len(found.Alike), found.By, strings.Join(found.Alike, ", "))
	}
	return told, "no record describes it"
}

// chapters are the parts of a source that records describe as works of their own.
func (m *meta) chapters(src ingest.Source) []ingest.Chapter {
	var out []ingest.Chapter
	for _, r := range m.Chapters(cmp.Or(src.Path, src.Name)) {
		first, last, _ := r.PageRange()
		out = append(out, ingest.Chapter{Key: r.Key, First: first, Last: last, Work: r.Work})
	}
	return out
}

// same reports whether what the libraries say of the works of a source that are
// held is what they said when it was read: the record that was kept, or nothing
// that the works do not say already.
func (m *meta) same(src ingest.Source, works []corpus.Work, told *spoken) bool {
	if m == nil {
		return true
	}
	m.Chapters(cmp.Or(src.Path, src.Name)) // these are tied by that
	for _, w := range works {
		record := m.Chapter(&w)
		if record == nil {
			record = m.Find(cmp.Or(src.Path, src.Name), &w).Record
		}
		if record == nil || told != nil && told.Record != nil && alike(&record.Work, told.Record) {
			continue
		}
		after := w
		after.Stated = maps.Clone(w.Stated)
		record.Apply(&after)
		if !alike(&after, &w) {
			return false
		}
	}
	return true
}

// alike compares two works as they are kept.
func alike(a, b *corpus.Work) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// untied are the reports on the records that no file was tied to.
func (m *meta) untied() []added {
	if m == nil {
		return nil
	}
	out := slices.Clone(m.faults)
	for _, r := range m.Untied() {
		name := cmp.Or(r.Work.Title, r.Key)
		reason := "no text that was read is described by this record"
		if len(r.Files) > 0 {
			reason += fmt.Sprintf("; it points to %s", strings.Join(r.Files, ", "))
		}
		out = append(out, added{File: strings.Join(m.names, ", "), Status: "skipped", Reason: fmt.Sprintf("%s (%s): %s", r.Key, name, reason), passedOver: true})
	}
	return out
}
