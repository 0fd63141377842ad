package ingest

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/clean"
	"locus/ingest/encoding"
	"locus/ingest/flow"
	"locus/ingest/meta"
)

// record is a line of a .jsonl file. Fields of several names, or of several
// JSON types, are read by hand.
type record struct {
	ID        json.RawMessage `json:"id"`
	Under     json.RawMessage `json:"_id"`
	Title     string          `json:"title"`
	Author    json.RawMessage `json:"author"`
	Authors   json.RawMessage `json:"authors"`
	Editors   json.RawMessage `json:"editors"`
	Year      json.RawMessage `json:"year"`
	Text      string          `json:"text"`
	Type      string          `json:"type"`
	Container string          `json:"container"`
	Volume    json.RawMessage `json:"volume"`
	Issue     json.RawMessage `json:"issue"`
	Pages     json.RawMessage `json:"pages"`
	ISSN      string          `json:"issn"`
	ISBN      string          `json:"isbn"`
	DOI       string          `json:"doi"`
	URL       string          `json:"url"`
	Publisher string          `json:"publisher"`
	Place     string          `json:"place"`
	Edition   json.RawMessage `json:"edition"`
	Language  string          `json:"language"`

	Translators json.RawMessage `json:"translators"`
	Original    json.RawMessage `json:"original_year"`
	Number      json.RawMessage `json:"number"`
	Genre       string          `json:"genre"`
	Series      string          `json:"series"`
	Accessed    string          `json:"accessed"`
}

// recordStart reports whether a file that begins with head is one of records.
func recordStart(head []byte, name string) bool {
	if format, kind := sniff(head); format != "" || kind != "" || encoding.Binary(head) {
		return false
	}
	text := strings.TrimPrefix(string(head), "\uFEFF")
	if !strings.HasPrefix(strings.TrimSpace(text), "{") {
		return false
	}
	if jsonlName(name) {
		return true
	}
	first, _, whole := strings.Cut(strings.TrimSpace(text), "\n")
	return (whole || len(head) < 1<<16) && formatOf(text, name) == formatRecord && strings.Contains(first, `"text"`)
}

func jsonlName(name string) bool {
	low := strings.ToLower(name)
	return strings.HasSuffix(low, ".jsonl") || strings.HasSuffix(low, ".ndjson")
}

var errLong = errors.New("line too long")

// nextLine reads a line of at most limit bytes; of a longer one it reads to the
// end and keeps nothing.
func nextLine(in *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if int64(len(line)) > limit {
			line, long = nil, true
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if long && (err == nil || errors.Is(err, io.EOF)) {
			return nil, errLong
		}
		return line, err
	}
}

// record reads one line.
func (r *Reader) record(name string, n int, line []byte) (*corpus.Document, error) {
	bad := func(format string, a ...any) error {
		return &Skip{File: name, Reason: BadRecord, Line: n, Detail: fmt.Sprintf(format, a...)}
	}
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return nil, bad("%v", err)
	}
	id := scalar(rec.ID)
	if id == "" {
		id = scalar(rec.Under)
	}
	text := encoding.Decode([]byte(rec.Text))
	if strings.TrimSpace(text.String) == "" {
		return nil, &Skip{File: name, Reason: NoText, Line: n, Detail: "the field text is empty"}
	}
	page := pageOf(text.String)
	page.Meta = nil
	page.Omitted = append(page.Omitted, decoded(text)...)
	flow.Entries(&page)
	clean.Page(&page)
	flow.Captions(page.Blocks)
	sum := sha256.Sum256(line)
	doc := &corpus.Document{Work: rec.work()}
	doc.Work.ID = recordID(id, name, n)
	doc.Work.Source = corpus.Source{File: name, Format: formatRecord, SHA256: hex.EncodeToString(sum[:])}
	dropTitle(&page, doc.Work.Title)
	if err := r.finish(doc, &page); err != nil {
		return nil, &Skip{File: name, Reason: NoText, Line: n, Detail: err.Error()}
	}
	return doc, nil
}

