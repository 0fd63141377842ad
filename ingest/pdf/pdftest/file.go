package pdftest

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"fmt"
	"strings"
)

// Text is a string printed at a place. X and Y are points from the sheet's lower
// left corner; Y is the line on which the letters stand.
type Text struct {
	X, Y, Size float64
	Font       Font
	String     string
	Spread     float64 // added to every blank, in points
}

// Font is one of the fonts of a file.
type Font int

// The fonts.
const (
	Roman Font = iota
	Bold
	Italic
	Typewriter
)

// Sheet is a page of a file.
type Sheet struct {
	Width, Height float64
	Rotate        int // degrees clockwise by which it is shown turned
	Texts         []Text
	Rules         [][3]float64 // from x to x at y
}

// LabelRange says how the sheets from one on are labelled: style "D" (1, 2), "r"
// (i, ii), "R" (I, II) or "" (prefix alone).
type LabelRange struct {
	From   int // index of the first sheet
	Style  string
	Prefix string
	Start  int
}

// File is what a PDF file is written from.
type File struct {
	Sheets   []Sheet
	Labels   []LabelRange
	Info     map[string]string
	Password string // the reader must give it; "" for an open file
}

// writer gathers the objects of a file.
type writer struct {
	out     bytes.Buffer
	offsets []int
	key     []byte
}

func (w *writer) object(n int, body string) {
	for len(w.offsets) <= n {
		w.offsets = append(w.offsets, 0)
	}
	w.offsets[n] = w.out.Len()
	fmt.Fprintf(&w.out, "%d 0 obj\n%s\nendobj\n", n, body)
}

// stream writes a stream object, encrypted where the file is.
func (w *writer) stream(n int, data []byte) {
	data = w.encrypt(n, data)
	w.object(n, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(data), data))
}

func (w *writer) encrypt(n int, data []byte) []byte {
	if w.key == nil {
		return data
	}
	k := md5.Sum(append(append([]byte(nil), w.key...), byte(n), byte(n>>8), byte(n>>16), 0, 0))
	c, err := rc4.NewCipher(k[:min(16, len(w.key)+5)])
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

const (
	firstPage  = 10 // the number of the first sheet's object; its stream follows
	fileID     = "0123456789ABCDEF"
	passwordTo = 32
)

// Bytes writes the file.
func (f File) Bytes() []byte {
	w := &writer{}
	w.out.WriteString("%PDF-1.6\n%\xE2\xE3\xCF\xD3\n")
	encryption := ""
	if f.Password != "" {
		encryption = w.lock(f.Password)
	}
	var kids strings.Builder
	for i := range f.Sheets {
		fmt.Fprintf(&kids, "%d 0 R ", firstPage+2*i)
	}
	w.object(1, "<< /Type /Catalog /Pages 2 0 R"+f.labels()+" >>")
	w.object(2, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(f.Sheets)))
	for k, name := range []string{"Times-Roman", "Times-Bold", "Times-Italic", "Courier"} {
		w.object(3+k, fmt.Sprintf("<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [%s] >>", name, widths(Font(k))))
	}
	var info strings.Builder
	for _, k := range []string{"Title", "Author", "Creator"} {
		if v := f.Info[k]; v != "" {
			fmt.Fprintf(&info, "/%s <%X> ", k, w.encrypt(7, []byte(v)))
		}
	}
	w.object(7, "<< "+info.String()+">>")
	if encryption != "" {
		w.object(8, encryption)
	}
	for i, s := range f.Sheets {
		w.object(firstPage+2*i, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Rotate %d /Contents %d 0 R /Resources << /Font << /F0 3 0 R /F1 4 0 R /F2 5 0 R /F3 6 0 R >> >> >>",
			s.Width, s.Height, s.Rotate, firstPage+2*i+1))
		w.stream(firstPage+2*i+1, s.content())
	}
	w.trailer(encryption != "")
	return w.out.Bytes()
}

