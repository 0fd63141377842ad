package markup

import "testing"

func TestElementsThatCloseThemselves(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"none":                     {"<p>a</p>", "<p>a</p>"},
		"an empty element of HTML": {"a<br/>b<img alt='x'/>", "a<br/>b<img alt='x'/>"},
		"any other":                {`<p><a id="x"/>b</p><title/><epub:x a='1>2' />`, `<p><a id="x"></a>b</p><title></title><epub:x a='1>2' ></epub:x>`},
		"signs that are no tag":    {"a <p>b/> c < /> d", "a <p>b/> c < /> d"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := openAndShut(c.in); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestFilesThatOthersReferTo(t *testing.T) {
	for _, c := range []struct{ from, name, want string }{
		{"text/a.xhtml", "b.xhtml", "text/b.xhtml"}, {"text/a.xhtml", "../c%20d.xhtml", "c d.xhtml"}, {"a.xhtml", "../../../x", "x"},
		{"text/a.xhtml", "./b//c", "text/b/c"}, {"", "a%zz", "a%zz"},
	} {
		if got := FileWithin(c.from, c.name); got != c.want {
			t.Errorf("%s from %s is %q, want %q", c.name, c.from, got, c.want)
		}
	}
}
