// Package judge measures how good answers are, against judgements made by
// reading.
//
// In go judged questions, as plain text that a scholar can edit (ReadQuestions),
// the documents they were judged on and anything that answers a query.Request;
// out comes a Page of figures per question and over all: nDCG@10, average
// precision, recall at 10 and 20, the rank of the first good passage. Run over a
// collection with relevance lists (ReadQrels) it gives the same figures from a
// run in TREC form (ReadRun), for comparison with other engines. A Collection
// (ReadCollection: queries.jsonl and qrels.tsv of a folder, whose texts a library
// holds) is asked for whole works (Collection.Ask), split in halves to tune on one
// and report the other (Collection.Split), and compared with another run question
// by question, with the probability that the gain is chance (Collection.Report).
//
// Gains are linear in the grade, as in the figures of trec_eval; questions
// nobody judged anything for are left out of means (Järvelin and Kekäläinen
// 2002; Manning, Raghavan and Schütze 2008, chapter 8).
//
// Promises: the same answers give the same page, byte for byte
// (TestPageIsTheSameEveryTime); a judgement whose words are in no passage is
// reported, never passed over (TestLostPlaces); two runs are compared over the
// same questions, with the same probabilities every time
// (TestReportComparesTwoRuns, TestChance).
//
// Not here: the judgements themselves (testdata/questions) and any ranking.
package judge
