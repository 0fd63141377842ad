package rtf

import (
	"bytes"
	"fmt"
	"strings"

	"locus/ingest/block"
	"locus/ingest/encoding"
	"locus/ingest/manuscript"
)

// maxGroups bounds how deep groups nest; programs write some twenty.
const maxGroups = 2000

// reader is the work of reading one file.
type reader struct {
	scan   scanner
	now    state
	outer  []state
	flows  []*flow // the last one is filled
	fields []*field
	out    manuscript.Document

	page      int // the file's code page
	decode    map[int]func([]byte) string
	charset   map[int]int    // code page by font
	names     map[int]string // styles
	fontNames map[int]string
	based     map[int]int
	fontNow   int // the font whose entry of the table is read
	styleNow  int
	text      []byte // bytes in the code page of the font that wait to be decoded
	told      strings.Builder
	high      rune // the first half of a pair
	skips     int  // substitutes that are still to be skipped
	count     [2]int
	format    [2]string
}

// Read reads an RTF file, or a fragment of one without its head. The error is a *block.Fault.
func Read(data []byte) (block.Page, error) {
	start := max(0, bytes.Index(data[:min(len(data), 4096)], []byte(`{\rtf`)))
	r := &reader{
		scan: scanner{data: data[start:]}, page: 1252, decode: map[int]func([]byte) string{}, charset: map[int]int{},
		names: map[int]string{}, fontNames: map[int]string{}, based: map[int]int{}, format: [2]string{"decimal", "lowerRoman"},
	}
	r.now.skip = 1
	r.flows = []*flow{{b: new(manuscript.Builder)}}
	for {
		t := r.scan.next()
		if t.kind == end {
			r.flush()
			break
		}
		if err := r.token(t); err != nil {
			return block.Page{}, err
		}
	}
	if len(r.outer) > 0 {
		r.out.Omitted = append(r.out.Omitted, block.Omitted{Why: "damaged: the rest of the file", Text: "it breaks off within a group"})
	}
	for len(r.outer) > 0 {
		r.shut()
	}
	r.paragraph(true)
	r.table()
	r.out.Paragraphs = r.flow().list
	return r.out.Page(), nil
}

func (r *reader) flow() *flow { return r.flows[len(r.flows)-1] }

// token reads one token.
func (r *reader) token(t token) error {
	switch t.kind {
	case octet, letter:
	default:
		if t.kind != word || string(t.text) != "u" {
			r.high = 0
		}
		r.flush()
	}
	switch t.kind {
	case open:
		r.skips = 0
		if len(r.outer) >= maxGroups {
			return &block.Fault{Kind: block.TooLarge, Detail: fmt.Sprintf("its groups nest more than %d deep", maxGroups)}
		}
		r.outer = append(r.outer, r.now)
		r.now.field, r.now.note, r.now.box, r.now.starred = false, false, false, false
		if r.now.both {
			r.now.place, r.now.both, r.now.older = nowhere, false, true
		}
	case shut:
		r.skips = 0
		r.shut()
	case octet:
		if r.skips > 0 {
			r.skips--
			return nil
		}
		r.text = append(r.text, byte(t.value))
	case letter:
		r.letters(t.text)
	case sign:
		if r.skips > 0 {
			r.skips--
			return nil
		}
		r.sign(t.text[0])
	case word:
		if r.skips > 0 && string(t.text) != "u" {
			r.skips--
			return nil
		}
		return r.word(string(t.text), t)
	}
	return nil
}

// letters reads plain bytes, but for those that stand in for a character.
func (r *reader) letters(b []byte) {
	n := min(r.skips, len(b))
	r.skips -= n
	b = b[n:]
	if r.now.place == nowhere {
		return
	}
	r.text = append(r.text, b...)
}

// flush decodes the bytes that wait.
func (r *reader) flush() {
	if len(r.text) == 0 {
		return
	}
	b := r.text
	r.text = r.text[:0]
	if r.now.place == nowhere {
		return
	}
	r.put(r.decoded(b))
}

// decoded reads bytes in the code page of the font.
func (r *reader) decoded(b []byte) string {
	plain := r.charset[r.now.font] != symbols || r.now.place != body
	for _, c := range b {
		if c >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		return string(b)
	}
	page := r.page
	if p, ok := r.charset[r.now.font]; ok && p != 0 && (r.now.place == body || r.now.place == listMark) {
		page = p
	}
	if page == symbols {
		var out strings.Builder
		for _, c := range b {
			out.WriteString(manuscript.Symbol(r.fontNames[r.now.font], rune(c)))
		}
		return out.String()
	}
	if r.decode[page] == nil {
		r.decode[page] = encoding.CodePage(page)
	}
	return r.decode[page](b)
}

// put adds text to what the group is for.
func (r *reader) put(s string) {
	switch r.now.place {
	case body:
		r.print(s)
	case instruction:
		if n := len(r.fields); n > 0 && len(r.fields[n-1].instruction) < 4<<20 {
			r.fields[n-1].instruction = append(r.fields[n-1].instruction, s...)
		}
	case listMark:
		r.flow().mark += s
	case fonts:
		if name, _, _ := strings.Cut(s, ";"); len(r.fontNames[r.fontNow]) < 100 {
			r.fontNames[r.fontNow] += strings.TrimSpace(name)
		}
	case sheet, statement, comment:
		r.told.WriteString(s)
	}
}

// print adds printed text to the paragraph.
func (r *reader) print(s string) {
	look := r.now.look
	look.Mono = manuscript.Mono(r.fontNames[r.now.font])
	switch {
	case r.instructing():
	case r.now.hidden:
		r.omit("hidden text", s)
	case r.now.deleted:
		r.omit("tracked deletion", s)
	case r.now.look.Raised && strings.TrimSpace(s) != "":
		r.flow().b.Raise(s, look)
	default:
		r.flow().b.Add(s, look)
	}
}

// instructing reports whether a field's instruction is being read, whatever
// stands in it.
func (r *reader) instructing() bool {
	for _, f := range r.fields {
		if !f.result {
			return true
		}
	}
	return false
}

func (r *reader) omit(why, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		r.out.Omitted = append(r.out.Omitted, block.Omitted{Why: why, Text: text})
	}
}

// shut ends a group.
func (r *reader) shut() {
	n := len(r.outer)
	if n == 0 {
		return
	}
	was := r.now
	r.now = r.outer[n-1]
	switch {
	case was.note:
		r.endNote(was)
	case was.box:
		r.endBox()
	case was.field:
		r.endField()
	case was.place == statement && r.now.place != statement:
		r.state(was.name, strings.TrimSpace(r.told.String()))
		r.told.Reset()
	case was.place == comment && r.now.place != comment:
		r.omit(was.name, r.told.String())
		r.told.Reset()
	case was.place == sheet && r.outer[n-1].place == sheet:
		r.style(r.told.String())
		r.told.Reset()
	}
	r.outer = r.outer[:n-1]
}

// style keeps the name of a style of paragraphs.
func (r *reader) style(name string) {
	name, _, _ = strings.Cut(name, ";")
	if name = strings.TrimSpace(name); name != "" && r.styleNow >= 0 {
		if _, ok := r.names[r.styleNow]; !ok {
			r.names[r.styleNow] = name
		}
	}
	r.styleNow = 0
}

// state keeps a statement of the file about itself.
func (r *reader) state(name, value string) {
	p := &r.out.Properties
	switch name {
	case "title":
		p.Title = value
	case "author":
		p.Creator = value
	case "subject":
		p.Subject = value
	case "keywords":
		p.Keywords = value
	}
}
