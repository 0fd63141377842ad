package tex

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Accent puts the accent of a command (a sign such as "'" or a letter such as
// "c") on the first letter of base; false where the command is no accent.
func Accent(command, base string) (string, bool) {
	mark, ok := combining(command)
	if !ok {
		return "", false
	}
	switch base {
	case "ı":
		base = "i"
	case "ȷ":
		base = "j"
	}
	r, n := utf8.DecodeRuneInString(base)
	if n == 0 || !unicode.IsLetter(r) {
		return base, true
	}
	return norm.NFC.String(base[:n] + string(mark) + base[n:]), true
}

func combining(command string) (rune, bool) {
	switch command {
	case "`":
		return '\u0300', true
	case "'":
		return '\u0301', true
	case "^":
		return '\u0302', true
	case "~":
		return '\u0303', true
	case "=":
		return '\u0304', true
	case "u":
		return '\u0306', true
	case ".":
		return '\u0307', true
	case `"`:
		return '\u0308', true
	case "r":
		return '\u030A', true
	case "H":
		return '\u030B', true
	case "v":
		return '\u030C', true
	case "d":
		return '\u0323', true
	case "c":
		return '\u0327', true
	case "k":
		return '\u0328', true
	case "b":
		return '\u0331', true
	}
	return 0, false
}

// Symbol is the character, or the few, that a command without an argument stands
// for, by its name without the backslash; false where it is none.
func Symbol(command string) (string, bool) {
	if s, ok := letter(command); ok {
		return s, true
	}
	switch command {
	case "&", "%", "#", "$", "_", "{", "}":
		return command, true
	case " ", ",", ";", ":", "quad", "qquad", "space", "enspace", "enskip", "thinspace", "nobreakspace", "\n", "\t":
		return " ", true
	case "/", "-", "!", "@", "sloppy", "relax", "protect", "allowbreak":
		return "", true
	case "dots", "ldots", "textellipsis", "dotsc", "dotso":
		return "…", true
	case "textendash":
		return "–", true
	case "textemdash":
		return "—", true
	case "textquoteleft", "lq":
		return "‘", true
	case "textquoteright", "rq":
		return "’", true
	case "textquotedblleft":
		return "“", true
	case "textquotedblright":
		return "”", true
	case "textquotesingle":
		return "'", true
	case "textquotedbl":
		return `"`, true
	case "guillemotleft", "guillemetleft", "og":
		return "«", true
	case "guillemotright", "guillemetright", "fg":
		return "»", true
	case "glqq", "quotedblbase":
		return "„", true
	case "grqq":
		return "“", true
	case "textbackslash":
		return `\`, true
	case "textasciitilde", "textasciitildelow":
		return "~", true
	case "textasciicircum":
		return "^", true
	case "textunderscore":
		return "_", true
	case "textasciigrave":
		return "`", true
	case "textbar":
		return "|", true
	case "textless":
		return "<", true
	case "textgreater":
		return ">", true
	}
	return sign(command)
}

// letter is a letter by the name of its command.
func letter(command string) (string, bool) {
	switch command {
	case "ss":
		return "ß", true
	case "ae":
		return "æ", true
	case "AE":
		return "Æ", true
	case "oe":
		return "œ", true
	case "OE":
		return "Œ", true
	case "o":
		return "ø", true
	case "O":
		return "Ø", true
	case "aa":
		return "å", true
	case "AA":
		return "Å", true
	case "l":
		return "ł", true
	case "L":
		return "Ł", true
	case "i":
		return "ı", true
	case "j":
		return "ȷ", true
	case "dh":
		return "ð", true
	case "DH":
		return "Ð", true
	case "th":
		return "þ", true
	case "TH":
		return "Þ", true
	case "dj":
		return "đ", true
	case "DJ":
		return "Đ", true
	case "ng":
		return "ŋ", true
	case "TeX", "LaTeX", "BibTeX", "LaTeXe", "XeTeX", "LuaTeX":
		return command, true
	}
	return "", false
}

// sign is a sign of the text by the name of its command.
func sign(command string) (string, bool) {
	switch command {
	case "S", "textsection":
		return "§", true
	case "P", "textparagraph":
		return "¶", true
	case "copyright", "textcopyright":
		return "©", true
	case "textregistered":
		return "®", true
	case "texttrademark":
		return "™", true
	case "pounds", "textsterling":
		return "£", true
	case "euro", "texteuro", "EUR":
		return "€", true
	case "textcent":
		return "¢", true
	case "textyen":
		return "¥", true
	case "textdegree", "degree":
		return "°", true
	case "textpm":
		return "±", true
	case "texttimes":
		return "×", true
	case "textdiv":
		return "÷", true
	case "textmu", "textmicro":
		return "µ", true
	case "textonehalf":
		return "½", true
	case "textonequarter":
		return "¼", true
	case "textthreequarters":
		return "¾", true
	case "textordfeminine":
		return "ª", true
	case "textordmasculine":
		return "º", true
	case "textbullet":
		return "•", true
	case "textperiodcentered":
		return "·", true
	case "dag", "textdagger":
		return "†", true
	case "ddag", "textdaggerdbl":
		return "‡", true
	case "textasteriskcentered":
		return "∗", true
	case "textexclamdown":
		return "¡", true
	case "textquestiondown":
		return "¿", true
	case "textrightarrow":
		return "→", true
	case "textleftarrow":
		return "←", true
	case "slash":
		return "/", true
	}
	return "", false
}

// Ligature is the character for which a run of plain ones stands in TeX ("---",
// "“"), and how many bytes of s it takes; 0 where s begins with none.
func Ligature(s string) (string, int) {
	for _, l := range []struct{ from, to string }{{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"}, {"'", "’"}, {"!`", "¡"}, {"?`", "¿"}, {",,", "„"}, {"<<", "«"}, {">>", "»"}, {"~", "\u00A0"}} {
		if len(s) >= len(l.from) && s[:len(l.from)] == l.from {
			return l.to, len(l.from)
		}
	}
	return "", 0
}
