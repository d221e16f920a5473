"""The words of which wirenouns.py and wire.py makes sentences, by what they go together with."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = os.path.join(HERE, "..", "..", "lexicon", "tables")

DEALS = """deal pact accord treaty agreement contract memorandum protocol truce ceasefire armistice loan lease alliance partnership
compact charter convention settlement resolution arrangement concession license draft roadmap blueprint declaration communique""".split()
TIES = "ties relations links contacts talks negotiations exchanges consultations flights trade dialogue cooperation diplomacy tensions".split()
MEETINGS = "talks summit meeting session conference visit drill exercise drills exercises manoeuvres maneuvers patrol review game tour".split()
GOODS = """wheat gas oil rifles tanks jets missiles vaccines tents steel grain rice fuel arms weapons ammunition drones helicopters radars
coal uranium medicine food blankets cotton timber tractors artillery submarines frigates spares intelligence data technology""".split()
TOPICS = """island trade fishing water gas oil missile migration visa tariff spy prisoner refugee drug tax debt energy security defence
defense customs transit airspace shipping arms climate vaccine currency pipeline cyber border embassy""".split()
MATTERS = """dispute row crisis issue problem question plan rights quota ban feud case affair scandal rules policy programme program
standoff spat rift tariffs claims""".split()
BARE = """sanctions spying corruption terrorism piracy smuggling inflation hostilities fighting unrest protests espionage aggression
genocide interference meddling sabotage terrorists drugs tariffs quotas visas prisoners hostages refugees reparations""".split()
BLOWS = "attack raid strike ambush coup bombing assassination incursion offensive massacre invasion blast siege shelling crackdown kidnapping execution arrest".split()
CALLS = "plan bid call request proposal move decision threat demand pledge promise offer effort attempt appeal warning".split()
PEOPLE = """officials troops soldiers rebels diplomats envoys ministers leaders fishermen fighters militants protesters students
journalists refugees lawmakers negotiators inspectors peacekeepers sailors pilots spies aides experts guards separatists smugglers
migrants hackers nationals citizens observers mediators generals insurgents activists tourists engineers doctors traders farmers""".split()
ROLES = """president king emir sultan chancellor premier ambassador envoy spokesman spokeswoman negotiator general admiral commander
governor mayor minister senator diplomat official lawmaker judge prosecutor bishop activist journalist""".split()
PORTFOLIOS = "foreign defence defense interior finance trade energy justice health transport".split()
BODIES = """parliament government army navy ministry court embassy cabinet police military senate presidency junta opposition regime
council commission delegation coalition tribunal""".split()
TITLES = "President King Chancellor Ambassador General Senator Premier Sultan Emir Colonel Admiral".split()
GROUPS = "NATO ASEAN OPEC UNESCO ECOWAS Hamas Hezbollah Interpol Mercosur".split()
QUALITIES = """territorial maritime new joint bilateral disputed long-term strategic nuclear military economic diplomatic regional historic landmark
controversial lasting fresh alleged secret illegal key final interim deadly humanitarian financial naval full
technical senior top tough severe mutual formal close frosty strained major urgent separate fragile""".split()
RANKS = "senior top former outgoing new visiting chief deputy acting veteran retired ruling".split()
AREAS = "border capital coast region island port province frontier airport strait embassy city consulate base village enclave".split()
BRANCHES = "police army navy border aid rescue customs intelligence security government opposition peace".split()
DEEDS = "killing arrest detention expulsion deportation harassment shooting release bombing treatment persecution death abduction murder poisoning shelling treatment".split()
GOING = "visit trip tour exports supplies aid deliveries flights shipments letter message warning ultimatum threat appeal apology return access".split()
OUT = "imports supplies refugees aid deliveries flights shipments letter message goods gas oil".split()
UNITS = "tonnes tons barrels kilometres miles kilograms litres acres megawatts rounds doses".split()
TIMES = "week month year weekend spring summer".split()
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MANNER = "repeatedly strongly publicly formally secretly jointly quietly briefly again already also swiftly unanimously angrily reportedly temporarily finally".split()

# Verbs, by what stands behind them. Many are more often nouns.
ON_DEALS = """sign ink seal clinch strike reach finalize conclude scrap ditch shelve mull eye weigh draft table front broker spurn reject
renew review ratify amend void honor breach welcome endorse approve threaten delay postpone block hail slam blast back negotiate debate
study propose salvage revive hammer:out tear:up call:off put:off draw:up work:out sponsor water:down freeze suspend cancel trumpet tout
bless veto rubber-stamp drop shun flout skirt push""".split()
ON_TIES = """sever cut mend restore resume freeze upgrade downgrade thaw repair strain sour forge boost deepen strengthen cement break:off
normalize expand limit curb suspend halt establish build foster warm cool fray rupture broaden rekindle step:up""".split()
ON_MEETINGS = """hold host stage attend boycott skip chair open close plan schedule postpone cancel convene wrap:up end begin conclude
snub shun slate abandon quit join lead shadow""".split()
ON_ENEMIES = """slam blast bomb shell raid attack warn rebuke censure condemn sanction blockade rap hit strike target besiege invade pound
ambush arrest detain expel oust deport jail free release sue court woo back arm train fund support praise thank press pressure shun boycott
snub chide bash rip taunt goad threaten punish corner isolate fault slap swat shoot:down gun:down drive:out ward:off lash decry berate
scold accuse:of defy face fight battle engage rout repel storm torch overrun beat rattle irk anger alarm stun spook shield guard host
visit meet receive welcome greet flatter ban bar tail probe question summon grill""".split()
ON_GOODS = """share swap trade ship send supply buy export import order fly airlift test fire launch deploy seize halt stop ban curb tax raise
lift hand:over steal smuggle stockpile store park base pump truck dump unload market target table sell procure deliver stock
withhold impound confiscate export fund fuel""".split()
ON_BLOWS = """mount launch plan condemn decry stage foil thwart blame probe denounce claim deny mourn fear mark order carry:out
slam avenge repel answer plot stop halt survive document film praise justify""".split()
TO_DO = """vow agree pledge promise threaten plan seek refuse decline offer move prepare aim hope want fail try begin continue opt rush race bid
undertake intend decide resolve need dare scramble manage propose swear""".split()
URGE = """urge ask tell press push beg force allow invite warn order pressure lobby implore prod exhort compel dare help command task
direct nudge request persuade pay coach""".split()
THAT = """say claim warn announce state admit deny declare insist report confirm fear hint stress note argue predict believe
complain boast suggest add maintain reiterate charge counter concede""".split()
TELL = "tell inform assure warn remind notify".split()
GIVE = "give offer lend sell grant hand send loan award pay promise deny show owe".split()
BLAME = "accuse:of suspect:of blame:for thank:for praise:for fault:for bar:from ban:from prevent:from stop:from criticize:for chide:for punish:for condemn:for slam:for deter:from rebuke:for".split()
WITH = """clash:with meet:with talk:to withdraw:from pull:out:of cooperate:with side:with spar:with part:with deal:with differ:with feud:with
retaliate:against protest:against complain:to turn:to bow:to defect:to row:with march:on advance:on fire:on flee:to return:to rush:to
head:to travel:to fly:to sail:to cave:to appeal:to rail:against vote:against caution:against ally:with break:with consult:with
trade:with partner:with team:up:with square:off:with reach:out:to hit:back:at lash:out:at land:in arrive:in border:on""".split()
ABOUT = """agree:on call:for argue:over talk:about differ:over disagree:on focus:on trade:in vote:for push:for back:down:from press:for
comment:on reflect:on respond:to react:to haggle:over bicker:over wrangle:over row:over spar:over feud:over negotiate:on bargain:over
ask:for long:for opt:for object:to gear:up:for brace:for sign:off:on wait:for""".split()
ALONE = """collapse stall resume fail start end rise fall escalate begin continue falter deepen spread subside worsen erupt break:down
break:out fall:through drag:on surge drop plunge stop ebb flare:up pause peak balloon cool""".split()

DOUBLED = """ban slam swap snub rap bar spar plan rip grab trim scrap spot stop drop ship commit admit permit expel rebel jam stun prod
flog dip slip top strip pin chat wrap beg plot stab nab mar shun slap gun swat repel compel skip step deter drag overrun run
bid control patrol rebut refer shrug submit transfer""".split()


def rows(name):
    """The rows of a table of the lexicon as dictionaries."""
    with open(os.path.join(TABLES, name), encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#") and line.strip()]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def split(names):
    return [n for n in names.split("|") if n]


def names():
    """States, capitals, adjectives of states, given and family names of people."""
    states = [r for r in rows("states.tsv") if r["status"] == "independent"]
    capitals = [c.split(" [")[0].lstrip("+") for r in states for c in split(r["capitals"])[:1]]
    adjectives = [a for r in states for a in split(r["adjectives"])[:1]]
    given = [n for r in rows("given.tsv") for n in split(r["names"]) if len(n) > 3]
    family = [n for r in rows("family.tsv") for n in split(r["names"]) if len(n) > 3]
    plain = {"North", "South", "New", "United", "Saudi", "Sri", "Costa", "Burkina", "Sierra", "El", "San"}
    known = [r["name"] for r in states if r["name"].isalpha() or len(r["name"].split()) == 2 and r["name"].split()[0] in plain]
    return known, [c for c in capitals if c.replace(" ", "").isalpha()], [a for a in adjectives if a.replace(" ", "").isalpha() and not any(a in r["name"] for r in states)], given, family


def irregular():
    """Past tense and participle of irregular verbs."""
    with open(os.path.join(HERE, "irregular.txt"), encoding="utf-8") as f:
        return {line.split()[0]: line.split()[1:] for line in f if len(line.split()) == 3}


IRREGULAR = irregular()


def third(lemma):
    """The third person of the present."""
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return {"have": "has", "be": "is"}.get(lemma, lemma + "s")


def stem(lemma):
    """The stem before -ed and -ing, without the e."""
    if lemma in DOUBLED:
        return lemma + lemma[-1]
    return lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) else lemma


def inflect(lemma, tag):
    """A form of a verb by its tag in the Penn Treebank."""
    if tag in ("VB", "VBP"):
        return lemma
    if tag == "VBZ":
        return third(lemma)
    if tag == "VBG":
        return stem({"begin": "beginn", "get": "gett", "put": "putt", "hit": "hitt", "cut": "cutt", "quit": "quitt", "let": "lett",
                     "bet": "bett", "set": "sett", "sit": "sitt", "rid": "ridd", "shut": "shutt", "forget": "forgett", "win": "winn"}.get(lemma, lemma)) + "ing"
    if lemma in IRREGULAR:
        return IRREGULAR[lemma][-1 if tag == "VBN" else 0]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    base = stem(lemma)
    return base + ("d" if base == lemma and lemma.endswith("e") else "ed")
