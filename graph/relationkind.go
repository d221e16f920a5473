package graph

import "slices"

// RelationKind is one of the closed vocabulary of relations.
type RelationKind string

// The event kinds, after PLOVER (the roots of POLECAT), with COMMENT and
// APPEAL, which stand for the CAMEO roots 01 and 02 that PLOVER dropped.
const (
	Agree     RelationKind = "AGREE"
	Consult   RelationKind = "CONSULT"
	Support   RelationKind = "SUPPORT"
	Concede   RelationKind = "CONCEDE"
	Cooperate RelationKind = "COOPERATE"
	Aid       RelationKind = "AID"
	Retreat   RelationKind = "RETREAT"
	Request   RelationKind = "REQUEST"
	Accuse    RelationKind = "ACCUSE"
	Reject    RelationKind = "REJECT"
	Threaten  RelationKind = "THREATEN"
	Protest   RelationKind = "PROTEST"
	Sanction  RelationKind = "SANCTION"
	Mobilize  RelationKind = "MOBILIZE"
	Coerce    RelationKind = "COERCE"
	Assault   RelationKind = "ASSAULT"
	Comment   RelationKind = "COMMENT"
	Appeal    RelationKind = "APPEAL"
)

// The ties: what holds, or was done once, between actors and things.
const (
	Signed           RelationKind = "SIGNED"
	Ratified         RelationKind = "RATIFIED"
	AccededTo        RelationKind = "ACCEDED_TO"
	WithdrewFrom     RelationKind = "WITHDREW_FROM"
	EnteredIntoForce RelationKind = "ENTERED_INTO_FORCE"
	Terminated       RelationKind = "TERMINATED"
	AdoptedAt        RelationKind = "ADOPTED_AT"
	HoldsOffice      RelationKind = "HOLDS_OFFICE"
	MemberOf         RelationKind = "MEMBER_OF"
	ParticipatesIn   RelationKind = "PARTICIPATES_IN"
	Hosts            RelationKind = "HOSTS"
	HeldIn           RelationKind = "HELD_IN"
	Connects         RelationKind = "CONNECTS"
	PartOf           RelationKind = "PART_OF"
	LocatedIn        RelationKind = "LOCATED_IN"
	Finances         RelationKind = "FINANCES"
	Builds           RelationKind = "BUILDS"
	TradesWith       RelationKind = "TRADES_WITH"
	PartnerOf        RelationKind = "PARTNER_OF"
	AllyOf           RelationKind = "ALLY_OF"
	DiplomaticTies   RelationKind = "DIPLOMATIC_TIES"
	Borders          RelationKind = "BORDERS"
	Upholds          RelationKind = "UPHOLDS"
	Opposes          RelationKind = "OPPOSES"
	HasQuantity      RelationKind = "HAS_QUANTITY"
)

// Quad is the quad class of an event kind, or "" for a tie.
type Quad string

// The quad classes; NEUTRAL is for COMMENT and APPEAL.
const (
	VerbalCooperation   Quad = "VERBAL_COOPERATION"
	MaterialCooperation Quad = "MATERIAL_COOPERATION"
	VerbalConflict      Quad = "VERBAL_CONFLICT"
	MaterialConflict    Quad = "MATERIAL_CONFLICT"
	Neutral             Quad = "NEUTRAL"
)

// KindInfo is a row of the one table of relation kinds.
type KindInfo struct {
	// Kind is the row's key.
	Kind RelationKind
	// Quad is set for event kinds and empty for ties.
	Quad Quad
	// Goldstein is the expert weight of the CAMEO root that the kind stands
	// for, -10 to 10 (Goldstein 1992, as CAMEO 1.1b3 lists it); 0 for ties.
	Goldstein float64
	// Domain and Range are the kinds of entity that may stand at `from` and
	// at `to`; an empty Range means that the kind has no `to`.
	Domain, Range []EntityKind
	// Symmetric says that the ends have no order; the relation puts the
	// smaller id first.
	Symmetric bool
	// Occurrence says that `when` is the time of something done once, so that
	// it is in from that day on; otherwise `when` is the time during which a
	// tie holds.
	Occurrence bool
	// Inverse is how the relation reads from its other end.
	Inverse string
	// Doc says what the kind means, for schema and documentation.
	Doc string
}

