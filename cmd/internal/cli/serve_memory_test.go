package cli

import (
	"runtime/debug"
	"testing"
)

func TestAServerCollectsSooner(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	for said, want := range map[string]int{"": servingGC, "200": 100, "off": 100} {
		a := &app{getenv: func(name string) string { return map[string]string{"GOGC": said}[name] }}
		undo := a.spareMemory()
		if got := debug.SetGCPercent(100); got != want {
			t.Errorf("GOGC %q: %d percent, want %d", said, got, want)
		}
		undo()
		if got := debug.SetGCPercent(100); got != 100 {
			t.Errorf("GOGC %q: %d percent are left behind", said, got)
		}
	}
}
