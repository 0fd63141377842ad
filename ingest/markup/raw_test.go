package markup

import (
	"testing"
)

func TestRawBlocks(t *testing.T) {
	for name, c := range map[string]struct {
		src, want string
		omitted   int
	}{
		"a block for another format goes":       {"one\n```{=latex}\n\\begin{x}\n```\ntwo", "one\n\ntwo", 1},
		"one for HTML stays":                    {"```{=html}\n<b>x</b>\n```", "```{=html}\n<b>x</b>\n```", 0},
		"one that nothing shuts stays":          {"one\n```{=latex}\ntwo", "one\n```{=latex}\ntwo", 0},
		"code that shows one stays":             {"````\n```{=latex}\nx\n```\n````", "````\n```{=latex}\nx\n```\n````", 0},
		"what stands in a division is Markdown": {"<div class=\"a\">\n**x**\n</div>\ny", "\n<div class=\"a\">\n\n**x**\n\n</div>\n\ny", 0},
		"a text without either is as it was":    {"a {x} b", "a {x} b", 0},
	} {
		t.Run(name, func(t *testing.T) {
			got, omitted := rawBlocks(c.src)
			if got != c.want || len(omitted) != c.omitted {
				t.Errorf("%q, %d omitted; want %q, %d", got, len(omitted), c.want, c.omitted)
			}
		})
	}
}
