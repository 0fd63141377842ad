package office

import (
	"strconv"

	"locus/ingest/manuscript"
)

// numbering says how the lists of a file are numbered.
type numbering struct {
	abstract map[string]*definition // by abstract number
	lists    map[string]listOf      // by number
}

// definition is the numbering of a kind of list: its levels, or the style in which
// they are defined.
type definition struct {
	levels []manuscript.Level
	blank  [9]bool // levels that print a blank in place of a bullet
	link   string
}

// listOf is one list: the kind of list it is, and the levels that begin with a
// number of their own.
type listOf struct {
	abstract string
	start    map[int]int
	levels   map[int]manuscript.Level
}

// readNumbering reads the part of numbering.
func readNumbering(data []byte, s *styles) numbering {
	n := numbering{abstract: map[string]*definition{}, lists: map[string]listOf{}}
	styled := map[string]string{} // style to abstract number
	// What cannot be read prints no numbers; the text is read all the same.
	_ = elements(data, []string{"w:numbering"}, func(k *node) error {
		switch k.name {
		case "w:abstractNum":
			id := k.attr("w:abstractNumId")
			n.abstract[id] = definitionOf(k)
			if link := k.child("w:styleLink").attr("w:val"); link != "" {
				styled[link] = id
			}
		case "w:num":
			n.lists[k.attr("w:numId")] = listFrom(k)
		}
		return nil
	})
	for _, d := range n.abstract {
		if d.link == "" {
			continue
		}
		// A list may take its levels from a style, by the list that the style has.
		id := styled[d.link]
		if st := s.byID[d.link]; id == "" && st != nil {
			id = n.lists[st.para.list].abstract
		}
		if other := n.abstract[id]; other != nil && other.link == "" {
			d.levels, d.blank = other.levels, other.blank
		}
	}
	return n
}

func definitionOf(k *node) *definition {
	d := &definition{link: k.child("w:numStyleLink").attr("w:val")}
	for _, l := range k.kids {
		if l.name != "w:lvl" {
			continue
		}
		i, err := strconv.Atoi(l.attr("w:ilvl"))
		if err != nil || i < 0 || i > 8 {
			continue
		}
		for len(d.levels) <= i {
			d.levels = append(d.levels, manuscript.Level{Format: "none", Start: 1})
		}
		d.levels[i] = levelOf(l)
		text := l.child("w:lvlText")
		d.blank[i] = d.levels[i].Format == "bullet" && text != nil && blank(text.attr("w:val")) && l.child("w:lvlPicBulletId") == nil
	}
	return d
}

func blank(s string) bool { return s == "" || s == " " || s == "\u00a0" || s == "\t" }

func levelOf(l *node) manuscript.Level {
	out := manuscript.Level{Format: l.child("w:numFmt").attr("w:val"), Text: l.child("w:lvlText").attr("w:val"), Start: 1}
	if out.Format == "" {
		out.Format = "decimal"
	}
	if v, err := strconv.Atoi(l.child("w:start").attr("w:val")); err == nil {
		out.Start = v
	}
	out.Legal = l.child("w:isLgl") != nil
	out.Kept = l.child("w:lvlRestart").attr("w:val") == "0"
	return out
}

func listFrom(k *node) listOf {
	l := listOf{abstract: k.child("w:abstractNumId").attr("w:val"), start: map[int]int{}, levels: map[int]manuscript.Level{}}
	for _, o := range k.kids {
		if o.name != "w:lvlOverride" {
			continue
		}
		i, err := strconv.Atoi(o.attr("w:ilvl"))
		if err != nil || i < 0 || i > 8 {
			continue
		}
		if lvl := o.child("w:lvl"); lvl != nil {
			l.levels[i] = levelOf(lvl)
		}
		if v, err := strconv.Atoi(o.child("w:startOverride").attr("w:val")); err == nil {
			l.start[i] = v
		}
	}
	return l
}

// item gives the printed mark of the next item of a list, and whether the item
// only goes on with the one before. Lists of one kind count together until one of
// them begins anew.
func (d *docx) item(id string, level int) (mark string, goesOn, ok bool) {
	l, ok := d.numbers.lists[id]
	def := d.numbers.abstract[l.abstract]
	if !ok || def == nil || level >= len(def.levels) {
		return "", false, false
	}
	key, levels := l.abstract, def.levels
	if len(l.levels) > 0 || len(l.start) > 0 {
		key = "list " + id
		levels = append([]manuscript.Level(nil), levels...)
		for i, o := range l.levels {
			if i < len(levels) {
				levels[i] = o
			}
		}
		for i, v := range l.start {
			if i < len(levels) {
				levels[i].Start = v
			}
		}
	}
	mark = d.counter.Mark(key, level, levels)
	return mark, def.blank[level] && levels[level].Format == "bullet", true
}
