/**
 * Closed word lists of English that the name rules rest on. Function words: the closed classes of any English grammar
 * (articles, pronouns, prepositions, conjunctions, auxiliaries, question words) and the adverbs that open sentences.
 * Titles, heads of organisations and places, and verbs of speech: the usual ones of AP and Reuters style.
 */
const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const FUNCTION_WORDS = list(`
  a an the this that these those some any no every each either neither both all most many much more few fewer less several enough such other another
  i you he she it we they me him her us them my your his its our their mine yours hers ours theirs myself yourself himself herself itself ourselves themselves
  who whom whose which what when where why how whether if unless until while because since although though whereas as than so
  and or but nor yet for of in on at by to from with without within into onto upon over under above below between among amid through throughout during
  before after against about around across along behind beside besides beyond despite down up off out near toward towards via per like unlike except including
  am is are was were be been being have has had having do does did doing will would shall should can could may might must ought need let
  not never ever also too only just even still already again once here there then now today tomorrow yesterday tonight
  however therefore thus hence meanwhile moreover furthermore nevertheless nonetheless otherwise instead indeed perhaps maybe rather quite very almost
  one two three four five six seven eight nine ten eleven twelve hundred thousand million billion first second third fourth fifth last next
  yes ok okay please thanks oh ah hello dear
  according earlier later recently currently previously finally eventually initially additionally similarly likewise overall elsewhere afterwards
  others someone somebody something anyone anybody anything everyone everybody everything nobody nothing none somewhere anywhere everywhere
`);

const CALENDAR = list(`
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday
  christmas easter ramadan passover thanksgiving hanukkah halloween eid diwali
`);
/** Their abbreviations: dates only beside a figure or with a full stop ("Mar. 3", "3 Mar"). */
const CALENDAR_SHORT = list('jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun');

/** Words before a name that tell a person; they are no part of it. */
export const TITLES = list(`
  president vice-president minister premier chancellor king queen prince princess emperor sultan sheikh emir pope cardinal archbishop bishop ayatollah imam mullah
  rabbi reverend father sister brother saint senator congressman congresswoman representative governor mayor deputy ambassador envoy consul commissioner secretary
  undersecretary chairman chairwoman chairperson chair chief director president-elect leader speaker spokesman spokeswoman spokesperson spokesmen head general
  colonel major captain lieutenant sergeant corporal private admiral commander marshal brigadier commodore officer inspector superintendent detective constable
  sheriff judge justice magistrate attorney prosecutor solicitor barrister lawyer advocate professor doctor dr prof mr mrs ms miss mx sir lord lady dame baron
  baroness count countess duke duchess coach manager captain founder owner executive ceo cfo analyst economist correspondent reporter editor author writer novelist
  poet journalist columnist actor actress singer artist painter director filmmaker designer architect scientist researcher historian philosopher astronaut pilot
  negotiator adviser advisor aide counsel treasurer auditor comptroller trustee co-founder lawmaker legislator mp mep mla activist dissident defector
  opposition candidate nominee rep sen gov gen col lt capt sgt cpl pvt maj adm cmdr brig rev hon fr mme mlle monsieur madame señor herr frau tsar czar caliph
  goalkeeper striker midfielder defender forward winger quarterback pitcher referee
  президент министр премьер глава канцлер генерал депутат губернатор мэр посол секретарь директор прем'єр міністр голова речник секретар
`);

/** Forms of address: what follows is a person, whatever it is. */
export const HONORIFICS = list('mr mrs ms miss mx dr sir lord lady dame sen rep gov gen col lt capt sgt maj adm cmdr rev prof messrs mme');

/** Words that stand inside titles: "Secretary of State", "Vice President", "Prime Minister", "Foreign Minister". */
export const TITLE_PARTS = list(`
  vice prime foreign defence defense interior finance deputy acting former assistant associate senior junior first special presidential permanent chief secretary state
  press national security crown grand supreme lieutenant brigadier major general attorney under interim co-chair executive managing high majority minority leader
  home trade health education justice energy economy economic agriculture transport environment labour labor culture information communications development
  parliament parliamentary house senate party lieutenant-general major-general staff-general representative affairs
`);

/** Last words of the names of organisations. */
export const ORG_HEADS = list(`
  ministry department agency bureau office commission committee council board authority administration service services institute institution university college
  school academy foundation fund trust association society union federation confederation league alliance coalition organisation organization group corporation
  corp inc ltd llc plc company co gmbh ag sa nv spa bank airlines airways motors industries holdings partners enterprises systems technologies laboratories
  party front movement army navy force forces brigade brigades battalion regiment division guard guards corps police militia court tribunal parliament congress
  senate assembly duma bundestag knesset cabinet government embassy consulate mission delegation secretariat center centre club fc united cricket team
  network news times post journal tribune herald gazette daily telegraph guardian observer press chronicle weekly magazine television radio broadcasting agency
  church diocese synod mosque hospital clinic museum library theatre orchestra initiative programme program project campaign forum summit chamber exchange
  treasury consortium syndicate studios pictures records entertainment media communications telecom pharmaceuticals oil gas petroleum energy steel mines mining
  insurance securities capital investments financial brothers associates observatory
`);

