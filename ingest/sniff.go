package ingest

import (
	"bytes"
	"encoding/json"
	"locus/ingest/pattern"
	"path"
	"regexp"
	"strings"
)

// sniff tells bytes that are a known kind of file: the format of one that is
// read, or the kind, for people, of one that is not. Both are "" for plain text,
// Markdown, HTML and records, which formatOf tells apart, and for what is unknown.
func sniff(b []byte) (format, kind string) {
	if bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")) && bytes.Contains(b, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		return formatDOCX, "" // with a password, as its reader says
	}
	for _, m := range []struct{ magic, name string }{
		{"\x89PNG", "a PNG image"}, {"\xFF\xD8\xFF", "a JPEG image"}, {"GIF8", "a GIF image"},
		{"\xD0\xCF\x11\xE0", "an old Office file"}, {"\x1F\x8B", "a gzip archive"}, {"7z\xBC\xAF", "a 7z archive"}, {"Rar!", "a RAR archive"},
		{"BZh", "a bzip2 archive"}, {"\xFD7zXZ", "an xz archive"}, {"\x7FELF", "a program"}, {"MZ\x90", "a program"}, {"SQLite format 3", "a SQLite file"},
		{"OggS", "sound"}, {"ID3", "sound"}, {"RIFF", "sound or film"}, {"AT&TFORM", "DjVu"}, {"%!PS", "PostScript"},
	} {
		if bytes.HasPrefix(b, []byte(m.magic)) {
			return "", m.name
		}
	}
	head := bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), 4096)], []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return zipped(b)
	case isPDF(b):
		return formatPDF, ""
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return formatRTF, ""
	case documentClass().Match(head):
		return formatLaTeX, ""
	case !bytes.HasPrefix(head, []byte("<")):
		return data(b)
	}
	return xmlFormat(b)
}

var documentClass = pattern.Lazy(`(?m)^\s*\\documentclass\b`)

// isPDF reports whether bytes are a PDF: its mark stands first, or shortly behind
// what a mail or a web server left before it, and the file ends as one.
func isPDF(b []byte) bool {
	mark := []byte("%PDF-")
	return bytes.HasPrefix(b, mark) || bytes.Contains(b[:min(len(b), 1024)], mark) && bytes.Contains(b[max(0, len(b)-2048):], []byte("%%EOF"))
}

// formatOf tells the format of a text by its content; the file's name only tips
// the balance.
func formatOf(text, name string) string {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	head := text[:min(len(text), 1<<16)]
	switch {
	case records(text, ext):
		return formatRecord
	case looksHTML(head):
		return formatHTML
	}
	signs := markdownSigns(head[:min(len(head), 1<<14)])
	if signs >= 2 || signs >= 1 && (ext == ".md" || ext == ".markdown" || ext == ".mdown" || ext == ".qmd" || ext == ".rmd") {
		return formatMarkdown
	}
	return formatText
}

// records reports whether a text is one JSON object a line.
func records(text, ext string) bool {
	first, rest, _ := strings.Cut(strings.TrimLeft(text, " \t\n"), "\n")
	if !strings.HasPrefix(first, "{") || !json.Valid([]byte(first)) {
		return (ext == ".jsonl" || ext == ".ndjson") && strings.Contains(text[:min(len(text), 1<<16)], "\n{")
	}
	second, _, _ := strings.Cut(strings.TrimLeft(rest, " \t\n"), "\n")
	return second == "" || strings.HasPrefix(second, "{") || ext == ".jsonl" || ext == ".ndjson"
}

var (
	htmlStart = pattern.Lazy(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,900}?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])`)
	htmlBlock = pattern.Lazy(`(?i)^<(?:p|div|h[1-6]|ul|ol|table|section|article|main|blockquote)(?:\s[^<>]*)?>`)
	blankLine = pattern.Lazy(`\n[ \t]*\n[^<\s]`)
	openTags  = pattern.Lazy(`(?i)<(?:div|p|span|section|td|tr|li)(?:\s[^<>]*)?>\s*<`)
	htmlTags  = pattern.Lazy(`(?i)</(?:p|div|h[1-6]|li|td|span|section|article)>`)
)

// looksHTML reports whether a text is an HTML document or a fragment of one:
// it begins as one does, or it begins with a tag and closes or opens many, or it
// begins with a block and has no paragraph outside all tags.
func looksHTML(head string) bool {
	if htmlStart().MatchString(head) {
		return true
	}
	t := strings.TrimLeft(head, " \t\n")
	if !strings.HasPrefix(t, "<") || atxHeading().MatchString(head) {
		return false
	}
	return len(htmlTags().FindAllString(head, 4)) >= 3 || htmlBlock().MatchString(t) && !blankLine().MatchString(strings.TrimSpace(t)) || len(openTags().FindAllString(head, 8)) >= 8
}

var (
	atxHeading = pattern.Lazy(`(?m)^#{1,6} +\S`)
	fencedHead = pattern.Lazy(`^\s*---[ \t]*\n[A-Za-z_-]+:`)
)

// sign is a kind of mark-up of Markdown: a pattern, and strings of which one
// must stand in a text that it matches, since looking for those is cheap and
// most texts have none.
type sign struct {
	needs   []string
	matches func() *regexp.Regexp
}

var signs = []sign{
	{[]string{"]("}, pattern.Lazy(`\[[^\]\n]+\]\([^)\s]+\)`)},
	{[]string{"**", "_"}, pattern.Lazy(`\*\*[^*\n ][^*\n]*\*\*|(?:^|\s)_[^_\n ][^_\n]*_(?:\s|$|[.,;])`)},
	{[]string{"```", "~~~"}, pattern.Lazy("(?m)^(?:```|~~~)")},
	{[]string{"---"}, pattern.Lazy(`(?m)^\|?[ :-]*-{3,}[ :-]*\|`)},
	{[]string{"[^"}, pattern.Lazy(`\[\^[^\]\n]+\]`)},
	{[]string{"> "}, pattern.Lazy(`(?m)^> \S`)},
	{[]string{"\n===", "\n---"}, pattern.Lazy(`(?m)^[^\n]+\n(?:={3,}|-{3,})[ \t]*$`)},
	{[]string{"\n- ", "\n* ", "\n+ "}, pattern.Lazy(`(?m)^[-*+] \S`)},
	{[]string{"`"}, pattern.Lazy("(?:^|[\\s(])`[^`\\n]*[^`\\s]`(?:[\\s.,;:)]|$)")},
	{[]string{"*"}, pattern.Lazy(`(?:^|[\s(“"])\*[^*\s\n](?:[^*\n]*[^*\s\n])?\*(?:[\s.,;:)”"]|$)`)},
	{[]string{"<sup>", "<br", "<img "}, pattern.Lazy(`<sup>|<br ?/?>|<img `)},
}

func (s sign) in(text string) bool {
	for _, n := range s.needs {
		if strings.Contains(text, n) {
			return s.matches().MatchString(text)
		}
	}
	return false
}

// markdownSigns counts the kinds of mark-up of Markdown in a text.
func markdownSigns(head string) int {
	n := 0
	if fencedHead().MatchString(head) {
		n += 2
	}
	if strings.HasPrefix(head, "#") || strings.Contains(head, "\n#") {
		n += len(atxHeading().FindAllString(head, 2))
	}
	for _, s := range signs {
		if s.in(head) {
			n++
		}
	}
	return n
}
