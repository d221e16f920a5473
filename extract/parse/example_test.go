package parse_test

import (
	"fmt"

	"entente/extract/parse"
	"entente/extract/segment"
)

func ExampleModel_Parse() {
	m, err := parse.Open()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range segment.Split("The ministers signed an agreement.") {
		fmt.Print(m.Parse(s))
	}
	// Output:
	// root signed (sign) VERB VBD
	//   nsubj ministers (minister) NOUN NNS
	//     det The (the) DET DT
	//   obj agreement NOUN NN
	//     det an (a) DET DT
	//   punct . PUNCT .
}
