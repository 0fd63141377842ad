package markup

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	nethtml "golang.org/x/net/html"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// Markdown reads CommonMark with tables and footnotes, with the HTML in it, as
// people and converters write it.
func Markdown(src string) block.Page {
	meta, body, raw := frontMatter(src)
	body, others := rawBlocks(body)
	body, omitted := prepare(body)
	extensions := []goldmark.Extender{extension.Table, extension.Footnote, extension.TaskList}
	if defines(body) {
		extensions = append(extensions, extension.DefinitionList)
	}
	md := goldmark.New(
		goldmark.WithExtensions(extensions...),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(marker{}, 100))),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
	var out bytes.Buffer
	var page block.Page
	if err := md.Convert([]byte(body), &out); err != nil {
		page.Blocks = []block.Block{{Text: body}}
	} else if root, err := nethtml.Parse(bytes.NewReader(out.Bytes())); err == nil {
		page = blocksOf(root, true)
	} else {
		page = unparsed(out.String())
	}
	page.Meta = meta
	page.Omitted = append(append(page.Omitted, omitted...), others...)
	if raw != "" {
		page.Omitted = append([]block.Omitted{{Why: "front matter", Text: raw}}, page.Omitted...)
	}
	for i := range page.Blocks {
		b := &page.Blocks[i]
		b.Edit(formulas(b.Text))
		for j := range b.Cells {
			c := block.Block{Text: b.Cells[j]}
			c.Edit(formulas(c.Text))
			b.Cells[j] = c.Text
		}
	}
	runningHeads(&page)
	continueTables(page.Blocks)
	return page
}

var (
	divFence   = pattern.Lazy(`^:{3,}\s*(?:\{[^{}]*\}|[\w.-]*)\s*:*\s*$`)
	definition = pattern.Lazy(`(?m)^[^\s:~].*\n(?:\n? {0,3}[:~](?: {2,}|\t)| {0,3}: )\S`)
	bareColon  = pattern.Lazy(`(?m)^\n {0,3}: ?[^\s:]`)
)

// defines reports whether a text has definition lists: lines below a term that
// begin with a colon and are set in. In a text where more lines after a blank one
// begin with a colon and one blank, the colon is an item's mark.
func defines(body string) bool {
	return (strings.Contains(body, "\n:") || strings.Contains(body, "\n~") || strings.Contains(body, "\n  ")) &&
		len(definition().FindAllString(body, -1)) > len(bareColon().FindAllString(body, -1))
}

// marker tells the HTML which sign closes the numbers of an ordered list, and
// the numbers that its items bear, which need not be in sequence.
type marker struct{}

// Transform implements goldmark's parser.ASTTransformer.
func (marker) Transform(doc *ast.Document, reader text.Reader, _ parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.List:
			if n.Marker == ')' {
				n.SetAttributeString("data-stop", []byte(")"))
			}
			if n.IsOrdered() {
				printedNumbers(n, reader.Source())
			}
		}
		return ast.WalkContinue, nil
	})
}

// printedNumbers gives the items of a list the numbers with which the source
// begins their lines, unless all of them are the first one's, as lazy lists have.
func printedNumbers(list *ast.List, source []byte) {
	var items []ast.Node
	var numbers []string
	same := true
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		first := item.FirstChild()
		if first == nil || first.Type() != ast.TypeBlock || first.Lines() == nil || first.Lines().Len() == 0 {
			return
		}
		start := first.Lines().At(0).Start
		line := source[bytes.LastIndexByte(source[:start], '\n')+1 : start]
		digits := bytes.TrimLeft(bytes.TrimRight(line, " \t.)"), " \t>")
		number := string(digits[bytes.LastIndexByte(digits, ' ')+1:])
		if _, err := strconv.Atoi(number); err != nil {
			return
		}
		items, numbers = append(items, item), append(numbers, number)
		same = same && number == numbers[0]
	}
	if same {
		return
	}
	for i, item := range items {
		item.SetAttributeString("value", []byte(numbers[i]))
	}
}

