package export

import (
	"fmt"

	"entente/graph"
)

// rgb is a colour.
type rgb struct{ r, g, b uint8 }

func (c rgb) hex() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// nodeColors are told apart by people who see red and green alike (after Okabe
// and Ito, 2008), and dark enough for labels beside them on white.
var nodeColors = map[graph.EntityKind]rgb{
	graph.KindState:        {0, 114, 178},
	graph.KindGroup:        {86, 180, 233},
	graph.KindOrganization: {0, 158, 115},
	graph.KindPerson:       {213, 94, 0},
	graph.KindAgreement:    {230, 159, 0},
	graph.KindMeeting:      {204, 121, 167},
	graph.KindProject:      {146, 84, 36},
	graph.KindInitiative:   {120, 94, 180},
	graph.KindTopic:        {150, 150, 60},
	graph.KindPlace:        {90, 110, 120},
}

// edgeColors go from cooperation in blue to conflict in orange and red; ties
// and what takes no side are grey.
var edgeColors = map[graph.Quad]rgb{
	graph.VerbalCooperation:   {107, 174, 214},
	graph.MaterialCooperation: {33, 113, 181},
	graph.VerbalConflict:      {253, 141, 60},
	graph.MaterialConflict:    {189, 0, 38},
	graph.Neutral:             {189, 189, 189},
	"":                        {140, 140, 140},
}

// other is the colour of what has none of its own.
var other = rgb{115, 115, 115}

func (n *node) color() rgb {
	if c, ok := nodeColors[n.Kind]; ok {
		return c
	}
	return other
}

func (e *edge) color() rgb { return edgeColors[e.lead.Kind.Quad()] }
