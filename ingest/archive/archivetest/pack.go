package archivetest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
)

// Zip makes a zip file of names and contents, in turns. It panics on an odd
// number of strings, which no test means.
func Zip(parts ...string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range pairs(parts) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		must(err)
	}
	must(w.Close())
	return out.Bytes()
}

// TarGz makes a tar.gz file of names and contents, in turns; see Zip.
func TarGz(parts ...string) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	w := tar.NewWriter(z)
	for name, content := range pairs(parts) {
		must(w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content))}))
		_, err := w.Write([]byte(content))
		must(err)
	}
	must(w.Close())
	must(z.Close())
	return out.Bytes()
}

func pairs(parts []string) func(func(string, string) bool) {
	if len(parts)%2 != 0 {
		panic(fmt.Sprintf("%d names and contents", len(parts)))
	}
	return func(yield func(string, string) bool) {
		for i := 0; i < len(parts); i += 2 {
			if !yield(parts[i], parts[i+1]) {
				return
			}
		}
	}
}

// must stops a test whose file cannot be packed: a buffer takes all that is
// written.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
