package plain

import (
	"strconv"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	leftHead  = pattern.Lazy(`^([0-9]{1,4})\s+(\S.{1,80}?)\s+\[\s?(?i:vol)\.?\s?([0-9]{1,4})\]?:?$`)
	rightHead = pattern.Lazy(`^\[?((?:1[5-9]|20)[0-9]{2})\]:?\s+(\S.{1,80}?)\s+([0-9]{1,4})$`)
)

// head is a running head of a journal that prints its volume on the left pages
// and its year on the right ones, in square brackets that the page's edge closes.
type head struct {
	number                int
	journal, volume, year string
}

// volumeHead reads such a head.
func volumeHead(l string) (h head, is bool) {
	l = strings.TrimSpace(l)
	if !strings.Contains(l, "[") && !strings.Contains(l, "]") {
		return head{}, false
	}
	if m := leftHead().FindStringSubmatch(l); m != nil {
		h.number, _ = strconv.Atoi(m[1])
		h.journal, h.volume = strings.Join(strings.Fields(m[2]), " "), m[3]
		return h, h.number > 0
	}
	if m := rightHead().FindStringSubmatch(l); m != nil {
		h.number, _ = strconv.Atoi(m[3])
		h.year = m[1]
		return h, h.number > 0
	}
	return head{}, false
}

// volume keeps what a running head states of the volume, once.
func (r *reader) volume(line string) {
	h, is := volumeHead(line)
	if !is {
		return
	}
	for _, m := range []block.Meta{{Key: "journal", Value: h.journal}, {Key: "volume", Value: h.volume}, {Key: "year", Value: h.year}} {
		known := m.Value == ""
		for _, k := range r.page.Meta {
			known = known || k.Key == m.Key
		}
		if !known {
			r.page.Meta = append(r.page.Meta, m)
		}
	}
}
