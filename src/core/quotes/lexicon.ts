/**
 * Words that tell who speaks. Verbs and nouns of communication follow the groups of Levin, English Verb Classes and
 * Alternations (1993), §§ 29 and 37 (say, tell, talk, characterise, declare, manner of speaking), and the usual verbs of news
 * attribution; closed classes (determiners, prepositions, …) follow the grammars. No list was gathered from a data set.
 */

/** How a verb of communication goes with quoted words. */
export type VerbClass =
  /** Introduces or follows whole quotations, and may stand before its subject: “…,” said X. */
  | 'say'
  /** Takes a hearer: X told Y “…”. Never inverted. */
  | 'tell'
  /** Speaks about something in quoted words: X called it “a disaster”. */
  | 'call'
  /** Thinking and wishing: gives way to a verb of speaking around it ("said she hopes to “…”"). */
  | 'mind'
  /** Has other everyday senses: counts only right beside quoted words. */
  | 'weak';

const SAY = `say add write ask note explain reply respond state declare argue insist warn tweet conclude stress emphasize emphasise acknowledge
  admit concede recall remark observe predict testify joke quip shout yell exclaim lament complain suggest assert contend allege boast brag muse
  opine proclaim confirm reiterate answer counter retort reason wonder agree recount disclose elaborate clarify caution gripe grumble marvel theorize
  theorise speculate deadpan crow gush plead chant whisper mutter murmur mumble scream bellow blurt chuckle announce claim comment confess declaim
  enthuse estimate forecast fume growl hint huff inquire enquire intone interject joke jeer lecture maintain message opine pontificate preach
  prophesy protest rant reflect rejoin relate report reveal roar scoff sigh sneer snarl sob specify stammer summarize summarise surmise thunder
  underline underscore underlined utter venture vent vow wail quote text blog email advise affirm attest aver avow blare bark carp chide cry
  grouse grunt hiss hoot interrupt laugh moan purr rage rasp shriek snort sniff spit squeal stipulate swear taunt tease urge whine`;
const TELL = `tell inform assure reassure remind notify promise warn ask urge advise convince persuade brief text email order implore beg`;
const CALL = `call describe label brand dub term characterize characterise deride denounce decry dismiss blast slam hail praise accuse criticize
  criticise ridicule mock portray refer condemn assail lambaste lambast deplore laud tout cite nickname bemoan rip bash attack blame credit
  compare liken depict paint denounce castigate chastise rebuke scold savage skewer demand deny reject propose pledge welcome commend defend
  question challenge oppose advocate apologize apologise congratulate thank tag pan rail inveigh disparage tar assess rate applaud salute
  mention invoke lecture advise vilify excoriate pillory trash disavow renounce repudiate`;
const MIND = `think believe hope feel want know expect fear seek plan learn understand consider view regard see worry wish suspect doubt recall
  imagine assume guess figure remember prefer need intend love hate like regret decide realize realise consider deem trust find`;
const WEAK = `continue begin read show offer post charge go put start open close end tout point sing include issue release deliver publish promote talk
  speak repeat share refuse decline vow push call conclude determine rule indicate imply signal list name use express voice sum finish contain
  carry run feature bear quote pray bet volunteer raise campaign promise crack press retort riff scold coach highlight outline focus rank
  proclaim commend label admonish chime counsel correct describe warn chant recite echo endorse credit`;