// dropTitle takes the title away where the text repeats it as its first block.
func dropTitle(page *block.Page, title string) {
	if len(page.Blocks) > 1 && title != "" && strings.EqualFold(page.Blocks[0].Text, title) {
		page.Omitted = append(page.Omitted, block.Omitted{Why: "title", Text: title})
		var pages []block.PageStart // that begin with the title begin with the text
		for _, p := range page.Blocks[0].Pages {
			p.At = 0
			pages = append(pages, p)
		}
		page.Blocks = slices.Clone(page.Blocks[1:])
		page.Blocks[0].Pages = append(pages, page.Blocks[0].Pages...)
	}
}

// recordID keeps a record's id where it can be a work's id. A record without
// an id is named by the file and the line.
func recordID(id, name string, n int) corpus.WorkID {
	if id == "" {
		return corpus.WorkID(fmt.Sprintf("%s-%d", corpus.MakeWorkID(baseName(name), nil), n))
	}
	return corpus.KeepWorkID(id, nil)
}

// work is what the record says of its work, in the user's name.
func (rec *record) work() corpus.Work {
	w := corpus.Work{Stated: map[string]corpus.Basis{}}
	set := func(field string, to *string, v string) {
		if v = strings.TrimSpace(v); v != "" {
			*to = v
			w.Stated[field] = corpus.ByUser
		}
	}
	set("title", &w.Title, rec.Title)
	set("type", &w.Type, rec.Type)
	if w.Type == "" {
		w.Type = corpus.TypeRecord
		w.Stated["type"] = corpus.Derived
	}
	set("container", &w.Container, rec.Container)
	set("volume", &w.Volume, scalar(rec.Volume))
	set("issue", &w.Issue, scalar(rec.Issue))
	set("pages", &w.Pages, scalar(rec.Pages))
	set("issn", &w.ISSN, rec.ISSN)
	set("isbn", &w.ISBN, rec.ISBN)
	set("doi", &w.DOI, rec.DOI)
	set("url", &w.URL, rec.URL)
	set("publisher", &w.Publisher, rec.Publisher)
	set("place", &w.Place, rec.Place)
	set("edition", &w.Edition, scalar(rec.Edition))
	set("language", &w.Language, rec.Language)
	if y, err := strconv.Atoi(scalar(rec.Year)); err == nil && y != 0 {
		w.Year = &y
		w.Stated["year"] = corpus.ByUser
	}
	set("genre", &w.Genre, rec.Genre)
	set("number", &w.Number, scalar(rec.Number))
	set("series", &w.Series, rec.Series)
	if corpus.IsDate(rec.Accessed) {
		set("accessed", &w.Accessed, rec.Accessed)
	}
	if y, err := strconv.Atoi(scalar(rec.Original)); err == nil && y != 0 {
		w.OriginalYear = &y
		w.Stated["original_year"] = corpus.ByUser
	}
	if w.Translators = names(rec.Translators); w.Translators != nil {
		w.Stated["translators"] = corpus.ByUser
	}
	w.Authors = names(rec.Author)
	if w.Authors == nil {
		w.Authors = names(rec.Authors)
	}
	w.Editors = names(rec.Editors)
	if w.Authors != nil {
		w.Stated["authors"] = corpus.ByUser
	}
	if w.Editors != nil {
		w.Stated["editors"] = corpus.ByUser
	}
	return w
}

// scalar reads a JSON string or number as text; "" for anything else.
func scalar(v json.RawMessage) string {
	var s string
	if json.Unmarshal(v, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(v, &n) == nil {
		return n.String()
	}
	return ""
}

// names reads authors: a string, a list of strings, or objects with family and
// given or name.
func names(v json.RawMessage) []corpus.Name {
	if len(v) == 0 {
		return nil
	}
	var s string
	if json.Unmarshal(v, &s) == nil {
		return meta.Names(s)
	}
	var list []json.RawMessage
	if json.Unmarshal(v, &list) == nil {
		var out []corpus.Name
		for _, e := range list {
			out = append(out, names(e)...)
		}
		return out
	}
	var person struct{ Family, Given, Name, Literal string }
	if json.Unmarshal(v, &person) != nil {
		return nil
	}
	if person.Family != "" {
		return []corpus.Name{{Family: person.Family, Given: person.Given}}
	}
	if person.Literal != "" {
		return []corpus.Name{{Family: person.Literal}}
	}
	return meta.Names(person.Name)
}
