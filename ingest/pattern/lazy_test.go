package pattern

import "testing"

func TestLazy(t *testing.T) {
	re := Lazy(`^a+$`)
	if !re().MatchString("aaa") || re().MatchString("ab") {
		t.Error("the expression is another one")
	}
	if first, again := re(), re(); first != again {
		t.Error("the expression is compiled at each call")
	}
	defer func() {
		if recover() == nil {
			t.Error("a wrong expression does not panic")
		}
	}()
	Lazy(`(`)()
}
