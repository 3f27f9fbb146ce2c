/**
 * What is remembered of a briefing's blocks between its versions. What a block says depends on its words, on what they name in this briefing
 * and on its setting; where it stands is left out, so that an edit above changes nothing.
 */
import { checkWorthiness } from '../claims/checkworthy.ts';
import { countNamed, readSentences, type Sentence, type SentenceBlock, type Setting } from '../claims/statements.ts';
import type { ChunkBlock } from '../markdown/chunk.ts';
import type { Mention, NameSpan } from '../model.ts';
import type { StatementFacts } from '../rules/facts.ts';
import { sentences } from '../text/sentences.ts';
import { overlaps, type Span } from '../text/span.ts';

/** A block as it reads in one setting. The same object while nothing changes of all that it depends on. */
export interface BlockReading {
  readonly mentions: readonly Mention[];
  readonly sentences: readonly Sentence[];
  /** What was found out of it, by what its sentences cite. */
  readonly facts: Map<string, readonly StatementFacts[]>;
}

/** Readings of the same words that are kept: words may stand twice in a briefing, and a citation may be taken out and put back. */
const READINGS = 4;
/** Facts of a reading that are kept. */
const FACTS = 4;

interface KnownReading extends BlockReading {
  readonly key: string;
}

/** A block by its words, wherever they stand. */
class Words {
  names: readonly NameSpan[] | undefined;
  readonly #readings: KnownReading[] = [];

  reading(key: string, mentions: readonly Mention[], read: () => readonly Sentence[]): BlockReading {
    const at = this.#readings.findIndex((known) => known.key === key && sameMentions(known.mentions, mentions));
    const known = at < 0 ? undefined : this.#readings[at];
    if (known !== undefined && at === 0) return known;
    const reading = known ?? { key, mentions, sentences: read(), facts: new Map<string, readonly StatementFacts[]>() };
    if (at > 0) this.#readings.splice(at, 1);
    else if (this.#readings.length >= READINGS) this.#readings.pop();
    this.#readings.unshift(reading);
    return reading;
  }
}

/** Keeps what was found out of the blocks of the version before. */
export class BlockMemory {
  #words = new Map<string, Words>();
  #kept = new Map<string, Words>();
  /** Spares looking up words that are the same object. */
  #of = new WeakMap<ChunkBlock, { readonly key: string; readonly words: Words }>();

  /** Another library than before: nothing holds any more. */
  clear(): void {
    this.#words.clear();
    this.#kept.clear();
    this.#of = new WeakMap();
  }

  /** Begins a version: what it does not ask for is forgotten with the next one. */
  begin(): void {
    this.#words = this.#kept;
    this.#kept = new Map();
  }

  names(block: ChunkBlock, find: (prose: string) => readonly NameSpan[]): readonly NameSpan[] {
    const words = this.#wordsOf(block);
    words.names ??= find(block.prose.text);
    return words.names;
  }

  /** @param cited prose offsets of the block's citations, in order */
  reading(block: ChunkBlock, cited: SentenceBlock['citations'], mentions: readonly Mention[], setting: Setting): BlockReading {
    const plain = setting.assessing ? 'assessing' : '';
    const key =
      cited.length + setting.marked.length === 0 ? plain : `${plain} ${setting.marked.join()} ${cited.map(({ at }) => at).join()}`;
    return this.#wordsOf(block).reading(key, mentions, () => {
      const named = (span: Span) => countNamed(mentions.filter((mention) => overlaps(mention, span)));
      const { kind, prose } = block;
      return readSentences({ kind, prose, citations: cited }, sentencesOf(block).spans, named, setting, checkWorthiness);
    });
  }

  #wordsOf(block: ChunkBlock): Words {
    const known = this.#of.get(block);
    const key = known?.key ?? `${block.kind}\0${block.prose.text}`;
    const words = known?.words ?? this.#kept.get(key) ?? this.#words.get(key) ?? new Words();
    if (known === undefined) this.#of.set(block, { key, words });
    this.#kept.set(key, words);
    return words;
  }
}

/** Remembers the facts of a reading for sentences that cite the same. */
export function keepFacts({ facts }: BlockReading, cites: string, found: readonly StatementFacts[]): void {
  if (facts.size >= FACTS) for (const oldest of [...facts.keys()].slice(0, facts.size - FACTS + 1)) facts.delete(oldest);
  facts.set(cites, found);
}

/** Where the sentences of a block stand: in its prose, and in its chunk. */
interface Places {
  readonly spans: readonly Span[];
  readonly places: readonly Span[];
}

const split = new WeakMap<ChunkBlock, Places>();

export function sentencesOf(block: ChunkBlock): Places {
  let known = split.get(block);
  if (known === undefined) {
    const spans = sentences(block.prose.text);
    known = { spans, places: spans.map((span) => block.prose.toSource(span)) };
    split.set(block, known);
  }
  return known;
}

/** Whether the same is named at the same places. */
export function sameMentions(some: readonly Mention[], others: readonly Mention[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let i = 0; i < some.length; i++) if (!isSameMention(some[i], others[i])) return false;
  return true;
}

/** Whether the second names the same, so many UTF-16 units further along. */
export function isSameMention(a: Mention | undefined, b: Mention | undefined, by = 0): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.start + by === b.start &&
    a.end + by === b.end &&
    a.kind === b.kind &&
    a.form === b.form &&
    a.confidence === b.confidence &&
    a.entity === b.entity &&
    sameIds(a.candidates, b.candidates)
  );
}

function sameIds(a: Mention['candidates'], b: Mention['candidates']): boolean {
  return a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((id, i) => id === b[i]));
}
