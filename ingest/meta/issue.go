package meta

import (
	"regexp"
	"strings"

	"locus/ingest/pattern"
)

// issued is what a line says of where a work was printed. From is the byte
// offset at which the first of it begins.
type issued struct {
	volume, issue, pages, issn, doi, year string
	meeting                               string // the proceedings, where they have no volume
	from                                  int
	alone                                 bool // an issue and no volume
}

const span = `[A-Z]?[0-9]{1,5}\s?[-–]{1,2}\s?[A-Z]?[0-9]{1,5}`

var (
	compact     = pattern.Lazy(`\b([0-9]{1,4})\s?\(([0-9]{1,3}(?:[-–/][0-9]{1,3})?)\)\s*(?:[,:;.]\s*(?:1[6-9]|20)[0-9]{2}|[,:;.]?\s*\((?:1[6-9]|20)[0-9]{2}\))?(?:\s*[,:;.]\s*|\s+)(?:pp?\.\s*)?(` + span + `)`)
	coloned     = pattern.Lazy(`\b([0-9]{1,3}):\s?([0-9]{1,2}),\s*(?:pp?\.\s*)?(` + span + `)`)
	yearVolume  = pattern.Lazy(`\s((?:19|20)[0-9]{2})\s+([1-9][0-9]{0,2}):\s?([A-Z]?[0-9]{1,5})$`) // "Review of Harbours 2011 17: 45"
	issueAlone  = pattern.Lazy(`,\s*(?:(?i:n[°ºo]\.?|nr\.?|heft|núm\.?|no\.|issue))\s?([0-9]{1,4}),?\s+\(?(?:\p{L}+ )?((?:1[89]|20)[0-9]{2})\)?\s*[,:]\s*(?:pp?\.|S\.|s\.)?\s*(` + span + `)`)
	bare        = pattern.Lazy(`(?:,\s*|\s)([0-9]{1,4}),\s*(?:[Nn]o|[Ii]ssue)\.?\s*([0-9]{1,3})\s*[,:;.]\s*(?:pp?\.\s*)?(` + span + `)`)
	meeting     = pattern.Lazy(`^((?:In\s+)?Proc(?:eedings|\.)\s.{10,160}?),?\s+(?:pages|pp?\.?)\s*(` + span + `)`)
	volumeOf    = pattern.Lazy(`(?i)\bvol(?:ume|\.)?\s*([0-9]{1,4}|[ivxl]{1,7})\b`)
	volumeAlone = pattern.Lazy(`(?i)^[\[(]?vol(?:ume|\.)?\s*(?:[0-9]{1,4}|[ivxl]{1,7})[\])]?$`)
	issueOf     = pattern.Lazy(`(?i)\b(?:no|nos|issue|number|nr)\.?\s*([0-9]{1,3}(?:[-–/][0-9]{1,3})?)\b`)
	rangeOf     = pattern.Lazy(`(?i)\b(?:pp?\.?|pages)\s*(` + span + `)`)
	issn        = pattern.Lazy(`(?i)\b(?:e|p)?-?ISSN(?:\s*\((?:print|online)\))?:?\s*([0-9]{4}-?[0-9]{3}[0-9xX])\b`)
)

// printedIssue reads a line that says where a work was printed; the zero value
// where it says nothing of it: a volume with an issue or pages, an ISSN or a DOI.
func printedIssue(line string) issued {
	out := issued{from: len(line)}
	at := func(i int) { out.from = min(out.from, i) }
	for _, re := range []*regexp.Regexp{compact(), coloned(), bare()} {
		if m := re.FindStringSubmatchIndex(line); m != nil && out.volume == "" {
			out.volume, out.issue, out.pages = line[m[2]:m[3]], line[m[4]:m[5]], line[m[6]:m[7]]
			at(m[0])
		}
	}
	if m := yearVolume().FindStringSubmatchIndex(line); m != nil && out.volume == "" && len(datePattern().FindString(line)) <= 4 {
		out.volume, out.year = line[m[4]:m[5]], line[m[2]:m[3]]
		at(m[0])
	}
	if m := meeting().FindStringSubmatchIndex(line); m != nil && out.volume == "" {
		out.meeting, out.pages = strings.TrimRight(line[m[2]:m[3]], " ,."), line[m[4]:m[5]]
		at(m[0])
	}
	if m := volumeOf().FindStringSubmatchIndex(line); m != nil && (out.volume == "" || out.volume == line[m[2]:m[3]]) {
		rest := line[m[0]:]
		no, pp := issueOf().FindStringSubmatch(rest), rangeOf().FindStringSubmatch(rest)
		if no != nil || pp != nil || out.volume != "" || volumeAlone().MatchString(line) {
			out.volume = line[m[2]:m[3]]
			from := m[0] // with the word of another language before it: "Cilt/Volume 8"
			if from > 0 && line[from-1] == '/' {
				from = strings.LastIndexByte(line[:from], ' ') + 1
			}
			at(from)
		}
		if no != nil && out.issue == "" {
			out.issue = no[1]
		}
		if pp != nil && out.pages == "" {
			out.pages = pp[1]
		}
	}
	if m := issueAlone().FindStringSubmatchIndex(line); m != nil && out.volume == "" {
		out.issue, out.year, out.pages = line[m[2]:m[3]], line[m[4]:m[5]], line[m[6]:m[7]]
		out.pages = strings.NewReplacer(" ", "", "–", "-", "--", "-").Replace(out.pages)
		out.from, out.alone = m[0], true
		return out
	}
	if m := issn().FindStringSubmatchIndex(line); m != nil {
		out.issn = line[m[2]:m[3]]
		at(m[0])
	}
	if d := doiPattern().FindStringIndex(line); d != nil {
		out.doi = strings.TrimRight(line[d[0]:d[1]], ".,;)")
		at(d[0])
	}
	if out.volume == "" && out.issn == "" && out.doi == "" && out.meeting == "" {
		return issued{}
	}
	out.pages = strings.NewReplacer(" ", "", "–", "-", "--", "-").Replace(out.pages)
	out.year = issueYear(line, out)
	return out
}

// issueYear is the year of the issue: the only year of the line that is not its
// volume and stands in no range of pages.
func issueYear(line string, is issued) string {
	found := ""
	for _, m := range yearPattern().FindAllStringIndex(line, -1) {
		y := line[m[0]:m[1]]
		near := line[max(0, m[0]-2):min(len(line), m[1]+2)]
		if y == is.volume || strings.Contains(is.pages, y) || strings.Contains(is.doi, y) || strings.Contains(near, "/") || strings.Contains(is.issn, y) {
			continue
		}
		if found != "" && found != y {
			return ""
		}
		found = y
	}
	return found
}
