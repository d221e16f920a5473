package access_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/access"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestKeys(t *testing.T) {
	key, record := access.NewKey(access.Loader, "nightly load", day("2026-01-31"))
	again, _ := access.NewKey(access.Loader, "", time.Time{})
	if key == again || !strings.HasPrefix(key, "entente_"+record.ID+"_") {
		t.Errorf("keys %s, %s", key, again)
	}
	if strings.Contains(record.String(), key[len(key)-10:]) {
		t.Errorf("the record %s shows the secret", record)
	}
	got, err := access.ParseKeys("# keys\n\n" + record.String() + "\n")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]access.KeyRecord{record}, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	if got := sha256.Sum256([]byte(key)); got != record.Hash {
		t.Error("the record has another hash")
	}
}

func TestParseKeys(t *testing.T) {
	hash := strings.Repeat("ab", 32)
	tests := []struct{ name, text, want string }{
		{"two in one line", "a reader " + hash + "; b admin " + hash + " - B and C", ""},
		{"nothing", "# none\n", ""},
		{"no hash", "\na reader", "line 2: a key has an id, a role and a hash"},
		{"no role", "a none " + hash, "line 1: the role is none of reader, loader, curator, admin"},
		{"a key instead of its hash", "a reader entente_secret", "line 1: the hash is no SHA-256 in hexadecimal digits"},
		{"a short hash", "a reader abcd", "line 1: the hash is no SHA-256 in hexadecimal digits"},
		{"a long hash", "a reader ab" + hash, "line 1: the hash is no SHA-256 in hexadecimal digits"},
		{"no day", "a reader " + hash + " soon", "line 1: the expiry is neither a day, YYYY-MM-DD, nor -"},
		{"twice", "a reader " + hash + "\na admin " + hash, "line 2: an id that stands there twice"},
		{"all at once", "a\nb", "line 1: a key has an id, a role and a hash\nline 2: a key has an id, a role and a hash"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := access.ParseKeys(tt.text)
			if got := fmt.Sprint(err); got != tt.want && (err != nil || tt.want != "") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzParseKeys(f *testing.F) {
	_, record := access.NewKey(access.Admin, "x", day("2026-01-31"))
	f.Add(record.String())
	f.Add("a reader " + strings.Repeat("0", 64) + " - name; # x")
	f.Fuzz(func(t *testing.T, text string) {
		records, err := access.ParseKeys(text)
		if err != nil {
			return
		}
		var b strings.Builder
		for _, r := range records {
			fmt.Fprintln(&b, r)
		}
		again, err := access.ParseKeys(b.String())
		if diff := cmp.Diff(records, again); err != nil || diff != "" {
			t.Errorf("written and read again: %v\n%s", err, diff)
		}
	})
}

func TestRoles(t *testing.T) {
	for i, r := range access.Roles() {
		got, err := access.ParseRole(strings.ToUpper(r.String()))
		if err != nil || got != r || int(r) != i {
			t.Errorf("%s: %v, %v", r, got, err)
		}
	}
	if _, err := access.ParseRole("root"); err == nil {
		t.Error("root is a role")
	}
}

// refusal returns the kind of a refusal, "" for none.
func refusal(err error) string {
	var refused *access.RefusedError
	if errors.As(err, &refused) {
		return refused.Kind
	}
	return ""
}
