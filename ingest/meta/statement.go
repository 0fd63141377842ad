package meta

import (
	"strconv"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// keys lists, for each field of a work, the statements that give it, the
// trustworthy ones first.
func keys(field string) []string {
	switch field {
	case "title":
		return []string{"citation_title", "dc.title", "dcterms.title", "bepress_citation_title", "eprints.title", "prism.title", "title", "og:title", "ld:headline", "html:title"}
	case "authors":
		return []string{"citation_author", "dc.creator", "dcterms.creator", "citation_authors", "bepress_citation_author", "eprints.creators_name", "dc.contributor.author", "authors", "author", "ld:author", "article:author"}
	case "editors":
		return []string{"citation_editor", "editor", "editors", "eprints.editors_name", "ld:editor"}
	case "year":
		return []string{"citation_publication_date", "citation_date", "citation_year", "citation_cover_date", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "bepress_citation_date", "eprints.date", "prism.publicationdate", "citation_online_date", "year", "date", "issued", "ld:datepublished", "article:published_time", "article:published", "dcterms.issued", "dcterms.created", "datepublished", "publish-date", "publish_date", "pubdate", "publication_date", "parsely-pub-date", "sailthru.date"}
	case "container":
		return []string{"citation_journal_title", "citation_inbook_title", "citation_book_title", "citation_conference_title", "bepress_citation_journal_title", "eprints.publication", "prism.publicationname", "journal", "container", "container-title", "booktitle", "ld:container", "og:site_name"}
	case "volume":
		return []string{"citation_volume", "bepress_citation_volume", "eprints.volume", "prism.volume", "volume", "ld:volume"}
	case "issue":
		return []string{"citation_issue", "bepress_citation_issue", "eprints.number", "prism.number", "issue", "number", "ld:issue"}
	case "pages":
		return []string{"pages", "page", "citation_pages", "eprints.pagerange", "ld:pages"}
	case "issn":
		return []string{"citation_issn", "issn", "prism.issn", "prism.eissn", "eprints.issn", "ld:issn"}
	case "isbn":
		return []string{"citation_isbn", "isbn", "eprints.isbn", "book:isbn", "ld:isbn"}
	case "doi":
		return []string{"citation_doi", "bepress_citation_doi", "prism.doi", "dc.identifier", "dc.identifier.doi", "dcterms.identifier", "doi", "ld:doi"}
	case "publisher":
		return []string{"citation_publisher", "citation_dissertation_institution", "citation_technical_report_institution", "dc.publisher", "dcterms.publisher", "eprints.publisher", "publisher", "ld:publisher"}
	case "place":
		return []string{"place", "publisher-place", "address"}
	case "edition":
		return []string{"edition", "ld:edition"}
	case "language":
		return []string{"citation_language", "dc.language", "dcterms.language", "language", "lang", "ld:language"}
	case "url":
		return []string{"url", "citation_public_url", "og:url"}
	}
	return lesserKeys(field)
}

// values lists the values of the first key of a field that has any.
func values(meta []block.Meta, field string) []string {
	for _, key := range keys(field) {
		var out []string
		for _, m := range meta {
			if m.Key == key && strings.TrimSpace(m.Value) != "" {
				out = append(out, strings.TrimSpace(m.Value))
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

func value(meta []block.Meta, field string) string {
	if v := values(meta, field); v != nil {
		return v[0]
	}
	return ""
}

func find(meta []block.Meta, key string) string {
	for _, m := range meta {
		if m.Key == key {
			return m.Value
		}
	}
	return ""
}

var (
	yearPattern = pattern.Lazy(`\b(1[4-9][0-9]{2}|20[0-9]{2})\b`)
	doiPattern  = pattern.Lazy(`10\.[0-9]{4,9}/[^\s"<>]+`)
	language    = pattern.Lazy(`^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$`)
	copyright   = pattern.Lazy(`(?i)(?:©|\(c\)|copyright)\s*(?:\(c\)|©)?\s*(?:by\s+)?[^0-9]{0,40}((?:1[4-9]|20)[0-9]{2})\b`)
)

// stated sets the fields that the page's statements give.
func (r *reading) stated() {
	m := r.page.Meta
	r.setText("title", &r.work.Title, value(m, "title"))
	if v := value(m, "title"); v != "" && find(m, "title") == "" && (v == find(m, "html:title") || v == find(m, "og:title")) {
		r.work.Title = r.withoutSite(v)
	}
	r.setNames("authors", &r.work.Authors, values(m, "authors"))
	r.setNames("editors", &r.work.Editors, values(m, "editors"))
	r.setYear(value(m, "year"))
	if y := copyright().FindStringSubmatch(find(m, "licence")); y != nil && r.work.Year == nil {
		r.setYear(y[1])
	}
	r.setText("container", &r.work.Container, value(m, "container"))
	r.setText("volume", &r.work.Volume, value(m, "volume"))
	r.setText("issue", &r.work.Issue, value(m, "issue"))
	r.setText("pages", &r.work.Pages, strings.ReplaceAll(pagesOf(m), "--", "-"))
	r.setText("issn", &r.work.ISSN, value(m, "issn"))
	r.setText("isbn", &r.work.ISBN, value(m, "isbn"))
	r.setText("doi", &r.work.DOI, doiIn(m))
	r.setText("publisher", &r.work.Publisher, value(m, "publisher"))
	r.setText("place", &r.work.Place, value(m, "place"))
	r.setText("edition", &r.work.Edition, value(m, "edition"))
	if v := value(m, "language"); language().MatchString(v) {
		r.setText("language", &r.work.Language, v)
	}
	if v := value(m, "url"); strings.HasPrefix(v, "http") {
		r.setText("url", &r.work.URL, v)
	}
	r.lesser()
}

// doiIn is the first DOI among the statements that may hold one.
func doiIn(m []block.Meta) string {
	for _, key := range keys("doi") {
		for _, s := range m {
			if s.Key != key {
				continue
			}
			if doi := doiPattern().FindString(s.Value); doi != "" {
				return doi
			}
		}
	}
	return ""
}

func pagesOf(m []block.Meta) string {
	first, last := find(m, "citation_firstpage"), find(m, "citation_lastpage")
	for _, pair := range [][2]string{{"bepress_citation_firstpage", "bepress_citation_lastpage"}, {"prism.startingpage", "prism.endingpage"}, {"citation_first_page", "citation_last_page"}} {
		if first == "" {
			first, last = find(m, pair[0]), find(m, pair[1])
		}
	}
	if first != "" && last != "" && first != last {
		return first + "-" + last
	}
	if first != "" {
		return first
	}
	return value(m, "pages")
}

// withoutSite takes the site's name off a page's title ("Title | Site", "Site -
// Title"), when a heading of the page is the rest or the page names the site. A
// title that has no word of the article's own heading is the site's; then the
// heading is the title, and the other the container.
func (r *reading) withoutSite(title string) string {
	if h := find(r.page.Meta, "html:heading"); len(strings.Fields(h)) >= 4 && len(h) < len(title) && strings.Contains(title, " - "+h+" - ") {
		r.setText("container", &r.work.Container, title[strings.Index(title, h)+len(h)+3:])
		return h // "tag - Heading - Site"
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: ", " · ", " » "} {
		i, first := strings.LastIndex(title, sep), strings.Index(title, sep)
		if i <= 0 {
			continue
		}
		if rest, site := strings.TrimSpace(title[:i]), strings.TrimSpace(title[i+len(sep):]); r.site(site) || r.headed(rest) {
			r.setText("container", &r.work.Container, site)
			return rest
		}
		if rest, site := strings.TrimSpace(title[first+len(sep):]), strings.TrimSpace(title[:first]); r.site(site) || r.headed(rest) {
			return rest
		}
	}
	if h := find(r.page.Meta, "html:heading"); h != "" && find(r.page.Meta, "og:title") == "" && Standard(h) == "" && strangers(title, h) {
		r.setText("container", &r.work.Container, title)
		return h
	}
	return title
}

// site reports whether the page says that its site, or who keeps it, is called so.
func (r *reading) site(name string) bool {
	for _, m := range r.page.Meta {
		switch m.Key {
		case "og:site_name", "ld:publisher", "ld:container", "application-name", "publisher", "dc.publisher", "cre", "source":
			if strings.EqualFold(strings.Trim(m.Value, "{}"), name) {
				return true
			}
		}
	}
	return false
}

// headed reports whether a heading at the beginning of the page, or the one that
// the page marks as the article's, says these words.
func (r *reading) headed(words string) bool {
	if same(find(r.page.Meta, "html:heading"), words) {
		return true
	}
	for _, b := range r.page.Blocks[:min(len(r.page.Blocks), 10)] {
		if b.Kind == block.Heading && same(b.Text, words) {
			return true
		}
	}
	return false
}

// strangers reports whether two lines have no longer word in common.
func strangers(a, b string) bool {
	low := strings.ToLower(a)
	for _, w := range strings.Fields(strings.ToLower(b)) {
		if len(w) > 3 && strings.Contains(low, w) {
			return false
		}
	}
	return true
}

func (r *reading) setText(field string, to *string, v string) {
	if v = strings.TrimSpace(v); v != "" && *to == "" {
		*to = v
		r.basis(field, corpus.Stated)
	}
}

func (r *reading) setNames(field string, to *[]corpus.Name, vs []string) {
	if len(*to) > 0 {
		return
	}
	for _, v := range vs {
		if strings.Contains(v, "://") {
			continue
		}
		*to = append(*to, Names(v)...)
	}
	if len(*to) > 0 {
		r.basis(field, corpus.Stated)
	}
}

// setYear reads the first year of a date.
func (r *reading) setYear(v string) {
	if r.work.Year != nil {
		return
	}
	if y := yearPattern().FindString(v); y != "" {
		n, err := strconv.Atoi(y)
		if err == nil {
			r.work.Year = &n
			r.basis("year", corpus.Stated)
		}
	}
}

func (r *reading) basis(field string, b corpus.Basis) {
	if r.work.Stated == nil {
		r.work.Stated = map[string]corpus.Basis{}
	}
	r.work.Stated[field] = b
}
