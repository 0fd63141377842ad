package tag_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestRaisedNumbersCite reads texts whose lists are numbered and that cite by
// raised or glued digits.
func TestRaisedNumbersCite(t *testing.T) {
	list := "\n== 1. Waltz KN. Theory of International Politics. Reading: Addison-Wesley; 1979." +
		"\n== 2. Jervis R. Cooperation under the security dilemma. World Politics. 1978;30(2):167-214." +
		"\n== 3. Bull H. The Anarchical Society. London: Macmillan; 1977."
	for name, c := range map[string]struct{ in, want string }{
		"glued digits":                {"It was as Waltz argued.1 The ropes held,2 and the council of the town was glad.1,3 So it was.", "1=1 2=2 1=1 3=3"},
		"raised digits":               {"It was as Waltz argued.¹ The ropes held.²⁻³ So it was.", "¹=1 ²⁻³=2 ²⁻³=3"},
		"a square is no citation":     {"The quay had 40 m² and 9 km² of it.", ""},
		"two glued digits are none":   {"It was as Waltz argued.1 The ropes held.2 So it was.", ""},
		"digits that count down":      {"It was so.3 The ropes held.2 The council was glad.1 So it was.", ""},
		"numbers that the list lacks": {"It was so.7 The ropes held.8 The council was glad.9 So it was.", ""},
		"brackets speak before":       {"It was as Waltz argued [1]. The ropes held.2 The council was glad.3 So it was.1", "[1]=1"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := listed(t, c.in+list)
			tagged(t, doc)
			var got []string
			for _, x := range doc.Citations {
				got = append(got, fmt.Sprintf("%s=%d", x.Text, x.Reference))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%q, want %q", strings.Join(got, " "), c.want)
			}
		})
	}
}

// TestAnEventIsNoCitation reads brackets with a place and a year.
func TestAnEventIsNoCitation(t *testing.T) {
	list := "\n== Waltz, K. N. (1979). Theory of International Politics. Reading, MA: Addison-Wesley."
	for name, c := range map[string]struct{ in, want string }{
		"behind a conference":            {"They met at the conference (Bandung, 1955) and parted.", ""},
		"behind the year itself":         {"In 1955 they met for a week (Bandung, 1955) and parted.", ""},
		"a place that the text knows":    {"They lived in Sandhaven. The port was closed (Sandhaven, 1822).", ""},
		"a name that the list lacks":     {"New wars are old (Kaldor, 1999).", "(Kaldor, 1999)"},
		"a name of the list":             {"The treaty (Waltz, 1979) is a rope.", "(Waltz, 1979)"},
		"two names are no place":         {"At the summit (Kaldor & Luard, 1999) they met.", "(Kaldor & Luard, 1999)"},
		"a locator shows a work":         {"They met at the conference (Bandung, 1955: 12).", "(Bandung, 1955: 12)"},
		"cited in is not in a place":     {"It is old, as cited in Kaldor. New wars are old (Kaldor, 1999).", "(Kaldor, 1999)"},
		"in a person's book is no place": {"As in Kaldor’s book, wars are old (Kaldor, 1999).", "(Kaldor, 1999)"},
	} {
		t.Run(name, func(t *testing.T) {
			doc := listed(t, c.in+list)
			tagged(t, doc)
			var got []string
			for _, x := range doc.Citations {
				got = append(got, x.Text)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%q, want %q", strings.Join(got, " "), c.want)
			}
		})
	}
}

// TestALocatorBehindTheBracket reads a place in a work behind the year's bracket.
func TestALocatorBehindTheBracket(t *testing.T) {
	doc := listed(t, "So says Waltz (1979), p. 88, and Waltz (1979), 12 ropes in hand.\n== Waltz, K. N. (1979). Theory of International Politics. Reading, MA: Addison-Wesley.")
	tagged(t, doc)
	if len(doc.Citations) != 2 || doc.Citations[0].Locator != "88" || doc.Citations[0].Text != "Waltz (1979), p. 88" || doc.Citations[1].Locator != "" {
		t.Errorf("%+v", doc.Citations)
	}
}
