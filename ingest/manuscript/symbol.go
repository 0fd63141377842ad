package manuscript

import "strings"

// Symbol is the character that a code of a font of symbols prints, as Adobe's and
// Microsoft's tables for "Symbol" and "Wingdings" have it; "" where it is not
// known. A code may stand in the private area from U+F000 that word processors
// move these fonts to.
func Symbol(font string, code rune) string {
	if code >= 0xF000 && code <= 0xF0FF {
		code -= 0xF000
	}
	table := otherSymbols
	low := strings.ToLower(font)
	switch {
	case strings.HasPrefix(low, "wingdings"), strings.HasPrefix(low, "webdings"):
		table = wingdings
	case low != "symbol" && low != "":
		if code >= 0x20 && code < 0x7F {
			return string(code)
		}
	case code >= 'a' && code <= 'z':
		return string([]rune("αβχδεφγηιϕκλμνοπθρστυϖωξψζ")[code-'a'])
	case code >= 'A' && code <= 'Z':
		return string([]rune("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")[code-'A'])
	case strings.ContainsRune(" !#%&()+,./0123456789:;<=>?[]_{|}", code):
		return string(code)
	}
	for _, pair := range strings.Fields(table) {
		runes := []rune(pair)
		if hex := string(runes[:2]); hex == hexOf(code) {
			return string(runes[2:])
		}
	}
	return ""
}

func hexOf(code rune) string {
	const digits = "0123456789ABCDEF"
	if code < 0 || code > 0xFF {
		return ""
	}
	return string([]byte{digits[code>>4], digits[code&15]})
}

// The symbols by their codes, which are in hexadecimal digits before them.
const (
	otherSymbols = "22∀ 24∃ 27∋ 2A∗ 2D− 40≅ 5C∴ 5E⊥ 7E∼ A2′ A3≤ A4⁄ A5∞ A6ƒ A7♣ A8♦ A9♥ AA♠ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B2″ B3≥ B4× B5∝ B6∂ B7• B8÷ B9≠ BA≡ BB≈ BC… C0ℵ C5⊕ C6∅ C7∩ C8∪ C9⊃ CA⊇ CB⊄ CC⊂ CD⊆ CE∈ CF∉ D0∠ D1∇ D2® D3© D4™ D5∏ D6√ D7⋅ D8¬ D9∧ DA∨ DB⇔ DC⇐ DD⇑ DE⇒ DF⇓ E5∑ F2∫"
	wingdings    = "4A☺ 6C● 6E■ 6F□ 71❑ 73⬧ 75◆ 76❖ 77⬥ 9F• A7▪ A8◻ D8➢ DF← E0→ E1↑ E2↓ E8➔ F0⇨ FB✗ FC✓ FD☒ FE☑"
)
