package script

// SpansTight reads emphasis as screenplay-tools does: a closing mark is not followed by white space.
func SpansTight(text string) []Span { return spans(text, true) }
