package ingest_test

import (
	"fmt"
	"strings"
	"testing"
)

// raisedPage is a page that cites by raised numbers: linked, in a range, beside an
// area and a footnote.
const raisedPage = `<html><body><h1>Harbours</h1>
<p>The first harbour was dug by hand.<sup>1</sup> It took nine years and covered 5 km<sup>2</sup> of marsh,<sup>2,3</sup> as the books of the town say at length in more than one place.</p>
<p>Nobody knows who paid for it.<sup><a href="#r1">1</a>–<a href="#r3">3</a></sup> The second was larger.<sup><a href="#r4">4</a>,<a href="#r2">2</a></sup> A third was planned and never begun for want of stone.</p>
<h2>References</h2><ol>
<li id="r1">Adler, Anna. <i>Stone and Water</i>. Norwich: Quay Press, 1990.</li>
<li id="r2">Beck, Bernd. <i>The Marsh</i>. Norwich: Quay Press, 1991.</li>
<li id="r3">Cole, Clara. <i>Nine Years</i>. Norwich: Quay Press, 1992.</li>
<li id="r4">Dorn, Dora. <i>The Second Harbour</i>. Norwich: Quay Press, 1993.</li>
</ol></body></html>`

func TestRaisedNumbersCite(t *testing.T) {
	doc := read(t, "harbours.html", []byte(raisedPage))
	for _, want := range []string{"by hand. [1] It", "5 km² of marsh, [2,3] as", "paid for it. [1–3] The", "larger. [4,2] A"} {
		if !strings.Contains(doc.Text, want) {
			t.Errorf("%q is not in %q", want, doc.Text)
		}
	}
	var got []string
	for _, c := range doc.Citations {
		got = append(got, fmt.Sprintf("%s=%d", c.Author, c.Reference))
	}
	if want := "Adler=1 Beck=2 Cole=3 Adler=1 Beck=2 Cole=3 Dorn=4 Beck=2"; strings.Join(got, " ") != want {
		t.Errorf("citations %q, want %q", got, want)
	}
}

func TestLinksToEntriesCite(t *testing.T) {
	doc := read(t, "quays.html", []byte(`<html><body><h1>Quays</h1>
<p>The quay was built twice [<a href="#b2">Bec</a>], and <a href="#top">once more</a> when the marsh had eaten it, as <a href="quays.html#b1">the old survey</a> of the town has it.</p>
<h2>Bibliography</h2>
<p id="b1">Adler, Anna. <i>Stone and Water</i>. Norwich: Quay Press, 1990.</p>
<p id="b2">Beck, Bernd. <i>The Marsh</i>. Norwich: Quay Press, 1991.</p></body></html>`))
	var got []string
	for _, c := range doc.Citations {
		got = append(got, fmt.Sprintf("%s=%d", c.Text, c.Reference))
	}
	if want := "Bec=2, the old survey=1"; strings.Join(got, ", ") != want {
		t.Errorf("citations %q, want %q in %q", got, want, doc.Text)
	}
}