const IRREGULAR: Readonly<Record<string, readonly string[]>> = {
  say: ['says', 'said', 'saying'],
  tell: ['tells', 'told', 'telling'],
  write: ['writes', 'wrote', 'written', 'writing'],
  sing: ['sings', 'sang', 'sung', 'singing'],
  think: ['thinks', 'thought', 'thinking'],
  begin: ['begins', 'began', 'begun', 'beginning'],
  read: ['reads', 'reading'],
  find: ['finds', 'found', 'finding'],
  show: ['shows', 'showed', 'shown', 'showing'],
  go: ['goes', 'went', 'gone', 'going'],
  put: ['puts', 'putting'],
  feel: ['feels', 'felt', 'feeling'],
  speak: ['speaks', 'spoke', 'spoken', 'speaking'],
  swear: ['swears', 'swore', 'sworn', 'swearing'],
  spit: ['spits', 'spat', 'spitting'],
  see: ['sees', 'saw', 'seen', 'seeing'],
  love: ['loves', 'loved', 'loving'],
  know: ['knows', 'knew', 'known', 'knowing'],
  seek: ['seeks', 'sought', 'seeking'],
  understand: ['understands', 'understood', 'understanding'],
  run: ['runs', 'ran', 'running'],
  bear: ['bears', 'bore', 'borne', 'bearing'],
  bet: ['bets', 'betting'],
  quip: ['quips', 'quipped', 'quipping'],
  brag: ['brags', 'bragged', 'bragging'],
  admit: ['admits', 'admitted', 'admitting'],
  refer: ['refers', 'referred', 'referring'],
  slam: ['slams', 'slammed', 'slamming'],
  dub: ['dubs', 'dubbed', 'dubbing'],
  rip: ['rips', 'ripped', 'ripping'],
  tag: ['tags', 'tagged', 'tagging'],
  pan: ['pans', 'panned', 'panning'],
  tar: ['tars', 'tarred', 'tarring'],
  plan: ['plans', 'planned', 'planning'],
  beg: ['begs', 'begged', 'begging'],
  blog: ['blogs', 'blogged', 'blogging'],
  sob: ['sobs', 'sobbed', 'sobbing'],
  aver: ['avers', 'averred', 'averring'],
  regret: ['regrets', 'regretted', 'regretting'],
  sum: ['sums', 'summed', 'summing'],
  label: ['labels', 'labeled', 'labelled', 'labeling', 'labelling'],
  signal: ['signals', 'signaled', 'signalled', 'signaling', 'signalling'],
  relate: ['relates', 'related', 'relating'],
  deadpan: ['deadpans', 'deadpanned', 'deadpanning'],
};

/** A form of a verb of communication. */
export interface VerbForm {
  readonly lemma: string;
  readonly kind: VerbClass;
  /** "saying": takes the subject of the sentence that it is attached to. */
  readonly participle: boolean;
  /** True where the form cannot be told from a noun of the same spelling ("report", "claims", "call"). */
  readonly nounLike: boolean;
}

/** Nouns that are spelt as a form of their verb. */
const NOUNS = new Set(
  `report reports claim claims call calls comment comments post posts state states charge charges answer answers question questions note notes
   attack attacks promise promises pledge pledges tweet tweets joke jokes estimate estimates forecast forecasts demand demands show shows
   release releases issue issues view views plan plans push start end close offer offers rule rules name names list lists use uses text texts email
   emails blog message messages quote protest protests cry cries laugh sigh shout chant chants scream rant hint hints order orders vow vows
   challenge challenges welcome praise blame credit brief talk talks finding findings run runs speech fear fears hope hopes worry feature features
   campaign campaigns figure figures bet lecture rage roar whisper share shares concern doubt
   meaning feeling beginning building warning warnings ruling meeting jeer jeers taunt taunts praises attacks press like love need needs hate view
   views wish wishes see plan guess regret doubts need focus rank credits listing wonder wonders state reveal detail
   brand brands term terms tag hail labels score scores order orders notice notices outline highlight highlights ranks`.split(/\s+/),
);

export const VERBS: ReadonlyMap<string, VerbForm> = buildVerbs();

function buildVerbs(): Map<string, VerbForm> {
  const map = new Map<string, VerbForm>();
  const groups: readonly [VerbClass, string][] = [
    ['say', SAY],
    ['tell', TELL],
    ['call', CALL],
    ['mind', MIND],
    ['weak', WEAK],
  ];
  for (const [kind, list] of groups) {
    for (const lemma of list.trim().split(/\s+/)) {
      for (const form of [lemma, ...(IRREGULAR[lemma] ?? regular(lemma))]) {
        if (map.has(form)) continue;
        map.set(form, { lemma, kind, participle: form.endsWith('ing') && form !== lemma, nounLike: NOUNS.has(form) });
      }
    }
  }
  return map;
}

