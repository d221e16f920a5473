package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// TokenOptions say which JSON Web Tokens are taken.
type TokenOptions struct {
	// Keys is where the issuer's keys are: a file, or an https URL (http on
	// loopback), with a JSON Web Key Set.
	Keys string
	// Issuer and Audience must be those of the token.
	Issuer, Audience string
	// Algorithms are the signatures that are taken; empty stands for
	// DefaultAlgorithms. Those with a shared secret, and none, never are.
	Algorithms []string
	// Claim is where the token lists its roles, by default "roles"; a dot leads
	// into an object. What is there is a text with words or a list of texts;
	// those that are no role are passed over, and the largest counts.
	Claim string
	// Refresh is how long keys of a URL are used before they are fetched again,
	// by default 15 minutes.
	Refresh time.Duration
}

// leeway is how far the clocks of issuer and server may be apart.
const leeway = time.Minute

// maxToken is the length beyond which a token is not looked at.
const maxToken = 16 << 10

// Algorithms returns the algorithms of signatures that may be taken.
func Algorithms() []string {
	return []string{"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
}

// DefaultAlgorithms returns those that are taken where none are named.
func DefaultAlgorithms() []string { return []string{"RS256", "PS256", "ES256", "EdDSA"} }

// tokens checks tokens.
type tokens struct {
	options    TokenOptions
	algorithms []jose.SignatureAlgorithm
	keys       keySource
}

// errUnavailable says that the issuer's keys cannot be had now.
var errUnavailable = errors.New("the keys of tokens cannot be had")

func newTokens(ctx context.Context, o TokenOptions, w Watch) (*tokens, error) {
	if o.Issuer == "" || o.Audience == "" {
		return nil, errors.New("tokens need an issuer and an audience")
	}
	if len(o.Algorithms) == 0 {
		o.Algorithms = DefaultAlgorithms()
	}
	t := &tokens{options: o}
	for _, a := range o.Algorithms {
		if !slices.Contains(Algorithms(), a) {
			return nil, fmt.Errorf("the algorithm %q is none of %s", a, strings.Join(Algorithms(), ", "))
		}
		t.algorithms = append(t.algorithms, jose.SignatureAlgorithm(a))
	}
	if t.options.Claim == "" {
		t.options.Claim = "roles"
	}
	var err error
	t.keys, err = openKeys(ctx, o, w)
	return t, err
}

// check returns the caller of a token.
func (t *tokens) check(ctx context.Context, text string, now time.Time) (Principal, error) {
	if len(text) > maxToken {
		return Principal{}, errors.New("the token is too long")
	}
	token, err := jwt.ParseSigned(text, t.algorithms)
	if err != nil {
		return Principal{}, err
	}
	claims, more, err := t.verify(ctx, token)
	if err != nil {
		return Principal{}, err
	}
	want := jwt.Expected{Issuer: t.options.Issuer, AnyAudience: jwt.Audience{t.options.Audience}, Time: now}
	switch err := claims.ValidateWithLeeway(want, leeway); {
	case err != nil:
		return Principal{}, err
	case claims.Expiry == nil:
		return Principal{}, errors.New("the token never expires")
	case claims.Subject == "":
		return Principal{}, errors.New("the token has no subject")
	}
	return Principal{ID: "token:" + claims.Subject, Role: roleIn(more, t.options.Claim), Until: claims.Expiry.Time().Add(leeway)}, nil
}

// Expired reports whether the credentials are a token that one of the issuer's
// keys signed, and that was good until it expired.
func (e *RefusedError) Expired() bool { return errors.Is(e.reason, jwt.ErrExpired) }

// verify returns the claims of a token that one of the issuer's keys signed.
func (t *tokens) verify(ctx context.Context, token *jwt.JSONWebToken) (claims jwt.Claims, more map[string]any, err error) {
	head := token.Headers[0]
	keys, err := t.keys.find(ctx, head.KeyID)
	if err != nil {
		return claims, nil, err
	}
	err = errors.New("no key of the issuer has signed the token")
	for _, k := range keys {
		if k.Use != "" && k.Use != "sig" || k.Algorithm != "" && k.Algorithm != head.Algorithm || !k.IsPublic() {
			continue
		}
		if err = token.Claims(k.Key, &claims, &more); err == nil {
			return claims, more, nil
		}
	}
	return claims, nil, err
}

// roleIn returns the largest role that a claim lists.
func roleIn(claims map[string]any, path string) Role {
	var value any = claims
	if v, ok := claims[path]; ok { // names of claims may be URLs, which have dots
		value = v
	} else {
		for name := range strings.SplitSeq(path, ".") {
			object, _ := value.(map[string]any)
			value = object[name]
		}
	}
	var words []string
	switch v := value.(type) {
	case string:
		words = strings.Fields(v)
	case []any:
		for _, item := range v {
			if s, ok := item.(string); ok {
				words = append(words, s)
			}
		}
	}
	largest := None
	for _, w := range words {
		if r, err := ParseRole(strings.TrimPrefix(w, "entente:")); err == nil {
			largest = max(largest, r)
		}
	}
	return largest
}
