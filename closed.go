package moteur

// Closed is a liste fermée: a type whose values are all known. Accepted returns their codes as files write them, whatever the
// value it is called on; what reads files refuses any other code by name. Where the type has Label() string, messages
// show its French words beside the code.
type Closed interface {
	Accepted() []string
}

// Codes turns the values of a type into the codes of its Accepted method.
func Codes[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
