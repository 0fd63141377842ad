package layout

import "strings"

// Sign is a printed character and its place on its line. Lengths are in points; X
// runs from the left, Y from the bottom of the sheet, as the file has them. A long
// book has millions, so it holds no more than layout needs to the end.
type Sign struct {
	X0, X1 float64 // from where the character stands to where the next one may
	OX     float64 // where it stands on its line, and
	Base   float64 // the line on which it stands
	Size   float64 // of the font as printed
	Rune   rune
	Font   int16 // index into Document.Fonts
	Blank  bool  // a blank or a line's end stood before it in the file
}

// Glyph is a character as a renderer gives it.
type Glyph struct {
	Sign
	Y0, Y1 float64 // its font's lowest and highest line
	Angle  float64 // of the line, in radians, counter-clockwise
}

// Rule is a horizontal line drawn on the sheet.
type Rule struct{ X0, X1, Y float64 }

// Dot is a small thing drawn on the sheet, by its middle.
type Dot struct{ X, Y float64 }

// Sheet is a page of the file.
type Sheet struct {
	Width, Height float64
	Glyphs        []Glyph // in the file's order
	Rules         []Rule
	Dots          []Dot
	Label         string // the file's label for it
	Labelled      bool   // the file has a label for it, be it empty
	Broken        bool   // it could not be read
}

// Document is a file as it is printed: its sheets, its fonts, and its information
// dictionary (keys in small letters).
type Document struct {
	Sheets []Sheet
	Fonts  []Font
	Info   map[string]string
}

// Broken reports whether a sheet of the document could not be read.
func (d *Document) Broken() bool {
	for _, s := range d.Sheets {
		if s.Broken {
			return true
		}
	}
	return false
}

// Font is what a font's name and flags tell of its look.
type Font struct {
	Name                       string
	Bold, Italic, Mono, Symbol bool
}

// The bits of a PDF font descriptor's flags, and the weight from which a font is
// bold. The makers of mathematical typesetting's fonts give odd weights, so
// theirs are told by name alone.
const (
	flagMono   = 1 << 0
	flagItalic = 1 << 6
	flagForced = 1 << 18
	boldWeight = 600
)

// FontOf tells a font's look from its name, weight and flags.
func FontOf(name string, weight, flags int) Font {
	if i := strings.IndexByte(name, '+'); i == 6 {
		name = name[i+1:]
	}
	low := strings.ToLower(name)
	f := Font{Name: name}
	tex := texFont(low)
	f.Bold = holds(low, "bold", "black", "heavy", "semibd", "-demi", "demib", "-medi", ",bd", "-bd") ||
		tex && holds(low, "cmbx", "cmb1", "cmssbx", "ecbx", "sfbx", "lmbx", "-bx", "txb", "pxb") || !tex && weight >= boldWeight && flags&flagForced != 0 || !tex && weight >= boldWeight+50
	f.Italic = holds(low, "italic", "oblique", "slanted", "-ita", "ital", "-it", "obli", "kursiv") && !holds(low, "capital", "digital") ||
		tex && holds(low, "cmti", "cmsl", "cmmi", "ecti", "sfti", "lmri", "txi", "pxi", "cmbxti") || flags&flagItalic != 0
	f.Mono = flags&flagMono != 0 || holds(low, "courier", "mono", "cmtt", "consol", "typewriter", "sftt", "ectt", "inconsolata")
	f.Symbol = holds(low, "cmsy", "cmmi", "cmex", "msam", "msbm", "symbol", "math", "wingding", "dingbat", "stix", "mtmi", "rmtmi")
	return f
}

func texFont(low string) bool {
	for _, p := range []string{"cm", "ec", "sf", "lm", "tx", "px", "nimbus", "msam", "msbm", "rtx", "mt"} {
		if strings.HasPrefix(low, p) {
			return true
		}
	}
	return false
}

func holds(s string, any ...string) bool {
	for _, a := range any {
		if strings.Contains(s, a) {
			return true
		}
	}
	return false
}

// Prints reports whether the letters and digits of s stand in that order within
// the first sheets, blanks and marks apart: what a file says of its title counts
// where it is printed there.
func (d *Document) Prints(s string) bool {
	want := squeezed(s)
	if want == "" {
		return false
	}
	var all strings.Builder
	for _, sheet := range d.Sheets[:min(len(d.Sheets), 3)] {
		for _, g := range sheet.Glyphs {
			all.WriteRune(g.Rune)
		}
	}
	return strings.Contains(squeezed(all.String()), want)
}
