package markup

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	rawFence  = pattern.Lazy("^ {0,3}(`{3,}|~{3,})[ \t]*\\{=([A-Za-z0-9_-]+)\\}[ \t]*$")
	divTag    = pattern.Lazy(`(?i)^ {0,3}</?div(?:\s[^<>]*)?>[ \t]*$`)
	codeFence = pattern.Lazy("^ {0,3}(`{3,}|~{3,})")
)

// rawBlocks takes the blocks out that a text has for other formats alone
// ("```{=latex}"), since a text that has one says the same in Markdown beside it,
// and sets a line that is nothing but a division's tag apart, so that what stands
// in the division is read as Markdown.
func rawBlocks(src string) (string, []block.Omitted) {
	if !strings.Contains(src, "{=") && !strings.Contains(src, "<div") {
		return src, nil
	}
	var out, raw []string
	var omitted []block.Omitted
	fence, isRaw := "", false
	for l := range strings.SplitSeq(src, "\n") {
		switch m := rawFence().FindStringSubmatch(l); {
		case fence != "":
			shut := strings.HasPrefix(strings.TrimSpace(l), fence) && strings.Trim(strings.TrimSpace(l), fence[:1]) == ""
			if !isRaw {
				out = append(out, l)
			} else if !shut {
				raw = append(raw, l)
			} else {
				omitted = append(omitted, block.Omitted{Why: "for another format", Text: strings.Join(raw, " ")})
				out, raw = append(out, ""), nil
			}
			if shut {
				fence = ""
			}
		case m != nil && m[2] != "html" && m[2] != "markdown":
			fence, isRaw = m[1], true
		case codeFence().MatchString(l):
			fence, isRaw = codeFence().FindStringSubmatch(l)[1], false
			out = append(out, l)
		case divTag().MatchString(l):
			out = append(out, "", l, "")
		default:
			out = append(out, l)
		}
	}
	if raw != nil || isRaw && fence != "" { // nothing shuts it: it is text
		return src, nil
	}
	return strings.Join(out, "\n"), omitted
}
