package rtf

import (
	"unicode/utf16"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// sign reads a control sign.
func (r *reader) sign(c byte) {
	switch c {
	case '~':
		r.put("\u00a0")
	case '_':
		r.put("-")
	case '-': // where a word may be parted
	case '*':
		r.now.starred = true
	case '\n', '\r':
		r.paragraph(false)
	case '{', '}', '\\':
		r.put(string(c))
	case '\t':
		r.put("\t")
	}
}

// word reads a control word.
func (r *reader) word(w string, t token) error {
	if r.destination(w, t) {
		return nil
	}
	if r.now.starred {
		r.now.place, r.now.starred = nowhere, false
		return nil
	}
	switch w {
	case "u":
		r.unicode(t.value)
		return nil
	case "uc":
		r.now.skip = min(max(t.value, 0), 20)
		return nil
	case "bin":
		r.scan.skip(t.value)
		return nil
	}
	if r.now.place == nowhere {
		return nil
	}
	if s := printed(w); s != "" {
		r.put(s)
		return nil
	}
	if r.characters(w, t) || r.paragraphs(w, t) || r.global(w, t) {
		return nil
	}
	return r.breaks(w)
}

// printed is what a control word prints, "" for one that prints nothing.
func printed(w string) string {
	switch w {
	case "tab":
		return "\t"
	case "line", "lbr":
		return "\n"
	case "emdash":
		return "—"
	case "endash":
		return "–"
	case "lquote":
		return "‘"
	case "rquote":
		return "’"
	case "ldblquote":
		return "“"
	case "rdblquote":
		return "”"
	case "bullet":
		return "•"
	case "emspace", "enspace", "qmspace", "page", "column":
		return " "
	}
	return ""
}

// unicode adds a character by its number; what stands in for it is skipped.
func (r *reader) unicode(value int) {
	if value < 0 {
		value += 1 << 16
	}
	r.skips = r.now.skip
	c := rune(value)
	switch {
	case c >= 0xD800 && c < 0xDC00:
		r.high = c
		return
	case c >= 0xDC00 && c < 0xE000:
		c = utf16.DecodeRune(r.high, c)
	}
	r.high = 0
	if c >= 0xF000 && c <= 0xF0FF {
		r.symbol(c)
		return
	}
	r.put(string(c))
}

// characters reads a word that says how characters look.
func (r *reader) characters(w string, t token) bool {
	on := !t.valued || t.value != 0
	look := &r.now.look
	switch w {
	case "b":
		look.Bold = on
	case "i":
		look.Italic = on
	case "ul", "uld", "ulw", "uldb", "ulth":
		look.Underlined = on
	case "ulnone":
		look.Underlined = false
	case "caps", "scaps":
		look.Caps = on
	case "v":
		r.now.hidden = on
	case "deleted":
		r.now.deleted = on
	case "super":
		look.Raised = on
	case "up":
		look.Raised = !t.valued || t.value >= 4
	case "nosupersub", "sub", "dn":
		look.Raised = false
	case "fs":
		if t.value > 0 && t.value < 2000 {
			look.Size = float64(t.value) / 2
		}
	case "f":
		r.now.font, r.fontNow = t.value, t.value
	case "plain":
		*look = manuscript.Look{Size: 12}
		r.now.hidden, r.now.deleted = false, false
	default:
		return false
	}
	return true
}

// paragraphs reads a word that says how paragraphs look.
func (r *reader) paragraphs(w string, t token) bool {
	p := &r.now.para
	points := float64(min(max(t.value, -40000), 40000)) / 20
	switch w {
	case "pard":
		*p = para{}
	case "s":
		p.style = t.value
		if r.now.place == sheet {
			r.styleNow = t.value
		}
	case "sbasedon":
		if r.now.place == sheet && t.value != r.styleNow {
			r.based[r.styleNow] = t.value
		}
	case "outlinelevel":
		if p.outline = 0; t.value >= 0 && t.value < 9 {
			p.outline = t.value + 1
		}
	case "ls":
		p.list = t.value > 0
	case "ilvl":
		p.level = min(max(t.value, 0), 8)
	case "li", "lin":
		p.left = points
	case "ri", "rin":
		p.right = points
	case "fi":
		p.first = points
	case "qc":
		p.centered = true
	case "ql", "qr", "qj":
		p.centered = false
	case "intbl":
		p.table = true
	default:
		return false
	}
	return true
}

// symbols stands in place of a code page for fonts of symbols.
const symbols = -1

// charsets gives the code page of a font's set of characters, 0 for the file's.
func charsets(set int) int {
	switch set {
	case 2:
		return symbols
	case 77:
		return 10000
	case 128:
		return 932
	case 129:
		return 949
	case 134:
		return 936
	case 136:
		return 950
	case 161:
		return 1253
	case 162:
		return 1254
	case 163:
		return 1258
	case 177:
		return 1255
	case 178:
		return 1256
	case 186:
		return 1257
	case 204:
		return 1251
	case 222:
		return 874
	case 238:
		return 1250
	}
	return 0
}

// global reads a word that holds for the file.
func (r *reader) global(w string, t token) bool {
	switch w {
	case "ansicpg":
		r.page = t.value
	case "mac":
		r.page = 10000
	case "pc":
		r.page = 437
	case "pca":
		r.page = 850
	case "fcharset":
		if r.now.place == fonts {
			r.charset[r.fontNow] = charsets(t.value)
		}
	case "ftnnalc", "aftnnalc", "ftnnauc", "aftnnauc", "ftnnrlc", "aftnnrlc", "ftnnruc", "aftnnruc", "ftnnchi", "aftnnchi", "ftnnar", "aftnnar":
		kind := 0
		if w[0] == 'a' {
			kind, w = 1, w[1:]
		}
		r.format[kind] = map[string]string{"alc": "lowerLetter", "auc": "upperLetter", "rlc": "lowerRoman", "ruc": "upperRoman", "chi": "chicago", "ar": "decimal"}[w[4:]]
	default:
		return false
	}
	return true
}

// breaks reads a word that ends a paragraph, a cell or a row.
func (r *reader) breaks(w string) error {
	if r.now.place != body {
		if w == "par" && r.now.place == comment {
			r.told.WriteByte(' ')
		}
		return nil
	}
	switch w {
	case "par", "sect":
		r.paragraph(false)
	case "cell":
		r.cell()
	case "nestcell":
		r.flow().b.Add(" ", r.now.look)
	case "row":
		r.row()
	case "trowd":
		r.flow().row.head = false
	case "trhdr":
		r.flow().row.head = true
	}
	if len(r.flow().list) > maxParagraphs {
		return &block.Fault{Kind: block.TooLarge, Detail: "it has more paragraphs than are read"}
	}
	return nil
}

// maxParagraphs bounds the paragraphs of a file: a book of ten thousand pages has
// fewer.
const maxParagraphs = 250_000