/** First words that make "X of Y" an organisation. */
export const ORG_OF = list(`
  ministry department university bank house board council institute bureau office organisation organization association federation league union church court
  chamber school college academy academies society republic party confederation committee commission army movement front
`);

/** Words that end, or begin, the name of a place. */
export const PLACE_HEADS = list(`
  river lake sea ocean bay gulf strait straits channel canal island islands isle isles peninsula cape coast mountain mountains mount mt hill hills valley
  desert plateau basin delta forest park square street avenue road boulevard lane bridge airport port harbour harbor station city town village district county
  province region oblast prefecture state territory republic governorate municipality territories heights plains falls springs creek beach bank peninsula
  stadium arena palace castle tower building fort crossing border highway residence estate resort neighbourhood neighborhood suburb
`);
/** Words that come first in the names of places: "Lake Chad", "Mount Everest". */
const PLACE_FIRST = list('lake mount mt cape fort port gulf bay strait isle saint st san santa rio puerto camp sea');

/** Parts of the compass: "eastern Ukraine" is Ukraine, "South Ossetia" a name of its own. */
export const COMPASS = list(
  'north south east west northern southern eastern western central northeast northwest southeast southwest upper lower greater',
);

/** Small words inside names of persons. */
export const PARTICLES = list(
  'de del della di da do dos das van von der den ter ten la le el al bin ibn bint abu ben ould mac y e und zu af av',
);

/** Verbs of speech and thought, third person: their subject speaks. */
export const SPEECH = list(`
  said says told tells added adds noted notes stressed stresses warned warns announced announces claimed claims insisted insists argued argues explained explains
  stated states declared declares emphasised emphasises emphasized emphasizes replied replies asked asks acknowledged acknowledges admitted admits denied denies
  confirmed confirms suggested suggests believes believed thinks thought hopes hoped wants wanted predicted predicts urged urges called calls vowed pledged promised
  accused accuses criticised criticized praised hailed tweeted wrote writes commented remarked recalled
`);

/** What news outlets do. */
export const REPORTS = list('reports reported quoted');

/** Prepositions of place. */
const LOCATIVE = list('in at near from to into around across through outside inside throughout via toward towards within');

/** Legal forms at the end of companies' names. */
export const LEGAL_FORMS = list(
  'inc corp co ltd llc llp plc gmbh ag sa se nv bv spa srl oyj ab asa as kk pty corporation incorporated limited company',
);

/** The lists as bits, so that one look tells which of them have a word. */
export const Class = {
  function: 1,
  calendar: 2,
  calendarShort: 4,
  title: 8,
  /** Several bearers of a title: "ministers". */
  titles: 16,
  honorific: 32,
  titlePart: 64,
  orgHead: 128,
  orgOf: 256,
  placeHead: 512,
  placeFirst: 1024,
  compass: 2048,
  particle: 4096,
  speech: 8192,
  reports: 16384,
  locative: 32768,
} as const;

const LISTS: readonly (readonly [list: ReadonlySet<string>, bit: number])[] = [
  [FUNCTION_WORDS, Class.function],
  [CALENDAR, Class.calendar],
  [CALENDAR_SHORT, Class.calendarShort],
  [TITLES, Class.title],
  [HONORIFICS, Class.honorific],
  [TITLE_PARTS, Class.titlePart],
  [ORG_HEADS, Class.orgHead],
  [ORG_OF, Class.orgOf],
  [PLACE_HEADS, Class.placeHead],
  [PLACE_FIRST, Class.placeFirst],
  [COMPASS, Class.compass],
  [PARTICLES, Class.particle],
  [SPEECH, Class.speech],
  [REPORTS, Class.reports],
  [LOCATIVE, Class.locative],
];

const classes = new Map<string, number>();
for (const [list, bit] of LISTS) for (const word of list) classes.set(word, (classes.get(word) ?? 0) | bit);
for (const word of TITLES) classes.set(`${word}s`, (classes.get(`${word}s`) ?? 0) | Class.titles);

/** The classes of a word in small letters: bits of `Class`. */
export function classesOf(word: string): number {
  return classes.get(word) ?? 0;
}

/** All words that some list has. */
export function listedWords(): readonly string[] {
  return [...classes.keys()];
}
