import { stemmer } from 'stemmer';

/**
 * Forms that no suffix rule reaches: the irregular verbs and plurals of any English grammar, each line a base and its
 * other forms. Regular derivations are left to the stemmer.
 */
const IRREGULAR = `
arise arose arisen|awake awoke awoken|be is are was were been being am|beat beaten|become became|begin began begun|bend bent
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught
choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug|do did done does|draw drew drawn|dream dreamt|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden
foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forsake forsook forsaken|freeze froze frozen|get got gotten|give gave given
go went gone goes|grind ground|grow grew grown|hang hung|have had has|hear heard|hide hid hidden|hold held|keep kept|kneel knelt|know knew known
lay laid|lead led|lean leant|learn learnt|leave left|lend lent|lie lay lain lying|light lit|lose lost|make made|mean meant|meet met|mistake mistook mistaken
overcome overcame|overtake overtook overtaken|overthrow overthrew overthrown|pay paid|prove proven|rebuild rebuilt|repay repaid|ride rode ridden|ring rang rung
rise rose risen|run ran|say said says|see saw seen|seek sought|sell sold|send sent|sew sewn|shake shook shaken|shine shone|shoot shot|show shown
shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|sow sown|speak spoke spoken|speed sped|spell spelt|spend spent|spill spilt
spin spun|spoil spoilt|spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|strike struck stricken|strive strove striven|swear swore sworn
sweep swept|swell swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|tread trod trodden
undergo underwent undergone|understand understood|undertake undertook undertaken|uphold upheld|wake woke woken|wear wore worn|weave wove woven|weep wept
win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood|write wrote written
child children|foot feet|goose geese|man men|mouse mice|tooth teeth|woman women|wife wives|life lives|knife knives|half halves|leaf leaves|thief thieves
crisis crises|basis bases|criterion criteria|phenomenon phenomena|medium media|datum data|person people
die dying died dies death deaths dead|believe belief beliefs|prove proof|lose loss losses|sell sale sales|fly flight flights|think thought thoughts|grow growth|choose choice choices
speak speech speeches|sing song songs|give gift gifts|birth born|marry marriage marriages|strong strength strengthen strengthens strengthened strengthening|long length|wide width
deep depth|high height|hot heat|hate hatred|succeed success successes successful successfully|advise advice|defend defence defences defense defenses|offend offence offences offense offenses
pretend pretence|respond response responses|decide decision decisions|divide division|explode explosion explosions|invade invasion invasions|expand expansion|extend extension extensions
suspend suspension|destroy destruction|describe description descriptions|reduce reduction reductions|produce production|permit permission|admit admission admissions|omit omission
submit submission submissions|conclude conclusion conclusions|collide collision collisions|persuade persuasion|assume assumption assumptions|resume resumption|receive receipt receipts reception
deceive deception|retain retention|detain detention detentions|maintain maintenance|pronounce pronunciation|withdraw withdrawal withdrawals|retaliate retaliation|intend intention intentions
suspect suspicion suspicions|perceive perception|evade evasion|exclude exclusion|include inclusion|seize seizure seizures|fail failure failures|refuse refusal refusals|deny denial denials
approve approval approvals|arrive arrival arrivals|survive survival|propose proposal proposals|remove removal|depart departure departures|expose exposure|please pleasure
behave behaviour behavior|bear bore borne|apply application applications|explain explanation explanations|reveal revelation revelations|repeat repetition|compete competition competitions
argue argument arguments|judge judgement judgment|acquit acquittal|dispose disposal|appoint appointment|ally alliance allies allied|poor poverty|free freedom|wise wisdom|young youth
warm warmth|weigh weight|rob robbery|discover discovery|recover recovery|deliver delivery|injure injury injuries|flatter flattery|analyse analysis analyses analyze analysed analyzed analyst analysts
cry cried cries|dry dried dries|spy spied spies|fly flies|try tried tries trial trials
dr doctor|mr mister|vs versus v|us usa u.s u.s.a america|uk u.k britain|eu e.u|un u.n|uae u.a.e emirates|tv television|km kilometre kilometer|kg kilogram kilogramme
per cent percent percentage|metre meter|centre center|theatre theater|programme program|judgement judgment|grey gray|cheque check|aluminium aluminum|ageing aging`;

