package element_test

import (
	"errors"
	"strings"
	"testing"

	"locus/ingest/block"
	"locus/ingest/element"
)

func TestParse(t *testing.T) {
	for name, c := range map[string]struct{ src, words string }{
		"elements in order":                 {`<a>one <b>two</b> three</a>`, "one two three"},
		"an entity that the file declares":  {`<!DOCTYPE a [<!ENTITY g "gate">]><a>the &g;</a>`, "the gate"},
		"an entity of HTML":                 {`<a>caf&eacute;</a>`, "café"},
		"an unknown entity stays":           {`<a>x &nothing; y</a>`, "x &nothing; y"},
		"an end tag closes what it names":   {`<a><b>one<c>two</b>three</a>`, "onetwothree"},
		"what is open at the end closes":    {`<a><b>one`, "one"},
		"another encoding has been decoded": {`<?xml version="1.0" encoding="iso-8859-1"?><a>né</a>`, "né"},
	} {
		t.Run(name, func(t *testing.T) {
			root, err := element.Parse(c.src)
			if err != nil {
				t.Fatal(err)
			}
			if got := root.Words(); got != c.words {
				t.Errorf("%q, want %q", got, c.words)
			}
		})
	}
	root, err := element.Parse(`<a><b>one</b><b`)
	if root == nil || err == nil || root.Words() != "one" {
		t.Errorf("a text that breaks off: %v, %v", root, err)
	}
	var fault *block.Fault
	if _, err := element.Parse("words"); !errors.As(err, &fault) || fault.Kind != block.Damaged {
		t.Errorf("a text without elements: %v", err)
	}
}

func TestNode(t *testing.T) {
	root, err := element.Parse(`<a xml:id="i" n="2"><b><c>x</c></b><c>y</c><d/></a>`)
	if err != nil {
		t.Fatal(err)
	}
	var none *element.Node
	for name, got := range map[string][2]string{
		"an attribute with its prefix":  {root.Attr("xml:id"), "i"},
		"an attribute without it":       {root.ID(), "i"},
		"the first below, at any depth": {root.Find("c").Words(), "x"},
		"the first right below":         {root.Child("c").Words(), "y"},
		"a path":                        {root.Path("b", "c").Words(), "x"},
		"words without an element":      {root.Words("b"), "y"},
		"nothing of nothing":            {none.Path("b").Find("c").Words() + none.Attr("n"), ""},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %q, want %q", name, got[0], got[1])
		}
	}
}

func TestParseIsBounded(t *testing.T) {
	deep, err := element.Parse(strings.Repeat("<a>", 100000) + "x")
	if err != nil || deep.Words() != "x" {
		t.Errorf("a deep text: %v", err)
	}
	bomb := `<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>`
	root, err := element.Parse(bomb)
	if err != nil || strings.Count(root.Words(), "ha") > 0 {
		t.Errorf("an entity of entities was expanded: %v %v", root.Words(), err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`<a x="1"><b>one</b></a>`)
	f.Add(`<!DOCTYPE a [<!ENTITY g "gate">]><a>&g;</b>`)
	f.Fuzz(func(t *testing.T, src string) {
		root, err := element.Parse(src)
		if root == nil && err == nil {
			t.Error("neither a root nor an error")
		}
		_ = root.Words()
	})
}
