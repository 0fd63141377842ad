package packs

import (
	"crypto/sha256"
	_ "embed" // for the bundled pack
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"locus/corpus"
)

// bundled is the pack of security/ as JSON, which is read many times faster than
// YAML: every question needs the pack. TestBundledFormIsUpToDate writes it with
// -update, and fails where it is not what the YAML says.
//
//go:embed security.json
var bundled []byte

// ErrPack is wrapped by every error about the content of a pack.
var ErrPack = errors.New("pack is not valid")

// FaultError is one fault of a pack: the file, the line from 1 (0 where the fault
// is of the whole pack), and what is wrong. It wraps ErrPack.
type FaultError struct {
	File string
	Line int
	What string
}

// Error gives place and fault as compilers do.
func (e *FaultError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.What)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What)
}

// Unwrap gives ErrPack.
func (e *FaultError) Unwrap() error { return ErrPack }

// Security is the bundled pack of security studies. It is read anew on every
// call, so that a caller may change what it is given.
func Security() (*corpus.Pack, error) {
	var p corpus.Pack
	if err := json.Unmarshal(bundled, &p); err != nil {
		return nil, fmt.Errorf("load the bundled pack: %w", err)
	}
	return &p, nil
}

// Load reads a user's pack: one YAML file, or a folder whose .yaml and .yml files
// are read in the order of their names as if they were one. The error joins a
// *FaultError for every fault found.
func Load(path string) (*corpus.Pack, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("load pack: %w", err)
	}
	if info.IsDir() {
		return load(os.DirFS(path), ".")
	}
	return load(os.DirFS(filepath.Dir(path)), filepath.Base(path))
}

// load reads the files of a folder, or one file, and checks them together.
func load(fsys fs.FS, name string) (*corpus.Pack, error) {
	files, err := list(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("load pack: %w", err)
	}
	r := &reader{pack: &corpus.Pack{}}
	sum := sha256.New()
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("load pack: %w", err)
		}
		fmt.Fprintf(sum, "%s %d\n", path.Base(file), len(data))
		sum.Write(data)
		r.file(file, data)
	}
	if len(r.faults) == 0 {
		r.check(name)
	}
	if len(r.faults) > 0 {
		return nil, fmt.Errorf("load pack: %w", errors.Join(r.faults...))
	}
	r.pack.Fingerprint = hex.EncodeToString(sum.Sum(nil))[:32]
	return r.pack, nil
}

// list gives the pack's files in the order of their names.
func list(fsys fs.FS, name string) ([]string, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{name}, nil
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if ext := strings.ToLower(path.Ext(e.Name())); !e.IsDir() && (ext == ".yaml" || ext == ".yml") {
			files = append(files, path.Join(name, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, &FaultError{File: name, What: "the folder holds no .yaml file"}
	}
	slices.Sort(files)
	return files, nil
}
