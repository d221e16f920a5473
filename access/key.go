package access

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// keyPrefix begins every API key, so that scanners for secrets find one that leaked.
const keyPrefix = "entente_"

// KeyRecord is what is kept of an API key.
type KeyRecord struct {
	// ID is the part of the key that is no secret.
	ID string
	// Role is what its holder may do.
	Role Role
	// Hash is the SHA-256 of the whole key. A key has 256 random bits, so that
	// no slower function is needed.
	Hash [sha256.Size]byte
	// Expires is the day after which the key is refused, zero for never.
	Expires time.Time
	// Name says for people whose key it is.
	Name string
}

// NewKey returns a new key, which is kept nowhere, and its record.
func NewKey(role Role, name string, expires time.Time) (key string, record KeyRecord) {
	id := strings.ToLower(rand.Text()[:12])
	key = keyPrefix + id + "_" + rand.Text() + rand.Text()
	return key, KeyRecord{ID: id, Role: role, Hash: sha256.Sum256([]byte(key)), Expires: expires, Name: name}
}

// String returns the record as one line of a file of keys: id, role, hash, day of
// expiry or "-", and name.
func (k KeyRecord) String() string {
	expires := "-"
	if !k.Expires.IsZero() {
		expires = k.Expires.Format(time.DateOnly)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %x %s %s", k.ID, k.Role, k.Hash, expires, k.Name))
}

// ParseKeys reads records, one a line or separated by semicolons. Empty lines
// and those that begin with # are passed over. The error tells all faults by
// their lines, and holds nothing of what stands there.
func ParseKeys(text string) ([]KeyRecord, error) {
	var records []KeyRecord
	var faults []error
	seen := make(map[string]bool)
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		for part := range strings.SplitSeq(lines.Text(), ";") {
			if part = strings.TrimSpace(part); part == "" || strings.HasPrefix(part, "#") {
				continue
			}
			record, err := parseKey(part)
			if err == nil && seen[record.ID] {
				err = errors.New("an id that stands there twice")
			}
			if err != nil {
				faults = append(faults, fmt.Errorf("line %d: %w", n, err))
				continue
			}
			seen[record.ID] = true
			records = append(records, record)
		}
	}
	if err := lines.Err(); err != nil {
		faults = append(faults, err)
	}
	return records, errors.Join(faults...)
}

func parseKey(line string) (KeyRecord, error) {
	fields := strings.Fields(line)
	if len(fields) < 3 {
		return KeyRecord{}, errors.New("a key has an id, a role and a hash")
	}
	role, err := ParseRole(fields[1])
	if err != nil || role == None {
		return KeyRecord{}, errors.New("the role is none of reader, loader, curator, admin")
	}
	k := KeyRecord{ID: fields[0], Role: role}
	hash, err := hex.DecodeString(fields[2])
	if err != nil || copy(k.Hash[:], hash) != sha256.Size || len(hash) != sha256.Size {
		return KeyRecord{}, errors.New("the hash is no SHA-256 in hexadecimal digits")
	}
	if len(fields) > 3 && fields[3] != "-" {
		if k.Expires, err = time.Parse(time.DateOnly, fields[3]); err != nil {
			return KeyRecord{}, errors.New("the expiry is neither a day, YYYY-MM-DD, nor -")
		}
	}
	if len(fields) > 4 {
		k.Name = strings.Join(fields[4:], " ")
	}
	return k, nil
}

// keyring finds the record of a key.
type keyring map[string]KeyRecord

func newKeyring(records []KeyRecord) keyring {
	ring := make(keyring, len(records))
	for _, r := range records {
		ring[r.ID] = r
	}
	return ring
}

// find returns the record of a key that has not expired. It takes the same time
// for a wrong secret as for an unknown id.
func (ring keyring) find(key string, now time.Time) (KeyRecord, bool) {
	id, _, _ := strings.Cut(strings.TrimPrefix(key, keyPrefix), "_")
	record, known := ring[id]
	hash := sha256.Sum256([]byte(key))
	same := subtle.ConstantTimeCompare(hash[:], record.Hash[:]) == 1
	live := record.Expires.IsZero() || now.Before(record.Expires.AddDate(0, 0, 1))
	return record, known && same && live
}
