package markup

import (
	"strings"
	"testing"
)

func TestLinkedData(t *testing.T) {
	for name, c := range map[string]struct{ json, want string }{
		"an article in an issue of a volume": {
			`{"@type":"ScholarlyArticle","name":"The Gate","author":[{"@type":"Person","name":"Ann Bell"}],"pageStart":"17","pageEnd":"31","sameAs":"https://doi.org/10.1234/g.7",
			  "isPartOf":{"@type":"PublicationIssue","issueNumber":"2","isPartOf":{"@type":"PublicationVolume","volumeNumber":4,"isPartOf":{"@type":"Periodical","name":"Journal of Gates","issn":["1234-5678"]}}}}`,
			"type=ScholarlyArticle headline=The Gate author=Ann Bell pages=17-31 doi=10.1234/g.7 issue=2 volume=4 issn=1234-5678 container=Journal of Gates"},
		"a chapter of a book": {
			`{"@type":"Chapter","name":"Hinges","pagination":"40-52","isPartOf":{"@type":"Book","name":"Doors","isbn":"9781402894626"},"editor":{"@type":"Person","name":"F. Falk"},"inLanguage":"en"}`,
			"type=Chapter headline=Hinges editor=F. Falk pages=40-52 language=en isbn=9781402894626 container=Doors"},
		"an identifier that is no DOI": {`{"@type":"Book","name":"Doors","identifier":"10.5 feet","bookEdition":"2nd"}`, "type=Book headline=Doors edition=2nd"},
		"a thing that is no text":      {`{"@type":"Person","name":"Ann"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := HTML(`<html><head><script type="application/ld+json">` + c.json + `</script></head><body><p>words</p></body></html>`)
			var got []string
			for _, m := range page.Meta {
				if rest, ok := strings.CutPrefix(m.Key, "ld:"); ok {
					got = append(got, rest+"="+m.Value)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, " "), c.want)
			}
		})
	}
}
