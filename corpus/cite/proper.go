package cite

import "strings"

// proper reports whether a capitalized word is a name of the places and peoples
// that titles of the field name most. The list is not whole and need not be: a
// word that it lacks is left to the style that reads the record.
func proper(word string) bool {
	word, _, _ = strings.Cut(strings.Trim(word, ",.:;?!()“”\"'‘’"), "’")
	word = strings.TrimSuffix(word, "'s")
	for _, row := range []string{
		"Africa Asia Europe America Americas Antarctica Oceania Eurasia Atlantic Pacific Arctic Mediterranean Balkans Caucasus",
		"African Asian European American Eurasian Arab Islamic Muslim Christian Jewish Western Soviet Slavic Latin",
		"Britain England Scotland Ireland Wales France Germany Italy Spain Portugal Netherlands Belgium Austria Switzerland",
		"Denmark Sweden Norway Finland Iceland Poland Hungary Czechoslovakia Romania Bulgaria Greece Turkey Yugoslavia Serbia",
		"Bosnia Kosovo Croatia Albania Ukraine Russia Georgia Armenia Azerbaijan Kazakhstan China Japan Korea Taiwan Vietnam",
		"India Pakistan Bangladesh Afghanistan Iran Iraq Syria Israel Palestine Lebanon Jordan Egypt Libya Yemen Kuwait Qatar",
		"Rwanda Somalia Sudan Nigeria Kenya Ethiopia Congo Angola Mozambique Zimbabwe Canada Mexico Brazil Argentina Chile Cuba",
		"Colombia Venezuela Peru Australia Indonesia Malaysia Singapore Philippines Thailand Myanmar Cambodia",
		"British English Scottish Irish French German Italian Spanish Dutch Belgian Austrian Swiss Danish Swedish Norwegian",
		"Finnish Polish Hungarian Greek Turkish Russian Ukrainian Chinese Japanese Korean Vietnamese Indian Pakistani Afghan",
		"Iranian Iraqi Syrian Israeli Palestinian Egyptian Canadian Mexican Brazilian Cuban Australian Indonesian",
		"Copenhagen Westphalia Westphalian Vienna Versailles Munich Maastricht Helsinki Paris London Berlin Moscow Washington Beijing Geneva Hiroshima",
	} {
		for _, name := range strings.Fields(row) {
			if word == name {
				return true
			}
		}
	}
	return false
}
