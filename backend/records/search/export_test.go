package search

// Alike are the characters that are folded, and what each is taken for.
func Alike() (from, to string) {
	for i, r := range []rune(alike) {
		if i%2 == 0 {
			from += string(r)
		} else {
			to += string(r)
		}
	}
	return from, to
}
