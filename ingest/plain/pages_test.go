package plain

import (
	"cmp"
	"strings"
	"testing"
)

// TestPages reads texts with pages: which lines are running heads, and what the
// pages are called.
func TestPages(t *testing.T) {
	body := "The ferry was late again, and nobody on the quay could say why it was so. The clerk wrote it down as he did\non every day of that winter, and he signed it with his name.\n"
	for name, c := range map[string]struct{ in, want string }{
		"heads with numbers set apart": {"12      ON FERRIES\n\n" + body + "\nTHE CLERK      13\n\n" + body + "\n14      ON FERRIES\n\n" + body,
			"12 high|13 high|14 high"},
		"feet, the first page begins before": {body + "\n12      ON FERRIES\n\n" + body + "\n13      ON FERRIES\n",
			"12 medium|13 medium"},
		"numbers alone at the foot": {body + "\n- 4 -\n\n" + body + "\n- 5 -\n\n" + body + "\n- 6 -\n",
			"4 high|5 high|6 high"},
		"numbers alone with text on either side have no label": {body + "\n4\n\n" + body + "\n5\n\n" + body + "\n6\n\n" + body,
			"?|?|?"},
		"numbered headings are none":           {"1  THE FERRY\n\n" + body + "\n2  THE CLERK\n\n" + body + "\n3  THE QUAY\n\n" + body, ""},
		"a table of contents is none":          {"FERRIES      4\n\nFERRIES      5\n\nFERRIES      6\n\n" + body, ""},
		"form feeds with numbers":              {body + "\n7\f" + body + "\n8\f" + body + "\n9", "7 high|8 high|9 high"},
		"a page between two that agree":        {body + "\n7\f" + body + "\f" + body + "\n9\f" + body + "\n10", "7 high|8 low|9 high|10 high"},
		"a page between two that do not agree": {body + "\n7\f" + body + "\n8\f" + body + "\f" + body + "\n20", "7 medium|8 medium|?|?"},
		"form feeds without numbers":           {body + "\f" + body, "?"},
	} {
		t.Run(name, func(t *testing.T) {
			page := Read(c.in)
			var got []string
			for _, b := range page.Blocks {
				for _, p := range b.Pages {
					got = append(got, strings.TrimSpace(cmp.Or(p.Label, "?")+" "+p.Confidence))
				}
			}
			if got := strings.Join(got, "|"); got != c.want {
				t.Errorf("%q, want %q in\n%s", got, c.want, show(page.Blocks))
			}
			for _, b := range page.Blocks {
				if c.want != "" && (strings.Contains(b.Text, "FERRIES") || strings.Trim(b.Text, "0123456789- ") == "") {
					t.Errorf("a running head is text: %s", b.Text)
				}
			}
		})
	}
}
