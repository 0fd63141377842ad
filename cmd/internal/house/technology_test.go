package house

import (
	"fmt"
	"sort"
	"strings"
)

// shared lists the technologies that several packages may import, and why. A
// technology is a module; of golang.org/x modules, which are collections, it is
// a package.
var shared = map[string]struct {
	By  []string
	Why string
}{
	"golang.org/x/text/unicode/norm": {
		[]string{"corpus", "corpus/words", "ingest"},
		"normal form is a property of every text: readers bring a text into it, words fold by it, the check of a document asks for it",
	},
	"github.com/klauspost/compress": {
		[]string{"index/bleve", "cmd/internal/web"},
		"a collection: Zstandard for records on disk, gzip for answers over HTTP",
	},
	"golang.org/x/net/html": {
		[]string{"ingest"},
		"a page is cleaned as a tree and then walked; both are within one room",
	},
}

// technology is what an import path belongs to.
func technology(path string, modules map[string]string) string {
	module := modules[path]
	if module == "" {
		return ""
	}
	if strings.HasPrefix(module, "golang.org/x/") {
		return strings.TrimSuffix(path, "/atom")
	}
	return module
}

// technologies: one third-party technology is imported by one package.
func technologies(pkgs []pkg) []string {
	users := map[string][]string{}
	for _, p := range pkgs {
		seen := map[string]bool{}
		for _, imp := range p.Imports {
			tech := technology(imp, p.modules)
			if tech == "" || seen[tech] || strings.HasPrefix(imp, ours) || excused(tech, p.Path) {
				continue
			}
			seen[tech] = true
			users[tech] = append(users[tech], p.Path)
		}
	}
	var out []string
	for tech, by := range users {
		if len(by) > 1 {
			out = append(out, fmt.Sprintf("%s is imported by %s", tech, strings.Join(by, ", ")))
		}
	}
	sort.Strings(out)
	return out
}

// excused reports whether the table lets a package share a technology.
func excused(tech, path string) bool {
	for _, place := range shared[tech].By {
		if path == place || place != "corpus" && within(path, place) {
			return true
		}
	}
	return false
}
