package markup

import (
	"strings"

	"locus/ingest/block"
)

// maxFront bounds how many lines a front matter may have; a longer "front
// matter" is a text that begins with a rule.
const maxFront = 400

// frontMatter parts the front matter from the text: the statements in it, the
// text without it, and its lines. It reads the part of YAML that people write
// above their texts, line by line, so that a colon in an unquoted title, which
// YAML refuses, is read as meant. A list gives its key once for each item; keys
// within a list of names give "family, given".
func frontMatter(src string) ([]block.Meta, string, string) {
	lines := strings.SplitN(strings.TrimLeft(src, "\n"), "\n", maxFront+1)
	if strings.HasPrefix(lines[0], "% ") {
		return titleBlock(lines)
	}
	if len(lines) < 3 || strings.TrimRight(lines[0], " \t") != "---" {
		return nil, src, ""
	}
	end := 0
	for i, l := range lines[1:min(len(lines), maxFront)] {
		if t := strings.TrimRight(l, " \t"); t == "---" || t == "..." {
			end = i + 1
			break
		}
	}
	if end < 2 || !strings.Contains(lines[1], ":") {
		return nil, src, ""
	}
	raw := lines[1:end]
	return statements(raw), strings.Join(lines[end+1:], "\n"), strings.Join(raw, " ")
}

// titleBlock reads the lines with which Pandoc's users begin a text: "% title",
// "% authors", "% date", each of which may go on in lines that are set in.
func titleBlock(lines []string) ([]block.Meta, string, string) {
	var out []block.Meta
	n := 0
	for _, key := range []string{"title", "author", "date"} {
		if n >= len(lines) || !strings.HasPrefix(lines[n], "%") {
			break
		}
		values := []string{strings.TrimSpace(lines[n][1:])}
		for n++; n < len(lines) && strings.HasPrefix(lines[n], " ") && strings.TrimSpace(lines[n]) != ""; n++ {
			values = append(values, strings.TrimSpace(lines[n]))
		}
		if key != "author" {
			values = []string{strings.Join(values, " ")}
		}
		for _, v := range values {
			for part := range strings.SplitSeq(v, ";") {
				if part = strings.TrimSpace(part); part != "" && key == "author" {
					out = append(out, block.Meta{Key: key, Value: part})
				}
			}
			if key != "author" && v != "" {
				out = append(out, block.Meta{Key: key, Value: v})
			}
		}
	}
	return out, strings.Join(lines[n:], "\n"), strings.Join(lines[:n], " ")
}

// statements reads the keys of a front matter.
func statements(lines []string) []block.Meta {
	var out []block.Meta
	for i := 0; i < len(lines); {
		key, value, ok := keyed(lines[i])
		from := i + 1
		for i++; i < len(lines) && (lines[i] == "" || lines[i][0] == ' ' || lines[i][0] == '\t' || strings.HasPrefix(lines[i], "- ")); i++ {
		}
		if !ok {
			continue
		}
		for _, v := range valuesOf(value, lines[from:i]) {
			if v != "" {
				out = append(out, block.Meta{Key: key, Value: v})
			}
		}
	}
	return out
}

// keyed reads "key: value".
func keyed(line string) (string, string, bool) {
	key, value, ok := strings.Cut(line, ":")
	key = strings.ToLower(strings.Trim(strings.TrimSpace(key), `"'`))
	if !ok || key == "" || strings.ContainsAny(key, " \t#[{") && !strings.Contains(key, "-") {
		return "", "", false
	}
	if value != "" && value[0] != ' ' && value[0] != '\t' {
		return "", "", false
	}
	return key, strings.TrimSpace(value), true
}

// valuesOf reads what follows a key: words on its line, a quoted or folded text
// on the lines below, a list in brackets or of lines.
func valuesOf(value string, below []string) []string {
	switch {
	case strings.HasPrefix(value, "["):
		all := strings.Trim(value+" "+joined(below), "[] ")
		var out []string
		for v := range strings.SplitSeq(all, ",") {
			out = append(out, unquote(v))
		}
		return out
	case value == "" && len(below) > 0 && strings.HasPrefix(strings.TrimSpace(below[0]), "-"):
		return items(below)
	case value == "" && len(below) > 0 && within(below) != "":
		return []string{within(below)}
	case value == "|" || value == ">" || value == "|-" || value == ">-":
		return []string{joined(below)}
	}
	return []string{unquote(value + " " + joined(below))}
}

// items reads a list, one item a dash.
func items(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); {
		item := []string{strings.TrimPrefix(strings.TrimSpace(lines[i]), "-")}
		for i++; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "- "); i++ {
			item = append(item, lines[i])
		}
		if name := within(item); name != "" {
			out = append(out, name)
			continue
		}
		out = append(out, unquote(joined(item)))
	}
	return out
}

// within reads a person given by keys: name, or family and given.
func within(lines []string) string {
	var name, family, given string
	for _, l := range lines {
		key, value, ok := keyed(strings.TrimSpace(l))
		if !ok {
			continue
		}
		switch value = unquote(value); key {
		case "name", "literal":
			name = value
		case "family", "last", "surname", "lastname":
			family = value
		case "given", "first", "forename", "firstname":
			given = value
		}
	}
	if family != "" && given != "" {
		return family + ", " + given
	}
	return name + family
}

func joined(lines []string) string {
	return strings.Join(strings.Fields(strings.Join(lines, " ")), " ")
}

func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		q := s[:1]
		s = strings.NewReplacer(q+q, q, `\`+q, q).Replace(s[1 : len(s)-1])
	}
	return strings.TrimSpace(s)
}
