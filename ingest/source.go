package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
)

// Source is something that can be read: a file, or standard input. Name is how
// the user would name it; Path is where it lies, "" for what has no file.
type Source struct {
	Name string
	Path string
	Open func() (io.ReadCloser, error)
}

// Stdin is the name of standard input among the paths of Expand.
const Stdin = "-"

// Expand lists the files that paths name, in order: a file itself, a folder's
// files with those of its folders, sorted by name, "-" standard input. A file
// that is named twice, or reached twice, comes once. Archives (zip, tar, tar.gz) are
// opened as folders are: their files come with the archive's name before theirs.
// Hidden files, the files
// that an ignore file (.gitignore, .ignore, .locusignore) names, links within a
// folder that lead out of it, and libraries of locus within a folder are passed
// over, each with a *Skip; a path that does not exist or cannot be read gives a
// *Skip too, and so does what is no file of bytes: a device, a pipe, a socket.
// The context's error ends it.
func Expand(ctx context.Context, paths []string, stdin io.Reader) iter.Seq2[Source, error] {
	return func(yield func(Source, error) bool) {
		e := &expander{ctx: ctx, yield: yield, seen: map[string]bool{}}
		for _, p := range paths {
			if p == Stdin {
				if !e.seen[Stdin] && !e.give(Source{Name: Stdin, Open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }}, nil) {
					return
				}
				e.seen[Stdin] = true
				continue
			}
			if !e.path(p) {
				return
			}
		}
	}
}

type expander struct {
	ctx   context.Context
	yield func(Source, error) bool
	seen  map[string]bool // real paths
	root  string          // the real path of the folder that was named
}

// give hands on a source or an error; false when the caller has had enough.
func (e *expander) give(s Source, err error) bool {
	if ctxErr := e.ctx.Err(); ctxErr != nil {
		e.yield(Source{}, ctxErr)
		return false
	}
	return e.yield(s, err)
}

func (e *expander) skip(path string, reason Reason, err error) bool {
	return e.give(Source{Name: path, Path: path}, &Skip{File: path, Reason: reason, Err: err})
}

// path gives what a path names on the command line, hidden or not.
func (e *expander) path(p string) bool {
	info, err := os.Stat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return e.skip(p, Vanished, err)
	case err != nil:
		return e.skip(p, Unreadable, err)
	case info.IsDir():
		e.root, _ = realPath(p) // folder tells what cannot be resolved
		return e.folder(p, nil, nil, 0)
	}
	return e.file(p, info)
}

// realPath is a path without links, from the root of the file system.
func realPath(p string) (string, error) {
	real, err := filepath.EvalSymlinks(p)
	if err != nil {
		return "", err
	}
	if abs, err := filepath.Abs(real); err == nil {
		real = abs
	}
	return real, nil
}

// file gives one file, once.
func (e *expander) file(p string, info fs.FileInfo) bool {
	real, err := realPath(p)
	if err != nil {
		return e.skip(p, Vanished, err)
	}
	if e.seen[real] {
		return true
	}
	e.seen[real] = true
	switch {
	case !info.Mode().IsRegular():
		return e.give(Source{Name: p, Path: p}, &Skip{File: p, Reason: Unreadable, Detail: "it is no regular file"})
	case info.Size() == 0: // files that the system makes up have no size either, and some never end
		return e.skip(p, Empty, nil)
	}
	if isArchive, more := e.packed(p); isArchive {
		return more
	}
	return e.give(Source{Name: p, Path: p, Open: func() (io.ReadCloser, error) { return os.Open(p) }}, nil)
}

// maxFolders bounds how deep folders are followed.
const maxFolders = 100

