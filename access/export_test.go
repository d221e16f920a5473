package access

import "time"

// Recheck makes the next look at the file of keys a real one.
func Recheck(a *Authenticator) {
	a.file.mu.Lock()
	defer a.file.mu.Unlock()
	a.file.looked = time.Time{}
}
