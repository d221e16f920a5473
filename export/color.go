package export

import (
	"fmt"

	"entente/graph"
)

// rgb is a colour.
type rgb struct{ r, g, b uint8 }

func (c rgb) hex() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// nodeColors are told apart by people who see red and green alike (the hues are
// those of Okabe and Ito, 2008), and light enough for black labels on them.
var nodeColors = map[graph.EntityKind]rgb{
	graph.KindState:        {86, 160, 220},
	graph.KindGroup:        {150, 210, 245},
	graph.KindOrganization: {60, 185, 145},
	graph.KindPerson:       {235, 130, 60},
	graph.KindAgreement:    {240, 180, 50},
	graph.KindMeeting:      {220, 150, 190},
	graph.KindProject:      {190, 142, 104},
	graph.KindInitiative:   {170, 145, 220},
	graph.KindTopic:        {180, 180, 95},
	graph.KindPlace:        {145, 165, 175},
	graph.KindActor:        {165, 165, 165},
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

func (n *node) color() rgb { return nodeColors[n.Kind] }

func (e *edge) color() rgb { return edgeColors[e.lead.Kind.Quad()] }
