package bleve

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"locus/index"
)

// format is the version of the folder's layout.
const format = 5

const manifestName = "manifest.json"

// manifest names everything an index consists of; replacing it is the one step
// by which an index changes.
type manifest struct {
	Format     int     `json:"format"`
	Schema     string  `json:"schema"`
	Analysis   string  `json:"analysis"`
	Generation int     `json:"generation"` // grows by one with every change
	Stamp      string  `json:"stamp"`
	Shards     []entry `json:"shards"`
}

// entry is a shard in the manifest. Passages, Works and Tokens count what is
// alive; Docs counts the segment's documents, alive and dead, works' own
// documents too. Dead are the works, by their place in the shard, that a later
// shard or nothing replaces.
type entry struct {
	Name     string  `json:"name"`
	Docs     int     `json:"docs"`
	Passages int     `json:"passages"`
	Works    int     `json:"works"`
	Tokens   lengths `json:"tokens"`
	Dead     []int   `json:"dead,omitempty"`
	Files    []file  `json:"files"`
}

// file is a file of a shard, its path relative to the shard's folder.
type file struct {
	Path string `json:"path"`
	Size int64  `json:"size"`
	CRC  string `json:"crc32c"`
}

// sealed is the manifest file: the manifest and a checksum over its bytes.
type sealed struct {
	CRC   string          `json:"crc32c"`
	Index json.RawMessage `json:"index"`
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func checksum(b []byte) string {
	return strconv.FormatUint(uint64(crc32.Checksum(b, castagnoli())), 16)
}

// readManifest reads the manifest of a folder. The error wraps
// index.ErrMissing, index.ErrStale where format or schema are others, or
// index.ErrDamaged.
func readManifest(dir string) (*manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, index.ErrMissing)
	}
	if err != nil {
		return nil, fmt.Errorf("manifest of the index: %w", err)
	}
	var s sealed
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", filepath.Join(dir, manifestName), index.ErrDamaged, err)
	}
	if checksum(s.Index) != s.CRC {
		return nil, fmt.Errorf("%s: %w: its checksum is another", filepath.Join(dir, manifestName), index.ErrDamaged)
	}
	var m manifest
	if err := json.Unmarshal(s.Index, &m); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", filepath.Join(dir, manifestName), index.ErrDamaged, err)
	}
	if m.Format != format || m.Schema != index.Schema {
		return nil, fmt.Errorf("%s has format %d and schema %s, not %d and %s: %w",
			dir, m.Format, m.Schema, format, index.Schema, index.ErrStale)
	}
	return &m, nil
}

// writeManifest replaces the manifest of a folder: whoever opens the folder
// finds the old or the new one.
func writeManifest(dir string, m *manifest) error {
	inner, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("manifest of the index: %w", err)
	}
	data, err := json.Marshal(sealed{CRC: checksum(inner), Index: inner})
	if err != nil {
		return fmt.Errorf("manifest of the index: %w", err)
	}
	name := filepath.Join(dir, manifestName)
	if err := writeFile(name+".new", data); err != nil {
		return fmt.Errorf("manifest of the index: %w", err)
	}
	if err := os.Rename(name+".new", name); err != nil {
		return fmt.Errorf("manifest of the index: %w", err)
	}
	return syncFile(dir)
}

// writeFile writes a file and waits until it is on the disk.
func writeFile(name string, data []byte) error {
	if err := os.WriteFile(name, data, 0o644); err != nil {
		return err
	}
	return syncFile(name)
}

// syncFile waits until a file, or a folder's list of names, is on the disk.
func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	err = f.Sync()
	return errors.Join(err, f.Close())
}

// describe notes a file's size and checksum.
func describe(dir, path string) (file, error) {
	f, err := os.Open(filepath.Join(dir, path))
	if err != nil {
		return file{}, err
	}
	defer f.Close()
	h := crc32.New(castagnoli())
	n, err := io.Copy(h, f)
	if err != nil {
		return file{}, err
	}
	return file{Path: path, Size: n, CRC: strconv.FormatUint(uint64(h.Sum32()), 16)}, nil
}
