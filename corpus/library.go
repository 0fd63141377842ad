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
	"sync"
)

// libraryFormat is the version of the folder's layout that this program reads
// and writes.
const libraryFormat = 1

// The names in a library folder. Everything else at its top is unknown to us.
const (
	libraryFile  = "locus.json"    // says that the folder is a library, and its format
	worksDir     = "works"         // one folder per work; corrections/ beside it is what people put right
	indexDir     = "index"         // disposable; the index's own
	stampFile    = "stamp"         // rewritten before any change
	removedFile  = "removed.json"  // last revision and text hash of works that are gone
	writingFile  = "writing.json"  // what a writer is changing now
	lockFile     = "lock"          // held by the writer; the system frees it
	holderFile   = "lock.json"     // who holds the lock, for people
	readingsFile = "readings.json" // which file was read into which works; the command line keeps it
	tracesFile   = "traces.bin"    // what works show to one another; worked out from them, and can be deleted
	recordFile   = "work.json"     // of a work: the commit point
	tempPrefix   = ".new-"         // before a file that is being written
)

// Library is a folder of works: for each its record, its canonical text and what
// is known of it, in plain files. It is the truth; the index within it can be
// deleted at any time.
//
// Reading needs no lock and is safe for concurrent use, also beside a writer:
// a work is seen as it was or as it is, since its record is put in place by one
// rename after all it names. Writing takes the lock.
type Library struct {
	dir   string
	mu    sync.Mutex                      // guards what follows
	held  bool                            // this value holds the lock
	ties  kept[map[PassageID][]PassageID] // of repeats.json, as last read
	named kept[libraryNames]              // of names.json, as last read
	steps []moved                         // what this value changed, each where the one before ended
	noted int                             // ids in steps
}

// libraryHead is the content of locus.json.
type libraryHead struct {
	Format int    `json:"format"`
	About  string `json:"about"`
}

// CreateLibrary opens the library in dir and makes one where dir does not exist
// or is empty. A folder that holds other things is refused, so that nobody's
// files are mixed with a library's; a library whose head alone is lost or damaged
// gets a new one.
func CreateLibrary(dir string) (*Library, error) {
	l, err := OpenLibrary(dir)
	if err == nil || !errors.Is(err, ErrNoLibrary) && !(errors.Is(err, ErrDamaged) && headless(dir)) {
		return l, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("make a library: %w", err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), tempPrefix) && !headless(dir) {
			return nil, fmt.Errorf("make a library: %s is not empty (it holds %q): %w; name a new or an empty folder", dir, e.Name(), ErrNoLibrary)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, worksDir), 0o777); err != nil {
		return nil, fmt.Errorf("make a library: %w", err)
	}
	head, err := marshal(libraryHead{Format: libraryFormat, About: "A locus library: works/ is the truth, index/ can be deleted at any time."})
	if err != nil {
		return nil, err
	}
	if err := replaceFile(filepath.Join(dir, libraryFile), head); err != nil {
		return nil, fmt.Errorf("make a library: %w", err)
	}
	return OpenLibrary(dir)
}

// headless reports whether dir is a library but for its head: it has the stamp
// and the works' folder.
func headless(dir string) bool {
	_, stamp := os.Stat(filepath.Join(dir, stampFile))
	works, err := os.Stat(filepath.Join(dir, worksDir))
	return stamp == nil && err == nil && works.IsDir()
}

// OpenLibrary opens the library in dir. The error wraps ErrNoLibrary where there
// is none, ErrVersion where another version of the program made it, ErrDamaged
// where its head is lost or cannot be read.
func OpenLibrary(dir string) (*Library, error) {
	file := filepath.Join(dir, libraryFile)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && !headless(dir) {
		return nil, fmt.Errorf("%s: %w; add a text to make one, or name another folder", dir, ErrNoLibrary)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		if info, serr := os.Stat(dir); serr == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is a file: %w; name a folder", dir, ErrNoLibrary)
		}
		return nil, fmt.Errorf("open library: %w", err)
	}
	var head libraryHead
	if err := json.Unmarshal(data, &head); err != nil || head.Format < 1 {
		return nil, fmt.Errorf("%w: %s is lost or does not say which format the library has; the works are not touched, and the next `locus add` writes it again", ErrDamaged, file)
	}
	if head.Format != libraryFormat {
		return nil, fmt.Errorf("%s has format %d, this program reads format %d: %w; use the program that made it, or add its texts to a new library",
			dir, head.Format, libraryFormat, ErrVersion)
	}
	return &Library{dir: dir}, nil
}

// Dir is the library's folder, as it was given.
func (l *Library) Dir() string { return l.dir }

// IndexDir is the folder within the library that belongs to the index. It may
// not exist yet.
func (l *Library) IndexDir() string { return filepath.Join(l.dir, indexDir) }

// TracesFile is the file for what is kept of every work so that repeats and persons
// across works are found at a change. It may not exist.
func (l *Library) TracesFile() string { return l.path(tracesFile) }

// path joins names below the library's folder.
func (l *Library) path(names ...string) string {
	return filepath.Join(append([]string{l.dir}, names...)...)
}

// workPath joins names below a work's folder.
func (l *Library) workPath(id WorkID, names ...string) string {
	return l.path(append([]string{worksDir, id.folder()}, names...)...)
}

// Stamp changes with every change of the library. It is rewritten before the
// change begins, so an index brought up to an older stamp knows that it is stale
// even where the writer was killed. The time of the works' folder and what is
// corrected by hand are part of it, so that a work's folder taken out by hand or
// an edited file is noticed too. A library that was never written to has "".
func (l *Library) Stamp() (string, error) {
	stamp, err := l.stamp()
	if err != nil || stamp == "" {
		return "", err
	}
	if info, err := os.Stat(l.path(worksDir)); err == nil {
		stamp += "@" + strconv.FormatInt(info.ModTime().UnixNano(), 36)
	}
	print, err := l.correctionsPrint()
	if err != nil || print == "" {
		return stamp, err
	}
	return stamp + "+" + print, nil
}

// stamp is the content of the stamp file.
func (l *Library) stamp() (string, error) {
	data, err := os.ReadFile(l.path(stampFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read the library's stamp: %w", err)
	}
	return strings.TrimSpace(string(data)), nil
}

// Whole reports whether a work's files are all there in the sizes its record
// says: a glance, where Document compares every byte.
func (l *Library) Whole(id WorkID) bool {
	r, err := l.record(id)
	if err != nil {
		return false
	}
	for _, f := range []StoredFile{r.Text, r.Document} {
		if info, err := os.Stat(l.workPath(id, f.Name)); err != nil || info.Size() != int64(f.Bytes) {
			return false
		}
	}
	return true
}

// TakeID derives a work id from a file's name as MakeWorkID does. With a nil
// taken, the ids that the library holds are taken.
func (l *Library) TakeID(base string, taken func(WorkID) bool) WorkID {
	if taken == nil {
		taken = l.Holds
	}
	return MakeWorkID(base, taken)
}

// Holds reports whether the library has a work of this id.
func (l *Library) Holds(id WorkID) bool {
	if id.Check() != nil {
		return false
	}
	_, err := os.Stat(l.workPath(id, recordFile))
	return err == nil
}
