package tag

import (
	"fmt"

	"locus/corpus"
)

// bearers are the persons of all works.
func (x *Traces) bearers() ([]bearer, error) {
	var all []bearer
	for _, tr := range x.works {
		list, err := tr.bearers()
		if err != nil {
			return nil, fmt.Errorf("work %q: %w", tr.Work, err)
		}
		all = append(all, list...)
	}
	return all, nil
}

// lostBearers are the persons of works as they were before the change at hand.
func (x *Traces) lostBearers() ([]bearer, error) {
	var all []bearer
	for _, tr := range x.lost {
		list, err := tr.bearers()
		if err != nil {
			return nil, fmt.Errorf("work %q: %w", tr.Work, err)
		}
		all = append(all, list...)
	}
	return all, nil
}

// near gives those of all who share a family name, a name or a title with somebody
// of the works changed, as they are or were, or with one of these, and so on.
func (x *Traces) near(all, lost []bearer) []bearer {
	byKey := map[string][]int32{}
	var queue []string
	for i := range all {
		for _, k := range all[i].keys() {
			byKey[k] = append(byKey[k], int32(i))
		}
		if x.changed[all[i].work] {
			queue = append(queue, all[i].keys()...)
		}
	}
	for i := range lost {
		queue = append(queue, lost[i].keys()...)
	}
	var out []bearer
	taken := make([]bool, len(all))
	for len(queue) > 0 {
		k := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		list := byKey[k]
		delete(byKey, k)
		for _, i := range list {
			if !taken[i] {
				taken[i] = true
				out = append(out, all[i])
				queue = append(queue, all[i].keys()...)
			}
		}
	}
	return out
}

// keys are what two bearers must have one of in common to be joined.
func (b *bearer) keys() []string {
	out := append(make([]string, 0, 2+len(b.titles)), "name "+b.name)
	if b.family != "" {
		out = append(out, "family "+b.family)
	}
	for _, title := range b.titles {
		out = append(out, "title "+title)
	}
	return out
}

// noteChange remembers a work, and what its trace was before, until the next Save.
func (x *Traces) noteChange(id corpus.WorkID) {
	if x.changed[id] {
		return
	}
	x.changed[id] = true
	if old, ok := x.works[id]; ok {
		x.lost = append(x.lost, old)
	}
}
