package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree writes files below a new folder and returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := put(filepath.Join(dir, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const twoPackages = `{"packages": {"": {}, "node_modules/a": {"version": "1.0.0", "license": "MIT"},
	"node_modules/a/node_modules/@s/b": {"version": "2.0.0", "license": "ISC"},
	"node_modules/tool": {"version": "3.0.0", "dev": true}}}`

func TestLicences(t *testing.T) {
	web := tree(t, map[string]string{
		"package-lock.json":                             twoPackages,
		"node_modules/a/LICENSE":                        "text of a\n",
		"node_modules/a/node_modules/@s/b/Licence.md":   "text of b",
		"node_modules/a/node_modules/@s/b/NOTICE":       "notice of b",
		"node_modules/a/node_modules/@s/b/licensed.txt": "text that begins alike",
	})
	got, err := licences(web)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\na 1.0.0 (MIT)\n\ntext of a\n", "\n@s/b 2.0.0 (ISC)\n", "text of b\n", "notice of b\n"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(string(got), "tool") {
		t.Errorf("a development tool is listed:\n%s", got)
	}
}

func TestLicenceOfUnknownKindIsRefused(t *testing.T) {
	web := tree(t, map[string]string{"package-lock.json": `{"packages": {"node_modules/a": {"version": "1"}}}`})
	if _, err := licences(web); err == nil {
		t.Error("a package without a licence passed")
	}
}

func TestBuild(t *testing.T) {
	files := map[string]string{"package-lock.json": twoPackages}
	for from := range copies {
		files["node_modules/"+from] = "code of " + from + "\n//# sourceMappingURL=x.map\n"
	}
	web, dist := tree(t, files), t.TempDir()
	if err := build(web, dist); err != nil {
		t.Fatal(err)
	}
	for from, to := range copies {
		got, err := os.ReadFile(filepath.Join(dist, to))
		if err != nil {
			t.Fatal(err)
		}
		if want := "code of " + from + "\n"; string(got) != want {
			t.Errorf("%s holds %q, want %q", to, got, want)
		}
	}
	if err := build(t.TempDir(), dist); err == nil {
		t.Error("no error where nothing is installed")
	}
}
