package corpus

import "strings"

// signed splits "+ x" or "-x" into its sign and the rest; the sign is 0 where
// there is none.
func signed(value string) (sign byte, rest string) {
	if value == "" || value[0] != '+' && value[0] != '-' {
		return 0, value
	}
	return value[0], strings.TrimSpace(value[1:])
}

// personChange is what a person line asks for.
type personChange struct {
	op      byte   // '+', '-' or '='
	name    string // who is added, dropped or renamed
	printed string // the form as printed: of '=' instead of a name, of '+' beside it
	other   string // of '=': who it is
}

// under is the change for a document whose persons go by other names.
func (p personChange) under(names map[string]string) personChange {
	if name, ok := names[p.name]; ok {
		p.name = name
	}
	return p
}

// parsePerson reads the value of a person line.
func parsePerson(value string, inPassage bool) (p personChange, fault string) {
	const forms = "write - NAME, NAME = OTHER or \"Printed\" = NAME"
	sign, rest := signed(value)
	switch {
	case rest == "":
		return p, forms
	case sign == '-':
		return personChange{op: '-', name: rest}, ""
	case sign == '+' && !inPassage:
		return p, "a person is added to a passage; a line \"passage: FIRST WORDS\" before it names which"
	case sign == '+':
		p = personChange{op: '+', name: rest}
		if name, printed, ok := strings.Cut(rest, " as "); ok {
			p.name, p.printed = strings.TrimSpace(name), unquoted(printed)
		}
		if p.name == "" {
			return p, forms
		}
		return p, ""
	}
	name, other, ok := strings.Cut(value, "=")
	p = personChange{op: '=', name: strings.TrimSpace(name), other: strings.TrimSpace(other)}
	if !ok || p.name == "" || p.other == "" {
		return p, forms
	}
	if bare := unquoted(p.name); bare != p.name {
		p.name, p.printed = "", bare
		if bare == "" {
			return p, forms
		}
	}
	return p, ""
}

// unquoted takes quotation marks off a printed form.
func unquoted(s string) string { return strings.TrimSpace(strings.Trim(s, " \"“”‘’'«»")) }

// parseVoice reads the value of a voice line.
func parseVoice(value string) (v Voice, of []string, fault string) {
	word, rest, _ := strings.Cut(value, " ")
	for _, name := range strings.Split(rest, ";") {
		if name = strings.TrimSpace(name); name != "" {
			of = append(of, name)
		}
	}
	switch v = Voice(word); {
	case v == AuthorVoice && len(of) == 0, v == Quotes, v == Reports:
		return v, of, ""
	}
	return v, nil, "write author, quotes NAME or reports NAME; several names stand apart by a semicolon"
}

// ParseName reads a person's name as a user writes it: "Family, Given", "Given
// Family", or a body's name in braces, "{World Bank}". The family name of the
// second form is its last word with the particles before it (van, de, al).
func ParseName(s string) Name {
	s = squeeze(s)
	if body, ok := strings.CutPrefix(s, "{"); ok {
		return Name{Family: strings.TrimSpace(strings.TrimSuffix(body, "}"))}
	}
	if family, given, ok := strings.Cut(s, ","); ok {
		return Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)}
	}
	parts := strings.Fields(s)
	at := max(0, len(parts)-1)
	for at > 0 && particle(parts[at-1]) {
		at--
	}
	return Name{Family: strings.Join(parts[at:], " "), Given: strings.Join(parts[:at], " ")}
}

// particle reports whether a word belongs to the family name behind it.
func particle(s string) bool {
	switch s {
	case "van", "von", "der", "den", "de", "di", "da", "del", "della", "la", "le", "du", "al", "el", "bin", "ibn", "ten", "ter":
		return true
	}
	return false
}
