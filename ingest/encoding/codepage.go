package encoding

import (
	xenc "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// CodePage gives a function that reads bytes in a code page of Windows, DOS or the
// Macintosh as text, by the code page's number. What is no character there becomes
// U+FFFD; a number that is not known is read as Windows-1252.
func CodePage(number int) func([]byte) string {
	var enc xenc.Encoding
	switch number {
	case 65001:
		return func(b []byte) string { return string(b) }
	case 437:
		enc = charmap.CodePage437
	case 850:
		enc = charmap.CodePage850
	case 852:
		enc = charmap.CodePage852
	case 10000:
		enc = charmap.Macintosh
	default:
		if name := codePages()[number]; name != "" {
			if e, err := htmlindex.Get(name); err == nil {
				enc = e
			}
		}
	}
	if enc == nil {
		enc = charmap.Windows1252
	}
	return func(b []byte) string {
		out, err := enc.NewDecoder().Bytes(b)
		if err != nil { // decoders of x/text replace, they do not fail
			return string(b)
		}
		return string(out)
	}
}

// codePages names the code pages as the web does.
func codePages() map[int]string {
	return map[int]string{
		866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5",
		1250: "windows-1250", 1251: "windows-1251", 1252: "windows-1252", 1253: "windows-1253", 1254: "windows-1254",
		1255: "windows-1255", 1256: "windows-1256", 1257: "windows-1257", 1258: "windows-1258", 10007: "x-mac-cyrillic", 20866: "koi8-r",
	}
}
