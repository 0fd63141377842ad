package cli

import (
	"encoding/binary"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"locus/ingest"
)

// sizes tells how far the reading of files is, in bytes. What lies in an archive
// counts up to the archive's own size. A nil one counts nothing.
type sizes struct {
	total  int64
	done   int64 // of the files before the one at hand
	file   string
	size   int64        // of the file at hand
	inside atomic.Int64 // bytes read of it
}

// sizesOf adds up what lies at the paths: files, and folders with all in them but
// what is hidden.
func sizesOf(paths []string) *sizes {
	s := &sizes{}
	for _, p := range paths {
		// What cannot be looked at is told when it is to be read.
		_ = filepath.WalkDir(p, func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case name != p && strings.HasPrefix(e.Name(), "."):
				if e.IsDir() {
					return fs.SkipDir
				}
			case !e.IsDir():
				s.total += sizeOf(name)
			}
			return nil
		})
	}
	return s
}

// sizeOf is the size of a file, of one packed by gzip that of what is in it, as
// its last four bytes tell; 0 for what is no file.
func sizeOf(name string) int64 {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return 0
	}
	if f, err := os.Open(name); err == nil && strings.HasSuffix(name, "gz") && info.Size() > 20 {
		defer f.Close()
		var magic, end [4]byte
		if _, err := f.ReadAt(magic[:], 0); err == nil && magic[0] == 0x1f && magic[1] == 0x8b {
			if _, err := f.ReadAt(end[:], info.Size()-4); err == nil {
				return max(info.Size(), int64(binary.LittleEndian.Uint32(end[:])))
			}
		}
	}
	return info.Size()
}

// next turns to a source: the file before is done, and what is read of this one
// counts.
func (s *sizes) next(src ingest.Source) ingest.Source {
	if s == nil {
		return src
	}
	file := src.Path
	for file != "" && file != filepath.Dir(file) {
		if info, err := os.Stat(file); err == nil && !info.IsDir() {
			break // a file of an archive is named behind it
		}
		file = filepath.Dir(file)
	}
	if file != s.file {
		s.done += s.size
		s.file, s.size = file, sizeOf(file)
		s.inside.Store(0)
	}
	if open := src.Open; open != nil {
		src.Open = func() (io.ReadCloser, error) {
			r, err := open()
			if err != nil {
				return nil, err
			}
			return &metered{ReadCloser: r, s: s}, nil
		}
	}
	return src
}

// passed counts what is not read: a file, or a folder with all in it.
func (s *sizes) passed(path string) {
	if s != nil && path != "" {
		s.done += sizesOf([]string{path}).total
	}
}

// at is how many bytes are done.
func (s *sizes) at() int64 {
	if s == nil {
		return 0
	}
	return s.done + min(s.inside.Load(), s.size)
}

// metered counts what is read.
type metered struct {
	io.ReadCloser
	s *sizes
}

// Read reads and counts.
func (m *metered) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.s.inside.Add(int64(n))
	return n, err
}
