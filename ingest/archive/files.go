package archive

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
)

// File is a file in an archive. Name is its path there, of one in an archive
// within the archive both paths, with a slash between. Err says why it cannot be
// read, and then there is no Data: ErrTooLarge, ErrEncrypted, ErrDamaged or
// ErrNested, wrapped. An Err without a Name is one of the archive as a whole, and
// ends it.
type File struct {
	Name string
	Data []byte
	Err  error
}

// ErrNested is the error of an archive that stands too deep in others.
var ErrNested = errors.New("it is an archive in an archive in an archive")

// maxNested is how many archives may stand in each other.
const maxNested = 2

// DefaultFiles bounds the bytes of all files of an archive together; they are
// unpacked one at a time.
const DefaultFiles = 2 << 30

// Is reports whether a file is an archive of files: a zip file that is no
// document itself, a tar file, a file packed by gzip. Of a file that cannot be
// read it is false.
func Is(in io.ReaderAt, size int64) bool { return kindOf(in, size) != "" }

// Single reports whether a file is one file packed by gzip, and gives its name
// without the packer's ending. Stream reads it.
func Single(name string, in io.ReaderAt, size int64) (string, bool) {
	if kindOf(in, size) != "gzip" {
		return "", false
	}
	z, err := gzip.NewReader(io.NewSectionReader(in, 0, size))
	if err != nil {
		return "", false
	}
	defer z.Close()
	head := make([]byte, 262)
	n, _ := io.ReadFull(z, head)
	if n == len(head) && string(head[257:262]) == "ustar" {
		return "", false
	}
	return unpackedName(name), true
}

// Stream reads a file packed by gzip as it is unpacked, at most DefaultFiles bytes
// of it: after them comes ErrTooLarge.
func Stream(in io.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return &meter{in: z, left: DefaultFiles}, nil
}

func unpackedName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".GZ")
}

// kindOf names the kind of an archive, "" for any other file.
func kindOf(in io.ReaderAt, size int64) string {
	head := make([]byte, 512)
	n, _ := in.ReadAt(head, 0)
	switch head = head[:n]; {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		z, err := zip.NewReader(in, size)
		if err == nil && !document(z) {
			return "zip"
		}
	case bytes.HasPrefix(head, []byte("\x1F\x8B")):
		return "gzip"
	case n > 262 && string(head[257:262]) == "ustar":
		return "tar"
	}
	return ""
}

// document reports whether a zip file is one document, by the parts that
// documents of all kinds have.
func document(z *zip.Reader) bool {
	return slices.ContainsFunc(z.File, func(f *zip.File) bool {
		switch strings.TrimPrefix(f.Name, "/") {
		case "mimetype", "[Content_Types].xml", "META-INF/container.xml", "META-INF/MANIFEST.MF", "word/document.xml", "Index/Document.iwa":
			return true
		}
		return false
	})
}

// Files unpacks the files of an archive one after the other, in its order; name is
// the archive's own, from which that of a single packed file is made. Folders, and
// what the Macintosh and Windows leave in archives, are passed over. Limits.Part
// bounds a file, Limits.Total, with DefaultFiles for 0, all together.
func Files(name string, in io.ReaderAt, size int64, limits Limits) iter.Seq[File] {
	return func(yield func(File) bool) {
		if limits.Total <= 0 {
			limits.Total = DefaultFiles
		}
		w := &walker{limits: limits.filled(), yield: yield}
		w.walk(name, "", in, size, 1)
	}
}

// walker is the work of unpacking an archive.
type walker struct {
	limits Limits
	yield  func(File) bool
	read   int64
	files  int
}

// walk unpacks an archive whose files' names begin with prefix; false where the
// caller has had enough.
func (w *walker) walk(name, prefix string, in io.ReaderAt, size int64, depth int) bool {
	switch kindOf(in, size) {
	case "zip":
		z, err := zip.NewReader(in, size)
		if err != nil {
			return w.yield(File{Name: strings.TrimSuffix(prefix, "/"), Err: fmt.Errorf("%w: %w", ErrDamaged, err)})
		}
		for _, f := range z.File {
			if !w.zipped(f, prefix, depth) {
				return false
			}
		}
	case "gzip":
		return w.gzipped(name, prefix, in, size, depth)
	case "tar":
		return w.tar(prefix, io.NewSectionReader(in, 0, size), depth)
	}
	return true
}

