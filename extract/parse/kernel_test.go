package parse_test

import (
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract/parse"
)

func TestMultiply(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ rows, cols, n int }{{1, 2, 1}, {8, 4, 4}, {13, 18, 5}, {67, 320, 6}, {640, 160, 2}} {
		weights, x, bias := make([]byte, c.rows*c.cols), make([]int16, c.n*c.cols), make([]float32, c.rows)
		for i := range weights {
			weights[i] = byte(rng.IntN(255) - 127)
		}
		for i := range x {
			x[i] = int16(rng.IntN(2*2047+1) - 2047)
		}
		for i := range bias {
			bias[i] = float32(i)
		}
		got, padded := parse.Multiply(c.rows, c.cols, weights, bias, x, c.n, false)
		if parse.HasVectors() {
			vectors, _ := parse.Multiply(c.rows, c.cols, weights, bias, x, c.n, true)
			if diff := cmp.Diff(got, vectors); diff != "" {
				t.Errorf("%+v: -without vectors +with\n%s", c, diff)
			}
		}
		for i := range c.n {
			for r := range c.rows {
				sum := int64(0)
				for k := range c.cols {
					sum += int64(int8(weights[r*c.cols+k])) * int64(x[i*c.cols+k])
				}
				if got, want := got[i*padded+r], float32(sum)+float32(r); got != want {
					t.Fatalf("%+v: vector %d row %d = %v, want %v", c, i, r, got, want)
				}
			}
		}
	}
}

func TestTanh(t *testing.T) {
	for x := -10.0; x <= 10; x += 0.0173 {
		if got, want := float64(parse.Tanh(float32(x))), math.Tanh(x); math.Abs(got-want) > 1e-5 {
			t.Errorf("tanh %v = %v, want %v", x, got, want)
		}
	}
}

func TestIsTree(t *testing.T) {
	for _, c := range []struct {
		name  string
		heads []int
		want  bool
	}{
		{"one word", []int{1}, true},
		{"chain", []int{1, 2, 3}, true},
		{"two roots", []int{2, 2}, false},
		{"circle", []int{1, 0, 3}, false},
		{"circle below", []int{4, 2, 1, 0}, false},
		{"no root", []int{1, 2, 0}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := parse.IsTree(c.heads); got != c.want {
				t.Errorf("IsTree(%v) = %v", c.heads, got)
			}
		})
	}
}

// TestCrosses compares the test of arcs with another way to tell, on random heads.
func TestCrosses(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		heads := make([]int, 1+rng.IntN(7))
		for i := range heads {
			heads[i] = rng.IntN(len(heads) + 1)
		}
		if got, want := parse.Crosses(heads), crosses(heads); got != want {
			t.Errorf("Crosses(%v) = %v", heads, got)
		}
	}
}

// TestProjective compares the chart with a search through all trees.
func TestProjective(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := 1; n <= 5; n++ {
		for range 20 {
			scores := make([]float32, n*(n+1))
			for i := range scores {
				scores[i] = float32(rng.IntN(2000)) / 16
			}
			heads := parse.Projective(scores, n)
			if !parse.IsTree(heads) || crosses(heads) {
				t.Fatalf("%v is no projective tree", heads)
			}
			if got, want := total(heads, scores), exhaust(make([]int, n), 0, scores); got != want {
				t.Errorf("%d words: score %v, best is %v", n, got, want)
			}
		}
	}
}

func total(heads []int, scores []float32) (sum float32) {
	for i, h := range heads {
		sum += scores[i*(len(heads)+1)+h]
	}
	return sum
}

func exhaust(heads []int, i int, scores []float32) float32 {
	if i == len(heads) {
		if !parse.IsTree(heads) || crosses(heads) {
			return -1
		}
		return total(heads, scores)
	}
	best := float32(-1)
	for h := 0; h <= len(heads); h++ {
		if h != i {
			heads[i] = h
			best = max(best, exhaust(heads, i+1, scores))
		}
	}
	return best
}

// crosses says whether two arcs cross, the root's counting from outside.
func crosses(heads []int) bool {
	n := len(heads)
	for i, h := range heads {
		for j := min(i, h%n) + 1; h < n && j < max(i, h); j++ {
			if k := heads[j]; k == n || k < min(i, h) || k > max(i, h) {
				return true
			}
		}
	}
	return false
}

func TestFeatures(t *testing.T) {
	data, err := os.ReadFile("testdata/features.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if diff := cmp.Diff(f[1:], parse.Features(f[0])); diff != "" {
			t.Errorf("%q: -trainer +parser\n%s", f[0], diff)
		}
	}
}

func TestDecodeRefusesDamage(t *testing.T) {
	data := parse.Weights()
	for name, bad := range map[string]string{
		"empty": "", "short": data[:100], "cut": data[:len(data)-1], "flipped": data[:5000] + "\x00\x01\x02" + data[5003:],
	} {
		if err := parse.Decode(bad); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
