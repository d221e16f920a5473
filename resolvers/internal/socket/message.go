package socket

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// The types of messages.
const (
	connectionInit = "connection_init"
	connectionAck  = "connection_ack"
	ping           = "ping"
	pong           = "pong"
	subscribe      = "subscribe"
	next           = "next"
	failed         = "error"
	complete       = "complete"
)

// message is one message of the protocol, in either direction.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// maxID is how many bytes the id of an operation may have.
const maxID = 256

// malformed says in a few words why a message is none of the protocol.
type malformed string

// Error returns the words.
func (m malformed) Error() string { return string(m) }

// parse reads a message of a client. The error is malformed.
func parse(text []byte) (message, error) {
	var m message
	var fields map[string]json.RawMessage
	if !utf8.Valid(text) || json.Unmarshal(text, &fields) != nil || fields == nil {
		return m, malformed("a message is one JSON object")
	}
	if json.Unmarshal(fields["type"], &m.Type) != nil || string(fields["type"]) == "null" {
		return m, malformed("a message has a type")
	}
	m.Payload = fields["payload"]
	if string(m.Payload) == "null" {
		m.Payload = nil
	}
	object := bytes.HasPrefix(m.Payload, []byte("{"))
	switch m.Type {
	case connectionInit, ping, pong:
		if m.Payload != nil && !object {
			return m, malformed("a payload is an object")
		}
		return m, nil
	case subscribe:
		if !object {
			return m, malformed("subscribe has a payload")
		}
	case complete:
	default:
		return m, malformed("no message of a client has this type")
	}
	if json.Unmarshal(fields["id"], &m.ID) != nil || m.ID == "" || len(m.ID) > maxID {
		return m, malformed("the message has no id of 1 to 256 bytes")
	}
	return m, nil
}

// clip cuts a text to what a close frame has room for.
func clip(reason string) string {
	const room = 123
	if len(reason) <= room {
		return reason
	}
	n := room
	for n > 0 && !utf8.RuneStart(reason[n]) {
		n--
	}
	return reason[:n]
}
