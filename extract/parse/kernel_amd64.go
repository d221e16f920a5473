package parse

// multiply writes the sums of some blocks of rows of a wide matrix: for each
// of blocks times sixteen rows the sum over pairs of columns. It needs AVX2.
//
//go:noescape
func multiply(to *int32, weights *int16, x *int16, pairs, blocks int)

// cpuid asks the processor about itself.
func cpuid(leaf, subleaf uint32) (eax, ebx, ecx, edx uint32)

// xgetbv tells which registers the operating system keeps.
func xgetbv() (eax uint32)

// hasVectors says whether processor and operating system support AVX2.
func hasVectors() bool {
	const osxsave, avx, ymm, avx2 = 1 << 27, 1 << 28, 6, 1 << 5
	most, _, _, _ := cpuid(0, 0)
	if most < 7 {
		return false
	}
	_, _, ecx, _ := cpuid(1, 0)
	if ecx&osxsave == 0 || ecx&avx == 0 || xgetbv()&ymm != ymm {
		return false
	}
	_, ebx, _, _ := cpuid(7, 0)
	return ebx&avx2 != 0
}
