package latex

import (
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/records"
	"locus/ingest/tex"
)

// Open gives the text of a file that a document names, by its path below the
// document's folder with slashes. It must refuse every other path.
type Open func(path string) (string, error)

// The bounds: bytes that macros may add, and other files; how deep commands nest;
// files that are opened.
const (
	maxAdded  = 2 << 20
	maxOpened = 32 << 20
	maxDepth  = 60
	maxFiles  = 200
)

// Read reads a document. Name is its file's name, by which a .bbl file of the
// same name is found; open may be nil. An error is a *block.Fault.
func Read(src, name string, open Open) (block.Page, error) {
	first := read(src, name, open, nil)
	second := read(src, name, open, first.labels)
	if len(second.Page.Blocks) == 0 && second.title == "" {
		return block.Page{}, &block.Fault{Kind: block.Damaged, Detail: "there is no text in it besides commands"}
	}
	return second.Page, nil
}

// reader is the work of reading one document. It is read twice, the second time
// with the numbers of its labels known.
type reader struct {
	block.Builder
	name    string
	open    Open
	opened  int // files
	taken   int // bytes of them
	added   int // bytes by expansion
	macros  map[string]macro
	envs    map[string]environment
	known   map[string]string // labels to numbers, of the first reading
	labels  map[string]string // labels to numbers, of this one
	number  string            // of what a label names now
	counts  map[string]int
	notes   int
	lists   []*list
	quotes  int // quotation marks open
	cited   []string
	entries map[string]block.Entry
	bib     []string                    // keys of the .bib files, in order
	numbers map[string]int              // keys of a list that numbers its entries
	printed map[string]corpus.Reference // names and years that a list gives its entries
	bbl     string                      // the list that BibTeX has made
	listed  bool                        // the references stand in the text
	all     bool                        // all entries of the .bib are cited
	title   string
	sub     string
	authors []string
	date    string
	unknown map[string]bool
	chapter bool // the document has chapters
	verse   bool
	fragile int // depth of arguments that are read for their words alone
}

func read(src, name string, open Open, known map[string]string) *reader {
	r := &reader{name: name, open: open, known: known, macros: map[string]macro{}, envs: map[string]environment{}, labels: map[string]string{},
		numbers: map[string]int{}, printed: map[string]corpus.Reference{}, counts: map[string]int{}, entries: map[string]block.Entry{}, unknown: map[string]bool{}}
	text := uncommented(strings.ReplaceAll(src, "\r\n", "\n"))
	r.chapter = strings.Contains(text, `\chapter`)
	head, body, whole := strings.Cut(text, `\begin{document}`)
	if whole {
		r.Inner(func() { r.run(head, 1) }) // definitions; what it writes is no text
		r.Page.Omitted = nil
		body, _, _ = strings.Cut(body, `\end{document}`)
	} else {
		body = head
	}
	r.library(head + body)
	r.numbered(body)
	r.run(body, 1)
	r.Flush()
	r.references()
	r.state()
	return r
}

// state states what the document says of itself.
func (r *reader) state() {
	var all []block.Meta
	add := func(key, value string) {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, block.Meta{Key: key, Value: value})
		}
	}
	title := r.title
	if r.sub != "" && title != "" {
		title = strings.TrimRight(title, " :") + ": " + r.sub
	}
	add("title", title)
	for _, a := range r.authors {
		add("author", a)
	}
	add("date", r.date)
	r.Page.Meta = append(all, r.Page.Meta...)
	var names []string
	for name := range r.unknown {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		r.Omit("command not known", `\`+name)
	}
}

// file gives a file that the document names, with the endings given tried in
// turn; false where there is none or too many were opened.
func (r *reader) file(name string, endings ...string) (string, bool) {
	name = strings.TrimPrefix(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/"), "./")
	if r.open == nil || name == "" || r.opened >= maxFiles || r.taken > maxOpened {
		return "", false
	}
	for _, end := range endings {
		if end != "" && strings.HasSuffix(name, end) {
			continue
		}
		text, err := r.open(name + end)
		if err == nil {
			r.opened++
			r.taken += len(text)
			return strings.ReplaceAll(text, "\r\n", "\n"), true
		}
	}
	return "", false
}

// library reads the .bib files that the text names, before their entries are cited.
func (r *reader) library(text string) {
	c := &cursor{s: text}
	for c.i < len(text) {
		at := strings.IndexByte(text[c.i:], '\\')
		if at < 0 {
			return
		}
		c.i += at + 1
		name, n := tex.Command(text[c.i:])
		c.i += n
		if name != "bibliography" && name != "addbibresource" {
			continue
		}
		c.optional()
		arg, _ := c.group()
		for _, bib := range strings.Split(arg, ",") {
			src, ok := r.file(bib, ".bib", "")
			if !ok {
				r.Omit("file not read", strings.TrimSpace(bib)+": the references in it are not known")
				continue
			}
			list, faults := records.BibTeX(src)
			for _, rec := range list {
				if _, twice := r.entries[rec.Key]; !twice {
					r.entries[rec.Key] = rec.Entry()
					r.bib = append(r.bib, rec.Key)
				}
			}
			for _, f := range faults {
				r.Omit("reference not read", fmt.Sprintf("%s, %v", strings.TrimSpace(bib), f))
			}
		}
	}
}

// uncommented is a text without its comments; verbatim stretches keep theirs.
func uncommented(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && strings.HasPrefix(s[i:], `\begin{`):
			name, _, _ := strings.Cut(s[i+len(`\begin{`):], "}")
			end := len(s)
			if verbatim(name) {
				if n := strings.Index(s[i:], `\end{`+name+"}"); n >= 0 {
					end = i + n
				}
				out.WriteString(s[i:end])
				i = end
				continue
			}
			out.WriteByte(s[i])
			i++
		case s[i] == '\\' && i+1 < len(s):
			out.WriteString(s[i : i+2])
			i += 2
		case s[i] == '%':
			n := strings.IndexByte(s[i:], '\n')
			if n < 0 {
				return out.String()
			}
			// The line's end and the blanks before the next line's words go too.
			for i += n + 1; i < len(s) && (s[i] == ' ' || s[i] == '\t'); i++ {
			}
			if i < len(s) && s[i] == '\n' && !strings.HasSuffix(out.String()[max(0, out.Len()-1):], "\n") {
				out.WriteByte('\n')
			}
		default:
			out.WriteByte(s[i])
			i++
		}
	}
	return out.String()
}

// verbatim reports whether an environment's text is code.
func verbatim(name string) bool {
	switch name {
	case "verbatim", "verbatim*", "Verbatim", "Verbatim*", "BVerbatim", "lstlisting", "minted", "Highlighting", "alltt", "comment", "filecontents", "filecontents*", "CCSXML":
		return true
	}
	return false
}
