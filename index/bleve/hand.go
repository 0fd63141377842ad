package bleve

import (
	"strconv"
	"strings"

	"locus/query"
)

// hand is what a part of a plan has in a shard. Its postings are decoded when
// they are first needed: to count and to match, the bitmap is enough.
type hand struct {
	shard  *shard
	field  string
	tokens []string
	from   *source // of the only token, where that tells all
	count  int     // living passages
	list   []posting
	read   bool // list is decoded
	steps  *steps
	far    *word // where the list is not decoded but looked up
}

// hand finds some words, counted as one, in a field of a shard.
func (s *shard) hand(field string, tokens []string) (*hand, error) {
	h := &hand{shard: s, field: field, tokens: tokens}
	if len(tokens) == 1 && field != string(query.Exact) && len(s.entry.Dead) == 0 {
		var err error
		if h.from, err = s.source(field, tokens[0]); h.from != nil {
			h.count = h.from.count
		}
		return h, err
	}
	return h, h.decode()
}

// decode reads the postings.
func (h *hand) decode() (err error) {
	if h.read {
		return nil
	}
	h.list, err = h.shard.anyOf(h.field, h.tokens)
	h.read, h.count = err == nil, len(h.list)
	return err
}

// addTo adds the passages to a set.
func (h *hand) addTo(out set) {
	switch {
	case h.read || h.from == nil:
	case h.count > wholeList:
		out.or(h.shard.members(h.field, h.tokens[0], h.from).set[:len(out)])
		return
	default:
		h.from.addTo(out)
		return
	}
	for i := range h.list {
		out.add(h.list[i].doc)
	}
}

// impacts are upper bounds of what each posting of a list gives, in 255ths of the
// most that BM25 can give for the weight of one (K1 + 1 times the idf).
type impacts struct {
	each   []uint8
	tops   []uint8  // the highest of each window
	starts []uint32 // the first posting of each window, and their number at the end
}

// impacts bounds the postings of a hand under the plan's parameters. They are
// kept with the postings: as long as no work comes or goes they stay the same.
func (r *run) impacts(h *hand, p *part) *impacts {
	key := cacheKey{h.shard.serial, "impacts:" + h.field + r.parameters(p.field), p.signature()}
	if v, ok := h.shard.cache.get(key); ok {
		return v.(*impacts)
	}
	windows := (h.shard.docs() + windowDocs - 1) / windowDocs
	out := &impacts{each: make([]uint8, len(h.list)), tops: make([]uint8, windows), starts: make([]uint32, 0, windows+1)}
	g := r.gaugeOf(p.field)
	for i := range h.list {
		w := int(h.list[i].doc / windowDocs)
		for len(out.starts) <= w {
			out.starts = append(out.starts, uint32(i))
		}
		out.each[i] = g.impact(h.list[i].code.tf(), h.list[i].length)
		out.tops[w] = max(out.tops[w], out.each[i])
	}
	for len(out.starts) <= windows {
		out.starts = append(out.starts, uint32(len(h.list)))
	}
	h.shard.cache.put(key, out, len(out.each)+5*windows)
	return out
}

// parameters writes what the impacts of a field depend on.
func (r *run) parameters(f query.TextField) string {
	b := strconv.AppendFloat(nil, r.norm(f, 0), 'g', -1, 64)
	b = append(b, ' ')
	return string(strconv.AppendFloat(b, r.norm(f, 1), 'g', -1, 64))
}

// signature names the words of a part within its field.
func (p *part) signature() string {
	if p.phrase != nil {
		return signature(p.phrase)
	}
	return strings.Join(p.tokens, "\x00")
}