// Event reports whether the kind is an event kind.
func (i KindInfo) Event() bool { return i.Quad != "" }

var (
	actors  = []EntityKind{KindState, KindGroup, KindOrganization, KindPerson, KindActor}
	spots   = []EntityKind{KindPlace, KindState}
	anyKind = EntityKinds()
)

func event(kind RelationKind, quad Quad, goldstein float64, inverse, doc string) KindInfo {
	return KindInfo{Kind: kind, Quad: quad, Goldstein: goldstein, Domain: actors, Range: actors,
		Occurrence: true, Inverse: inverse, Doc: doc}
}

func done(kind RelationKind, from, to []EntityKind, inverse, doc string) KindInfo {
	return KindInfo{Kind: kind, Domain: from, Range: to, Occurrence: true, Inverse: inverse, Doc: doc}
}

func tie(kind RelationKind, from, to []EntityKind, inverse, doc string) KindInfo {
	return KindInfo{Kind: kind, Domain: from, Range: to, Inverse: inverse, Doc: doc}
}

func mutual(kind RelationKind, ends []EntityKind, doc string) KindInfo {
	return KindInfo{Kind: kind, Domain: ends, Range: ends, Symmetric: true, Inverse: string(kind), Doc: doc}
}

func only(kinds ...EntityKind) []EntityKind { return kinds }

