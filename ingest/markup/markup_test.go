package markup

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"locus/ingest/block"
)

// show prints blocks one a line: kind, level, mark, text, note calls.
func show(page block.Page) string {
	names := []string{"para", "head", "item", "row", "caption", "quote", "note", "code", "break", "figure"}
	var out strings.Builder
	for _, b := range page.Blocks {
		fmt.Fprintf(&out, "%s %d %s|%s", names[b.Kind], b.Level, b.Mark, strings.ReplaceAll(b.Text, "\n", "/"))
		for _, c := range b.Calls {
			fmt.Fprintf(&out, " ^%s@%d", c.Mark, c.At)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestMarkdown(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"headings and paragraphs":           {"# One\n\ntext\nof *it*\n\nTwo\n---\n", "head 1 |One\npara 0 |text/of it\nhead 2 |Two\n"},
		"bullets and numbers":               {"- a\n- b\n  - c\n\n3. d\n4. e\n\n1) f\n", "item 1 |a\nitem 1 |b\nitem 2 |c\nitem 1 3.|d\nitem 1 4.|e\nitem 1 1)|f\n"},
		"loose items of several paragraphs": {"1. a\n\n   b\n\n2. c\n", "item 1 1.|a b\nitem 1 2.|c\n"},
		"a footnote":                        {"a[^x] b\n\n[^x]: note\n", "para 0 |a b ^1@1\nbreak 0 |\nnote 0 1|note\n"},
		"a footnote that nothing calls":     {"a\n\n[^lost]: note\nof it\n", "para 0 |a\nnote 0 lost|note/of it\n"},
		"a raised number is a call":         {"a<sup>1</sup>, b<sup>2,3</sup>\n\n<sup>1</sup> note\n", "para 0 |a, b ^1@1 ^2@4 ^3@4\nnote 0 1|note\n"},
		"a raised word is a word":           {"the 3<sup>rd</sup> of 10<sup>2</sup>", "para 0 |the 3rd of 10²\n"},
		"a mark escaped in pieces":          {"<sup>&</sup>lt;sup>4</sup> note", "note 0 4|note\n"},
		"a table":                           {"| a | b |\n|---|---|\n| c | d |\n", "row 1 |a\tb\nrow 2 |c\td\n"},
		"a flattened table":                 {"a\tb\tc\nd\te\tf\n- g\t\th\n", "row 1 |a\tb\tc\nrow 2 |d\te\tf\nrow 3 |- g\t\th\n"},
		"a quotation":                       {"> said\n> he\n", "quote 0 |said/he\n"},
		"an element that names a section":   {"<exercise id=\"1\" title=\"Rivers\">\n\n## a\n\nb\n\n</exercise>\n", "head 1 |Rivers\nhead 2 |a\npara 0 |b\n"},
		"a picture leaves nothing":          {"<center><img src=\"a.png\" alt=\"b\"/></center>\n\n<br>\n\nc", "para 0 |c\n"},
		"escapes are resolved":              {`a\_b &amp; c`, "para 0 |a_b & c\n"},
		"a formula is plain signs":          {`$\downarrow$ and $x_{1} \leq 2$ cost $5 and $6`, "para 0 |↓ and x_1 ≤ 2 cost $5 and $6\n"},
		"an unknown formula stays":          {`$\frac{a}{b}$`, "para 0 |$\\frac{a}{b}$\n"},
		"a tag that is none":                {"a < b and c > d", "para 0 |a < b and c > d\n"},
		"a term and its definition":         {"Toll\n\n:   what is paid\n    at the gate\n\nGate\n: an opening\n", "para 0 |Toll\npara 0 |what is paid/at the gate\npara 0 |Gate\npara 0 |an opening\n"},
		"a colon may be an item's mark":     {"Tolls\n\n: paid at the gate\n", "para 0 |Tolls\npara 0 |: paid at the gate\n"},
		"a task's box is its mark":          {"- [ ] to pay\n- [x] paid\n", "item 1 ☐|to pay\nitem 1 ☑|paid\n"},
		"a fence around a part":             {"::: {.warning}\nMind the gate.\n:::\n", "para 0 |Mind the gate.\n"},
		"a fence keeps a flattened table":   {"```\na\tb\nc\td\ne\tf\n```\n", "code 0 |a\tb/c\td/e\tf\n"},
		"numbers of a list out of sequence": {"1. one\n2. two\n4. four\n", "item 1 1.|one\nitem 1 2.|two\nitem 1 4.|four\n"},
		"numbers all the same count on":     {"1. one\n1. two\n", "item 1 1.|one\nitem 1 2.|two\n"},
		"a drawn grid":                      {"a\n\n+----+----+\n| x  | y  |\n+====+====+\n| 1  | 2  |\n|    | 3  |\n+----+----+\n\nb", "para 0 |a\nrow 1 |x\ty\nrow 2 |1\t2 3\npara 0 |b\n"},
		"a simple table":                    {"  x     y\n  ----  ----\n  **1** 2\n  3     4\n\nb", "row 1 |x\ty\nrow 2 |1\t2\nrow 3 |3\t4\npara 0 |b\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(Markdown(c.in))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestPullQuotes reads lines that repeat words of a paragraph near by.
func TestPullQuotes(t *testing.T) {
	text := "The gate was moved in the night, and nobody in the town could say who had paid the men for it. So it stayed where it was."
	for name, c := range map[string]struct {
		in   string
		gone bool
	}{
		"a quotation of the text":                  {"<blockquote><p>Nobody in the town could say who had paid the men</p></blockquote>", true},
		"a line of the text but for its beginning": {"<p>It’s that nobody in the town could say who had paid the men</p>", true},
		"a sentence said again":                    {"<p>So it stayed where it was.</p>", false},
		"a quotation of somebody else":             {"<blockquote><p>Whoever pays the men may move the gate</p></blockquote>", false},
		"four words":                               {"<blockquote><p>nobody in the town</p></blockquote>", false},
	} {
		t.Run(name, func(t *testing.T) {
			page := HTML("<p>" + text + "</p>" + c.in + "<p>A gate is old.</p>")
			if gone := len(page.Blocks) == 2; gone != c.gone || c.gone && page.Omitted[len(page.Omitted)-1].Why != "pull quote" {
				t.Errorf("gone %v: %s %v", gone, show(page), page.Omitted)
			}
		})
	}
}

// TestTitleBlock reads the lines with which Pandoc's users begin a text.
func TestTitleBlock(t *testing.T) {
	page := Markdown("% On Gates\n  and Tolls\n% Ann Bell; Carl Dorn\n% May 2004\n\nA gate is old.")
	want := []block.Meta{{Key: "title", Value: "On Gates and Tolls"}, {Key: "author", Value: "Ann Bell"}, {Key: "author", Value: "Carl Dorn"}, {Key: "date", Value: "May 2004"}}
	if diff := cmp.Diff(want, page.Meta); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := show(page); got != "para 0 |A gate is old.\n" {
		t.Errorf("%q", got)
	}
}

func TestHTML(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"paragraphs, blanks and breaks": {"<p>a\n  <b>b</b>&nbsp;c<p>d<br>e", "para 0 |a b c\npara 0 |d/e\n"},
		"two breaks part paragraphs":    {"<div>a<br><br>b</div>", "para 0 |a\npara 0 |b\n"},
		"text between blocks":           {"a<div>b</div>c", "para 0 |a\npara 0 |b\npara 0 |c\n"},
		"menus, scripts and forms go":   {"<nav>x</nav><script>y</script><form><button>z</button></form><p hidden>h</p><p>a", "para 0 |a\n"},
		"notes by role":                 {`<p>a<a role="doc-noteref" href="#n">1</a></p><aside role="doc-footnote" id="n"><p>b</p><p>c</p></aside>`, "para 0 |a ^1@1\nnote 0 |b c\n"},
		"notes of an encyclopedia":      {`<p>a<sup><a href="#c">[1]</a></sup></p><ol><li id="c"><a href="#r">^</a> b</li></ol>`, "para 0 |a ^1@1\nnote 0 1|b\n"},
		"numbers of lists":              {`<ol start="3" type="i"><li>a<li value="7">b</ol>`, "item 1 iii.|a\nitem 1 vii.|b\n"},
		"a layout table is no table":    {"<table><tr><td><p>a</p><p>b</p></td></tr></table>", "para 0 |a\npara 0 |b\n"},
		"a caption of a table":          {"<table><caption>c</caption><tr><th>a<th>b<tr><td>1<br>2<td>3</table>", "caption 0 |c\nrow 1 |a\tb\nrow 2 |1 2\t3\n"},
		"a figure's caption":            {"<figure><img src=x><figcaption>c</figcaption></figure>", "caption 0 |c\n"},
		"definitions":                   {"<dl><dt>a<dd>b</dl>", "para 0 |a\npara 0 |b\n"},
		"broken mark-up":                {"<p>a<b>b<p>c</i></div></table>d", "para 0 |ab\npara 0 |cd\n"},
		"elements nested too deep":      {strings.Repeat("<div>", 600) + "a<b>b</b></div>c", "para 0 |ab\npara 0 |c\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(HTML(c.in))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestPagesOfAnOCRTool reads pages that a tool parts with lines of its own: their
// running heads tell the labels, and a head that does not agree stays.
func TestPagesOfAnOCRTool(t *testing.T) {
	rule := strings.Repeat("-", 48)
	page := Markdown("Tolls are old.\n\n{1}" + rule + "\n\n102 ON TOLLS\n\nThey are paid at gates.\n\n| gate | toll |\n|---|---|\n| north | 2 |\n\n{2}" + rule +
		"\n\nA. BELL AND C. DORN 103\n\n| south | 3 |\n|---|---|\n| west | 4 |\n\nA last word of 1990\n\n{3}" + rule + "\n\n1990 was the year\n")
	want := "para 0 |Tolls are old.\npara 0 |They are paid at gates.\nrow 1 |gate\ttoll\nrow 2 |north\t2\nrow 1 |south\t3\nrow 2 |west\t4\npara 0 |A last word of 1990\npara 0 |1990 was the year\n"
	if diff := cmp.Diff(want, show(page)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var labels []string
	for _, b := range page.Blocks {
		for _, p := range b.Pages {
			labels = append(labels, p.Label+" "+p.Source+" "+p.Confidence)
		}
	}
	if diff := cmp.Diff([]string{"  ", "102 heads medium", "103 heads medium", "  "}, labels); diff != "" {
		t.Errorf("labels: -want +got:\n%s", diff)
	}
	if page.Blocks[4].Head {
		t.Error("a row of a table that goes on is its head")
	}
}

// TestClutterByItsName reads what a site puts between the words of an article.
func TestClutterByItsName(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"a banner on cookies":           {`<div class="cookie-banner">We use them. Accept</div><p>a`, "para 0 |a\n"},
		"an essay on cookies":           {`<div class="cookies-essay"><p>` + strings.Repeat("Sweet bread is old. ", 60) + "</div>", "para 0 |" + strings.TrimSpace(strings.Repeat("Sweet bread is old. ", 60)) + "\n"},
		"buttons to share":              {`<div class="post share-bar"><a>Send</a></div><p>a`, "para 0 |a\n"},
		"other articles in an aside":    {`<aside><h3>Related articles</h3><p>Ten gates</aside><p>a`, "para 0 |a\n"},
		"a remark in an aside":          {`<aside><p>The gate was moved.</aside><p>a`, "para 0 |The gate was moved.\npara 0 |a\n"},
		"comments of readers":           {`<p>a<section id="comments"><p>Well said!</section>`, "para 0 |a\n"},
		"a comment that is an argument": {`<p class="commentary">The gate was moved.`, "para 0 |The gate was moved.\n"},
		"a label of a picture":          {`<figure><span>Photo</span><img src=x><figcaption>The gate</figcaption></figure>`, "caption 0 |The gate\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(HTML(c.in))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestByline reads the author of a page without meta tags.
func TestByline(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"a byline":                          {`<h1>Gates</h1><p class="byline">By Ann Bell and Carl Dorn</p>`, "Ann Bell; Carl Dorn"},
		"a property":                        {`<p itemprop="author creator">By <span itemprop="name">Ann Bell</span></p>`, "Ann Bell"},
		"another article's byline before":   {`<div class="byline">By Jo Roe</div><h1>Gates</h1><span class="pb-byline">By <a>Ann Bell</a></span>`, "Ann Bell"},
		"a meta tag is surer":               {`<meta name="author" content="Jo Roe"><p class="byline">By Ann Bell`, "Jo Roe"},
		"a date in the byline is no name":   {`<p class="byline">12 March 2004`, ""},
		"a paper's name in small is no one": {`<p class="byline">by our correspondent`, ""},
	} {
		var got []string
		for _, m := range HTML(c.in).Meta {
			if m.Key == "author" {
				got = append(got, m.Value)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
}

// TestWhatIsStatedIsNotText leaves out a byline and a date that are known.
func TestWhatIsStatedIsNotText(t *testing.T) {
	page := HTML(`<h1>Gates</h1><p class="byline">By Ann Bell</p><time datetime="2004-03-12">12 March 2004</time><p>A gate is old.`)
	if got := show(page); got != "head 1 |Gates\npara 0 |A gate is old.\n" {
		t.Errorf("%q", got)
	}
	want := []block.Meta{{Key: "author", Value: "Ann Bell"}, {Key: "html:heading", Value: "Gates"}, {Key: "date", Value: "2004-03-12"}}
	if diff := cmp.Diff(want, page.Meta); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := fmt.Sprint(page.Omitted); !strings.Contains(got, "By Ann Bell") || !strings.Contains(got, "12 March 2004") {
		t.Errorf("left out: %s", got)
	}
}

// TestDocumentPrintedInPages reads preformatted pages as one text.
func TestDocumentPrintedInPages(t *testing.T) {
	var src strings.Builder
	for i := range 4 {
		fmt.Fprintf(&src, "<pre>Draft on Gates\n\n     The keeper of the %dth gate writes down the hour of every cart.\n\n     2. Tolls ........... 3\n\nBell      [Page %d]</pre>", i+1, i+1)
	}
	page := HTML(src.String())
	if len(page.Blocks) != 1 || strings.Count(page.Blocks[0].Text, "\f") != 4 || !strings.Contains(page.Blocks[0].Text, "\nThe keeper of the 2th gate") || strings.Contains(page.Blocks[0].Text, "Tolls") {
		t.Errorf("%q", show(page))
	}
}

// TestArticleOfAPage reads an article among a site's clutter.
func TestArticleOfAPage(t *testing.T) {
	var body strings.Builder
	for i := range 12 {
		fmt.Fprintf(&body, "<p>Paragraph %d speaks of bridges, of the towns that built them, and of the masons, who were paid in grain, in wool, or not at all.</p>", i)
	}
	page := HTML(`<html><head><title>Bridges | Site</title></head><body><header><a href="/">Site</a></header><nav><a href="/a">All</a></nav>
<aside><a href="/x">Another story</a></aside><article><h1>Bridges</h1>` + body.String() + `</article><footer><a href="/c">Contact us</a></footer></body></html>`)
	got := show(page)
	if !strings.HasPrefix(got, "head 1 |Bridges\npara 0 |Paragraph 0 speaks") || strings.Count(got, "para ") != 12 || strings.Contains(got, "Another story") {
		t.Errorf("got\n%s", got)
	}
	left := fmt.Sprint(page.Omitted)
	if !strings.Contains(left, "Another story") || !strings.Contains(left, "Contact us") {
		t.Errorf("left out: %s", left)
	}
}

func TestStatements(t *testing.T) {
	md := Markdown("---\ntitle: Security: A New Frame\nauthors: [Ann Bell, 'Carl Dorn']\neditor:\n  family: Roe\n  given: Jo\ndescription: |\n  two\n  lines\nkeywords:\n  - a\n  - b\n---\ntext\n")
	want := []block.Meta{{Key: "title", Value: "Security: A New Frame"}, {Key: "authors", Value: "Ann Bell"}, {Key: "authors", Value: "Carl Dorn"}, {Key: "editor", Value: "Roe, Jo"},
		{Key: "description", Value: "two lines"}, {Key: "keywords", Value: "a"}, {Key: "keywords", Value: "b"}}
	if diff := cmp.Diff(want, md.Meta); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := show(md); got != "para 0 |text\n" {
		t.Errorf("%q", got)
	}
	page := HTML(`<html lang=en><head><title>T</title><meta property="og:title" content="O"><script type="application/ld+json">
{"@graph":[{"@type":"NewsArticle","headline":"H","author":[{"name":"A B"},{"@type":"Organization","name":"Body C"}],"publisher":{"name":"P"}}]}</script></head><p>x`)
	wantHTML := []block.Meta{{Key: "language", Value: "en"}, {Key: "html:title", Value: "T"}, {Key: "og:title", Value: "O"}, {Key: "ld:type", Value: "NewsArticle"},
		{Key: "ld:headline", Value: "H"}, {Key: "ld:author", Value: "A B"}, {Key: "ld:author", Value: "{Body C}"}, {Key: "ld:publisher", Value: "P"}}
	if diff := cmp.Diff(wantHTML, page.Meta); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestRuleAtTheTopIsNoFrontMatter keeps text that only looks like front matter.
func TestRuleAtTheTopIsNoFrontMatter(t *testing.T) {
	for _, in := range []string{"---\nno key here\n---\ntext", "---\na: b\nno end of it"} {
		if got := show(Markdown(in)); !strings.Contains(got, "here") && !strings.Contains(got, "no end") {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

// vanished counts the letters of a text that are neither in blocks nor omitted.
func vanished(text string, page block.Page) int {
	n := letters(text)
	for _, b := range page.Blocks {
		n -= letters(b.Text) + letters(b.Mark)
		for _, c := range b.Calls {
			n -= letters(c.Mark)
		}
	}
	for _, o := range page.Omitted {
		n -= letters(o.Text)
	}
	return n
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func TestNothingVanishes(t *testing.T) {
	for _, in := range []string{
		"# head\n\npara [^a] and [^b]\n\n[^b]: second\n\n[^c]: third\n    more\n\n- item\n\n  text\n\n> quote\n\n    code\n",
		"| a | b |\n|---|---|\n| c | d |\n\n*em **strong** em* <u>under</u> text <!-- comment -->\n",
	} {
		in2 := strings.NewReplacer("[^a]", "", "[^b]", "", "[^c]", "", "<u>", "", "</u>", "").Replace(in)
		if n := vanished(in2, Markdown(in)); n > 1 {
			t.Errorf("%d letters of %q vanished: %s", n, in, show(Markdown(in)))
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"# a\n\nb[^1]\n\n[^1]: c", "<sup>1</sup> a\tb\tc\nd\te\tf", "---\na: b\n---\n$\\to$", "- a\n  1) b\n\n<x title=\"y\">", "[^a]: b\n[c]: d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkPage(t, Markdown(strings.ToValidUTF8(s, "?"))) })
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"<p>a<sup>1</sup><li>b", "<table><tr><td>a<td><table><tr><td>b", "<ol type=a start=0><li value=-3>x", "<div role=doc-footnote id=a><a href=#a><sup>1</sup></a>", "<pre>a\n b<q>c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkPage(t, HTML(s)) })
}

// checkPage checks that the offsets of a page's blocks lie in their texts.
func checkPage(t *testing.T, page block.Page) {
	for _, b := range page.Blocks {
		for _, c := range b.Calls {
			if c.At < 0 || c.At > len(b.Text) {
				t.Errorf("call at %d of %q", c.At, b.Text)
			}
		}
		for _, r := range append(b.Bold, b.Italic...) {
			if r.Start < 0 || r.Start >= r.End || r.End > len(b.Text) {
				t.Errorf("style at %v of %q", r, b.Text)
			}
		}
	}
}

func BenchmarkMarkdown(b *testing.B) {
	text := strings.Repeat("## Part\n\nA paragraph of *some* words, with a note.[^1]\n\n- an item\n- another\n\n", 500) + "[^1]: It.\n"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Markdown(text)
	}
}
