package tag

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"locus/corpus"
)

// union joins bearers into persons, each join with its reason.
type union struct {
	all     []bearer
	parent  []int
	members map[int][]int // by its least, those joined; one that is alone is not there
	joins   []join
}

// join is a reason to take two bearers, by number, for one.
type join struct {
	one, other int
	why        string
}

func newUnion(all []bearer) *union {
	u := &union{all: all, parent: make([]int, len(all)), members: map[int][]int{}}
	for i := range u.parent {
		u.parent[i] = i
	}
	return u
}

// of is the least bearer joined with bearer i.
func (u *union) of(i int) int {
	for u.parent[i] != i {
		u.parent[i] = u.parent[u.parent[i]]
		i = u.parent[i]
	}
	return i
}

// join takes two bearers for one; where their names differ the reason is kept.
func (u *union) join(a, b int, why string) {
	ra, rb := u.of(a), u.of(b)
	if ra == rb {
		return
	}
	u.parent[max(ra, rb)] = min(ra, rb)
	u.members[min(ra, rb)] = append(u.joined(min(ra, rb)), u.joined(max(ra, rb))...)
	delete(u.members, max(ra, rb))
	if u.all[a].name != u.all[b].name {
		u.joins = append(u.joins, join{min(a, b), max(a, b), why})
	}
}

// joined lists those joined under their least, in no order.
func (u *union) joined(least int) []int {
	if list, ok := u.members[least]; ok {
		return list
	}
	return []int{least}
}

// groups lists some of the bearers, joined ones together, in order.
func (u *union) groups(some []int) [][]int {
	at := map[int]int{}
	var out [][]int
	for _, i := range some {
		r := u.of(i)
		if _, ok := at[r]; !ok {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], i)
	}
	return out
}

// byName joins what the pack knows, and names printed alike with a given name.
// Initials are joined only where the works they stand in tell no two persons
// apart, which byFamily sees.
func (u *union) byName() {
	for i := 1; i < len(u.all); i++ {
		a, b := &u.all[i-1], &u.all[i]
		if a.name == b.name && (a.known && b.known || a.spelt() && b.spelt()) {
			u.join(i-1, i, "the same name")
		}
	}
}

// spelt reports whether a given name is printed in full.
func (b *bearer) spelt() bool {
	return slices.ContainsFunc(b.given, func(g string) bool { return utf8.RuneCountInString(g) > 1 })
}

// byTitles joins those who wrote the same work, whatever their spelling.
func (u *union) byTitles() {
	wrote := map[string][]int{}
	for i := range u.all {
		for _, title := range u.all[i].titles {
			wrote[title] = append(wrote[title], i)
		}
	}
	for _, title := range slices.Sorted(maps.Keys(wrote)) {
		var distinct [][]int
		for _, i := range wrote[title] {
			if n := len(distinct); n > 0 && u.all[distinct[n-1][0]].name == u.all[i].name {
				distinct[n-1] = append(distinct[n-1], i)
			} else {
				distinct = append(distinct, []int{i})
			}
		}
		shown, _, _ := strings.Cut(title, " ")
		u.twins(distinct, func(a, b *bearer) bool {
			return (a.family == b.family || oneFamily(a.family, b.family)) && oneRow(a.given, b.given)
		}, func(int, int) string { return "the same work: " + shown })
	}
}

// oneFamily reports whether two family names can be one, given that the same work
// is cited under both: the same consonants, or two letters of a long name.
func oneFamily(a, b string) bool {
	n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	return len(skeleton(a)) > 1 && skeleton(a) == skeleton(b) || n >= 6 && distance(a, b, 2) <= 2
}

// families are the bearers of each family name who have a given name.
func (u *union) families() map[string][]int {
	out := map[string][]int{}
	for i := range u.all {
		if b := &u.all[i]; !b.bare() && b.family != "" {
			out[b.family] = append(out[b.family], i)
		}
	}
	return out
}

// byFamily joins those of one family name whose given names agree: first where two
// or more of them do, then where one does. "J. W." is Jan Willem sooner than Joost.
// Bearers are those of the family name with a given name. Where they are more
// than mostNamesakes, initials tell nothing.
func (u *union) byFamily(bearers []int) {
	for _, least := range []int{2, 1} {
		groups := u.groups(bearers)
		if len(groups) < 2 || len(groups) > mostNamesakes {
			return
		}
		u.twins(u.whole(groups), func(a, b *bearer) bool {
			return min(len(a.given), len(b.given)) >= least && oneRow(a.given, b.given)
		}, func(int, int) string { return "the given names agree, and with no other bearer of the family name" })
	}
}

// mostNamesakes is how many persons of one family name are told apart by their
// given names; each is compared with each.
const mostNamesakes = 1000

// whole adds to each group who was joined to it under another family name. One
// bearer stands for all of a name, since they agree with the same others.
func (u *union) whole(groups [][]int) [][]int {
	out := make([][]int, len(groups))
	for i, g := range groups {
		all := slices.Sorted(slices.Values(u.joined(u.of(g[0]))))
		out[i] = slices.CompactFunc(all, func(a, b int) bool { return u.all[a].name == u.all[b].name })
	}
	return out
}

