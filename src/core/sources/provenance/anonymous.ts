import { DEFINITE, INDEFINITE, PLURAL_UNNAMED, SPEECH_VERBS, UNNAMED } from './lexicon.ts';
import type { Token } from './tokens.ts';

export type Unnamed =
  /** "one EU diplomat told …", "sources familiar with the matter". */
  | 'introduced'
  /** "the official added": an unnamed speaker if one was introduced before. */
  | 'resumed';

/** Set phrases that promise a speaker that no name will be printed. */
const PROMISE =
  /\b(?:(?:on|under) (?:the )?condition of anonymity|(?:asked|asking|requested|requesting|wished|wishing|preferred|wanted|declined|declining|refused|refusing|chose) (?:to (?:remain|stay|be)|not to be|that (?:his|her|their) names? not be) (?:anonymous|unnamed|unidentified|named|identified|quoted by name|published|used)|(?:declined|refused) to be (?:named|identified)|not authori[sz]ed to (?:speak|comment|talk|discuss)|speaking (?:anonymously|on background|off the record)|(?:spoke|speak|talked) (?:anonymously|on background|off the record)|(?:withheld|withhold) (?:his|her|their) names?)\b/i;
/** One of these is in every such promise: a look that costs little. */
const PROMISED = /anonym|nam|identified|quoted|published|used|authori|background|record/i;
/** What follows an unnamed person whatever the verb: "people familiar with the matter". */
const QUALITY = /^(?:familiar|close|briefed|knowledgeable|privy|aware)$/;

/** Whether the sentence rests on a speaker without a name. */
export function unnamedIn(sentence: string, tokens: readonly Token[]): Unnamed | undefined {
  const looked = sentence.length > 2500 ? sentence.slice(0, 2500) : sentence;
  if (PROMISED.test(looked) && PROMISE.test(looked)) return 'introduced';
  let resumed: Unnamed | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i];
    if (t?.type !== 'word' || (t.capital && i > 0) || !UNNAMED.has(t.lower)) continue;
    const found = speakerAt(tokens, i, t);
    if (found === 'introduced') return found;
    resumed ??= found;
  }
  return resumed;
}

function speakerAt(tokens: readonly Token[], i: number, t: Token): Unnamed | undefined {
  const determiner = determinerOf(tokens, i);
  const plural = PLURAL_UNNAMED.has(t.lower);
  const quality = qualityAfter(tokens, i);
  const speaks = quality || verbAfter(tokens, i) || verbBefore(tokens, i, determiner.at) || attributed(tokens, determiner.at);
  if (!speaks || named(tokens, i) || isApposition(tokens, determiner.at)) return undefined;
  // Persons are anonymous by what is said of them: "a person close to the talks", not "a person said to be ill".
  if (/^(?:persons?|people|individuals?|somebody|someone)$/.test(t.lower) && !quality) return undefined;
  if (determiner.kind === 'indefinite' || quality) return 'introduced';
  if (determiner.kind === 'definite') return plural && /^(?:sources|interlocutors)$/.test(t.lower) ? 'introduced' : 'resumed';
  return plural ? 'introduced' : undefined;
}

/** The determiner before a noun and its modifiers; `at` is the index of the phrase's first token. */
function determinerOf(tokens: readonly Token[], i: number): { readonly kind: 'indefinite' | 'definite' | 'none'; readonly at: number } {
  for (let k = i - 1; k >= 0 && k >= i - 6; k--) {
    const t = tokens[k];
    if (!t) break;
    if (t.text === "'s") {
      // "Bloomberg's sources", "the agency's interlocutors": whoever owns the sources, they have no name.
      return { kind: 'none', at: k };
    }
    if (t.type !== 'word' && t.text !== '-') return { kind: 'none', at: k + 1 };
    if (INDEFINITE.has(t.lower) || /^\d+$/.test(t.text)) return { kind: 'indefinite', at: k };
    if (DEFINITE.has(t.lower)) {
      // "one of the officials"
      const indefinite = tokens[k - 1]?.lower === 'of' && INDEFINITE.has(tokens[k - 2]?.lower ?? '');
      return indefinite ? { kind: 'indefinite', at: k - 2 } : { kind: 'definite', at: k };
    }
    if (/^(?:of|by|to|with|from|for|in|on|at|and|or|but|that|as|said|told|says|when|while|if|because|citing|quoting)$/.test(t.lower))
      return { kind: 'none', at: k + 1 };
  }
  return { kind: 'none', at: Math.max(0, i - 5) };
}

function qualityAfter(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  const second = tokens[i + 2];
  if (!next) return false;
  if (QUALITY.test(next.lower)) return true;
  if (next.lower === 'with') return tokens.slice(i + 2, i + 6).some((t) => t.lower === 'knowledge' || t.lower === 'access');
  return next.lower === 'in' && second?.lower === 'the' && tokens[i + 3]?.lower === 'know';
}

