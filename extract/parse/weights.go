package parse

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"strings"
)

const magic = "entente parse 1\n"

// errWeights says that a model file is damaged.
var errWeights = errors.New("parse: damaged weights")

// A header describes a model file; train/export.py writes it.
type header struct {
	Inputs  int        `json:"inputs"`
	Hidden  int        `json:"hidden"`
	Arc     int        `json:"arc"`
	Label   int        `json:"label"`
	UPOS    []string   `json:"upos"`
	XPOS    []string   `json:"xpos"`
	Rels    []string   `json:"rels"`
	Pairs   [][2]int   `json:"pairs"`   // indices of UPOS and XPOS that go together
	Allowed [][]int    `json:"allowed"` // for each UPOS the relations it can have
	Keys    [][]string `json:"keys"`    // for each table of features
}

// A reader takes a model file apart; the first fault stays.
type reader struct {
	data    []byte
	bad     bool
	vectors bool // whether matrices are packed for vector instructions
}

func (r *reader) take(n int) []byte {
	if r.bad || n < 0 || n > len(r.data) {
		r.bad = true
		return nil
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *reader) size() int {
	b := r.take(4)
	if b == nil {
		return 0
	}
	return int(binary.LittleEndian.Uint32(b))
}

func (r *reader) floats(n int) []float32 {
	b := r.take(4 * n)
	out := make([]float32, len(b)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

// vector reads n numbers, after their count.
func (r *reader) vector(n int) []float32 {
	if r.size() != n {
		r.bad = true
		return nil
	}
	return r.floats(n)
}

// bytes reads a matrix of the given shape as it is stored.
func (r *reader) bytes(rows, cols int) (weights []byte, scale []float32) {
	if r.size() != rows || r.size() != cols {
		r.bad = true
		return nil, nil
	}
	scale = r.floats(rows)
	return r.take(rows * cols), scale
}

// matrix reads and packs a matrix, with a bias behind it if biased.
func (r *reader) matrix(rows, cols int, biased bool) *matrix {
	weights, scale := r.bytes(rows, cols)
	var bias []float32
	if biased {
		bias = r.vector(rows)
	}
	if r.bad {
		return nil
	}
	return newMatrix(rows, cols, weights, scale, bias, r.vectors)
}

// open checks a model file and reads its header.
func open(data string) (*reader, header, error) {
	var h header
	n := len(data) - 4
	if n < len(magic) || !strings.HasPrefix(data, magic) {
		return nil, h, fmt.Errorf("%w: no model", errWeights)
	}
	raw := []byte(data)
	if crc32.ChecksumIEEE(raw[:n]) != binary.LittleEndian.Uint32(raw[n:]) {
		return nil, h, fmt.Errorf("%w: wrong checksum", errWeights)
	}
	r := &reader{data: raw[len(magic):n]}
	if err := json.Unmarshal(r.take(r.size()), &h); err != nil {
		return nil, h, fmt.Errorf("%w: header: %w", errWeights, err)
	}
	if len(h.Keys) != tables || len(h.Allowed) != len(h.UPOS) || h.Hidden%4 != 0 || h.Hidden <= 0 || h.Inputs%2 != 0 || h.Arc%2 != 0 || h.Label%2 != 0 {
		return nil, h, fmt.Errorf("%w: header", errWeights)
	}
	return r, h, nil
}