var kindTable = []KindInfo{
	event(Agree, VerbalCooperation, 4, "AGREED_BY", "Agrees, promises or commits to something with or for the other (PLOVER AGREE, CAMEO 03)."),
	event(Consult, VerbalCooperation, 1, "CONSULTED_BY", "Meets, visits, calls or negotiates with the other (PLOVER CONSULT, CAMEO 04)."),
	event(Support, VerbalCooperation, 3.5, "SUPPORTED_BY", "Praises, endorses, recognises or defends the other in words or diplomacy (PLOVER SUPPORT, CAMEO 05)."),
	event(Concede, VerbalCooperation, 5, "CONCEDED_BY", "Yields to the other, eases a measure or accepts its demand (PLOVER CONCEDE, CAMEO 08)."),
	event(Cooperate, MaterialCooperation, 6, "COOPERATED_BY", "Cooperates materially: trade, exercises, intelligence, extradition (PLOVER COOPERATE, CAMEO 06)."),
	event(Aid, MaterialCooperation, 7, "AIDED_BY", "Gives money, goods, arms, shelter or protection (PLOVER AID, CAMEO 07)."),
	event(Retreat, MaterialCooperation, 5, "RETREATED_BY", "Withdraws forces, releases prisoners, ends a hostile measure (PLOVER RETREAT, CAMEO 08)."),
	event(Request, VerbalConflict, -5, "REQUESTED_BY", "Asks or demands that the other act (PLOVER REQUEST, CAMEO 10)."),
	event(Accuse, VerbalConflict, -2, "ACCUSED_BY", "Accuses, criticises, sues or investigates the other (PLOVER ACCUSE, CAMEO 11)."),
	event(Reject, VerbalConflict, -4, "REJECTED_BY", "Refuses, denies, vetoes or does not recognise (PLOVER REJECT, CAMEO 12)."),
	event(Threaten, VerbalConflict, -6, "THREATENED_BY", "Threatens or warns of harm to come (PLOVER THREATEN, CAMEO 13)."),
	event(Protest, MaterialConflict, -6.5, "PROTESTED_BY", "Demonstrates, strikes or riots against the other (PLOVER PROTEST, CAMEO 14)."),
	event(Sanction, MaterialConflict, -4, "SANCTIONED_BY", "Reduces relations, imposes sanctions, expels (PLOVER SANCTION, CAMEO 16)."),
	event(Mobilize, MaterialConflict, -7.2, "MOBILIZED_BY", "Moves or readies armed force (PLOVER MOBILIZE, CAMEO 15)."),
	event(Coerce, MaterialConflict, -7, "COERCED_BY", "Arrests, expels, seizes, restricts or represses (PLOVER COERCE, CAMEO 17)."),
	event(Assault, MaterialConflict, -9, "ASSAULTED_BY", "Uses violence against the other (PLOVER ASSAULT, CAMEO 18-20)."),
	event(Comment, Neutral, 0, "COMMENTED_BY", "Says something about the other without taking a side (CAMEO 01)."),
	event(Appeal, Neutral, 3, "APPEALED_BY", "Calls on the other for cooperation (CAMEO 02)."),

	done(Signed, actors, only(KindAgreement), "SIGNED_BY", "Signed the agreement."),
	done(Ratified, actors, only(KindAgreement), "RATIFIED_BY", "Ratified, accepted or approved the agreement."),
	done(AccededTo, actors, only(KindAgreement), "ACCEDED_BY", "Acceded to the agreement."),
	done(WithdrewFrom, actors, only(KindAgreement), "LEFT_BY", "Withdrew from or denounced the agreement."),
	done(EnteredIntoForce, only(KindAgreement), nil, "", "The agreement entered into force."),
	done(Terminated, only(KindAgreement), nil, "", "The agreement was ended or lapsed."),
	done(AdoptedAt, only(KindAgreement), only(KindMeeting), "ADOPTED", "The agreement was adopted or signed at the meeting."),
	tie(HoldsOffice, only(KindPerson), only(KindState, KindOrganization, KindGroup), "OFFICE_HELD_BY", "The person holds an office of the state or organisation (attributes.office)."),
	tie(MemberOf, actors, only(KindGroup, KindOrganization), "HAS_MEMBER", "Is a member of the group or organisation."),
	done(ParticipatesIn, actors, only(KindMeeting, KindProject, KindInitiative), "HAS_PARTICIPANT", "Takes part in the meeting, project or initiative."),
	done(Hosts, actors, only(KindMeeting), "HOSTED_BY", "Hosts the meeting."),
	done(HeldIn, only(KindMeeting), spots, "VENUE_OF", "The meeting is held in the place or state."),
	tie(Connects, only(KindProject), spots, "CONNECTED_BY", "The railway, road, line or corridor connects or crosses the place or state."),
	tie(PartOf, only(KindProject, KindAgreement, KindOrganization, KindPlace), only(KindInitiative, KindOrganization, KindState), "HAS_PART", "Is part of the initiative, organisation or state."),
	tie(LocatedIn, only(KindProject, KindOrganization, KindPlace), spots, "LOCATION_OF", "Lies in the place or state."),
	tie(Finances, actors, only(KindProject), "FINANCED_BY", "Pays for the project."),
	tie(Builds, actors, only(KindProject), "BUILT_BY", "Builds the project."),
	mutual(TradesWith, actors, "Trades with the other."),
	mutual(PartnerOf, actors, "Is a declared partner of the other (attributes.level)."),
	mutual(AllyOf, actors, "Is an ally of the other."),
	mutual(DiplomaticTies, actors, "Has diplomatic relations with the other."),
	mutual(Borders, only(KindState), "Borders the other state."),
	tie(Upholds, actors, only(KindTopic, KindInitiative, KindAgreement), "UPHELD_BY", "Stands for the idea, initiative or agreement."),
	tie(Opposes, actors, only(KindTopic, KindInitiative, KindAgreement), "OPPOSED_BY", "Stands against the idea, threat, initiative or agreement."),
	tie(HasQuantity, anyKind, nil, "", "Has a figure: a length, cost, count or date (quantity)."),
}

var kindIndex = func() map[RelationKind]KindInfo {
	m := make(map[RelationKind]KindInfo, len(kindTable))
	for _, k := range kindTable {
		m[k.Kind] = k
	}
	return m
}()

// Kinds returns the whole table in its fixed order: events, then ties. The
// slice is the caller's, the rows' lists are not.
func Kinds() []KindInfo { return slices.Clone(kindTable) }

// Info returns the kind's row and whether it is in the vocabulary.
func (k RelationKind) Info() (KindInfo, bool) {
	i, ok := kindIndex[k]
	return i, ok
}

// Quad returns the kind's quad class, "" for a tie or an unknown kind.
func (k RelationKind) Quad() Quad { return kindIndex[k].Quad }

// Valid reports whether the kind is in the vocabulary.
func (k RelationKind) Valid() bool { _, ok := kindIndex[k]; return ok }