// zipped unpacks one file of a zip file.
func (w *walker) zipped(f *zip.File, prefix string, depth int) bool {
	name := cleanName(f.Name)
	if name == "" || strings.HasSuffix(f.Name, "/") || junk(name) || f.Mode()&0o170000 != 0 && !f.Mode().IsRegular() {
		return true
	}
	if f.Flags&1 != 0 {
		return w.yield(File{Name: prefix + name, Err: ErrEncrypted})
	}
	in, err := f.Open()
	if err != nil {
		return w.yield(File{Name: prefix + name, Err: fmt.Errorf("%w: %w", ErrDamaged, err)})
	}
	defer in.Close()
	return w.file(prefix+name, in, depth)
}

// gzipped unpacks a tar file packed by gzip, or a single packed file.
func (w *walker) gzipped(name, prefix string, in io.ReaderAt, size int64, depth int) bool {
	z, err := gzip.NewReader(io.NewSectionReader(in, 0, size))
	if err != nil {
		return w.yield(File{Name: strings.TrimSuffix(prefix, "/"), Err: fmt.Errorf("%w: %w", ErrDamaged, err)})
	}
	defer z.Close()
	buffered := bufio.NewReaderSize(z, 1024)
	if head, _ := buffered.Peek(262); len(head) == 262 && string(head[257:262]) == "ustar" {
		return w.tar(prefix, buffered, depth)
	}
	return w.file(prefix+unpackedName(name), buffered, depth)
}

// tar unpacks a tar file.
func (w *walker) tar(prefix string, in io.Reader, depth int) bool {
	counted := &meter{in: in, left: w.limits.Total - w.read}
	t := tar.NewReader(counted)
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			if counted.left <= 0 {
				err = ErrTooLarge
			}
			return w.yield(File{Name: strings.TrimSuffix(prefix, "/"), Err: fmt.Errorf("%w: %w", ErrDamaged, err)})
		}
		name := cleanName(h.Name)
		if h.Typeflag != tar.TypeReg || name == "" || junk(name) {
			continue
		}
		if !w.file(prefix+name, t, depth) {
			return false
		}
	}
}

// meter ends a stream after so many bytes.
type meter struct {
	in   io.Reader
	left int64
}

// Read reads as long as bytes are left.
func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, ErrTooLarge
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.left)])
	m.left -= int64(n)
	return n, err
}

// file hands on a file, or those in it where it is an archive itself.
func (w *walker) file(name string, in io.Reader, depth int) bool {
	if w.files++; w.files > w.limits.Parts {
		w.yield(File{Err: fmt.Errorf("%w: it has more than %d files", ErrTooLarge, w.limits.Parts)})
		return false
	}
	limit := min(w.limits.Part, w.limits.Total-w.read)
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	w.read += int64(len(data))
	switch {
	case w.read > w.limits.Total:
		w.yield(File{Err: fmt.Errorf("%w: more than %d MB", ErrTooLarge, w.limits.Total>>20)})
		return false
	case int64(len(data)) > limit:
		return w.yield(File{Name: name, Err: fmt.Errorf("%w: more than %d MB", ErrTooLarge, limit>>20)})
	case err != nil:
		return w.yield(File{Name: name, Err: fmt.Errorf("%w: %w", ErrDamaged, err)})
	}
	inner := bytes.NewReader(data)
	if kindOf(inner, inner.Size()) == "" {
		return w.yield(File{Name: name, Data: data})
	}
	if depth >= maxNested {
		return w.yield(File{Name: name, Err: ErrNested})
	}
	return w.walk(name, name+"/", inner, inner.Size(), depth+1)
}

// junk reports whether a file is one that a system leaves in archives.
func junk(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.Contains(name, "/__MACOSX/") || base == ".DS_Store" || base == "Thumbs.db" ||
		base == "desktop.ini" || strings.HasPrefix(base, "._")
}
