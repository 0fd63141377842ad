package records

import (
	"fmt"
	"strings"
	"testing"

	"locus/corpus"
)

// zoteroRDF is an export as Zotero writes it: an article whose journal stands
// apart, a chapter within a book of a series, a translated book, a report, an
// attachment, a note and a collection.
const zoteroRDF = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:vcard="http://nwalsh.com/rdf/vCard#" xmlns:link="http://purl.org/rss/1.0/modules/link/">
 <bib:Article rdf:about="#item_1">
  <z:itemType>journalArticle</z:itemType>
  <dcterms:isPartOf rdf:resource="urn:issn:0162-2889"/>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Walt</foaf:surname><foaf:givenName>Stephen M.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
  <dcterms:isReferencedBy rdf:resource="#item_9"/>
  <link:link rdf:resource="#item_8"/>
  <dc:title>Alliance Formation and the Balance of World Power</dc:title>
  <dc:date>1985</dc:date><bib:pages>3-43</bib:pages><z:language>en</z:language>
  <dc:identifier><dcterms:URI><rdf:value>https://www.jstor.org/stable/2538540</rdf:value></dcterms:URI></dc:identifier>
  <dcterms:dateSubmitted>2024-05-17 09:12:44</dcterms:dateSubmitted>
 </bib:Article>
 <bib:Journal rdf:about="urn:issn:0162-2889"><prism:volume>9</prism:volume><prism:number>4</prism:number><dc:title>International Security</dc:title><dc:identifier>DOI 10.2307/2538540</dc:identifier><dc:identifier>ISSN 0162-2889</dc:identifier></bib:Journal>
 <z:Attachment rdf:about="#item_8"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="files/8/Walt - 1985.pdf"/><dc:title>Full Text</dc:title><link:type>application/pdf</link:type></z:Attachment>
 <bib:Memo rdf:about="#item_9"><rdf:value>read it again</rdf:value></bib:Memo>
 <bib:BookSection rdf:about="#item_2">
  <z:itemType>bookSection</z:itemType>
  <dcterms:isPartOf><bib:Book><dcterms:isPartOf><bib:Series><dc:title>New Directions in World Politics</dc:title></bib:Series></dcterms:isPartOf><dc:identifier>ISBN 978-0-231-10271-7</dc:identifier><dc:title>On Security</dc:title></bib:Book></dcterms:isPartOf>
  <dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>New York</vcard:locality></vcard:Address></vcard:adr><foaf:name>Columbia University Press</foaf:name></foaf:Organization></dc:publisher>
  <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Lipschutz</foaf:surname><foaf:givenName>Ronnie D.</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Wæver</foaf:surname><foaf:givenName>Ole</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
  <dc:title>Securitization and Desecuritization</dc:title><dc:date>1995</dc:date><bib:pages>46-86</bib:pages>
 </bib:BookSection>
 <bib:Book rdf:about="urn:isbn:0-691-05657-9">
  <z:itemType>book</z:itemType>
  <bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Clausewitz</foaf:surname><foaf:givenName>Carl von</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
  <z:translators><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Howard</foaf:surname><foaf:givenName>Michael</foaf:givenName></foaf:Person></rdf:li><rdf:li><foaf:Person><foaf:surname>Paret</foaf:surname><foaf:givenName>Peter</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></z:translators>
  <dc:title>On War</dc:title><dc:date>1976</dc:date><dc:description>Original Date: 1832</dc:description>
 </bib:Book>
 <bib:Report rdf:about="#item_4"><z:itemType>report</z:itemType><z:type>Working paper</z:type><prism:number>12</prism:number><dc:title>Harbour Dues</dc:title>
  <bib:authors><rdf:Seq><rdf:li><foaf:Organization><foaf:name>The Harbour Board</foaf:name></foaf:Organization></rdf:li></rdf:Seq></bib:authors></bib:Report>
 <z:Collection rdf:about="#collection_1"><dc:title>Mine</dc:title><dcterms:hasPart rdf:resource="#item_1"/></z:Collection>
</rdf:RDF>`

func TestRDF(t *testing.T) {
	if Format(zoteroRDF) != "rdf" {
		t.Fatal("it is not told")
	}
	list, faults, ok := Read(zoteroRDF)
	if !ok || len(faults) > 0 {
		t.Fatalf("%v", faults)
	}
	var got []string
	for _, r := range list {
		w := r.Work
		names := func(list []corpus.Name) string {
			var out []string
			for _, n := range list {
				out = append(out, n.Family)
			}
			return strings.Join(out, ",")
		}
		original := 0
		if w.OriginalYear != nil {
			original = *w.OriginalYear
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%s %s %s|%s %s|%s|%s|%s|%s %s|%d|%s|%q", w.Type, names(w.Authors), names(w.Editors), names(w.Translators),
			w.Title, w.Container, w.Volume, w.Issue, w.Publisher, w.Place, w.Pages, w.DOI, w.Series, w.Genre, w.Number, original, w.Accessed, r.Files))
	}
	want := []string{
		`article|Walt|||Alliance Formation and the Balance of World Power|International Security 9 4| |3-43|10.2307/2538540|| |0|2024-05-17|["files/8/Walt - 1985.pdf"]`,
		`chapter|Wæver|Lipschutz||Securitization and Desecuritization|On Security  |Columbia University Press New York|46-86||New Directions in World Politics| |0||[]`,
		`book|Clausewitz||Howard,Paret|On War|  | |||| |1832||[]`,
		`report|The Harbour Board|||Harbour Dues|  | ||||Working paper 12|0||[]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for cut := 0; cut < len(zoteroRDF); cut += 97 {
		Read(zoteroRDF[:cut])
	}
}