/** A verb of saying behind the noun: at once, or over what tells more of the person ("in Brussels", "who asked …,"). */
function verbAfter(tokens: readonly Token[], i: number): boolean {
  for (let k = i + 1; k < tokens.length && k <= i + 16; k++) {
    const t = tokens[k];
    if (!t) return false;
    if (t.type !== 'word') {
      if (t.text === ',' || t.text === '-' || t.text === '—' || t.text === '–' || t.text === "'s" || t.text === '(' || t.text === ')') {
        // Behind a comma only a remark may stand that another comma closes.
        if (
          t.text === ',' &&
          !/^(?:who|speaking|whose|citing|and|also|however|meanwhile|later|familiar|including)$/.test(tokens[k + 1]?.lower ?? '') &&
          !closedRemark(tokens, k)
        )
          return false;
        continue;
      }
      return false;
    }
    if (SPEECH_VERBS.has(t.lower)) {
      const before = tokens[k - 1]?.lower ?? '';
      // "officials were told", "sources said to be …" speak of others' words.
      if (/^(?:was|were|been|being|be|to|are|is|not)$/.test(before) && !t.lower.endsWith('ing')) return false;
      return !otherSubject(tokens, k, i);
    }
    if (k === i + 1 && /^(?:of|and|or)$/.test(t.lower) && tokens[i]?.lower.startsWith('source') === true) return false;
    if (k > i + 1 && t.lower === 'that') return false;
    if (/^(?:has|have|had|are|were|was|is|will|would|did|do|does|can|could|should)$/.test(t.lower)) continue;
    // Another verb's clause: "officials left after Kyiv said".
    if (/^(?:after|before|because|when|while|if|although|but|as)$/.test(t.lower)) return false;
  }
  return false;
}

/** A name right before the verb is its subject ("…, Smith also said"), unless a preposition ties it to the noun ("officials in Kyiv said"). */
function otherSubject(tokens: readonly Token[], verb: number, noun: number): boolean {
  let k = verb - 1;
  while (k > noun && /^(?:also|later|then|further|has|have|had|recently|now|once|again)$/.test(tokens[k]?.lower ?? '')) k--;
  if (/^(?:he|she|they|it|we|i|you)$/.test(tokens[k]?.lower ?? '')) return true;
  const last = k;
  while (k > noun && tokens[k]?.type === 'word' && tokens[k]?.capital === true) k--;
  if (k === last) return false;
  return (
    k === noun ||
    tokens[k]?.type !== 'word' ||
    !/^(?:in|at|of|from|for|with|to|near|and|the|on|inside|within|by|about|under|against)$/.test(tokens[k]?.lower ?? '')
  );
}

function closedRemark(tokens: readonly Token[], at: number): boolean {
  for (let k = at + 1; k < tokens.length && k < at + 14; k++)
    if (tokens[k]?.text === ',') return SPEECH_VERBS.has(tokens[k + 1]?.lower ?? '');
  return false;
}

/** "…,” said one official." */
function verbBefore(tokens: readonly Token[], i: number, start: number): boolean {
  const verb = tokens[start - 1];
  return (
    verb !== undefined &&
    SPEECH_VERBS.has(verb.lower) &&
    i - start < 6 &&
    !/^(?:told|tell|tells)$/.test(verb.lower) &&
    subjectless(tokens, start - 1)
  );
}

/** True when the verb has no subject before it: behind a comma, a quotation mark or at the sentence's start. */
function subjectless(tokens: readonly Token[], verb: number): boolean {
  const before = tokens[verb - 1];
  return before === undefined || before.type !== 'word';
}

/** "according to two officials", "citing sources". */
function attributed(tokens: readonly Token[], start: number): boolean {
  const a = tokens[start - 1]?.lower;
  const b = tokens[start - 2]?.lower;
  return a === 'citing' || a === 'quoting' || (a === 'to' && b === 'according') || (a === 'by' && (b === 'told' || b === 'said'));
}

/** A name beside the noun: "official Ivan Petrov", "an official, Ivan Petrov, said". */
function named(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  if (next?.type === 'word' && next.capital && !/^\d/.test(next.text)) return true;
  if (next?.text !== ',') return false;
  const first = tokens[i + 2];
  const second = tokens[i + 3];
  return first?.type === 'word' && first.capital && second?.type === 'word' && second.capital;
}

/** "Harold Doley, a former official who said …": the noun tells what the name before the comma is; "In New York, an official said" does not. */
function isApposition(tokens: readonly Token[], start: number): boolean {
  if (tokens[start - 1]?.text !== ',') return false;
  let k = start - 2;
  while (k >= 0 && tokens[k]?.type === 'word' && tokens[k]?.capital === true) k--;
  const names = start - 2 - k;
  return (
    names >= 2 &&
    !/^(?:in|at|on|near|from|of|to|outside|inside)$/.test(tokens[k]?.lower ?? '') &&
    !/^(?:In|At|On|Near|From|Outside)$/.test(tokens[k + 1]?.text ?? '')
  );
}
