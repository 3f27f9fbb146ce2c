import type { NameSpan } from '../model.ts';
import type { Frame } from './frame.ts';
import { type Gender, type GenderOfFirstName, genderOfNoun } from './gender.ts';
import type { Token } from './tokens.ts';

/** A person of one article: the mentions that go by one name. */
export interface Person {
  readonly surname: string;
  /** Folded first name or initial, when a mention gives it. */
  readonly first: string | undefined;
  gender: Gender | undefined;
  /** Role nouns said of the person: "senator", "director". */
  readonly roles: Set<string>;
}

/** Titles, and the role that a later "the senator" takes up. */
const TITLE_ROLES: ReadonlyMap<string, string> = new Map([
  ['sen', 'senator'],
  ['rep', 'representative'],
  ['gov', 'governor'],
  ['gen', 'general'],
  ['lt', 'lieutenant'],
  ['col', 'colonel'],
  ['dr', 'doctor'],
  ['prof', 'professor'],
  ['rev', 'reverend'],
  ['sgt', 'sergeant'],
  ['capt', 'captain'],
]);
const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/i;

/** A longer "name" is a headline in title case. */
const LONGEST_NAME = 4;

/**
 * The persons among the mentions of an article, one for each mention (undefined for mentions of anything else). A surname
 * alone goes to the first person whom the article names in full with it, unless "Mrs" or "Mr" says otherwise; a place or an
 * organisation of such a surname is that person. Gender comes from titles and role nouns beside the name, from the
 * article's own pronouns, else from the first name.
 */
export function peopleOf(frame: Frame, genderOfFirstName: GenderOfFirstName): (Person | undefined)[] {
  const parts = frame.names.map((m) => (m.form === 'name' ? partsOf(frame.text, m) : []));
  const bySurname = new Map<string, Person[]>();
  const byFirst = new Map<string, Person>();
  const out: (Person | undefined)[] = new Array(frame.names.length).fill(undefined);
  for (const [i, m] of frame.names.entries()) {
    const words = parts[i] ?? [];
    const [first] = words;
    const surname = words.at(-1);
    if (m.kind !== 'person' || first === undefined || surname === undefined || words.length < 2 || words.length > LONGEST_NAME) continue;
    const known = bySurname.get(surname) ?? [];
    let person = known.find((p) => p.first === first || shortens(p.first ?? '', first) || words.includes(p.first ?? ''));
    if (!person) {
      person = { surname, first, gender: undefined, roles: new Set() };
      if (known.length < NAMESAKES) bySurname.set(surname, [...known, person]);
    }
    if (!byFirst.has(first)) byFirst.set(first, person);
    person.gender ??= titleBefore(frame.text, m);
    out[i] = person;
  }
  for (const [i, m] of frame.names.entries()) {
    const [word] = parts[i] ?? [];
    if (word === undefined || (parts[i]?.length ?? 0) > 1) continue;
    const known = bySurname.get(word) ?? [];
    const title = titleBefore(frame.text, m);
    let person = (title && known.find((p) => (p.gender ?? genderOfFirstName(p.first ?? '')) === title)) ?? known[0];
    // A recogniser takes some surnames for places: the person counts when the article names one in full, with a first name.
    if (m.kind !== 'person' && !(person?.first && genderOfFirstName(person.first) && word.length > 3)) person = undefined;
    if (m.kind === 'person') person ??= byFirst.get(word);
    if (!person && m.kind === 'person') {
      person = { surname: word, first: undefined, gender: title, roles: new Set() };
      bySurname.set(word, [person]);
    }
    out[i] = person;
  }
  evidence(frame, out);
  const votes = pronounVotes(frame, out);
  for (const p of new Set(out)) {
    if (!p || p.gender !== undefined) continue;
    const vote = votes.get(p) ?? 0;
    if (Math.abs(vote) >= CONVINCING) p.gender = vote > 0 ? 'female' : 'male';
    else if (p.first === undefined || p.first.length > 1) p.gender = genderOfFirstName(p.first ?? p.surname);
    if (p.gender === undefined && vote !== 0) p.gender = vote > 0 ? 'female' : 'male';
  }
  return out;
}

/** More people of one surname are not told apart. */
const NAMESAKES = 16;

function titleBefore(text: string, m: NameSpan): Gender | undefined {
  const title = /(?:^|[^\p{L}])(Mr|Mrs|Ms|Miss|Sir|Lady|Lord|Dame|Queen|King)\.?\s$/u.exec(
    text.slice(Math.max(0, m.start - 8), m.start),
  )?.[1];
  return title === undefined ? undefined : genderOfNoun(title);
}

