package view

// The pages of each type, and their items.
type (
	// EntityConnection is a page of entities.
	EntityConnection = Connection[Entity]
	// EntityEdge is an item of it.
	EntityEdge = Edge[Entity]
	// ActorConnection is a page of actors.
	ActorConnection = Connection[Actor]
	// ActorEdge is an item of it.
	ActorEdge = Edge[Actor]
	// StateConnection is a page of states.
	StateConnection = Connection[*State]
	// StateEdge is an item of it.
	StateEdge = Edge[*State]
	// GroupConnection is a page of groups.
	GroupConnection = Connection[*Group]
	// GroupEdge is an item of it.
	GroupEdge = Edge[*Group]
	// OrganizationConnection is a page of organisations.
	OrganizationConnection = Connection[*Organization]
	// OrganizationEdge is an item of it.
	OrganizationEdge = Edge[*Organization]
	// PersonConnection is a page of people.
	PersonConnection = Connection[*Person]
	// PersonEdge is an item of it.
	PersonEdge = Edge[*Person]
	// AgreementConnection is a page of agreements.
	AgreementConnection = Connection[*Agreement]
	// AgreementEdge is an item of it.
	AgreementEdge = Edge[*Agreement]
	// MeetingConnection is a page of meetings.
	MeetingConnection = Connection[*Meeting]
	// MeetingEdge is an item of it.
	MeetingEdge = Edge[*Meeting]
	// ProjectConnection is a page of projects.
	ProjectConnection = Connection[*Project]
	// ProjectEdge is an item of it.
	ProjectEdge = Edge[*Project]
	// InitiativeConnection is a page of initiatives.
	InitiativeConnection = Connection[*Initiative]
	// InitiativeEdge is an item of it.
	InitiativeEdge = Edge[*Initiative]
	// TopicConnection is a page of topics.
	TopicConnection = Connection[*Topic]
	// TopicEdge is an item of it.
	TopicEdge = Edge[*Topic]
	// PlaceConnection is a page of places.
	PlaceConnection = Connection[*Place]
	// PlaceEdge is an item of it.
	PlaceEdge = Edge[*Place]
	// DocumentConnection is a page of documents.
	DocumentConnection = Connection[*Document]
	// DocumentEdge is an item of it.
	DocumentEdge = Edge[*Document]
	// SourceConnection is a page of sources.
	SourceConnection = Connection[*Source]
	// SourceEdge is an item of it.
	SourceEdge = Edge[*Source]
	// ClaimConnection is a page of claims.
	ClaimConnection = Connection[*Claim]
	// ClaimEdge is an item of it.
	ClaimEdge = Edge[*Claim]
	// ChangeEdge is an item of a page of the change feed.
	ChangeEdge = Edge[*Change]
	// RelationConnection is a page of relations.
	RelationConnection = Connection[*Relation]
	// RelationEdge is an item of it.
	RelationEdge = Edge[*Relation]
	// LoadConnection is a page of loads.
	LoadConnection = Connection[*Load]
	// LoadEdge is an item of it.
	LoadEdge = Edge[*Load]
)
