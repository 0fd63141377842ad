package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Change says what Put did with a document.
type Change struct {
	ID     WorkID
	Status string // "added", "replaced" or "unchanged"
}

// The statuses of a Change.
const (
	Added     = "added"
	Replaced  = "replaced"
	Unchanged = "unchanged"
)

// grave is what is kept of a work that was removed, so that its addresses never
// come to name other words.
type grave struct {
	Revision int    `json:"revision"`
	SHA256   string `json:"sha256"` // of the text
}

// job is one document on its way to disk.
type job struct {
	change Change
	record Record
	files  map[string][]byte // by name; work.json among them
	back   bool              // the work was removed and comes back with the same text
}

// Put keeps documents, each under the id in its record, in place of what the
// library holds of the same id. It gives every document its revision: the one it
// has where the canonical text is the same, the next where it changed, also over
// a removal; and stamps it. All documents are stamped and checked before the
// first is written; a *CheckError, or two documents of one id, changes nothing.
// Each work is replaced whole: whoever reads sees it before or after. A thousand
// documents in one call wait for the disk about as often as one does.
//
// Put takes the lock where the caller does not hold it, without waiting.
func (l *Library) Put(docs ...*Document) (changes []Change, err error) {
	release, err := l.writer("adding works")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := l.cleanUp(); err != nil {
		return nil, err
	}
	jobs, err := l.prepare(docs)
	if err != nil {
		return nil, err
	}
	var todo []*job
	var ids []WorkID
	for _, j := range jobs {
		changes = append(changes, j.change)
		if j.change.Status != Unchanged {
			todo = append(todo, j)
			ids = append(ids, j.change.ID)
		}
	}
	if len(todo) == 0 {
		return changes, nil
	}
	err = l.noting(ids, func() error {
		if err := l.announce(ids, todo[0].record.Document.SHA256); err != nil {
			return err
		}
		if err := l.commit(todo); err != nil {
			return fmt.Errorf("keep works: %w", err)
		}
		return l.cleanUp()
	})
	if err != nil {
		return nil, err
	}
	return changes, nil
}

// Preview says what Put would do with documents and writes nothing. It stamps and
// checks them as Put does.
func (l *Library) Preview(docs ...*Document) ([]Change, error) {
	jobs, err := l.prepare(docs)
	if err != nil {
		return nil, err
	}
	changes := make([]Change, len(jobs))
	for i, j := range jobs {
		changes[i] = j.change
	}
	return changes, nil
}

// prepare stamps, checks and serialises documents, and compares them with what
// the library holds.
func (l *Library) prepare(docs []*Document) ([]*job, error) {
	graves, err := l.graves()
	if err != nil {
		return nil, err
	}
	seen := make(map[WorkID]bool, len(docs))
	jobs := make([]*job, len(docs))
	for i, d := range docs {
		id := d.Work.ID
		if err := id.Check(); err != nil {
			return nil, err
		}
		if seen[id] {
			return nil, fmt.Errorf("work %q is given twice", id)
		}
		seen[id] = true
		if jobs[i], err = l.job(d, graves[id]); err != nil {
			return nil, err
		}
	}
	return jobs, nil
}

// job stamps and checks one document and lays out its files.
func (l *Library) job(d *Document, g grave) (*job, error) {
	id, sum := d.Work.ID, hash([]byte(d.Text))
	old, err := l.record(id)
	had := err == nil
	switch {
	case had:
		g = grave{Revision: old.Work.Revision, SHA256: old.Text.SHA256}
	case errors.Is(err, ErrDamaged):
		g = l.traces(id, g)
		had = true
	}
	revision := max(g.Revision, 1)
	if g.Revision > 0 && g.SHA256 != sum {
		revision++
	}
	d.Stamp(id, revision)
	d.Work.print()
	if err := d.Check(); err != nil {
		return nil, err
	}
	bare := slices.Clone(d.Passages)
	for i := range bare {
		bare[i].Text = ""
	}
	data, err := marshal(stored{d.Parts, bare, d.Dropped, d.LeftOut, d.References, d.Citations, d.Repairs})
	if err != nil {
		return nil, fmt.Errorf("work %q: %w", id, err)
	}
	j := &job{change: Change{ID: id, Status: Added}, back: !had && g.Revision > 0 && g.SHA256 == sum}
	j.record = Record{
		Work: d.Work, Made: d.Made,
		Text:     StoredFile{Name: fmt.Sprintf("text-%d.txt", revision), Bytes: len(d.Text), SHA256: sum},
		Document: StoredFile{Name: documentName(revision, old.Document.Name), Bytes: len(data), SHA256: hash(data)},
		LeftOut:  leftOutSums(d.LeftOut), Repairs: len(d.Repairs),
	}
	if had {
		j.change.Status = Replaced
		if l.same(old, j.record) {
			j.change.Status = Unchanged
			return j, nil
		}
	}
	record, err := marshal(j.record)
	j.files = map[string][]byte{j.record.Text.Name: []byte(d.Text), j.record.Document.Name: data, recordFile: sealed(record)}
	return j, err
}

