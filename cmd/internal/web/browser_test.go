package web_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"locus/cmd/internal/web"
	"locus/corpus/corpustest"
)

// axe is the source of axe-core, of the npm in reach, or skips the test.
func axe(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--prefix", dir, "axe-core")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("axe-core is not in reach (install npm, or allow it the network): %v %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// browser starts chromium, or skips the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("install chromium to try the pages in a browser")
	}
	o := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), o...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(ctx)
	t.Cleanup(end)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Skipf("chromium does not start: %v", err)
	}
	ctx, done := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(done)
	return ctx
}

// sight has the page believe how wide its reader's screen is, and whether it is
// light or dark.
func sight(width int64, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(chromedp.EmulateViewport(width, 900), chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
}

// submitted sends the form of the page with a text, and waits for what comes.
func submitted(text string) chromedp.Action[chromedp.Void] {
	quoted, _ := json.Marshal(text) // a string is always JSON
	return chromedp.Steps(chromedp.Evaluate[chromedp.Void](`document.querySelector("#text").value = `+string(quoted)),
		chromedp.Click(chromedp.CSS(".draft button")), chromedp.WaitVisible(chromedp.CSS(".report")))
}

// awaited waits for what a script promises.
func awaited(p *runtime.EvaluateParams) {
	wait := true
	p.AwaitPromise = &wait
}

// Every kind of page, wide and narrow, light and dark, without a violation that
// axe-core knows, without a bar to scroll sideways and without an error.
func TestPagesHaveNoViolationInABrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("a browser is started")
	}
	ctx := browser(t)
	script := axe(t)
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	url, stop, done := serve(t, handler(t, o), web.ServeOptions{})
	defer func() { stop(); <-done }()
	id := string(doc.Passages[3].ID)
	said := strings.ReplaceAll(opening(doc.Passages[3], 9), " ", "+")
	for _, page := range []string{"", "?q=security+fear&theory=realism", "?q=fear&open=" + id, "?q=zxqvy", "?q=war&theory=realsm", "works", "works/fear",
		"p/" + id, "p/" + id + "?style=mla&as=bibtex", "quote", "quote?text=" + said, "quote?text=" + said + "+lanterns", "nowhere",
		"pictures", "pictures?q=security+fear&theory=realism", "pictures?q=zxqvy", "check", "check sent"} {
		for _, look := range []struct {
			width  int64
			scheme string
		}{{1280, "light"}, {390, "dark"}} {
			address, sent := strings.CutSuffix(page, " sent")
			err := chromedp.Do(ctx, sight(look.width, look.scheme), chromedp.Navigate(url+address))
			if sent && err == nil {
				err = chromedp.Do(ctx, submitted("One says, “"+strings.ReplaceAll(said, "+", " ")+"”; another, “"+strings.ReplaceAll(said, "+", " ")+" lanterns”; a third, “no such words were ever set in type”."))
			}
			if err == nil {
				err = chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](script))
			}
			if err != nil {
				t.Fatalf("/%s: %v", page, err)
			}
			found, err := chromedp.Run(ctx, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html).slice(0, 3)])))`, awaited))
			if err != nil {
				t.Fatalf("/%s: %v", page, err)
			}
			wide, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`))
			if err != nil {
				t.Fatalf("/%s: %v", page, err)
			}
			var list []json.RawMessage
			if err := json.Unmarshal([]byte(found), &list); err != nil {
				t.Fatal(err)
			}
			for _, one := range list {
				t.Errorf("/%s, %d wide, %s: %s", page, look.width, look.scheme, one)
			}
			if wide {
				t.Errorf("/%s, %d wide, must be scrolled sideways", page, look.width)
			}
		}
	}
}
