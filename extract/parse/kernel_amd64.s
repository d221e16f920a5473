#include "textflag.h"

// func multiply(to *int32, weights *int16, x *int16, pairs, blocks int)
TEXT ·multiply(SB), NOSPLIT, $0-40
	MOVQ to+0(FP), DI
	MOVQ weights+8(FP), SI
	MOVQ x+16(FP), DX
	MOVQ pairs+24(FP), CX
	MOVQ blocks+32(FP), BX

block:
	VPXOR Y0, Y0, Y0 // sums of rows 0 to 7
	VPXOR Y1, Y1, Y1 // sums of rows 8 to 15
	MOVQ  DX, R8
	MOVQ  CX, R9

pair:
	VPBROADCASTD (R8), Y2         // the two columns of the vector
	VPMADDWD     (SI), Y2, Y3     // times two columns of eight rows
	VPMADDWD     32(SI), Y2, Y4
	VPADDD       Y3, Y0, Y0
	VPADDD       Y4, Y1, Y1
	ADDQ         $64, SI
	ADDQ         $4, R8
	DECQ         R9
	JNZ          pair

	VMOVDQU Y0, (DI)
	VMOVDQU Y1, 32(DI)
	ADDQ    $64, DI
	DECQ    BX
	JNZ     block
	VZEROUPPER
	RET

// func cpuid(leaf, subleaf uint32) (eax, ebx, ecx, edx uint32)
TEXT ·cpuid(SB), NOSPLIT, $0-24
	MOVL leaf+0(FP), AX
	MOVL subleaf+4(FP), CX
	CPUID
	MOVL AX, eax+8(FP)
	MOVL BX, ebx+12(FP)
	MOVL CX, ecx+16(FP)
	MOVL DX, edx+20(FP)
	RET

// func xgetbv() (eax uint32)
TEXT ·xgetbv(SB), NOSPLIT, $0-4
	XORL CX, CX
	XGETBV
	MOVL AX, eax+0(FP)
	RET
