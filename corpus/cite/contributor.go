package cite

import (
	"slices"
	"strings"

	"locus/corpus"
)

// editing are the editors of a whole work that has authors too, who stand beside
// its title and not first.
func editing(w *corpus.Work) []corpus.Name {
	if s := shapeOf(w); len(w.Authors) == 0 || s != book && s != report {
		return nil
	}
	return w.Editors
}

// inOrder are names as persons write them, joined by the style's word.
func inOrder(names []corpus.Name, most int) string {
	all := spread(names, func(_ int, n corpus.Name) string { return displayed(n) })
	if len(all) > most {
		if most > 2 {
			return list(", ", all[:3]...) + ", et al."
		}
		return all[0] + " et al."
	}
	return series(all, "and", true)
}

// contributors are who edited and who translated a work, in full sentences with
// small letters: "edited by A", "translated by B", "edited and translated by C".
// From most names on, a list of them is cut.
func contributors(w *corpus.Work, most int) []string {
	editors, translators := editing(w), w.Translators
	switch {
	case len(editors) > 0 && slices.Equal(editors, translators):
		return []string{"edited and translated by " + inOrder(editors, most)}
	case len(editors) == 0 && len(translators) == 0:
		return nil
	}
	var out []string
	if len(editors) > 0 {
		out = append(out, "edited by "+inOrder(editors, most))
	}
	if len(translators) > 0 {
		out = append(out, "translated by "+inOrder(translators, most))
	}
	return out
}

// noteContributors are the same as Chicago's notes have them: "ed. A, trans. B".
func noteContributors(w *corpus.Work) string {
	editors, translators := editing(w), w.Translators
	var out []string
	switch {
	case len(editors) > 0 && slices.Equal(editors, translators):
		return "ed. and trans. " + inOrder(editors, 2)
	case len(editors) > 0:
		out = append(out, "ed. "+inOrder(editors, 2))
	}
	if len(translators) > 0 {
		out = append(out, "trans. "+inOrder(translators, 2))
	}
	return strings.Join(out, ", ")
}

// apaContributors are the same as APA has them between brackets, initials first:
// "A. Ames, Ed.; B. Bell, Trans." (Publication Manual 9.30, 10.2).
func apaContributors(w *corpus.Work) string {
	names := func(list []corpus.Name) string {
		return series(spread(list, func(_ int, n corpus.Name) string {
			return strings.TrimSpace(initials(n.Given, " ") + " " + n.Family)
		}), "&", true)
	}
	editors, translators := editing(w), w.Translators
	var out []string
	switch {
	case len(editors) > 0 && slices.Equal(editors, translators):
		return names(editors) + editorsWord(len(editors), ", Ed. & Trans.", ", Eds. & Trans.")
	case len(editors) > 0:
		out = append(out, names(editors)+editorsWord(len(editors), ", Ed.", ", Eds."))
	}
	if len(translators) > 0 {
		out = append(out, names(translators)+", Trans.")
	}
	return strings.Join(out, "; ")
}

// selfPublished reports whether the one author of a work is the body that
// published it.
func selfPublished(w *corpus.Work) bool {
	return len(w.Authors) == 1 && w.Authors[0].Given == "" && w.Publisher != "" &&
		plainKey(displayed(w.Authors[0])) == plainKey(w.Publisher)
}

// led is the work as a style's list begins its entry: MLA begins the entry of a
// work that a body wrote and published with the title (Handbook 5.20).
func led(w *corpus.Work, style Style) *corpus.Work {
	if style != MLA || !selfPublished(w) {
		return w
	}
	out := *w
	out.Authors = nil
	return &out
}
