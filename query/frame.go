package query

import (
	"slices"
	"strings"
)

// intent is what a question wants of a passage beyond its words.
type intent int

const (
	intentNone    intent = iota
	intentDefine         // what is X, define X
	intentView           // what does X argue, according to X
	intentArgue          // this house would X, should X, arguments for X
	intentDispute        // criticism of X, arguments against X
)

// askingWords begin a question; imperatives ask without one.
var (
	askingWords = []string{"what", "whats", "how", "why", "who", "whom", "whose", "when", "where", "which", "does", "do", "did", "is", "are", "was", "were", "can", "could", "should", "would", "has", "have"}
	imperatives = []string{"explain", "discuss", "describe", "define", "compare", "contrast", "summarise", "summarize", "outline", "assess", "evaluate", "examine", "find", "show", "list", "give", "tell", "analyse", "analyze", "consider"}
	sayings     = []string{"argue", "argues", "argued", "say", "says", "said", "think", "thinks", "thought", "claim", "claims", "claimed", "believe", "believes", "believed", "mean", "means", "meant", "explain", "explains", "explained", "describe", "describes", "described", "define", "defines", "defined", "view", "views", "see", "sees", "understand", "understands", "write", "writes", "wrote", "suggest", "suggests", "maintain", "maintains", "hold", "holds"}
	// relations stand before "of", "between", "about" or "on" and name what is
	// wanted rather than what it is about.
	relations = []string{"difference", "differences", "relationship", "relation", "link", "connection", "role", "meaning", "definition", "definitions", "example", "examples", "importance", "significance", "concept", "notion", "idea", "view", "views", "opinion", "argument", "arguments", "passage", "passages", "quote", "quotes", "quotation", "quotations", "information", "something", "evidence", "source", "sources", "text", "texts", "impact", "effect", "effects", "case", "reasons", "causes", "comparison", "criticism", "criticisms", "critique", "critiques", "objection", "objections", "weakness", "weaknesses", "limits", "flaws"}
	// comparing stand between or after what is compared.
	comparing = []string{"compared", "versus", "vs", "contrasted"}
	joiners   = []string{"of", "between", "about", "on", "for", "that", "against", "to", "with"}
	motions   = []string{"believes", "would", "supports", "regrets", "thinks", "prefers", "should", "opposes", "will", "wants", "welcomes", "rejects", "calls", "has", "holds", "favours", "favors", "fears", "celebrates", "condemns"}
	defining  = []string{"is", "are", "was", "were", "s"}
	// general are words that fit any subject. In a small library some of them are
	// as rare as what the question is about.
	general = strings.Fields("affect affects affected become becomes cause causes caused change changes changed difficult different " +
		"easy explain factor factors good hard help helps important influence influences key kind kinds lead leads led main major make makes " +
		"matter matters need needs new prevent prevents problem problems reason reasons thing things type types use used useful uses way ways work works")
	// arguable are the relations that ask for somebody's reasons, disputed those
	// that ask for reasons against.
	arguable = []string{"argument", "arguments", "evidence", "case", "reasons"}
	disputed = []string{"criticism", "criticisms", "critique", "critiques", "objection", "objections", "weakness", "weaknesses", "limits", "flaws"}
)

// frame marks the parts of a question that only frame it, by their folded forms
// and in their order: "this house believes that", "what does ... argue", "the
// difference between". It tells what kind of answer the frame asks for.
func frame(forms []string, light []bool) intent {
	n := len(forms)
	if n == 0 {
		return intentNone
	}
	set := func(from, to int) {
		for i := from; i < to && i < n; i++ {
			light[i] = true
		}
	}
	if n > 3 && forms[0] == "this" && forms[1] == "house" && slices.Contains(motions, forms[2]) {
		set(0, 3)
		return intentArgue
	}
	asking := slices.Contains(askingWords, forms[0])
	ordering := slices.Contains(imperatives, forms[0]) && n > 1
	if ordering {
		set(0, 1)
		if n > 2 && (forms[1] == "me" || forms[1] == "us") {
			set(1, 2)
		}
	}
	relation, joiner := relatedTo(forms, light, asking, ordering)
	view := n > 2 && forms[0] == "according" && forms[1] == "to"
	if view {
		set(0, 2)
	}
	if asking {
		for i := 1; i < n; i++ {
			if slices.Contains(sayings, forms[i]) {
				set(i, i+1)
				view = view || forms[i] != "mean" && forms[i] != "means"
			}
		}
	}
	switch {
	case view:
		return intentView
	case forms[0] == "define" || relation == "definition" || relation == "meaning" || relation == "concept":
		return intentDefine
	case asking && relation == "" && (forms[0] == "what" && n > 2 && slices.Contains(defining, forms[1]) || forms[0] == "whats" ||
		forms[0] == "what" && slices.Contains([]string{"mean", "means", "meant"}, forms[n-1])):
		return intentDefine
	case slices.Contains(disputed, relation), slices.Contains(arguable, relation) && joiner == "against":
		return intentDispute
	case forms[0] == "should", slices.Contains(arguable, relation):
		return intentArgue
	}
	return intentNone
}

// relatedTo marks the words that name what is wanted of a thing ("the definition
// of", "X compared with Y") and gives the last of them with what joins it.
func relatedTo(forms []string, light []bool, asking, ordering bool) (relation, joiner string) {
	n := len(forms)
	for i := 0; i+1 < n; i++ {
		if slices.Contains(relations, forms[i]) && slices.Contains(joiners, forms[i+1]) && (asking || ordering || allLight(light[:i])) {
			light[i] = true
			relation, joiner = forms[i], forms[i+1]
		}
	}
	for i := 1; i < n; i++ {
		if slices.Contains(comparing, forms[i]) {
			light[i] = true
		}
	}
	if last := forms[n-1]; n > 1 && !asking && (last == "definition" || last == "meaning" || last == "defined") {
		light[n-1] = true
		return "definition", ""
	}
	return relation, joiner
}

func allLight(light []bool) bool { return !slices.Contains(light, false) }
