package epub

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"locus/ingest/archive"
	"locus/ingest/block"
	"locus/ingest/encoding"
	"locus/ingest/markup"
)

// Read reads an EPUB file. The error is a *block.Fault.
func Read(data []byte) (block.Page, error) {
	z, err := archive.Open(data, archive.Limits{})
	if err != nil {
		return block.Page{}, fault(err)
	}
	b := &book{zip: z, files: map[string]file{}}
	if err := b.opf(); err != nil {
		return block.Page{}, fault(err)
	}
	if b.locked() {
		return block.Page{}, &block.Fault{Kind: block.Unreadable, Detail: "the shop that sold this e-book has locked it (DRM), and only its own program opens it: ask for an edition without a lock"}
	}
	b.contents()
	if err := b.texts(); err != nil {
		return block.Page{}, fault(err)
	}
	mark(b.page.Blocks)
	words := 0
	for _, p := range b.page.Blocks {
		words += len(strings.Fields(p.Text))
	}
	b.page.Meta = b.pkg.statements(words)
	return b.page, nil
}

// fault is an error of reading as a person needs it.
func fault(err error) error {
	if f := (*block.Fault)(nil); errors.As(err, &f) {
		return err
	}
	f := &block.Fault{Kind: block.Damaged, Err: err, Detail: "the e-book cannot be unpacked: download or export it again"}
	switch {
	case errors.Is(err, archive.ErrTooLarge):
		f.Kind, f.Detail = block.TooLarge, "unpacked it has more than is read: it may be built to do harm"
	case errors.Is(err, archive.ErrEncrypted):
		f.Kind, f.Detail = block.Encrypted, ""
	case errors.Is(err, archive.ErrNoPart):
		f.Detail = "a part of it is missing: " + err.Error()
	}
	return f
}

// book is the work of reading one file.
type book struct {
	zip   *archive.Zip
	pkg   opf
	base  string          // the folder of the package
	files map[string]file // of the manifest, by id
	spine []file          // in reading order
	nav   []entry
	pages map[string]string // labels by file and id
	kinds map[string]string // what the guide and the landmarks call a file

	titles map[string]bool // of the table of contents, by their letters
	page   block.Page
}

// file is a file of the book.
type file struct {
	id, name, media, properties string
}

// container is the part that names the package.
type container struct {
	Roots []struct {
		Path  string `xml:"full-path,attr"`
		Media string `xml:"media-type,attr"`
	} `xml:"rootfiles>rootfile"`
}

// decoded reads XML into a value.
func decoded(data []byte, into any) error {
	d := decoder(data)
	return d.Decode(into)
}

func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(encoding.Decode(data).String))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// opf finds the package and reads it.
func (b *book) opf() error {
	name := ""
	if data, err := b.zip.Read("META-INF/container.xml"); err == nil {
		var c container
		// A container that cannot be read is as one that is not there.
		_ = decoded(data, &c)
		for _, r := range c.Roots {
			if b.zip.Has(r.Path) {
				name = r.Path
				break
			}
		}
	}
	for _, n := range b.zip.Names() {
		if name == "" && strings.HasSuffix(strings.ToLower(n), ".opf") {
			name = n
		}
	}
	data, err := b.zip.Read(name)
	if err != nil && len(data) == 0 {
		return err
	}
	if err := decoded(data, &b.pkg); err != nil {
		b.damaged(name, err)
	}
	b.base = path.Dir(name)
	for _, m := range b.pkg.Manifest {
		b.files[m.ID] = file{id: m.ID, name: b.path(m.Href), media: m.Media, properties: m.Properties}
	}
	for _, s := range b.pkg.Spine.Items {
		f, ok := b.files[s.ID]
		if !ok || !text(f) {
			continue
		}
		b.spine = append(b.spine, f)
	}
	if len(b.spine) == 0 { // a spine that names nothing: what there is, in order
		for _, m := range b.pkg.Manifest {
			if f := b.files[m.ID]; text(f) {
				b.spine = append(b.spine, f)
			}
		}
	}
	return nil
}

// path is a name of the package as a name of the archive.
func (b *book) path(href string) string {
	href, _, _ = strings.Cut(href, "#")
	return markup.FileWithin(path.Join(b.base, "x"), href)
}

func text(f file) bool {
	switch f.media {
	case "application/xhtml+xml", "text/html", "application/html", "text/x-oeb1-document":
		return true
	}
	return strings.HasSuffix(f.name, "html") && f.media == ""
}

func (b *book) damaged(name string, err error) {
	b.omit("damaged: the rest of "+name, err.Error())
}

func (b *book) omit(why, text string) {
	if text = strings.Join(strings.Fields(text), " "); text != "" {
		b.page.Omitted = append(b.page.Omitted, block.Omitted{Why: why, Text: text})
	}
}

// locked reports whether one of the texts is enciphered. Fonts may be: that keeps
// nobody from reading.
func (b *book) locked() bool {
	data, err := b.zip.Read("META-INF/encryption.xml")
	if err != nil {
		return false
	}
	var list struct {
		Data []struct {
			Ref struct {
				URI string `xml:"URI,attr"`
			} `xml:"CipherData>CipherReference"`
		} `xml:"EncryptedData"`
	}
	if err := decoded(data, &list); err != nil {
		return false
	}
	enciphered := map[string]bool{}
	for _, d := range list.Data {
		enciphered[markup.FileWithin("", d.Ref.URI)] = true
	}
	for _, f := range b.spine {
		if enciphered[f.name] {
			return true
		}
	}
	return false
}

// texts reads the files of the spine.
func (b *book) texts() error {
	links := markup.Book{Labels: b.pages}
	for _, f := range b.spine {
		data, err := b.data(f)
		if err != nil {
			return err
		}
		links.Gather(f.name, string(data))
	}
	b.zip.Again()
	for i, f := range b.spine {
		if why := b.apart(f); why != "" {
			b.omit(why, f.name)
			continue
		}
		src, err := b.source(f)
		if err != nil {
			return err
		}
		page := links.Page(f.name, src)
		b.page.Omitted = append(b.page.Omitted, page.Omitted...)
		if why := b.matter(i, f, page.Blocks); why != "" {
			for _, p := range page.Blocks {
				b.omit(why, p.Text)
			}
			continue
		}
		b.page.Blocks = append(b.page.Blocks, b.headed(f, page.Blocks)...)
	}
	return nil
}

// data is a file as it is; one that is missing or damaged is read as far as it
// goes.
func (b *book) data(f file) ([]byte, error) {
	data, err := b.zip.Read(f.name)
	if errors.Is(err, archive.ErrTooLarge) || errors.Is(err, archive.ErrEncrypted) {
		return nil, err
	}
	return data, nil
}

// source is the text of a file.
func (b *book) source(f file) (string, error) {
	data, err := b.data(f)
	if err != nil {
		return "", err
	}
	if !b.zip.Has(f.name) || len(data) == 0 {
		b.omit("damaged: a text that is missing", f.name)
	}
	return encoding.Decode(data).String, nil
}

// mark gives the notes that print no mark of their own that of their call.
func mark(blocks []block.Block) {
	marks := map[string]string{}
	for _, p := range blocks {
		for _, c := range p.Calls {
			if _, ok := marks[c.Ref]; !ok {
				marks[c.Ref] = c.Mark
			}
		}
	}
	for i := range blocks {
		if p := &blocks[i]; p.Kind == block.Note && p.Mark == "" && p.Anchor != "" {
			p.Mark = marks[p.Anchor]
		}
	}
}
