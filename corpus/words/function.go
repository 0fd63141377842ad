package words

// Function reports whether a folded form is a function word of English: an
// article, pronoun, preposition, conjunction, auxiliary, question word or one of
// their contractions. Such words carry no weight in a question. Words of
// negation and number (not, no, one) count as function words too.
func Function(form string) bool {
	switch form {
	case "a", "about", "above", "across", "after", "again", "against", "all", "almost", "along", "already",
		"also", "although", "always", "am", "amid", "among", "amongst", "an", "and", "another", "any", "anyone",
		"anything", "are", "aren't", "around", "as", "at",
		"be", "because", "been", "before", "being", "below", "beneath", "beside", "besides", "between",
		"beyond", "both", "but", "by",
		"can", "can't", "cannot", "could", "couldn't",
		"despite", "did", "didn't", "do", "does", "doesn't", "doing", "don't", "done", "down", "during",
		"each", "either", "else", "ever", "every", "everyone", "everything",
		"few", "for", "from", "further", "furthermore",
		"had", "hadn't", "has", "hasn't", "have", "haven't", "having", "he", "he'd", "he'll", "he's", "hence",
		"her", "here", "here's", "hers", "herself", "him", "himself", "his", "how", "how's", "however",
		"i", "i'd", "i'll", "i'm", "i've", "if", "in", "into", "is", "isn't", "it", "it'd", "it'll", "it's",
		"its", "itself",
		"just", "least", "less", "let", "let's",
		"many", "may", "me", "might", "mine", "more", "moreover", "most", "much", "must", "mustn't", "my",
		"myself",
		"neither", "never", "nevertheless", "no", "nobody", "none", "nor", "not", "nothing", "now",
		"of", "off", "often", "on", "once", "one", "ones", "only", "onto", "or", "other", "others", "ought",
		"our", "ours", "ourselves", "out", "over", "own",
		"per", "perhaps", "quite", "rather",
		"s", "same", "shall", "she", "she'd", "she'll", "she's", "should", "shouldn't", "since", "so", "some",
		"someone", "something", "still", "such",
		"t", "than", "that", "that's", "the", "their", "theirs", "them", "themselves", "then", "thence",
		"there", "there's", "thereby", "therefore", "these", "they", "they'd", "they'll", "they're", "they've",
		"this", "those", "though", "through", "throughout", "thus", "till", "to", "together", "too", "toward",
		"towards",
		"under", "until", "unto", "up", "upon", "us",
		"very", "via",
		"was", "wasn't", "we", "we'd", "we'll", "we're", "we've", "were", "weren't", "what", "what's",
		"whatever", "when", "when's", "whenever", "where", "where's", "whereas", "whereby", "wherein",
		"wherever", "whether", "which", "whichever", "while", "whilst", "who", "who's", "whoever", "whom",
		"whose", "why", "why's", "will", "with", "within", "without", "won't", "would", "wouldn't",
		"yet", "you", "you'd", "you'll", "you're", "you've", "your", "yours", "yourself", "yourselves":
		return true
	}
	return false
}
