package claim_test

import (
	"testing"

	"entente/extract/claim"
)

func TestOpen(t *testing.T) {
	if _, err := claim.Open(); err != nil {
		t.Fatal(err)
	}
}
