package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The errors by which a caller decides what to tell a person.
var (
	ErrTooLarge  = errors.New("unpacked it is too large")
	ErrEncrypted = errors.New("a password guards it")
	ErrDamaged   = errors.New("it is damaged or cut off")
	ErrNoPart    = errors.New("a part is missing")
)

// Limits bounds what is unpacked. The zero value stands for the defaults.
type Limits struct {
	Part  int64 // bytes of one part; 0 is DefaultPart
	Total int64 // bytes of all parts read together; 0 is DefaultTotal
	Parts int   // how many parts there may be; 0 is DefaultParts
}

// The limits where none are given: a book of ten thousand pages stays below them.
const (
	DefaultPart  = 64 << 20
	DefaultTotal = 128 << 20
	DefaultParts = 20_000
)

func (l Limits) filled() Limits {
	if l.Part <= 0 {
		l.Part = DefaultPart
	}
	if l.Total <= 0 {
		l.Total = DefaultTotal
	}
	if l.Parts <= 0 {
		l.Parts = DefaultParts
	}
	return l
}

// Zip is an open zip file. It is not safe for concurrent use.
type Zip struct {
	limits Limits
	names  []string
	files  map[string]*zip.File // by name in small letters
	read   int64                // bytes read so far
}

// Open reads the directory of a zip file. The error is ErrDamaged or
// ErrTooLarge, wrapped with what is the matter.
func Open(data []byte, limits Limits) (*Zip, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	z := &Zip{limits: limits.filled(), files: map[string]*zip.File{}}
	if len(r.File) > z.limits.Parts {
		return nil, fmt.Errorf("%w: it has %d parts", ErrTooLarge, len(r.File))
	}
	for _, f := range r.File {
		name := cleanName(f.Name)
		key := strings.ToLower(name)
		if name == "" || strings.HasSuffix(f.Name, "/") || z.files[key] != nil {
			continue
		}
		z.files[key] = f
		z.names = append(z.names, name)
	}
	return z, nil
}

// cleanName is a part's name as a path from the top: packers write back slashes,
// leading slashes and dots.
func cleanName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

// Names lists the parts in the order of the directory, folders left out.
func (z *Zip) Names() []string { return z.names }

// Has reports whether there is a part of this name; capitals do not count.
func (z *Zip) Has(name string) bool { return z.files[strings.ToLower(cleanName(name))] != nil }

// Size is the number of bytes that a part says it has unpacked, 0 where there is
// none of this name.
func (z *Zip) Size(name string) int64 {
	f := z.files[strings.ToLower(cleanName(name))]
	if f == nil {
		return 0
	}
	return int64(min(f.UncompressedSize64, 1<<62))
}

// Again forgets what was read so far, so that parts may be read a second time
// within the limit of all parts together.
func (z *Zip) Again() { z.read = 0 }

// Read unpacks a part. The error is ErrNoPart, ErrEncrypted, ErrTooLarge or
// ErrDamaged, wrapped with the part's name. A part whose check sum is wrong is
// damaged, though what could be unpacked of it is given too.
func (z *Zip) Read(name string) ([]byte, error) {
	f := z.files[strings.ToLower(cleanName(name))]
	if f == nil {
		return nil, fmt.Errorf("%s: %w", name, ErrNoPart)
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("%s: %w", name, ErrEncrypted)
	}
	in, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", name, ErrDamaged, err)
	}
	defer in.Close()
	limit := min(z.limits.Part, z.limits.Total-z.read)
	var out bytes.Buffer
	out.Grow(int(min(f.UncompressedSize64, uint64(limit), 1<<20)))
	n, err := io.Copy(&out, io.LimitReader(in, limit+1))
	z.read += n
	switch {
	case n > limit:
		return nil, fmt.Errorf("%s: %w", name, ErrTooLarge)
	case err != nil:
		return out.Bytes(), fmt.Errorf("%s: %w: %w", name, ErrDamaged, err)
	}
	return out.Bytes(), nil
}
