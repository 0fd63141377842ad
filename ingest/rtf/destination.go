package rtf

import (
	"strconv"
	"strings"

	"locus/ingest/block"
	"locus/ingest/manuscript"
)

// destination reads a word that says what a group is for; false for any other.
func (r *reader) destination(w string, t token) bool {
	starred := r.now.starred
	r.now.starred = false
	if w == "ud" && r.now.older {
		r.now.place, r.now.older = r.outer[len(r.outer)-1].place, false
		return true
	}
	if r.now.place == nowhere {
		r.now.starred = starred
		return false
	}
	switch w {
	case "fonttbl":
		r.now.place = fonts
	case "stylesheet":
		r.now.place = sheet
	case "info":
		r.now.place = statements
	case "cs", "ds", "ts":
		if r.now.place == sheet {
			r.styleNow = -1
		}
	case "title", "author", "subject", "keywords":
		if r.now.place != statements {
			return false
		}
		r.now.place, r.now.name = statement, w
		r.told.Reset()
	case "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf":
		r.tell("running head")
	case "annotation":
		r.tell("comment")
	case "listtext", "pntext":
		if r.now.place == body {
			r.now.place = listMark
			r.flow().mark, r.flow().item = "", true
		}
	case "field":
		if r.now.place == body && len(r.fields) < maxGroups {
			r.now.field = true
			r.fields = append(r.fields, &field{})
		}
	case "fldinst":
		if r.now.place == body || r.now.place == instruction {
			r.now.place = instruction
		}
	case "fldrslt":
		r.result()
	case "footnote":
		r.footnote()
	case "ftnalt":
		r.now.name = "endnote"
	case "shptxt", "dptxbxtext":
		r.textBox()
	case "pict":
		if r.now.place == body {
			r.omit("picture", "without alternative text")
		}
		r.now.place = nowhere
	default:
		return r.other(w, starred)
	}
	return true
}

// other reads a word that begins a group which is passed over, or read as if it
// were none.
func (r *reader) other(w string, starred bool) bool {
	switch w {
	case "upr":
		r.now.both = true
		return true
	case "shppict", "shpinst", "shp", "do", "dpgroup", "result":
		return true
	case "colortbl", "revtbl", "filetbl", "listtable", "listoverridetable", "rsidtbl", "generator", "themedata", "datastore", "xmlnstbl", "latentstyles",
		"pgptbl", "pnseclvl", "bkmkstart", "bkmkend", "xe", "tc", "rxe", "txe", "formfield", "template", "nonshppict", "shprslt", "objdata", "objclass",
		"objname", "atnid", "atnauthor", "atntime", "atnicn", "atnref", "atnparent", "atndate", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn",
		"nonesttables", "nesttableprops", "pn", "sp", "falt", "panose", "fname", "fontemb", "background", "wgrffmtfilter", "mmathPr", "fchars", "lchars":
		r.now.place = nowhere
		return true
	}
	r.now.starred = starred
	return false
}

// tell makes the group's text something that is told and not read.
func (r *reader) tell(why string) {
	if r.now.place == body || r.now.place == nowhere {
		r.now.place, r.now.name = comment, why
		r.told.Reset()
	}
}

// result begins the result of a field.
func (r *reader) result() {
	n := len(r.fields)
	if n == 0 || r.now.place != body {
		return
	}
	f := r.fields[n-1]
	f.result, f.b, f.from = true, r.flow().b, r.flow().b.Len()
	f.contents, f.works = manuscript.Made(string(f.instruction))
}

// endField ends a field: the result of one that cites is a citation.
func (r *reader) endField() {
	n := len(r.fields)
	if n == 0 {
		return
	}
	f := r.fields[n-1]
	r.fields = r.fields[:n-1]
	if !f.result || f.contents || f.works {
		return
	}
	if b := r.flow().b; f.b != b {
		f.from = 0
	}
	text := string(f.instruction)
	if !strings.Contains(text[:min(len(text), 400)], "CSL_CITATION") {
		return
	}
	items, works, _ := manuscript.Citation(text)
	r.flow().b.Cite(f.from, items)
	r.out.Works = append(r.out.Works, works...)
}

// made reports whether we are in the result of a field that is a table of
// contents or a list of works.
func (r *reader) made() (contents, works bool) {
	for _, f := range r.fields {
		contents, works = contents || f.contents, works || f.works
	}
	return contents, works
}

// footnote begins a note, which is read apart.
func (r *reader) footnote() {
	if r.now.place != body || len(r.flows) > 20 {
		r.now.place = nowhere
		return
	}
	r.now.note, r.now.name = true, "footnote"
	r.now.para, r.now.look.Raised = para{}, false
	r.flows = append(r.flows, &flow{b: new(manuscript.Builder)})
}

// endNote keeps a note behind the paragraph that calls it.
func (r *reader) endNote(was state) {
	r.paragraph(true)
	r.table()
	note := manuscript.Joined(r.flow().list)
	r.flows = r.flows[:len(r.flows)-1]
	kind := 0
	if was.name == "endnote" {
		kind = 1
	}
	ref := was.name + " " + strconv.Itoa(r.scan.at)
	mark, ok := r.flow().b.Tie(ref)
	if !ok {
		r.count[kind]++
		mark = manuscript.Numeral(r.count[kind], r.format[kind])
		r.flow().b.Call(mark, ref)
	}
	note.Kind, note.Level, note.Mark, note.Anchor = block.Note, 0, mark, ref
	manuscript.TrimNote(&note, mark)
	if note.Text != "" {
		r.flow().notes = append(r.flow().notes, manuscript.Paragraph{Block: note})
	}
}

// textBox begins the text of a text box, which is read apart.
func (r *reader) textBox() {
	if r.now.place != body || len(r.flows) > 20 {
		return
	}
	r.now.box = true
	r.now.para = para{}
	r.flows = append(r.flows, &flow{b: new(manuscript.Builder)})
}

// endBox keeps the text of a text box for the end of the paragraph it stands in.
func (r *reader) endBox() {
	r.paragraph(true)
	r.table()
	list := r.flow().list
	r.flows = r.flows[:len(r.flows)-1]
	r.flow().boxes = append(r.flow().boxes, list...)
}
