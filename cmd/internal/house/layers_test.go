package house

import (
	"fmt"
	"strings"
)

// room is a place of the map: a package, or with Below all packages under it
// too, on a layer. Import is allowed to lower layers and within the room.
type room struct {
	Path  string
	Layer int
	Below bool
	Never []string // paths, and what is below them, not to be imported all the same
	Only  []string // when set, of ours only these
}

// rooms is the map of the house. The longest path that fits names the room.
var rooms = []room{
	{Path: "corpus", Layer: 0},
	{Path: "corpus/words", Layer: 0},
	{Path: "corpus/sentence", Layer: 0},
	{Path: "corpus/corpustest", Layer: 1, Below: true, Only: []string{"corpus"}},
	{Path: "corpus/packs", Layer: 1, Below: true},
	{Path: "corpus/reader", Layer: 1, Below: true},
	{Path: "corpus/cite", Layer: 1, Below: true},
	{Path: "corpus/around", Layer: 1},
	{Path: "ingest", Layer: 1, Below: true},
	{Path: "query", Layer: 1, Below: true},
	{Path: "index", Layer: 1},
	{Path: "index/bleve", Layer: 2, Below: true},
	{Path: "index/opensearch", Layer: 2, Below: true},
	{Path: "index/indextest", Layer: 2, Below: true},
	{Path: "cmd/internal/web", Layer: 2, Below: true, Never: []string{"index/bleve", "index/opensearch", "index/indextest"}},
	{Path: "cmd/internal/mcp", Layer: 2, Below: true, Never: []string{"index/bleve", "index/opensearch", "index/indextest"}},
	{Path: "cmd/internal/ui", Layer: 2, Below: true, Never: []string{"index/bleve", "index/opensearch", "index/indextest"}},
	{Path: "cmd/internal/inert", Layer: 0},
	{Path: "cmd/internal/cli", Layer: 3, Below: true},
	{Path: "cmd/internal/peers", Layer: 3, Below: true, Only: []string{}},
	{Path: "cmd/internal/house", Layer: 3, Only: []string{}},
	{Path: "cmd/locus", Layer: 4, Only: []string{"cmd/internal/cli"}},
}

// within reports whether path is place or below it.
func within(path, place string) bool {
	return path == place || strings.HasPrefix(path, place+"/")
}

// roomOf finds the room of a package.
func roomOf(path string) *room {
	var best *room
	for i, r := range rooms {
		fits := path == r.Path || r.Below && within(path, r.Path)
		if fits && (best == nil || len(r.Path) > len(best.Path)) {
			best = &rooms[i]
		}
	}
	return best
}

// layers: imports of ours go down, never up or sideways; a test may import any
// package but the doors, which only their own tests may.
func layers(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		from := roomOf(p.Path)
		if from == nil {
			out = append(out, p.Path+": no room of the map; give it a layer in layers_test.go")
			continue
		}
		for _, imp := range p.Imports {
			if path, ok := strings.CutPrefix(imp, ours); ok {
				if why := forbidden(from, path); why != "" {
					out = append(out, fmt.Sprintf("%s imports %s: %s", p.Path, path, why))
				}
			}
		}
		for _, imp := range p.Tests {
			if path, ok := strings.CutPrefix(imp, ours); ok && within(path, "cmd") && !within(p.Path, "cmd") {
				out = append(out, fmt.Sprintf("tests of %s import %s: a library does not know the doors", p.Path, path))
			}
		}
	}
	return out
}

// forbidden says why a package of the room may not import path; "" if it may.
func forbidden(from *room, path string) string {
	to := roomOf(path)
	for _, never := range from.Never {
		if within(path, never) {
			return "a door never imports a backend"
		}
	}
	switch {
	case to == nil:
		return "it has no room on the map"
	case to == from:
		return ""
	case from.Only != nil:
		for _, o := range from.Only {
			if o == path {
				return ""
			}
		}
		return fmt.Sprintf("of ours it may import only %q", from.Only)
	case to.Layer >= from.Layer:
		return fmt.Sprintf("from layer %d to layer %d; imports go down", from.Layer, to.Layer)
	}
	return ""
}

// testOnly: packages made for tests are imported by tests only.
func testOnly(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		for _, imp := range p.Imports {
			if imp == ours+"corpus/corpustest" {
				out = append(out, p.Path+" imports corpus/corpustest outside its tests")
			}
		}
	}
	return out
}
