package callsheet

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Encoding is the alphabet a text message is sent in.
type Encoding string

// The encodings (3GPP TS 23.038).
const (
	GSM7 Encoding = "GSM-7"
	UCS2 Encoding = "UCS-2"
)

// SMSSize is the length of a text message: units of its encoding, and messages it is cut in.
type SMSSize struct {
	Encoding Encoding `json:"encoding"`
	Units    int      `json:"units"`
	Segments int      `json:"segments"`
}

// The default alphabet of GSM, and the signs that take two units.
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ " +
		"!\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmExtended = "\f^{}\\[~]|€"
)

// SMS measures a text message: 160 units alone or 153 in a chain in GSM-7; 70 or 67 as soon as one sign is outside of it.
func SMS(text string) SMSSize {
	units := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune(gsmBasic, r):
			units++
		case strings.ContainsRune(gsmExtended, r):
			units += 2
		default:
			n := len(utf16.Encode([]rune(text)))
			return SMSSize{UCS2, n, segments(utf16Chunks(text), n, 70)}
		}
	}
	return SMSSize{GSM7, units, segments(gsmChunks(text), units, 160)}
}

// segments is 1 for a text that stands alone, else the number of chained parts.
func segments(chained, units, alone int) int {
	switch {
	case units == 0:
		return 0
	case units <= alone:
		return 1
	}
	return chained
}

// gsmChunks cuts a text in parts of 153 units; a sign of two units is never cut in half.
func gsmChunks(text string) int {
	n, used := 1, 0
	for _, r := range text {
		w := 1
		if strings.ContainsRune(gsmExtended, r) {
			w = 2
		}
		if used+w > 153 {
			n, used = n+1, 0
		}
		used += w
	}
	return n
}

// utf16Chunks cuts a text in parts of 67 units; a surrogate pair is never cut in half.
func utf16Chunks(text string) int {
	n, used := 1, 0
	for _, r := range text {
		w := max(utf16.RuneLen(r), 1)
		if used+w > 67 {
			n, used = n+1, 0
		}
		used += w
	}
	return n
}

var smsWords = strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"", "«\u00a0", "\"", "\u00a0»", "\"", "« ", "\"", " »", "\"", "«",
	"\"", "»", "\"",
	"–", "-", "—", "-", "−", "-", "…", "...", "\u00a0", " ", "\u202f", " ", "œ", "oe", "Œ", "OE", "→", "->", "≥", ">=", "≤", "<=", "•", "-",
	"·", "-")

// Rewrite writes a text with the signs of GSM-7, so that a message stays short: typographic signs become plain ones, letters
// that the alphabet lacks lose their accent (é, è, à, ù keep theirs), others become "?".
func Rewrite(text string) string {
	var b strings.Builder
	for _, r := range smsWords.Replace(norm.NFC.String(text)) {
		if strings.ContainsRune(gsmBasic, r) || strings.ContainsRune(gsmExtended, r) {
			b.WriteRune(r)
			continue
		}
		plain, _ := utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
		if !strings.ContainsRune(gsmBasic, plain) {
			plain = '?'
		}
		b.WriteRune(plain)
	}
	return b.String()
}
