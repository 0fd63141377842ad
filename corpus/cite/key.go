package cite

import (
	"sort"
	"strconv"
	"strings"
	"unicode"

	"locus/corpus"
)

// Key is the work's citation key, as "waltz1979theory": the first author's family
// name, the year and the first word of the title that says something, in small
// ASCII letters and digits. What has no Latin letters leaves no trace; a work
// without any gets its id's letters, and at last "work". It depends on the record
// alone; of two works with one key, Keys tells them apart.
func Key(w *corpus.Work) string { return keyOf(tidy(w)) }

func keyOf(w *corpus.Work) string {
	var b strings.Builder
	if names, _ := creators(w); len(names) > 0 {
		b.WriteString(plainKey(familyOf(names[0])))
	}
	if w.Year != nil {
		b.WriteString(strings.TrimPrefix(strconv.Itoa(*w.Year), "-"))
	}
	for _, word := range strings.FieldsFunc(w.Title, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("-–—:/,.", r)
	}) {
		if k := plainKey(word); k != "" && !small(k) {
			b.WriteString(k)
			break
		}
	}
	key := b.String()
	if key == "" || key[0] >= '0' && key[0] <= '9' && len(key) < 5 {
		key = plainKey(string(w.ID)) + key
	}
	if key == "" {
		return "work"
	}
	return key
}

// Keys are the works' keys, in the order of ws. Where several works have one key
// they get letters in the order of their ids, so the same works have the same
// keys in any order.
func Keys(ws []corpus.Work) []string {
	out := make([]string, len(ws))
	groups := map[string][]int{}
	taken := map[string]bool{}
	for i := range ws {
		out[i] = Key(&ws[i])
		groups[out[i]] = append(groups[out[i]], i)
		taken[out[i]] = true
	}
	bases := make([]string, 0, len(groups))
	for base, at := range groups {
		if len(at) > 1 {
			bases = append(bases, base)
		}
	}
	sort.Strings(bases)
	for _, base := range bases {
		at := groups[base]
		sort.SliceStable(at, func(i, j int) bool { return ws[at[i]].ID < ws[at[j]].ID })
		n := 0
		for _, i := range at {
			for taken[base+alpha(n)] {
				n++
			}
			out[i] = base + alpha(n)
			taken[out[i]] = true
		}
	}
	return out
}

// keyAmong is the key of a tidy work in a list that may or may not hold it.
func keyAmong(works []corpus.Work, w *corpus.Work) string {
	all := works
	at := -1
	for i := range works {
		if sameWork(&works[i], w) {
			at = i
			break
		}
	}
	if at < 0 {
		all = append(works[:len(works):len(works)], *w)
		at = len(all) - 1
	}
	if len(all) == 1 {
		return keyOf(w)
	}
	return Keys(all)[at]
}

// plainKey folds a text to small ASCII letters and digits; everything else goes.
func plainKey(s string) string {
	var b strings.Builder
	for _, r := range s {
		r = unicode.ToLower(r)
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r > unicode.MaxASCII:
			b.WriteString(latin(r))
		}
	}
	return b.String()
}

// latin is the ASCII spelling of a small Latin letter with a mark.
func latin(r rune) string {
	switch r {
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ß':
		return "ss"
	case 'þ':
		return "th"
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	}
	for _, row := range []string{
		"aàáâãäåāăąǎạảấầẩẫậắằẳẵặ", "cçćĉċč", "dďđðḍ", "eèéêëēĕėęěẹẻẽếềểễệ", "gĝğġģǧ", "hĥħḥ", "iìíîïĩīĭįıǐịỉ", "jĵ",
		"kķ", "lĺļľŀłḷ", "nñńņňŉŋṇ", "oòóôõöøōŏőǒơọỏốồổỗộớờởỡợ", "rŕŗřṛ", "sśŝşšșṣ", "tţťŧțṭ",
		"uùúûüũūŭůűųǔưụủứừửữự", "wŵ", "yýÿŷỳỹỵỷ", "zźżžẓ",
	} {
		if strings.ContainsRune(row, r) {
			return row[:1]
		}
	}
	return ""
}
