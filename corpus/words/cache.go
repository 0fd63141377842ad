package words

import "sync/atomic"

// FNV-1a, 32 bits: the byte loop of the scanner computes it on the way.
const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hash(form []byte) uint32 {
	h := uint32(hashSeed)
	for _, c := range form {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// cacheSlots is the number of words remembered with their stems; a power of two.
const cacheSlots = 1 << 16

// entry is a word remembered.
type entry struct{ form, stem string }

// cache remembers stems. It is a table of fixed size in which every word has
// two places and a new word takes the place of an older one, so it is bounded
// without bookkeeping; reading and writing need no lock. What it forgets is
// computed again, so its state never shows in a result.
type cache [cacheSlots]atomic.Pointer[entry]

// word is the remembered entry of a form with this hash, made if need be.
func (a *Analysis) word(form []byte, h uint32) *entry {
	h ^= h >> 15
	one := &a.cache[h%cacheSlots]
	e := one.Load()
	if e != nil && e.form == string(form) {
		return e
	}
	two := &a.cache[(h>>8^h<<3)%cacheSlots]
	if f := two.Load(); f != nil {
		if f.form == string(form) {
			return f
		}
		two = one
	}
	if e == nil {
		two = one
	}
	f := string(form)
	e = &entry{form: f, stem: a.stem(f)}
	two.Store(e)
	return e
}
