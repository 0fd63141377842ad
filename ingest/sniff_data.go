package ingest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"

	"locus/ingest/pattern"
)

// data tells a file that is characters but neither plain text nor a page: mark-up
// of a word processor or of TeX without its first line, whose format it gives, or
// records of literature, JSON, a table of values, a program, whose kind it names.
// Each is told by what such a file cannot do without, so that an essay on it is none.
func data(b []byte) (format, kind string) {
	head := string(bytes.TrimPrefix(b[:min(len(b), 1<<14)], []byte("\xEF\xBB\xBF")))
	whole := len(b) <= 1<<14
	t := strings.TrimLeft(head, " \t\r\n")
	switch {
	case t == "":
		return "", ""
	case strings.HasPrefix(t, `{\rtf`), strings.HasPrefix(t, `{\pard`), strings.HasPrefix(t, `{\fonttbl`), strings.Count(head, `\pard`) >= 2 && strings.HasPrefix(t, `{\`):
		return formatRTF, ""
	case risStart().MatchString(t):
		return "", "a file of RIS records"
	case bibTeX(head):
		return "", "a file of BibTeX records"
	case isJSON(t):
		return "", "JSON"
	case len(texCommands().FindAllString(head, 3)) >= 3 && !atxHeading().MatchString(head):
		return formatLaTeX, ""
	}
	lines := fullLines(head, whole)
	switch {
	case values(lines):
		return "", "a table of values"
	case program(lines):
		return "", "the source of a program"
	}
	return "", ""
}

var (
	risStart    = pattern.Lazy(`^(?:[^\n]{0,200}\n){0,3}?TY  ?- ?[A-Z]{3,8}\s`)
	bibEntry    = pattern.Lazy(`(?m)^\s*@[A-Za-z]+\s*[{(]\s*[^\s,{}"]*\s*(?:,|=|$)`)
	bibLine     = pattern.Lazy(`^@[A-Za-z]+\s*[{(]\s*[^\s,{}"=]+\s*,\s*[A-Za-z_-]+\s*=\s*["{\w]`)
	bibField    = pattern.Lazy(`(?m)^\s*,?\s*[A-Za-z_-]+\s*=\s*["{\w]`)
	texCommands = pattern.Lazy(`(?m)^\s*\\(?:part|chapter|section|subsection|subsubsection|paragraph|usepackage|newcommand|input|include|bibliography|maketitle|title|author|begin\{(?:document|abstract|itemize|enumerate|quote|quotation|figure|table|center)\})`)
)

// bibTeX reports whether a text is entries of BibTeX: it begins with one, behind
// comments, or most of its lines are fields of some.
func bibTeX(head string) bool {
	first := ""
	all := 0
	for l := range strings.SplitSeq(head, "\n") {
		if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "%") {
			continue
		}
		if all++; first == "" {
			first = l
		}
	}
	if bibLine().MatchString(first) {
		return true
	}
	fields := len(bibField().FindAllString(head, -1))
	return bibEntry().MatchString(head) && fields >= 1 && (bibEntry().MatchString(first) || fields*2 > all)
}

// isJSON reports whether a text is JSON and no line of records: a value that
// the rules of JSON allow as far as it is seen, with a few parts at least.
func isJSON(t string) bool {
	if t[0] != '{' && t[0] != '[' {
		return false
	}
	first, rest, _ := strings.Cut(t, "\n")
	if t[0] == '{' && (strings.Contains(first, `"text"`) || json.Valid([]byte(first)) && strings.HasPrefix(strings.TrimSpace(rest), "{")) {
		return false
	}
	d := json.NewDecoder(strings.NewReader(t))
	for n := 0; ; n++ {
		_, err := d.Token()
		switch {
		case err == nil:
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return n >= 4
		default:
			return false
		}
	}
}

// fullLines lists the lines of a text that are not blank; the last one is left
// out where the text goes on behind it.
func fullLines(head string, whole bool) []string {
	lines := strings.Split(head, "\n")
	if !whole {
		lines = lines[:len(lines)-1]
	}
	out := lines[:0]
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			out = append(out, strings.TrimRight(l, "\r"))
		}
	}
	return out
}

// values reports whether lines are rows of values parted by commas, semicolons
// or tabs: every row has as many, and they are short or stand without a blank
// behind the sign that parts them.
func values(lines []string) bool {
	if len(lines) < 3 {
		return false
	}
	for _, sep := range []rune{',', ';', '\t'} {
		r := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
		r.Comma = sep
		rows, err := r.ReadAll()
		if err != nil && len(rows) < 3 || err != nil && !errors.Is(err, csv.ErrQuote) || len(rows) < 3 {
			continue
		}
		if n := len(rows[0]); n >= 2 && (sep != '\t' || len(rows) >= 5) && tight(rows, lines, sep) {
			return true
		}
	}
	return false
}

// tight reports whether the fields of rows are values and not clauses.
func tight(rows [][]string, lines []string, sep rune) bool {
	size, fields := 0, 0
	for _, row := range rows {
		for _, f := range row {
			size += len(f)
			fields++
		}
	}
	loose := 0
	for _, l := range lines {
		if strings.Contains(l, string(sep)+" ") && !strings.Contains(l, `"`) || strings.HasSuffix(strings.TrimSpace(l), ".") {
			loose++
		}
	}
	if loose == 0 {
		return len(rows[0]) >= 3 || size <= 40*fields || strings.Contains(lines[1], `"`)
	}
	return len(rows[0]) >= 3 && len(rows) >= 4 && size <= 15*fields && loose*2 <= len(lines)
}

var statements = []func() *regexp.Regexp{
	pattern.Lazy(`^\s*(?:import|package|using|#include|from)\s+["<(]?[\w./]+[">]?(?:\s+(?:as|import)\s+[\w, *]+)?\s*[;(]?\s*$`),
	pattern.Lazy(`^\s*(?:(?:pub|public|private|protected|static|async|export|default|abstract|final)\s+)*(?:def|func|fn|function|class|struct|interface|void|int|type)\s+[\w(*][^.]*[{:(]\s*$|^\s*(?:def|func|fn|function)\s+[\w(]`),
	pattern.Lazy(`^\s*(?:var|let|const|auto|final)?\s*[\w.\[\]"',* ]{1,40}\s*(?::=|[-+*/|&]?=)\s*\S`),
	pattern.Lazy(`^\s*(?:if|for|while|elif|else|switch|try|except|catch|finally|with|case)\b[^.!?]*[{:]\s*$|^\s*\}?\s*else\b.*\{\s*$`),
	pattern.Lazy(`^\s*(?:return|yield|throw|raise)\b[^.!?]*$`),
	pattern.Lazy(`^\s*[\w.]+\([^()]*(?:\([^()]*\)[^()]*)*\)\s*;?\s*$`),
	pattern.Lazy(`[\w)\]"'}]\s*;\s*(?://.*)?$`),
	pattern.Lazy(`^\s*[{}()\[\]]+[;,)]*\s*$|[\w)]\s*\{\s*$`),
}

// statementKind is the number, from 1, of the kind of statement that a line
// looks like; 0 for none.
func statementKind(l string) int {
	if len(l) > 300 {
		return 0
	}
	for i, s := range statements {
		if s().MatchString(l) {
			return i + 1
		}
	}
	return 0
}

// program reports whether lines are a program's: two lines in five look like
// statements, of more than one kind, and no fence of Markdown holds them.
func program(lines []string) bool {
	if len(lines) < 4 || slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "```") || strings.HasPrefix(l, "~~~") }) {
		return false
	}
	code, all := 0, 0
	kinds := map[int]bool{}
	for _, l := range lines {
		t := strings.TrimSpace(l)
		if strings.HasPrefix(t, "#") && !strings.HasPrefix(t, "#include") || strings.HasPrefix(t, "//") || strings.HasPrefix(t, "*") || strings.HasPrefix(t, "/*") {
			continue // a comment, or what looks like one
		}
		all++
		if k := statementKind(l); k > 0 {
			kinds[k] = true
			code++
		}
	}
	return code >= 4 && len(kinds) >= 2 && code*5 >= all*2
}
