package words

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"
)

// The general word data: plain files with their reasons, one rule a line.
var (
	//go:embed data/spelling.txt
	spellingData string
	//go:embed data/forms.txt
	formsData string
	//go:embed data/endings.txt
	endingsData string
	//go:embed data/same.txt
	sameData string
	//go:embed data/apart.txt
	apartData string
)

func generalData() []string {
	return []string{spellingData, formsData, endingsData, sameData, apartData}
}

// general is what is known of English words of every field.
type general struct {
	rules    Rules
	spelling *strings.Replacer
	forms    map[string]string
	notIse   map[string]bool // what stands before an -ise that is not -ize
	notIst   map[string]bool // what stands before an -ist that is no -ism's
}

// readGeneral reads the embedded data. An error is a fault of the data.
func readGeneral() (*general, error) {
	g := &general{forms: map[string]string{}, notIse: map[string]bool{}, notIst: map[string]bool{}}
	var pairs [][]string
	for _, f := range lines(spellingData) {
		if len(f) != 2 {
			return nil, fmt.Errorf("spelling data: %q is not a pair", f)
		}
		pairs = append(pairs, f)
	}
	sort.SliceStable(pairs, func(i, j int) bool { return len(pairs[i][0]) > len(pairs[j][0]) })
	var flat []string
	for _, p := range pairs {
		flat = append(flat, p...)
	}
	g.spelling = strings.NewReplacer(flat...)
	for _, f := range lines(formsData) {
		if len(f) != 2 || g.forms[f[0]] != "" {
			return nil, fmt.Errorf("forms data: %q is not a pair or repeats one", f)
		}
		g.forms[f[0]] = f[1]
	}
	for _, f := range lines(endingsData) {
		switch {
		case len(f) == 2 && f[0] == "ise":
			g.notIse[f[1]] = true
		case len(f) == 2 && f[0] == "ist":
			g.notIst[f[1]] = true
		default:
			return nil, fmt.Errorf("endings data: %q is no rule", f)
		}
	}
	g.rules = Rules{Same: lines(sameData), Apart: lines(apartData)}
	return g, nil
}

// lines splits data into the words of each line; comments and empty lines go.
func lines(data string) [][]string {
	var out [][]string
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 0 {
			out = append(out, f)
		}
	}
	return out
}
