package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"locus/ingest/archive"
)

// packed gives the files of an archive: their names stand behind the archive's
// own, as in "texts.zip/part/one.pdf". IsArchive is false for a file that is none;
// more is false when the caller has had enough.
func (e *expander) packed(p string) (isArchive, more bool) {
	in, err := os.Open(p)
	if err != nil {
		return false, true
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil || !archive.Is(in, info.Size()) {
		return false, true
	}
	if inner, ok := archive.Single(p, in, info.Size()); ok {
		name := p + "/" + inner
		return true, e.give(Source{Name: name, Path: name, Open: func() (io.ReadCloser, error) { return stream(p) }}, nil)
	}
	files := 0
	for f := range archive.Files(p, in, info.Size(), archive.Limits{}) {
		files++
		if !e.member(p, f) {
			return true, false
		}
	}
	if files == 0 {
		return true, e.give(Source{Name: p, Path: p}, &Skip{File: p, Reason: NoText, Detail: "the archive holds no file"})
	}
	return true, true
}

// stream opens a file packed by gzip, which may hold more records than stand in
// memory together.
func stream(p string) (io.ReadCloser, error) {
	in, err := os.Open(p)
	if err != nil {
		return nil, err
	}
	out, err := archive.Stream(in)
	if err != nil {
		in.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{out, in}, nil
}

// member gives a file of an archive, or says why it is not read.
func (e *expander) member(p string, f archive.File) bool {
	name := p
	if f.Name != "" {
		name = p + "/" + f.Name
	}
	src := Source{Name: name, Path: name}
	switch {
	case f.Err != nil:
		return e.give(src, unpacked(name, f.Err))
	case strings.Contains("/"+f.Name, "/."):
		return e.give(src, &Skip{File: name, Reason: Hidden})
	}
	src.Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.Data)), nil }
	return e.give(src, nil)
}

// unpacked is the error of a file of an archive as a skip.
func unpacked(name string, err error) error {
	s := &Skip{File: name, Reason: Damaged, Detail: "it cannot be unpacked", Err: err}
	switch {
	case errors.Is(err, archive.ErrTooLarge):
		s.Reason, s.Detail = TooLarge, err.Error()
	case errors.Is(err, archive.ErrEncrypted):
		s.Reason, s.Detail = Encrypted, ""
	case errors.Is(err, archive.ErrNested):
		s.Reason, s.Detail = Unsupported, err.Error()+": unpack it first"
	}
	return s
}
