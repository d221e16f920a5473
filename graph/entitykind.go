package graph

import "strings"

// EntityKind is one of the closed list of kinds of entity.
type EntityKind string

// The kinds of entity. State, Group, Organization and Person are actors.
// KindActor is an actor in the text that resolves to no state and no name ("a
// car bomb"); loaders leave it out unless told otherwise.
const (
	KindState        EntityKind = "State"
	KindGroup        EntityKind = "Group"
	KindOrganization EntityKind = "Organization"
	KindPerson       EntityKind = "Person"
	KindAgreement    EntityKind = "Agreement"
	KindMeeting      EntityKind = "Meeting"
	KindProject      EntityKind = "Project"
	KindInitiative   EntityKind = "Initiative"
	KindTopic        EntityKind = "Topic"
	KindPlace        EntityKind = "Place"
	KindActor        EntityKind = "Actor"
)

// EntityKinds returns every kind of entity in its fixed order, a new slice
// each time.
func EntityKinds() []EntityKind {
	return []EntityKind{KindState, KindGroup, KindOrganization, KindPerson, KindAgreement,
		KindMeeting, KindProject, KindInitiative, KindTopic, KindPlace, KindActor}
}

var entityKindByPrefix = func() map[string]EntityKind {
	m := make(map[string]EntityKind)
	for _, k := range EntityKinds() {
		m[strings.ToLower(string(k))] = k
	}
	return m
}()

// Valid reports whether k is one of the closed list.
func (k EntityKind) Valid() bool {
	return entityKindByPrefix[strings.ToLower(string(k))] == k && k != ""
}

// Actor reports whether things of the kind act: states, groups, organisations,
// persons and unresolved actors.
func (k EntityKind) Actor() bool {
	switch k {
	case KindState, KindGroup, KindOrganization, KindPerson, KindActor:
		return true
	}
	return false
}
