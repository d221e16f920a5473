package segment_test

import (
	"fmt"

	"entente/extract/segment"
)

func ExampleSplit() {
	text := "Iran's envoy didn't agree. Gen. J. Smith left."
	for _, s := range segment.Split(text) {
		fmt.Print(s.Paragraph)
		for _, t := range s.Tokens {
			fmt.Printf(" %s[%d:%d]", t.Text, t.Start, t.End)
		}
		fmt.Println()
	}
	// Output:
	// 0 Iran[0:4] 's[4:6] envoy[7:12] did[13:16] n't[16:19] agree[20:25] .[25:26]
	// 0 Gen.[27:31] J.[32:34] Smith[35:40] left[41:45] .[45:46]
}
