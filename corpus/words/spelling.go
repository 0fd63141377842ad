package words

import "strings"

// standard is the form under which a form is stemmed: irregular plurals and
// past forms as the word they belong to, British spelling as American, who
// holds a doctrine as the doctrine (realist, realistic: realism), who has a rule
// as the rule's kind (democracy: democrat). A form outside English stays.
func (g *general) standard(form string) string {
	if s, ok := g.forms[form]; ok {
		return s
	}
	if g.spelling != nil && len(form) > 3 {
		form = g.spelling.Replace(form)
		form = g.ize(form)
		form = g.ism(form)
	}
	return form
}

// ize writes -ise, -isation, -yse and their like with z.
func (g *general) ize(form string) string {
	for _, end := range [...]string{"ising", "ised", "ises", "isers", "iser", "isable", "isations", "isation", "isational", "ise"} {
		base, ok := strings.CutSuffix(form, end)
		if ok && g.takesIze(base) {
			return base + "iz" + end[2:]
		}
	}
	for _, end := range [...]string{"ysing", "ysed", "yser", "ysers", "yse"} {
		base, ok := strings.CutSuffix(form, end)
		if ok && strings.HasSuffix(base, "l") && len(base) > 2 {
			return base + "yz" + end[2:]
		}
	}
	return form
}

// takesIze reports whether what stands before -ise makes a verb in -ize.
func (g *general) takesIze(base string) bool {
	if len(base) < 3 || !strings.ContainsAny(base, "aeiouy") || strings.HasSuffix(base, "pr") {
		return false
	}
	switch base[len(base)-1] {
	case 'a', 'e', 'i', 'o', 'u', 'w', 'y':
		return false
	case 'v':
		return strings.HasSuffix(base, "tiv")
	}
	for cut := 0; cut <= len(base)-2; cut++ {
		if g.notIse[base[cut:]] && (cut == 0 || len(base)-cut >= 4) {
			return false
		}
	}
	return true
}

// ism leads the words of a doctrine back to the doctrine, and a kind of rule to
// who exercises it.
func (g *general) ism(form string) string {
	for _, end := range [...]string{"ists", "ist", "istic", "istics", "istically", "isms"} {
		base, ok := strings.CutSuffix(form, end)
		if !ok {
			continue
		}
		if len(base) >= 3 && strings.ContainsAny(base, "aeiouy") && !g.notIst[base] && !strings.HasSuffix(base, "olog") {
			return base + "ism"
		}
		return form
	}
	for _, end := range [...]string{"cracy", "cracies"} {
		if base, ok := strings.CutSuffix(form, end); ok && len(base) > 2 {
			return base + "crat"
		}
	}
	return form
}
