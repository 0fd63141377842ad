package web_test

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/query"
)

// many are works of many years, some of none, with theories and persons that
// follow from their number.
func many(t testing.TB, n int) []*corpus.Document {
	t.Helper()
	theories := []string{"realism", "realism/structural", "liberalism", "liberalism/institutional", "constructivism", "realism/defensive"}
	people := []string{"Kenneth Waltz", "Alexander Wendt", "Lene Hansen", "Roland Paris", "Barry Buzan", "Hans Morgenthau"}
	docs := corpustest.Works()
	for i := range n {
		one, other := people[i%len(people)], people[(i+1+i/6%5)%len(people)]
		year := fmt.Sprintf("year: %d\n", 1900+7*i)
		if i%5 == 4 {
			year = ""
		}
		docs = append(docs, corpustest.Must(t, fmt.Sprintf("id: many-%03d\ntitle: On Ferries %d\n%stype: essay\n\n= Tides\n\n"+
			"A {theory %s 0.8|ferry} crosses the water with {cited %s|%s} on its deck.\n\nNo {theory %s 0.7|harbour} waits for {mentioned %s|%s}, and {cited %s|%s} knows it.\n",
			i, i, year, theories[i%len(theories)], one, one, theories[(i+2)%len(theories)], other, other, one, one)))
	}
	return docs
}

// drawn are the marks of a page's pictures: what each says, and where it leads.
func drawn(t testing.TB, body string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`<a href="([^"]+)"><title>([^<]+)</title>`).FindAllStringSubmatch(body, -1) {
		says := html.UnescapeString(m[2])
		if _, twice := out[says]; twice {
			t.Errorf("two marks say %q", says)
		}
		out[says] = html.UnescapeString(m[1])
	}
	return out
}

// Every mark of a picture leads to as many passages as it says, whatever was
// asked and filtered before.
func TestAMarkLeadsToWhatItCounts(t *testing.T) {
	h := handler(t, options(t, many(t, 40)...))
	said := regexp.MustCompile(`: (\d+) passages?$`)
	for _, path := range []string{"/pictures", "/pictures?q=ferry+water", "/pictures?q=harbour+OR+water&theory=realism&theory=constructivism", "/pictures?person=Kenneth+Waltz",
		"/pictures?year=1930..2000&q=person:%22Lene+Hansen%22", "/pictures?work=fear", "/pictures?q=%22ferry+crosses%22&type=essay&exact=true", "/pictures?year=2011"} {
		marks, counted := drawn(t, get(t, h, path).Body.String()), 0
		for says, link := range marks {
			m := said.FindStringSubmatch(says)
			if m == nil {
				continue // the name of a column
			}
			a := decode[query.Answer](t, get(t, h, "/v1/search"+strings.TrimPrefix(link, "/")))
			if counted++; fmt.Sprint(a.Total) != m[1] {
				t.Errorf("%s: %q leads to %d, by %s", path, says, a.Total, link)
			}
		}
		if counted < 3 {
			t.Errorf("%s: only %d marks", path, counted)
		}
	}
}

// The table beside a picture has the picture's numbers, those too that have no
// mark, and a row's numbers are at most its sum.
func TestAPictureHasItsNumbersInATable(t *testing.T) {
	h := handler(t, options(t, many(t, 40)...))
	body := get(t, h, "/pictures").Body.String()
	marks := drawn(t, body)
	row := regexp.MustCompile(`<tr><th scope="row">([^<]+)</th>((?:<td>\d+</td>)+)</tr>`)
	head := regexp.MustCompile(`<th scope="col">([^<]+)</th>`).FindAllStringSubmatch(body[strings.Index(body, "<th scope=\"col\">Theory"):], -1)
	rows := 0
	for _, m := range row.FindAllStringSubmatch(body, -1) {
		label := html.UnescapeString(m[1])
		numbers := regexp.MustCompile(`\d+`).FindAllString(m[2], -1)
		if strings.Contains(label, " and ") {
			if _, ok := marks[label+": "+numbered(numbers[0])]; !ok {
				t.Errorf("no arc for %s, %s", label, numbers[0])
			}
			continue
		}
		rows++
		for i, n := range numbers[:len(numbers)-1] {
			column := head[i+1][1]
			_, marked := marks[label+", "+column+": "+numbered(n)]
			if n != "0" && column != "no year" && !marked {
				t.Errorf("no mark for %s, %s: %s", label, column, n)
			}
		}
	}
	if rows < 6 || !strings.Contains(body, "no year") {
		t.Errorf("%d rows: %s", rows, body)
	}
}

func numbered(n string) string {
	if n == "1" {
		return "1 passage"
	}
	return n + " passages"
}

// Pictures stay small however much is asked, and say what they leave out.
func TestPicturesStaySmall(t *testing.T) {
	h := handler(t, options(t, many(t, 120)...))
	long := strings.Repeat("ferry harbour ", 300)
	for path, want := range map[string]string{"/pictures": "Who is cited with whom", "/pictures?q=" + url.QueryEscape(long): "too long to stand in every mark",
		"/pictures?q=zxqvy": "Nothing found", "/pictures?theory=realsm": "did you mean", "/pictures?theroy=realism": "theory", "/pictures?year=1900": "by work"} {
		body := get(t, h, path).Body.String()
		if n := len(body); n > 60_000 || !strings.Contains(body, want) {
			t.Errorf("%s: %d bytes, want %q in %s", path[:min(40, len(path))], n, want, body[max(0, strings.Index(body, "<main")):min(len(body), 2500)])
		}
	}
	if body := get(t, handler(t, options(t)), "/pictures").Body.String(); !strings.Contains(body, "Nothing found") || strings.Contains(body, "<svg") {
		t.Errorf("an empty library draws %s", body)
	}
}

// A picture has a title and a description that are its own, and nothing in it
// that a page of ours never has.
func TestAPictureSaysWhatItIs(t *testing.T) {
	h := handler(t, options(t, many(t, 20)...))
	root, err := xhtml.Parse(get(t, h, "/pictures").Body)
	if err != nil {
		t.Fatal(err)
	}
	ids, pictures := map[string]bool{}, 0
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s has %s", n.Data, a.Key)
			}
		}
	}
	for n := range root.Descendants() {
		if n.Data != "svg" {
			continue
		}
		pictures++
		for _, a := range n.Attr {
			if a.Key == "aria-labelledby" {
				for _, id := range strings.Fields(a.Val) {
					if !ids[id] {
						t.Errorf("nothing is called %s", id)
					}
				}
			}
		}
	}
	if pictures != 2 {
		t.Errorf("%d pictures", pictures)
	}
}
