package names

import _ "embed" // the weights

// weights are seven numbers of 8 bits for transitions from each label, then buckets of eight rows;
// a row are two bytes of a feature's hash and six weights, of the labels of names.
//
//go:embed weights.bin
var weights string

const (
	rowSize    = 8
	bucketSize = 8 * rowSize
	head       = labels * labels * 2
)

// addRow adds the weights of a feature to the scores of the labels.
func addRow(to *[labels]int32, weights string, f uint32) {
	n := (len(weights) - head) / bucketSize
	if n <= 0 {
		return
	}
	bucket := weights[head+Bucket(f, n)*bucketSize:][:bucketSize]
	for i := 0; i < bucketSize; i += rowSize {
		if bucket[i] == byte(f) && bucket[i+1] == byte(f>>8) {
			for l := 1; l < labels; l++ {
				to[l] += int32(int8(bucket[i+1+l]))
			}
			return
		}
	}
}

// Bucket is the bucket of a feature among n.
func Bucket(f uint32, n int) int { return int(uint64(f) * uint64(n) >> 32) }

// behind is the weight of a label behind another, in the units of the rows.
func behind(weights string, before, l label) int32 {
	at := (int(before)*labels + int(l)) * 2
	return int32(int16(uint16(weights[at]) | uint16(weights[at+1])<<8))
}
