package tag_test

import (
	"slices"
	"testing"

	"locus/corpus/packs"
	"locus/ingest/tag"
)

// TestOnePersonUnderAllForms tags one text a form, as several works print it:
// the name is the same in all of them, and look-alikes keep theirs.
func TestOnePersonUnderAllForms(t *testing.T) {
	pack, err := packs.Security()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.New(tag.Knowledge{Pack: pack})
	if err != nil {
		t.Fatal(err)
	}
	for name, texts := range map[string][]string{
		"Ole Wæver": {"Wæver spoke first.", "Waever spoke first.", "The lecture by Ole Weaver was long.", "O. Wæver spoke first.",
			"It was said again (Wæver, 1995).", "It was said again (Waever 1995: 55).\n\n= References\n\n@ Waever, O. (1995). Securitization and desecuritization. New York: Columbia University Press."},
		"Kenneth Waltz":     {"Waltz's book was read by all.", "Kenneth N. Waltz taught at Berkeley.", "It was said again (Waltz, 1979).", "K. N. Waltz taught at Berkeley."},
		"Stephen Walt":      {"Walt’s test is simple.", "Stephen M. Walt teaches at Harvard.", "S. M. Walt teaches at Harvard."},
		"Michael Walzer":    {"Walzer answered them in a preface.", "M. Walzer answered them.", "It was said again (Walzer, 1977)."},
		"Samuel Huntington": {"Morgenthau, Kissinger and Huntington were on the list.", "Samuel P. Huntington taught at Harvard."},
		"Rolf Harker":       {"Rolf Harker kept a diary, and Harker kept it well.", "It was closed (Harker, 1990).\n\nRolf Harker kept a diary.\n\n= References\n\n@ Harker, R. (1990). The closing of a port. Oslo: Mole Press."},
		"Omar al-Farabi":    {"Omar al-Farabi wrote of a city."},
		"Tove Ask":          {"\"Nobody came,\" Tove Ask recalled."},
	} {
		for _, text := range texts {
			doc := parsed(t, "id: a\n\n"+text+"\n")
			tagger.Document(doc)
			var found []string
			for _, p := range doc.Passages {
				for _, m := range p.People {
					found = append(found, m.Name)
				}
			}
			if !slices.Contains(found, name) {
				t.Errorf("%q names %q, not %q", text, found, name)
			}
		}
	}
}
