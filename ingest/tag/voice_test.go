package tag_test

import (
	"fmt"
	"strings"
	"testing"

	"locus/corpus"
	"locus/ingest/passage"
	"locus/ingest/tag"
)

// TestWhatToldAVoice pins, sentence by sentence, whose voice a passage is and
// the words that tell it.
func TestWhatToldAVoice(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a verb behind the name", "Kant argues that a promise binds.", `reports [Immanuel Kant] by "Kant argues"`},
		{"a verb behind brackets and adverbs", "Kant (1785: 4) has therefore insisted on it.", `reports [Immanuel Kant] by "Kant (1785: 4) has therefore insisted"`},
		{"a view denied is a view reported", "Kant does not claim that ends are nothing.", `reports [Immanuel Kant] by "Kant does not claim"`},
		{"a view called wrong is reported", "Kant is wrong to argue so.", `reports [Immanuel Kant] by "Kant is wrong to"`},
		{"with whom the author disagrees", "Pace Kant, a lie may be kind.", `reports [Immanuel Kant] by "Pace Kant"`},
		{"according to a school", "According to deontologists, a duty binds.", `reports [Deontology] by "According to deontologists"`},
		{"a school that argues", "Consequentialists argue that only outcomes count.", `reports [Consequentialism] by "Consequentialists argue"`},
		{"a school that is only described", "Consequentialism is older than its name.", `author []`},
		{"whom the author follows is not the speaker", "Following Kant (1785), we treat the promise as a debt that binds.", `author []`},
		{"whom one follows is", "Following Kant, one may treat the promise as a debt.", `reports [Immanuel Kant] by "Following Kant"`},
		{"from somebody's point of view", "From Kant's point of view this is theft.", `reports [Immanuel Kant] by "From Kant's point of view"`},
		{"a possessive view", "Kant's view is the stricter one.", `reports [Immanuel Kant] by "Kant's view"`},
		{"a book on a shelf is no view", "Kant's book lay on the shelf by the door.", `author []`},
		{"what somebody proposed is no report", "The rule which Kant proposed is known to all, and it is taught in schools.", `author []`},
		{"a list behind a colon goes on", "Kant enumerates three duties: to oneself. To others. To the law, and to no one besides these.", `reports [Immanuel Kant] by "Kant enumerates"`},
		{"a pronoun goes on", "Kant walked at four. He held that habits free the mind. In his view they are a debt to oneself.", `reports [Immanuel Kant] by "He held"`},
		{"one clause among many is the author's", "Kant says so. The town was small. Its clocks were slow. Ships came twice a year, and the harbour froze in winter.", `author []`},
		{"the author speaks up again", "Kant holds that habits free the mind. I am less sure of it than the old clockmaker was. The clocks were slow here.", `author []`},
		{"words between marks", `"The law is within me and the sky is above," Kant wrote.`, `quotes [Immanuel Kant] by "Kant wrote"`},
		{"a mark that was never closed", `He called it "Law "In brief. Kant, "Duty first, and then the rest, and nothing that anybody likes," he said.`, `quotes [Immanuel Kant] by "Kant"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := tagged(t, listed(t, c.text)).Passages[0]
			got := fmt.Sprintf("%s %v", p.Voice, p.VoiceOf)
			if p.VoiceBy != nil {
				got += fmt.Sprintf(" by %q", p.VoiceBy.Text)
			}
			if got != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// TestPersonsLearntFromTheText pins who is whom where the pack and the lists do
// not say it.
func TestPersonsLearntFromTheText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a full name first, then the family name", "Laura Ferenczi spoke. Ferenczi was brief.", "Laura Ferenczi"},
		{"initials count as given names", "A paper by L. M. Ferenczi was read. Ferenczi was ill.", "L. M. Ferenczi"},
		{"an honour tells a name", "The guest was Dr. Zoltan Ferenczi.", "Zoltan Ferenczi"},
		{"given names that differ are two persons", "Laura Ferenczi met Peter Ferenczi.", "Laura Ferenczi; Peter Ferenczi"},
		{"a street is nobody", "They met in Peter Street and at Victor College.", ""},
		{"a person of the pack in another spelling", "Imanuel Kantt? No: Emmanuel Cant was meant.", "Immanuel Kant"},
		{"two persons with one hyphen between", "Laura Ferenczi-Peter Halasz was the whole programme.", "Laura Ferenczi; Peter Halasz"},
		{"a title in capitals is nobody", "PETER AND THE WOLF", ""},
		{"unlike is no given name", "Unlike Kant, she slept late.", "Immanuel Kant"},
		{"look-alikes of a full name stay apart", "John Stuart Mill and James Mill and John Miller wrote.", "John Stuart Mill; James Mill; John Miller"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var names []string
			for _, p := range tagged(t, listed(t, c.text)).Passages {
				for _, m := range p.People {
					names = append(names, m.Name)
				}
			}
			if got := strings.Join(names, "; "); got != c.want {
				t.Errorf("%s\ngot  %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func FuzzDocument(f *testing.F) {
	f.Add("Kant (1785) argues, \"that a duty binds\": \"always.\" He adds more.\n\n“Dr. J. M. van den Berg-Peter Kant” said so.")
	f.Add("According to deontologists, e.g. L. Mill's view\u00a0is 'believes: that.\n\nA. B")
	tagger, err := tag.New(tag.Knowledge{Pack: ethics()})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r", " "), "")
		doc := &corpus.Document{Work: corpus.Work{ID: "a"}, Text: text}
		if strings.TrimSpace(text) == "" || doc.Text != strings.TrimSpace(text) {
			return
		}
		doc.Parts = []corpus.Part{{Kind: corpus.PartParagraph, Span: corpus.Span{End: len(text)}}}
		passage.Split(doc)
		before := doc.Check()
		tagger.Document(doc)
		if err := doc.Check(); err != nil && before == nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