// leftOutSums adds up what was left out by its reason.
func leftOutSums(list []LeftOut) map[string]int {
	sums := map[string]int{}
	for _, x := range list {
		sums[x.Why] += x.Count
	}
	return sums
}

// documentName names the document file of a revision other than the file that is
// in place, which must stay whole until the record names the new one.
func documentName(revision int, inPlace string) string {
	name := fmt.Sprintf("document-%d.json", revision)
	if name == inPlace {
		return fmt.Sprintf("document-%d-b.json", revision)
	}
	return name
}

// revisionOf reads the revision from the name of a text or document file; ok is
// false for any other name.
func revisionOf(name string) (n int, ok bool) {
	stem, text := strings.CutSuffix(name, ".txt")
	number := strings.TrimPrefix(stem, "text-")
	if !text {
		stem, text = strings.CutSuffix(name, ".json")
		number = strings.TrimSuffix(strings.TrimPrefix(stem, "document-"), "-b")
	}
	n, err := strconv.Atoi(number)
	return n, text && err == nil && n >= 1 && number != stem
}

// same reports whether the library holds exactly what a record says, in files
// that are as written.
func (l *Library) same(old, now Record) bool {
	now.Document.Name = old.Document.Name
	a, err1 := marshal(old)
	b, err2 := marshal(now)
	if err1 != nil || err2 != nil || !bytes.Equal(a, b) {
		return false
	}
	_, err1 = l.read(old.Work.ID, old.Text)
	_, err2 = l.read(old.Work.ID, old.Document)
	return err1 == nil && err2 == nil
}

// commit writes all files under temporary names, has them flushed, puts texts and
// documents in place, has the folders flushed, and then puts the records in
// place, each by one rename.
func (l *Library) commit(jobs []*job) error {
	var temps, folders []string
	for _, j := range jobs {
		folder := l.workPath(j.change.ID)
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return err
		}
		folders = append(folders, folder)
		for name, data := range j.files {
			file := temp(l.workPath(j.change.ID, name))
			if err := os.WriteFile(file, data, 0o666); err != nil {
				return err
			}
			temps = append(temps, file)
		}
	}
	if err := flushAll(temps); err != nil {
		return err
	}
	place := func(j *job, name string) error {
		file := l.workPath(j.change.ID, name)
		return os.Rename(temp(file), file)
	}
	for _, j := range jobs {
		if err := errors.Join(place(j, j.record.Text.Name), place(j, j.record.Document.Name)); err != nil {
			return err
		}
	}
	if err := flushAll(append(folders, l.path(worksDir), l.dir)); err != nil {
		return err
	}
	for _, j := range jobs {
		if j.back {
			if err := l.reviveCorrections(j.change.ID); err != nil {
				return err
			}
		}
		if err := place(j, recordFile); err != nil {
			return err
		}
	}
	return flushAll(folders)
}

// Remove drops works. Where one of the ids is unknown nothing is dropped, and the
// error is an *UnknownWorkError. What is kept of each is its last revision and a
// hash of its text, so that an address of it never names other words; its
// corrections are put aside and come back with the same text. Remove takes the lock where the caller does not hold it, without waiting.
func (l *Library) Remove(ids ...WorkID) (err error) {
	release, err := l.writer("removing works")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := l.cleanUp(); err != nil {
		return err
	}
	graves, err := l.graves()
	if err != nil {
		return err
	}
	for _, id := range ids {
		r, err := l.record(id)
		switch {
		case err == nil:
			graves[id] = grave{Revision: r.Work.Revision, SHA256: r.Text.SHA256}
		case errors.Is(err, ErrDamaged):
			graves[id] = l.traces(id, graves[id])
		default:
			return l.near(err)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	data, err := marshal(graves)
	if err != nil {
		return err
	}
	if err := replaceFile(l.path(removedFile), data); err != nil {
		return fmt.Errorf("remove works: %w", err)
	}
	return l.noting(ids, func() error {
		if err := l.announce(ids, "removed"); err != nil {
			return err
		}
		for _, id := range ids {
			if err := ignoreMissing(os.Remove(l.workPath(id, recordFile))); err != nil {
				return fmt.Errorf("remove works: %w", err)
			}
		}
		return l.cleanUp()
	})
}
