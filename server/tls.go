package server

import (
	"crypto/tls"
	"net"
	"os"

	"golang.org/x/net/netutil"

	"entente/access"
)

// Secure returns a listener that speaks TLS 1.2 and later with the certificate
// and key of two PEM files, which are read again when the certificate's changes.
// fault is told of a change that cannot be read, which leaves the old one in use.
func Secure(listener net.Listener, cert, key string, fault func(error)) (net.Listener, error) {
	parse := func(certificate []byte) (*tls.Certificate, error) {
		private, err := os.ReadFile(key)
		if err != nil {
			return nil, err
		}
		pair, err := tls.X509KeyPair(certificate, private)
		return &pair, err
	}
	file, err := access.OpenFile(cert, parse, fault)
	if err != nil {
		return nil, err
	}
	return tls.NewListener(listener, &tls.Config{
		MinVersion:     tls.VersionTLS12,
		NextProtos:     []string{"h2", "http/1.1"},
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return file.Value(), nil },
	}), nil
}

// AtMost returns a listener that takes up to n connections at a time; others
// wait to be taken.
func AtMost(listener net.Listener, n int) net.Listener { return netutil.LimitListener(listener, n) }
