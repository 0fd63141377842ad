package tex

import (
	"strings"

	"locus/ingest/pattern"
)

var (
	texCommand  = pattern.Lazy(`\\([a-zA-Z]+)`)
	texSubSuper = pattern.Lazy(`([_^])\{([^{}]*)\}`)
)

// Formula reads a simple formula: signs and Greek letters become characters,
// commands of type and braces go; false where it holds a command not known here.
func Formula(s string) (string, bool) {
	known := true
	s = texCommand().ReplaceAllStringFunc(s, func(c string) string {
		sign, ok := signOf(strings.TrimSpace(c[1:]))
		if !ok {
			known = false
		}
		return sign
	})
	s = texSubSuper().ReplaceAllString(s, "$1$2")
	s = strings.NewReplacer("{", "", "}", "", `\,`, " ", `\;`, " ", `\%`, "%", `\&`, "&", `\`, "").Replace(s)
	s = strings.TrimSpace(s)
	return s, known && s != ""
}

// signOf is the plain sign of a TeX command; a command that only dresses its
// argument has none.
func signOf(command string) (string, bool) {
	switch command {
	case "mathrm", "mathbf", "mathit", "text", "textbf", "textit", "left", "right", "operatorname", "rm", "bf", "displaystyle", "mathcal", "mathbb":
		return "", true
	case "quad", "qquad":
		return " ", true
	}
	signs := []string{
		"downarrow", "↓", "uparrow", "↑", "rightarrow", "→", "leftarrow", "←", "leftrightarrow", "↔", "to", "→", "Rightarrow", "⇒",
		"Leftarrow", "⇐", "Leftrightarrow", "⇔", "Downarrow", "⇓", "Uparrow", "⇑", "times", "×", "cdot", "·", "pm", "±", "leq", "≤", "le", "≤",
		"geq", "≥", "ge", "≥", "neq", "≠", "ne", "≠", "approx", "≈", "sim", "∼", "equiv", "≡", "infty", "∞", "ldots", "…", "dots", "…",
		"in", "∈", "subset", "⊂", "cup", "∪", "cap", "∩", "sum", "∑", "prod", "∏", "int", "∫", "partial", "∂", "nabla", "∇", "forall", "∀",
		"exists", "∃", "bullet", "•", "circ", "∘", "dagger", "†", "ddagger", "‡", "ast", "∗", "star", "⋆", "sqrt", "√", "degree", "°", "prime", "′",
		"alpha", "α", "beta", "β", "gamma", "γ", "delta", "δ", "epsilon", "ε", "varepsilon", "ε", "zeta", "ζ", "eta", "η", "theta", "θ",
		"lambda", "λ", "mu", "μ", "nu", "ν", "xi", "ξ", "pi", "π", "rho", "ρ", "sigma", "σ", "tau", "τ", "phi", "φ", "varphi", "φ", "chi", "χ",
		"psi", "ψ", "omega", "ω", "Gamma", "Γ", "Delta", "Δ", "Theta", "Θ", "Lambda", "Λ", "Pi", "Π", "Sigma", "Σ", "Phi", "Φ", "Psi", "Ψ", "Omega", "Ω",
	}
	for i := 0; i < len(signs); i += 2 {
		if signs[i] == command {
			return signs[i+1], true
		}
	}
	return "", false
}
