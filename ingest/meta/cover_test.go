package meta_test

import (
	"strconv"
	"strings"
	"testing"

	"locus/ingest/meta"
	"locus/ingest/plain"
)

// body is text enough for a page to have a head.
const body = "\n\nEvery port sells time, and nobody has written its accounts so far. We write them here for one coast and for the years in which somebody kept the papers dry enough to be read.\n\nThe price of time rose in winter, and those who paid it were seldom those who had made it rise."

// TestHeads reads the record of texts whose heads have one thing each by which a
// careful reader knows them.
func TestHeads(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"a cover page's labels, and the title again":   {"Time and Tide in Small Ports\nAuthor(s): Ann Bell and Carl Dorn\nSource: Review of Quays, Vol. 3, No. 2 (Spring, 1991), pp. 10-20\nPublished by: Quay Press\nStable URL: https://a.example/1\n\nTime and Tide in Small Ports\n\nANN BELL AND CARL DORN" + body, "Time and Tide in Small Ports; Ann Bell, Carl Dorn; 1991; Review of Quays 3 (2) 10-20"},
		"a title page of small words":                  {"The Price of Waiting in Ports\n\nA Dissertation Presented\n\nby\n\nANN BELL\n\nto\n\nThe Graduate School of Quay University\n\nMay 2009" + body, "The Price of Waiting in Ports; Ann Bell; 2009; "},
		"an old title page in capitals":                {"A LETTER\nTO\nA NOBLE LORD,\nON\nTHE PRICE OF WAITING.\n\nBY ANN BELL, ESQ.\n\nLONDON:\nPRINTED FOR T. QUAY.\n1807." + body, "A LETTER TO A NOBLE LORD, ON THE PRICE OF WAITING; Ann Bell; 1807; "},
		"a speech whose title names who speaks":        {"Remarks by Foreign Minister Ann Bell to the Quay Council on Harbours\n\nThe Old Hall\n\nMay 3, 1991" + body, "Remarks by Foreign Minister Ann Bell to the Quay Council on Harbours; Ann Bell; 1991; "},
		"a place above a date is no author":            {"Speech by the Minister, Mr. Carl Dorn, at the opening of the quay\n\nPort Elm, 3 May 1991" + body, "Speech by the Minister, Mr. Carl Dorn, at the opening of the quay; Carl Dorn; 1991; "},
		"the writer of the book is not the reviewer":   {"BOOK REVIEWS\n\nThe Price of Waiting in Ports\nCarl Dorn\nQuay: Quay Press, 2009, xiv + 322 pp., hardback, ISBN 978-0-00-000000-2" + body + "\n\nAnn Bell\nQuay University", "The Price of Waiting in Ports; Ann Bell; -; "},
		"an entry and its signature":                   {"NEUTRALITY. The place of a state that takes no part in a war between others, and is asked about it every day." + body + "\n\n[A. B. Bell]\n\nSee also Blockade.", "NEUTRALITY; A. B. Bell; -; "},
		"the path of a site":                           {"Home > Review of Quays > Article\n\nThe Price of Waiting in Ports\n\nAnn Bell & Carl Dorn\n\nPublished: 3 May 2019" + body, "The Price of Waiting in Ports; Ann Bell, Carl Dorn; 2019; Review of Quays"},
		"a head of pages with the student's name":      {"Bell 1\n\nAnn Bell\nProfessor Dorn\nPOL 210\n3 May 2018\n\nThe Price of Waiting in Ports" + body + "\n\nBell 2\n\nNobody paid.", "The Price of Waiting in Ports; Ann Bell; 2018; "},
		"an issue without a volume":                    {"Revue des quais, n° 14, 2013, p. 77-95\n\nThe Price of Waiting in Ports\n\nAnn Bell\nUniversité du Quai" + body, "The Price of Waiting in Ports; Ann Bell; 2013; Revue des quais (14) 77-95"},
		"who has posted a message":                     {"Quay Board » Theory » Is waiting a price?\n\nIs waiting a price?\nPost by drydock » Tue Mar 09, 2010 8:14 pm" + body, "Is waiting a price?; drydock; 2010; Quay Board"},
		"the court that judges":                        {"QUAY COURT OF ARBITRATION\n\nCASE CONCERNING THE LIGHT\n\nJUDGMENT OF 12 JULY 1988" + body, "CASE CONCERNING THE LIGHT; QUAY COURT OF ARBITRATION; 1988; "},
		"a running head is no cover":                   {"THE PRICE OF WAITING\n\nAnn Bell" + body + "\n\nTHE PRICE OF WAITING   119\n\nIt fell in spring.", "THE PRICE OF WAITING; Ann Bell; -; "},
		"a signature in a conversation's list is none": {"The Price of Waiting: A Conversation\n\nQuay Institute\n3 May 2013\n\nSpeakers:\nAnn Bell, director, Quay Institute" + body, "The Price of Waiting: A Conversation; ; 2013; "},
	} {
		t.Run(name, func(t *testing.T) {
			if got := headOf(c.in); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// headOf writes what is read of a text's head.
func headOf(in string) string {
	page := plain.Read(in)
	meta.Lines(&page)
	for i := range page.Blocks {
		page.Blocks[i].Text = strings.Join(strings.Fields(page.Blocks[i].Text), " ")
	}
	w := meta.Read(&page, "x.txt")
	var names []string
	for _, a := range w.Authors {
		names = append(names, strings.TrimSpace(a.Given+" "+a.Family))
	}
	year := "-"
	if w.Year != nil {
		year = strconv.Itoa(*w.Year)
	}
	issue := ""
	if w.Issue != "" {
		issue = "(" + w.Issue + ")"
	}
	place := strings.Join(strings.Fields(strings.Join([]string{w.Container, w.Volume, issue, w.Pages}, " ")), " ")
	return w.Title + "; " + strings.Join(names, ", ") + "; " + year + "; " + place
}
