import { stemOf } from './stems.ts';
import type { Token } from './tokens.ts';

/** A negation and what it negates. Indices are of tokens. */
export interface Negation {
  readonly cue: number;
  /** The word that is negated first of all, or -1. */
  readonly head: number;
  /** True for verbs that negate what they govern ("refused to sign"), false for "not" and its like. */
  readonly governed: boolean;
  /** Negated tokens: from behind the cue to here (exclusive). */
  readonly end: number;
}

/** Words that negate what follows them in their clause. */
const CUES = new Set('not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely little few'.split(' '));
/** After "not" or "no" these make no negation: "not only", "no doubt", "not until". */
const HARMLESS = new Set('only just merely simply least doubt until till necessarily mention wonder matter surprise'.split(' '));
/** Words that end what a negation reaches. */
const CLAUSE_ENDS = new Set(
  'but because although though while whereas which who whose that if when unless after before since despite'.split(' '),
);
/** Words that negate the verb that they govern: "refused to sign", "failed to agree", "prevented it from leaving", "ruled out joining". */
const GOVERNING: ReadonlySet<string> = new Set(
  'refuse fail decline neglect unable unwilling reluctant stop cease avoid deny prevent forbid ban prohibit block abandon lack impossible unlikely refusal failure inability unwillingness reluctance resist oppose instead rather'
    .split(' ')
    .map(stemOf),
);
/** A negation reaches no further than this many tokens. */
const REACH = 12;

/** All negations of a text, in order. Linear. */
export function negations(tokens: readonly Token[]): Negation[] {
  const found: Negation[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'word') continue;
    if (CUES.has(token.text)) {
      if (!isNegation(tokens, i)) continue;
      const end = scopeEnd(tokens, i + 1);
      found.push({ cue: i, head: headIn(tokens, behindAside(tokens, i + 1), end), governed: false, end });
    } else if (GOVERNING.has(token.stem)) {
      const head = governed(tokens, i + 1);
      if (head < 0) continue;
      // "Refused to keep paying" negates the second verb too.
      const next = tokens[head + 1];
      found.push({ cue: i, head, governed: true, end: next?.content === true && next.text.endsWith('ing') ? head + 2 : head + 1 });
    }
  }
  return found;
}

function isNegation(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (next === undefined) return token?.text !== 'no';
  if (HARMLESS.has(next.text) && token?.text !== 'without') return false;
  if (token?.text === 'nothing' && next.text === 'but') return false;
  // "No. 5", "No 10", "no more than 5", "whether or not", "if not".
  if (token?.text === 'no' && (next.text === '.' || next.kind === 'number')) return false;
  if (/^(?:more|less|fewer|later|earlier)$/.test(next.text) && tokens[at + 2]?.text === 'than') return false;
  const before = tokens[at - 1]?.text;
  // "A little", "a few", "the few", "as little as" negate nothing.
  if (token?.text === 'little' || token?.text === 'few')
    return (
      !/^(?:a|the|as|so|too|these|those|his|her|its|their|last|next|past|first)$/.test(before ?? '') &&
      next.kind === 'word' &&
      next.content &&
      !token.capital
    );
  return !(token?.text === 'not' && (before === 'or' || before === 'if'));
}

function scopeEnd(tokens: readonly Token[], from: number): number {
  let i = behindAside(tokens, from);
  const first = i;
  for (; i < Math.min(first + REACH, tokens.length); i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === 'mark' && /^[,;:.!?()[\]]$/.test(token.text)) break;
    if (token.kind === 'mark' && token.text === '-' && !token.glue) break;
    if (i > first && token.text === '"') break;
    if (i > first + 1 && CLAUSE_ENDS.has(token.text)) break;
  }
  return i;
}

/** "Were not, by their own account, towed": what stands between commas right behind the negation is not negated. */
function behindAside(tokens: readonly Token[], from: number): number {
  if (tokens[from]?.text !== ',') return from;
  for (let i = from + 1; i < Math.min(from + REACH, tokens.length); i++) {
    const { kind, text } = tokens[i] ?? {};
    if (text === ',') return i + 1;
    if (kind === 'mark' && text !== '-') break;
  }
  return from;
}

/** The first content word, adverbs left out: what "not" negates. */
function headIn(tokens: readonly Token[], from: number, end: number): number {
  let adverb = -1;
  for (let i = from; i < end; i++) {
    const token = tokens[i];
    if (token === undefined || !token.content) continue;
    if (!token.text.endsWith('ly') || token.text.length < 5) return i;
    if (adverb < 0) adverb = i;
  }
  return adverb;
}

/** The verb behind "to", "from" or as "-ing" that a governing word negates. */
function governed(tokens: readonly Token[], from: number): number {
  for (let i = from; i < Math.min(from + 6, tokens.length); i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'mark') return -1;
    if (
      token.text === 'to' ||
      token.text === 'from' ||
      (i === from && /^(?:of|than)$/.test(token.text) && /^(?:instead|rather)$/.test(tokens[from - 1]?.text ?? ''))
    ) {
      const verb = headIn(tokens, i + 1, Math.min(i + 4, tokens.length));
      if (verb >= 0 && tokens[verb]?.kind === 'word' && (token.text === 'to' || tokens[verb]?.text.endsWith('ing'))) return verb;
    }
    if (i === from && token.text.endsWith('ing')) return i;
  }
  return -1;
}

/** For each token 1 where an odd number of negations reaches it, else 0. */
export function polarity(tokens: readonly Token[], found: readonly Negation[]): Uint8Array {
  const odd = new Uint8Array(tokens.length);
  for (const n of found) {
    const from = n.governed ? n.head : n.cue + 1;
    for (let i = Math.max(0, from); i < n.end; i++) odd[i] = (odd[i] ?? 0) ^ 1;
  }
  return odd;
}
