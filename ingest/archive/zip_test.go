package archive

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"locus/ingest/archive/archivetest"
)

func TestPartsAreReadByName(t *testing.T) {
	z, err := Open(archivetest.Zip("word/", "", `word\Document.xml`, "text", "/a/../b", "two"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"word/Document.xml", "b"}; !slices.Equal(z.Names(), want) {
		t.Errorf("names %q, want %q", z.Names(), want)
	}
	if got, err := z.Read("word/document.xml"); err != nil || string(got) != "text" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := z.Read("c"); !errors.Is(err, ErrNoPart) || z.Has("c") || !z.Has("B") || z.Size("B") != 3 || z.Size("c") != 0 {
		t.Errorf("a part that is not there: %v", err)
	}
}

func TestBombsAreRefused(t *testing.T) {
	big := strings.Repeat("0", 1<<16)
	for name, c := range map[string]struct {
		limits Limits
		reads  []string
	}{
		"a part that is too large":       {Limits{Part: 1 << 10}, []string{"a"}},
		"parts too large taken together": {Limits{Total: 1<<16 + 10}, []string{"a", "b"}},
		"too many parts":                 {Limits{Parts: 1}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			z, err := Open(archivetest.Zip("a", big, "b", big), c.limits)
			for _, r := range c.reads {
				if err == nil {
					_, err = z.Read(r)
				}
			}
			if !errors.Is(err, ErrTooLarge) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestWhatCannotBeUnpackedIsSaid(t *testing.T) {
	data := archivetest.Zip("a", strings.Repeat("some words of a text ", 99))
	if _, err := Open(data[:len(data)/2], Limits{}); !errors.Is(err, ErrDamaged) {
		t.Errorf("a file cut off: %v", err)
	}
	locked := bytes.Clone(data)
	locked[bytes.LastIndex(locked, []byte("PK\x01\x02"))+8] |= 1
	z, err := Open(locked, Limits{})
	if err == nil {
		_, err = z.Read("a")
	}
	if !errors.Is(err, ErrEncrypted) {
		t.Errorf("a file with a password: %v", err)
	}
	hurt := bytes.Clone(data)
	hurt[40] ^= 0xFF
	z, err = Open(hurt, Limits{})
	if err == nil {
		_, err = z.Read("a")
	}
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("a part that is damaged: %v", err)
	}
}