/** From this many sentences on, the article's own pronouns outweigh what a first name usually shows. */
const CONVINCING = 3;

const HE: ReadonlySet<string> = new Set(['he', 'his', 'him', 'himself']);
const SHE: ReadonlySet<string> = new Set(['she', 'her', 'herself']);

/**
 * What the article's pronouns say of each person: sentences that name one person alone and go on with "she" count +1, with
 * "he" −1.
 */
function pronounVotes(frame: Frame, people: readonly (Person | undefined)[]): Map<Person, number> {
  const votes = new Map<Person, number>();
  for (const { tokens } of frame.sentences) {
    let only: Person | undefined;
    let several = false;
    let said = 0;
    for (const t of tokens) {
      const person = t.name >= 0 ? people[t.name] : undefined;
      if (person) {
        several ||= only !== undefined && only !== person;
        only = person;
      } else if (only && t.name < 0) said |= HE.has(t.lower) ? 1 : SHE.has(t.lower) ? 2 : 0;
    }
    if (only && !several && (said === 1 || said === 2)) votes.set(only, (votes.get(only) ?? 0) + (said === 2 ? 1 : -1));
  }
  return votes;
}

/** "Bill" and "William" stay apart; "J" and "John" do not. */
function shortens(a: string, b: string): boolean {
  return (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));
}

function partsOf(text: string, m: NameSpan): string[] {
  return text
    .slice(m.start, m.end)
    .toLowerCase()
    .replace(/['’]s$/, '')
    .split(/[\s.]+/)
    .filter((w) => w !== '' && !SUFFIX.test(w));
}

/** Titles right before a name and role nouns in the apposition right after it. */
function evidence(frame: Frame, people: readonly (Person | undefined)[]): void {
  for (const s of frame.sentences) {
    const { tokens } = s;
    for (let i = 0; i < tokens.length; i++) {
      const t = tokens[i];
      if (!t || t.name < 0 || tokens[i - 1]?.name === t.name) continue;
      const person = people[t.name];
      if (!person) continue;
      let end = i;
      while (tokens[end]?.name === t.name) end++;
      before(tokens, i, person);
      after(tokens, end, person);
    }
  }
}

function before(tokens: readonly Token[], at: number, person: Person): void {
  for (let k = at - 1, steps = 0; k >= 0 && steps < 7; k--, steps++) {
    const t = tokens[k];
    if (!t) break;
    if (t.text === '.' && steps < 2) continue;
    if (t.type !== 'word' || t.lower === "'s" || (t.classes !== 0 && !t.capital && !/^(?:of|for)$/.test(t.lower))) break;
    note(person, t.lower, steps <= 1);
  }
}

function after(tokens: readonly Token[], end: number, person: Person): void {
  if (tokens[end]?.text !== ',') return;
  for (let k = end + 1, steps = 0; k < tokens.length && steps < 10; k++, steps++) {
    const t = tokens[k];
    if (
      t?.type !== 'word' ||
      t.verb?.kind === 'say' ||
      /^(?:who|said|says|but|whose|which|of|for|at|in|with|to)$/.test(t.lower) ||
      t.lower === "'s"
    )
      break;
    note(person, t.lower, true);
  }
}

/** Nouns for what a person does or is, which "the …" may take up again. */
const ROLES = new Set(
  `president chief aide nominee secretary governor judge king queen pope mayor deputy envoy attorney boss head chair coach expert doctor mogul star host
   veteran premier chancellor diplomat official general colonel captain admiral lieutenant sergeant representative candidate critic ally rival
   incumbent hopeful professor dean priest bishop rabbi imam sheriff magnate heir widow widower bride groom`.split(/\s+/),
);
/** Endings of such nouns, and words with these endings that name no person. */
const ROLE_ENDING = /(?:er|or|ist|ian|man|woman|eon|aire|ess|tant|dent|ologist)$/;
const NO_ROLE =
  /^(?:her|other|another|former|over|after|under|never|ever|paper|newspaper|center|letter|tower|order|power|number|river|summer|winter|september|october|november|december|water|computer|better|larger|senior|junior|major|prior|minor|human|german|russian|ukrainian|iranian|egyptian|canadian|italian|christian|asian|european|indian|australian|american|brazilian|civilian|business|congress|press|less|unless|process|access|success|independent|resident|president-elect)$/;

function note(person: Person, word: string, close: boolean): void {
  if (close) person.gender ??= genderOfNoun(word);
  const role = TITLE_ROLES.get(word) ?? word;
  if (ROLES.has(role) || (ROLE_ENDING.test(role) && role.length > 4 && !NO_ROLE.test(role))) person.roles.add(role);
}