/**
 * Words that the suffix rules would confuse with unrelated ones ("police" with "policy", "several" with "severe"): each line
 * is one word with its forms, which meet under the first and nowhere else.
 */
const APART = `police policing policed|policy policies|international internationally|university universities|several|severe severely|business businesses|news|organ organs
majority majorities|minority minorities|authority authorities|secretary secretaries|army armies|arms|communist communists communism|community communities|united|unit units|unity
opera operas|important importantly importance|numerous|internet|experience experienced experiences|experiment experiments experimental|general generally|generous generously
executive executives|official officials officially|relative relatives relatively|personnel|physics|physical physically|station stations|mission missions|earl earls|goods|means|customs
author authors|late later latest|early earlier earliest|accident accidents accidental accidentally|incident incidents incidentally|willing willingly willingness|unwilling unwillingly unwillingness`;

const BASE: ReadonlyMap<string, string> = new Map(
  IRREGULAR.trim()
    .split(/[|\n]/)
    .flatMap((line) => {
      const [base = '', ...forms] = line.trim().split(' ');
      return [[base, base] as const, ...forms.map((form) => [form, base] as const)];
    })
    .reverse(),
);

const LITERAL: ReadonlyMap<string, string> = new Map(
  APART.split(/[|\n]/).flatMap((line) => {
    const [first = '', ...forms] = line.trim().split(' ');
    return [first, ...forms].map((form) => [form, first] as const);
  }),
);

const DOUBLED =
  /^(?:travel|cancel|label|model|fuel|signal|level|counsel|marshal|total|channel|tunnel|quarrel|shovel|panel|pedal|dial|rival)l(?:ed|ing|er|ers)$/;

/** Spellings that differ by country, made one before stemming: -ise/-ize, -our/-or, -tre/-ter, -lled/-led. */
function oneSpelling(word: string): string {
  let w = word;
  if (w.length > 5) w = w.replace(/is(e|ed|es|ing|ation|ations|er|ers)$/, 'iz$1').replace(/yse(d|s|r)?$/, 'yze$1');
  if (w.length > 4) w = w.replace(/our(s|ed|ing|able|ite|ites|al|er|ers|hood|hoods)?$/, 'or$1').replace(/tre(s|d)?$/, 'ter$1');
  return DOUBLED.test(w) ? w.replace(/ll(ed|ing|er|ers)$/, 'l$1') : w;
}

/** Longer "words" are noise (encoded data, missing spaces): they stand for themselves. */
const LONGEST_WORD = 40;
/** Entries of one generation of the cache; the last two are kept, which bounds memory on hostile text without ever starting cold. */
const GENERATION = 50_000;
let young = new Map<string, string>();
let old = new Map<string, string>();

/**
 * The stem under which inflected and derived forms of a folded (lower-case) word meet: "announces", "announcement";
 * "sold", "sale"; "organise", "organization". Words of other scripts stand for themselves.
 */
export function stemOf(word: string): string {
  const known = young.get(word);
  if (known !== undefined) return known;
  const stem = old.get(word) ?? compute(word);
  if (young.size >= GENERATION) {
    old = young;
    young = new Map();
  }
  young.set(word, stem);
  return stem;
}

function compute(word: string): string {
  if (word.length > LONGEST_WORD || !/^[a-z'.]+$/.test(word)) return word;
  const literal = LITERAL.get(word);
  if (literal !== undefined) return literal;
  const base = BASE.get(word);
  if (base !== undefined) return stemmer(base);
  const spelt = oneSpelling(word);
  const again = BASE.get(spelt) ?? BASE.get(spelt.replace(/(?:e?s|ed|ing)$/, ''));
  return word.length <= 3 ? word : stemmer(again ?? spelt);
}