func (w *writer) trailer(locked bool) {
	at := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets))
	for _, o := range w.offsets[1:] {
		kind := 'n'
		if o == 0 {
			kind = 'f'
		}
		fmt.Fprintf(&w.out, "%010d 00000 %c \n", o, kind)
	}
	lock := ""
	if locked {
		lock = " /Encrypt 8 0 R"
	}
	fmt.Fprintf(&w.out, "trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R /ID [<%X> <%X>]%s >>\nstartxref\n%d\n%%%%EOF\n", len(w.offsets), fileID, fileID, lock, at)
}

// labels is the catalog's entry for page labels.
func (f File) labels() string {
	if len(f.Labels) == 0 {
		return ""
	}
	var out strings.Builder
	for _, l := range f.Labels {
		fmt.Fprintf(&out, "%d << ", l.From)
		if l.Style != "" {
			fmt.Fprintf(&out, "/S /%s ", l.Style)
		}
		if l.Prefix != "" {
			fmt.Fprintf(&out, "/P (%s) ", l.Prefix)
		}
		if l.Start > 0 {
			fmt.Fprintf(&out, "/St %d ", l.Start)
		}
		out.WriteString(">> ")
	}
	return " /PageLabels << /Nums [" + out.String() + "] >>"
}

// content is a sheet's content stream.
func (s Sheet) content() []byte {
	var out bytes.Buffer
	for _, r := range s.Rules {
		fmt.Fprintf(&out, "0.5 w %.2f %.2f m %.2f %.2f l S\n", r[0], r[2], r[1], r[2])
	}
	for _, t := range s.Texts {
		fmt.Fprintf(&out, "BT /F%d %.2f Tf %.3f Tw 1 0 0 1 %.2f %.2f Tm (%s) Tj ET\n", t.Font, t.Size, t.Spread, t.X, t.Y, escaped(t.String))
	}
	return out.Bytes()
}

// escaped writes a string in the file's encoding (Windows 1252).
func escaped(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch r {
		case '(', ')', '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
			continue
		case '–':
			r = 0x96
		case '—':
			r = 0x97
		case '‘':
			r = 0x91
		case '’':
			r = 0x92
		case '“':
			r = 0x93
		case '”':
			r = 0x94
		case '•':
			r = 0x95
		case '†':
			r = 0x86
		}
		out.WriteByte(byte(r))
	}
	return out.String()
}

// lock makes the key of the standard security handler, revision 2, and its entry.
func (w *writer) lock(password string) string {
	pad := []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")
	user := append([]byte(password), pad...)[:passwordTo]
	owner := md5.Sum(user)
	o := make([]byte, passwordTo)
	if c, err := rc4.NewCipher(owner[:5]); err == nil {
		c.XORKeyStream(o, user)
	}
	sum := md5.New()
	sum.Write(user)
	sum.Write(o)
	sum.Write([]byte{0xFC, 0xFF, 0xFF, 0xFF})
	sum.Write([]byte(fileID))
	w.key = sum.Sum(nil)[:5]
	u := make([]byte, passwordTo)
	if c, err := rc4.NewCipher(w.key); err == nil {
		c.XORKeyStream(u, pad)
	}
	return fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%X> /U <%X> /P -4 >>", o, u)
}

// widthOf is the width of a character in thousandths of the font's size.
func widthOf(r rune, f Font) int {
	if f == Typewriter {
		return 600
	}
	w := 480
	switch {
	case strings.ContainsRune("iljtf.,;:'|!-() ’‘", r):
		w = 290
	case strings.ContainsRune("mwMW—", r):
		w = 790
	case r >= 'A' && r <= 'Z':
		w = 680
	case r >= '0' && r <= '9' || r == '–':
		w = 500
	}
	if f == Bold {
		w += 30
	}
	return w
}

func widths(f Font) string {
	var out strings.Builder
	for c := 32; c <= 255; c++ {
		r := rune(c)
		switch c {
		case 0x96:
			r = '–'
		case 0x97:
			r = '—'
		case 0x91, 0x92:
			r = '’'
		}
		fmt.Fprintf(&out, "%d ", widthOf(r, f))
	}
	return out.String()
}

// Width is how wide a string is printed, in points.
func Width(s string, size float64, f Font) float64 {
	w := 0
	for _, r := range s {
		w += widthOf(r, f)
	}
	return float64(w) * size / 1000
}