// twins joins groups that agree with each other and with the very same others:
// where a third agrees with one and not with the other, nothing tells which of them
// it is.
func (u *union) twins(groups [][]int, agree func(a, b *bearer) bool, why func(a, b int) string) {
	if len(groups) < 2 {
		return
	}
	near := make([]string, len(groups))
	for i := range groups {
		row := make([]byte, len(groups))
		for j := range groups {
			row[j] = '0'
			if i == j || u.agree(groups[i], groups[j], agree) {
				row[j] = '1'
			}
		}
		near[i] = string(row)
	}
	first := map[string]int{}
	for i := range groups {
		if j, ok := first[near[i]]; ok {
			u.join(groups[j][0], groups[i][0], why(groups[j][0], groups[i][0]))
		} else {
			first[near[i]] = i
		}
	}
}

// agree reports whether all of two groups agree and they are not two persons of
// the pack.
func (u *union) agree(a, b []int, agree func(a, b *bearer) bool) bool {
	for _, i := range a {
		for _, j := range b {
			x, y := &u.all[i], &u.all[j]
			if x.known && y.known && x.name != y.name || !agree(x, y) {
				return false
			}
		}
	}
	return true
}

// bareNames gives a family name by itself to the one person who bears it, in the
// library and in the pack.
func (u *union) bareNames(r *roster) {
	bearers := map[string][]int{} // the persons of a family name
	for i := range u.all {
		if b := &u.all[i]; !b.bare() && len(bearers[b.family]) < 2 && !slices.ContainsFunc(bearers[b.family], func(j int) bool { return u.of(j) == u.of(i) }) {
			bearers[b.family] = append(bearers[b.family], i)
		}
	}
	for i := range u.all {
		b := &u.all[i]
		list := bearers[b.family]
		if !b.bare() || b.family == "" || len(list) != 1 {
			continue
		}
		one := &u.all[list[0]]
		if slices.ContainsFunc(r.family[b.family], func(p *person) bool { return p.name != one.name || p.common }) {
			continue
		}
		u.join(list[0], i, "nobody else in the library bears this family name")
	}
}

// people lists the persons, by name.
func (u *union) people() []corpus.Bearer {
	everyone := make([]int, len(u.all))
	for i := range everyone {
		everyone[i] = i
	}
	groups := u.groups(everyone)
	why := map[int][]corpus.NameJoin{}
	for _, j := range u.joins {
		a, b := &u.all[j.one], &u.all[j.other]
		why[u.of(j.one)] = append(why[u.of(j.one)], corpus.NameJoin{One: a.name, OneWork: a.work, Other: b.name, OtherWork: b.work, Why: j.why})
	}
	out := make([]corpus.Bearer, 0, len(groups))
	for _, g := range groups {
		p := u.person(g)
		p.Joined = why[u.of(g[0])]
		out = append(out, p)
	}
	sortPeople(out)
	return out
}

// person sums up what is known of those who are one.
func (u *union) person(group []int) corpus.Bearer {
	p := corpus.Bearer{Names: map[corpus.WorkID][]string{}}
	forms, borne := map[string]int{}, map[string]int{}
	best := group[0]
	for _, i := range group {
		borne[u.all[i].name]++
	}
	for _, i := range group {
		b := &u.all[i]
		p.Names[b.work] = append(p.Names[b.work], b.name)
		for _, form := range b.printed {
			forms[form.Value] += form.Count
		}
		if b.author {
			p.Authored = append(p.Authored, b.work)
		}
		if fuller(b, &u.all[best], borne) {
			best = i
		}
	}
	p.Name = u.all[best].name
	slices.Sort(p.Authored)
	p.Authored = slices.Compact(p.Authored)
	for form, n := range forms {
		p.Printed = append(p.Printed, corpus.Count{Value: form, Count: n})
	}
	slices.SortFunc(p.Printed, func(a, b corpus.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return p
}

// fuller reports whether a name is to stand for the person rather than another:
// the pack's, the user's, the one with more given names in full, with more given
// names, with more signs over its letters, the more frequent one.
func fuller(a, b *bearer, borne map[string]int) bool {
	measure := func(x *bearer) [5]int {
		full, signs := 0, 0
		for _, g := range x.given {
			if utf8.RuneCountInString(g) > 1 {
				full++
			}
		}
		for _, r := range x.name {
			if r >= utf8.RuneSelf {
				signs++
			}
		}
		rank := 0
		if x.told {
			rank = 1
		}
		if x.known {
			rank = 2
		}
		return [5]int{rank, full, len(x.given), signs, borne[x.name]}
	}
	ma, mb := measure(a), measure(b)
	return cmp.Or(slices.Compare(ma[:], mb[:]), strings.Compare(b.name, a.name)) > 0
}