var (
	noteDefinition = pattern.Lazy(`^ {0,3}\[\^([^\]\s]{1,60})\]:`)
	noteCall       = pattern.Lazy(`\[\^([^\]\s]{1,60})\]`)
	escapedMark    = pattern.Lazy(`(?:<sup>)?&(?:</sup>)?(?:amp;)?lt;(/?)sup(?:>|&gt;)`)
	raisedMark     = pattern.Lazy(`\^([0-9]{1,3}|\*{1,3}|[a-z]|st|nd|rd|th)\^`)
	linkDefinition = pattern.Lazy(`^ {0,3}\[[^\]^][^\]]{0,200}\]:\s*(?:<[^>]*>|[a-zA-Z][a-zA-Z0-9+.-]*:\S+|[#/.]\S*)(?:\s+["'(].*)?\s*$`)
)

// prepare changes the lines that CommonMark would misread or let vanish: a
// flattened table becomes a table, a raised mark that a converter escaped, whole or
// in pieces, a raised mark again, a note that nothing calls a paragraph with
// its mark; link definitions are listed as left out.
func prepare(body string) (string, []block.Omitted) {
	var omitted []block.Omitted
	lines := strings.Split(body, "\n")
	called := calledNotes(lines)
	var out strings.Builder
	out.Grow(len(body))
	fence := ""
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if f := fenceOf(l); f != "" && (fence == "" || strings.HasPrefix(f, fence)) {
			if fence == "" {
				fence = f[:3]
			} else {
				fence = ""
			}
		}
		if fence == "" {
			if strings.Contains(l, "lt;") {
				l = escapedMark().ReplaceAllString(l, "<${1}sup>")
			}
			if strings.Contains(l, "^") && !strings.ContainsAny(l, "`$") {
				l = raisedMark().ReplaceAllString(l, "<sup>$1</sup>")
			}
			if n := table(&out, lines[i:]); n > 0 {
				i += n - 1
				continue
			}
			if m := noteDefinition().FindStringSubmatch(l); m != nil && !called[strings.ToLower(m[1])] {
				n := 1
				for i+n < len(lines) && strings.TrimSpace(lines[i+n]) != "" && !noteDefinition().MatchString(lines[i+n]) {
					n++
				}
				writeNote(&out, m[1], l[strings.Index(l, "]:")+2:], lines[i+1:i+n])
				i += n - 1
				continue
			}
			if strings.HasPrefix(l, "{") && separator().MatchString(l) {
				out.WriteString(pageElement)
				continue
			}
			if strings.HasPrefix(l, ":::") && divFence().MatchString(l) {
				omitted = append(omitted, block.Omitted{Why: "mark-up", Text: l})
				out.WriteByte('\n')
				continue
			}
			if linkDefinition().MatchString(l) {
				omitted = append(omitted, block.Omitted{Why: "link definition", Text: strings.TrimSpace(l)})
			}
		}
		out.WriteString(l)
		out.WriteByte('\n')
	}
	return out.String(), omitted
}

// calledNotes collects the labels of the notes that are called somewhere.
func calledNotes(lines []string) map[string]bool {
	called := map[string]bool{}
	for _, l := range lines {
		if !strings.Contains(l, "[^") {
			continue
		}
		for i, m := range noteCall().FindAllStringSubmatchIndex(l, -1) {
			if i == 0 && noteDefinition().MatchString(l) {
				continue
			}
			called[strings.ToLower(l[m[2]:m[3]])] = true
		}
	}
	return called
}

// writeNote writes a note that nothing calls as an element of its own.
func writeNote(out *strings.Builder, mark, first string, rest []string) {
	out.WriteString("\n<div role=\"doc-footnote\" data-mark=\"" + nethtml.EscapeString(mark) + "\">\n\n" + strings.TrimSpace(first) + "\n")
	for _, l := range rest {
		out.WriteString(strings.TrimSpace(l) + "\n")
	}
	out.WriteString("\n</div>\n\n")
}

func fenceOf(line string) string {
	l := strings.TrimLeft(line, " ")
	if len(line)-len(l) <= 3 && (strings.HasPrefix(l, "```") || strings.HasPrefix(l, "~~~")) {
		return l
	}
	return ""
}
