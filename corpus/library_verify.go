package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Problem is a promise that does not hold on disk. File is relative to the
// library's folder, with slashes; Work is "" for what concerns no work.
type Problem struct {
	Work WorkID `json:"work,omitempty"`
	File string `json:"file"`
	What string `json:"what"`
}

// String is the problem as a sentence for people.
func (p Problem) String() string { return p.File + ": " + p.What }

// Verify checks every promise on disk and reports each that does not hold: files
// missing or not as written, records that cannot be read, documents that break a
// promise of Check, files a killed writer left, files that are not the library's.
// It changes nothing. A writer at work can make it report what is about to be in
// order; hold the lock to rule that out. The error is the context's, or that the
// folder cannot be read at all.
func (l *Library) Verify(ctx context.Context, report func(Problem)) error {
	v := &verifier{l: l, report: report}
	if err := v.top(); err != nil {
		return fmt.Errorf("verify library: %w", err)
	}
	entries, err := os.ReadDir(l.path(worksDir))
	if ignoreMissing(err) != nil {
		return fmt.Errorf("verify library: %w", err)
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		file := path.Join(worksDir, e.Name())
		switch id, ok := folderID(e.Name()); {
		case !e.IsDir():
			v.problem("", file, "is a file among the works' folders and belongs to none")
		case !ok:
			v.problem("", file, "is a folder whose name is no work id")
		default:
			v.work(id)
		}
	}
	v.corrections()
	return nil
}

// verifier reports what is wrong with a library.
type verifier struct {
	l      *Library
	report func(Problem)
}

// problem reports one.
func (v *verifier) problem(id WorkID, file, format string, args ...any) {
	v.report(Problem{Work: id, File: file, What: fmt.Sprintf(format, args...)})
}

// top checks the files at the top of the library.
func (v *verifier) top() error {
	if _, err := OpenLibrary(v.l.dir); err != nil {
		v.problem("", libraryFile, "%v", err)
	}
	entries, err := os.ReadDir(v.l.dir)
	if err != nil {
		return err
	}
	if ids, err := v.l.IDs(); err == nil && len(ids) > 0 && !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == stampFile }) {
		v.problem("", stampFile, "is missing; the next change writes it again")
	}
	for _, e := range entries {
		switch e.Name() {
		case stampFile:
			if stamp, err := v.l.stamp(); err != nil || !wellFormed(stamp) {
				v.problem("", stampFile, "is not as it was written; the next change writes it again")
			}
		case libraryFile, worksDir, indexDir, correctionsDir, lockFile, holderFile, readingsFile, repeatsFile, peopleFile, namesFile, tracesFile:
		case removedFile:
			if graves, err := v.l.graves(); err != nil {
				v.problem("", removedFile, "%v", err)
			} else {
				v.graves(graves)
			}
		case writingFile:
			v.problem("", writingFile, "a writer was killed, or is at work; the next one puts in order what it left")
		default:
			v.stray("", e.Name(), e.Name())
		}
	}
	return nil
}

// wellFormed reports whether a stamp has the form that announce gives it.
func wellFormed(stamp string) bool {
	count, sum, ok := strings.Cut(stamp, "-")
	n, err := strconv.Atoi(count)
	_, sumErr := hex.DecodeString(sum)
	return ok && err == nil && n > 0 && sumErr == nil && len(sum) == 16
}

// graves checks what is kept of removed works.
func (v *verifier) graves(graves map[WorkID]grave) {
	ids := make([]string, 0, len(graves))
	for id, g := range graves {
		sum, err := hex.DecodeString(g.SHA256) // none where the text was lost before its work was removed
		if id.Check() != nil || g.Revision < 1 || err != nil || len(sum) != 0 && len(sum) != sha256.Size {
			ids = append(ids, string(id))
		}
	}
	for _, id := range slices.Sorted(slices.Values(ids)) {
		v.problem("", removedFile, "its entry %q is none that was written", id)
	}
}

// stray reports a file that belongs to nothing.
func (v *verifier) stray(id WorkID, file, name string) {
	if _, ours := revisionOf(name); ours || strings.HasPrefix(name, tempPrefix) {
		v.problem(id, file, "was left by a writer that was killed; it can be deleted")
		return
	}
	v.problem(id, file, "is not a file of the library")
}

// work checks one work's folder.
func (v *verifier) work(id WorkID) {
	folder := path.Join(worksDir, id.folder())
	entries, err := os.ReadDir(v.l.workPath(id))
	if err != nil {
		v.problem(id, folder, "cannot be read: %v", err)
		return
	}
	r, err := v.l.Record(id)
	if errors.Is(err, ErrUnknownWork) {
		v.problem(id, folder, "has no record: a writer was killed before the work was whole; the folder can be deleted")
		return
	}
	if err != nil {
		v.problem(id, path.Join(folder, recordFile), "%s", reason(err))
		return
	}
	if data, err := os.ReadFile(v.l.workPath(id, recordFile)); err == nil && !unbroken(data) {
		v.problem(id, path.Join(folder, recordFile), "is not as it was written: it was damaged, or changed by hand (locus correct is for that)")
	}
	for _, e := range entries {
		switch e.Name() {
		case recordFile, r.Text.Name, r.Document.Name:
		default:
			v.stray(id, path.Join(folder, e.Name()), e.Name())
		}
	}
	v.document(id, folder, r)
}

// document checks a work's text and document against the record and Check.
func (v *verifier) document(id WorkID, folder string, r Record) {
	whole := true
	for _, f := range []StoredFile{r.Text, r.Document} {
		if _, err := v.l.read(id, f); err != nil {
			v.problem(id, path.Join(folder, f.Name), "%s", reason(err))
			whole = false
		}
	}
	if !whole {
		return
	}
	d, err := v.l.load(r)
	if err != nil {
		v.problem(id, path.Join(folder, r.Document.Name), "%s", reason(err))
		return
	}
	var broken *CheckError
	if errors.As(d.Check(), &broken) {
		for _, f := range broken.Faults {
			v.problem(id, path.Join(folder, r.Document.Name), "%s: %s", f.Place, f.What)
		}
		if broken.More > 0 {
			v.problem(id, path.Join(folder, r.Document.Name), "%d more promises are broken", broken.More)
		}
	}
}

// reason is why a file is damaged, without repeating which.
func reason(err error) string {
	var d *DamagedError
	if !errors.As(err, &d) {
		return err.Error()
	}
	var syntax *json.SyntaxError
	switch {
	case d.Err == nil:
		return d.Why
	case errors.Is(d.Err, fs.ErrNotExist):
		return "is missing"
	case errors.As(d.Err, &syntax):
		return fmt.Sprintf("%s (%v at byte %d)", d.Why, d.Err, syntax.Offset)
	}
	return fmt.Sprintf("%s (%v)", d.Why, d.Err)
}