// folder gives the files of a folder. Domain is the folder's place below the one
// that was named, rules the ignore rules that hold there.
func (e *expander) folder(p string, domain []string, rules []gitignore.Pattern, depth int) bool {
	real, err := realPath(p)
	if err != nil {
		return e.skip(p, Vanished, err)
	}
	if e.seen[real+string(filepath.Separator)] {
		return true
	}
	if depth > maxFolders {
		return e.give(Source{Name: p, Path: p}, &Skip{File: p, Reason: Unreadable, Detail: "it lies too deep: name it to add it"})
	}
	e.seen[real+string(filepath.Separator)] = true
	if depth > 0 && isLibrary(p) {
		return e.skip(p, Library, nil)
	}
	entries, err := os.ReadDir(p)
	if err != nil {
		return e.skip(p, Unreadable, err)
	}
	rules = append(rules[:len(rules):len(rules)], ignoreRules(p, domain)...)
	match := gitignore.NewMatcher(rules)
	for _, entry := range entries {
		if !e.entry(p, entry, domain, rules, match, depth) {
			return false
		}
	}
	return true
}

// entry gives one entry of a folder.
func (e *expander) entry(p string, entry fs.DirEntry, domain []string, rules []gitignore.Pattern, match gitignore.Matcher, depth int) bool {
	name := entry.Name()
	full := filepath.Join(p, name)
	place := append(domain[:len(domain):len(domain)], name)
	info, err := os.Stat(full)
	isDir := err == nil && info.IsDir()
	switch {
	case ignoreFile(name):
		return true
	case strings.HasPrefix(name, "."):
		return e.skip(full, Hidden, nil)
	case match.Match(place, isDir):
		return e.skip(full, Ignored, nil)
	case entry.Type()&fs.ModeSymlink != 0 && err == nil && e.outside(full):
		return e.skip(full, Outside, nil)
	case entry.Type()&fs.ModeSymlink != 0 && err != nil:
		return e.give(Source{Name: full, Path: full}, &Skip{File: full, Reason: Vanished, Detail: "the link leads nowhere", Err: err})
	case errors.Is(err, fs.ErrNotExist):
		return e.skip(full, Vanished, err)
	case err != nil:
		return e.skip(full, Unreadable, err)
	case isDir:
		return e.folder(full, place, rules, depth+1)
	}
	return e.file(full, info)
}

// outside reports whether a link leads to what is not below the folder that was
// named: somebody else's folder must not bring in files that nobody named.
func (e *expander) outside(link string) bool {
	real, err := realPath(link)
	if err != nil || e.root == "" {
		return true
	}
	below, err := filepath.Rel(e.root, real)
	return err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator))
}

func ignoreFile(name string) bool {
	return name == ".gitignore" || name == ".ignore" || name == ".locusignore"
}

// ignoreRules reads the ignore files of a folder, the later ones stronger.
func ignoreRules(p string, domain []string) []gitignore.Pattern {
	var out []gitignore.Pattern
	for _, name := range []string{".gitignore", ".ignore", ".locusignore"} {
		file := filepath.Join(p, name)
		if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
			continue // to open a pipe waits for who writes to it
		}
		f, err := os.Open(file)
		if err != nil {
			continue
		}
		lines := bufio.NewScanner(io.LimitReader(f, 1<<20))
		for lines.Scan() {
			l := strings.TrimRight(lines.Text(), "\r")
			if strings.TrimSpace(l) != "" && !strings.HasPrefix(l, "#") {
				out = append(out, gitignore.ParsePattern(l, domain))
			}
		}
		f.Close()
	}
	return out
}

// isLibrary reports whether a folder is a library of locus: it holds the works
// folder and the library's own record.
func isLibrary(p string) bool {
	for _, name := range []string{"locus.json", "works"} {
		if _, err := os.Stat(filepath.Join(p, name)); err != nil {
			return false
		}
	}
	return true
}

// sizeOf is the size of an open file in bytes, 0 where it does not tell.
func sizeOf(in io.Reader) int64 {
	if f, ok := in.(interface{ Stat() (fs.FileInfo, error) }); ok {
		if info, err := f.Stat(); err == nil {
			return info.Size()
		}
	}
	return 0
}

// whole reads all of a source, one byte beyond the limit at most. Room is made
// for the size that it tells, since a large file read by doublings stands in
// memory three times.
func whole(in io.Reader, size, limit int64) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(int(min(max(size, 0), limit)) + bytes.MinRead)
	_, err := out.ReadFrom(io.LimitReader(in, limit+1))
	return out.Bytes(), err
}