function regular(lemma: string): string[] {
  const stem = lemma.endsWith('e') ? lemma.slice(0, -1) : lemma;
  const consonantY = /[^aeiou]y$/.test(lemma);
  const third = consonantY ? `${lemma.slice(0, -1)}ies` : /(?:s|sh|ch|x|z)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
  const past = consonantY ? `${lemma.slice(0, -1)}ied` : `${stem}ed`;
  return [third, past, `${stem}ing`];
}

/** Word classes, as bits. */
export const DET = 1;
export const PREP = 2;
export const CONJ = 4;
export const AUX = 8;
export const ADV = 16;
export const WH = 32;
export const SUBJ = 64;
export const POSS = 128;
export const OBJ = 256;
export const TIME = 512;
export const SUBORD = 1024;
export const NUMBER = 2048;

const CLASSES: readonly [number, string][] = [
  [DET, 'the a an this that these those some any many most all both each every another other several few one no such either neither much'],
  [
    PREP,
    `in on at of for from with without by to into onto over under about against among amid during after before between through throughout
     despite since until till toward towards upon within near outside inside across behind beyond via per regarding concerning including
     following around beside besides along alongside off out up down like unlike than versus as because`,
  ],
  [CONJ, 'and or but nor yet so plus'],
  [
    AUX,
    `is are was were be been being am has have had having do does did will would shall should can could may might must not n't never
     cannot can't won't wouldn't don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't couldn't shouldn't`,
  ],
  [
    ADV,
    `also then later again still even just now once often sometimes soon already always ever earlier further instead perhaps maybe
     meanwhile however rather too almost only further thus therefore indeed recently ago back here there first last himself herself themselves
     itself separately afterward afterwards twice together aloud altogether`,
  ],
  [WH, 'who which that whom what whose where why how when whether'],
  [SUBJ, 'he she they i we it you'],
  [OBJ, 'him her them me us'],
  [POSS, 'his her their my our its your whose'],
  [
    TIME,
    `monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight mon tue tues wed thu thurs fri sat sun
     january february march april june july august september october november december week month year morning evening afternoon night
     day days weeks months years hours hour minutes weekend midday noon a.m p.m time earlier later`,
  ],
  [SUBORD, 'when while if as after before because since though although once unless until whereas asked speaking noting given'],
  [NUMBER, 'two three four five six seven eight nine ten eleven twelve dozens hundreds thousands'],
];

export const CLASS: ReadonlyMap<string, number> = buildClasses();

function buildClasses(): Map<string, number> {
  const map = new Map<string, number>();
  for (const [bit, list] of CLASSES) for (const word of list.trim().split(/\s+/)) map.set(word, (map.get(word) ?? 0) | bit);
  return map;
}

/** Nouns for what somebody said or wrote: their owner is the speaker ("Trump’s claim that …"), and they introduce quotations. */
export const SPEECH_NOUNS = new Set(
  `statement statements speech interview interviews tweet tweets remark remarks comment comments letter memo op-ed email e-mail post posts
   column testimony address argument claim claims question response message slogan motto note article report editorial filing pledge promise
   promises assertion accusation allegation announcement answer reply warning description rhetoric call calls plea vow declaration
   suggestion contention prediction mantra refrain complaint criticism quote quotation quip joke words essay blog book memoir post review ruling
   opinion dissent decision brief lawsuit complaint transcript release caption headline text voicemail conversation observation assessment
   analysis conclusion insistence admission apology chant chants`.split(/\s+/),
);

/** Nouns for works that have titles, and verbs and adjectives that introduce a name or a term. */
export const TITLE_NOUNS = new Set(
  `book books novel memoir film movie documentary song songs album single show series program programme sitcom drama play musical magazine
   newspaper podcast episode poem painting essay article column blog website game hit anthem ballad soundtrack segment special ad video
   exhibit exhibition opera comedy thriller paper report study autobiography biography`.split(/\s+/),
);
