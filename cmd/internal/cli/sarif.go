package cli

import (
	"net/url"
	"path/filepath"

	"locus/query/quote"
)

// The parts of a SARIF log (OASIS, Static Analysis Results Interchange Format
// 2.1.0, 2020) that findings need.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool    sarifTool     `json:"tool"`
	Columns string        `json:"columnKind"`
	Results []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID   string    `json:"id"`
	Says sarifText `json:"shortDescription"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	Rule      string          `json:"ruleId"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	Line   int `json:"startLine"`
	Column int `json:"startColumn"`
}

// ruleSays describes the verdicts that are findings.
var ruleSays = map[quote.Verdict]string{
	quote.Altered:     "The quotation differs from its source in what is not marked.",
	quote.Stitched:    "The quotation joins words of several places as if they were one.",
	quote.WrongPage:   "The words stand on another page than the one cited.",
	quote.WrongSource: "The words stand in another work than the one cited.",
	quote.Secondhand:  "The work quotes these words from somebody else.",
	quote.NotFound:    "No work of the library has these words.",
	quote.NoSource:    "The library does not hold the work cited.",
	quote.Ambiguous:   "Several works have these words and nothing says which is meant.",
}

// sarif is the findings of reports as a SARIF log.
func sarif(reports []*draftReport) sarifLog {
	run := sarifRun{Columns: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver.Name = "locus"
	for _, v := range quote.Verdicts() {
		if says, ok := ruleSays[v]; ok {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{ID: string(v), Says: sarifText{says}})
		}
	}
	for _, r := range reports {
		uri := (&url.URL{Path: filepath.ToSlash(r.File)}).String()
		for _, q := range r.Quotations {
			if q.Finding.Verdict.Good() {
				continue
			}
			at := sarifLocation{sarifPhysical{Artifact: sarifArtifact{uri}}}
			if q.Line > 0 {
				at.Physical.Region = &sarifRegion{q.Line, q.Column}
			}
			run.Results = append(run.Results, sarifResult{Rule: string(q.Finding.Verdict), Level: level(q.Finding.Verdict),
				Message: sarifText{message(q)}, Locations: []sarifLocation{at}})
		}
	}
	return sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
}
