/** Which words say the opposite of others, and which share a sense with them: `lexicon.txt`, as src/tools/evidence/lexicon.ts writes it. */
import { lineOf } from '../../text/ordered.ts';

/** What is known of words, by their stems (`stemOf`). */
export interface Lexicon {
  /** Stems that share a common sense with the stem, or name the place that it derives from. Not transitive. */
  synonymsOf(stem: string): ReadonlySet<string>;
  /** Stems of the words that say the opposite. */
  oppositesOf(stem: string): ReadonlySet<string>;
  /** True for a country, a region or one of its adjectives; a word in lower case, no stem. */
  isPlace(word: string): boolean;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Knows no word. */
export const noLexicon: Lexicon = { synonymsOf: () => NOTHING, oppositesOf: () => NOTHING, isPlace: () => false };

/** The first line of the table: what it is, and the version of its form. */
export const LEXICON_HEADER = 'Attest lexicon 1';

/** Stems that are remembered, with or without a line: three times as many as there are lines. */
const REMEMBERED = 20_000;

interface Row {
  readonly near: ReadonlySet<string>;
  readonly opposite: ReadonlySet<string>;
}

const UNKNOWN: Row = { near: NOTHING, opposite: NOTHING };

/**
 * The lexicon of a table: behind the header a line of places, then for each stem, in the order of code units, a line of the stem, its
 * synonyms and its opposites, with tabs between them and blanks between words. A line is read when its stem is asked for.
 * @throws an Error when the table is of another form
 */
export function readLexicon(bytes: Uint8Array): Lexicon {
  const [header, named = '', ...lines] = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n');
  if (header !== LEXICON_HEADER) throw new Error(`it begins with “${(header ?? '').slice(0, 40)}”, and not with “${LEXICON_HEADER}”`);
  const rows = new Map<string, Row>();
  let places: ReadonlySet<string> | undefined;
  const rowOf = (stem: string): Row => {
    let row = rows.get(stem);
    if (row === undefined) {
      const line = lineOf(lines, stem);
      const [near = '', opposite = ''] = line?.split('\t') ?? [];
      row = line === undefined ? UNKNOWN : { near: setOf(near), opposite: setOf(opposite) };
      if (rows.size >= REMEMBERED) rows.clear();
      rows.set(stem, row);
    }
    return row;
  };
  return {
    synonymsOf: (stem) => rowOf(stem).near,
    oppositesOf: (stem) => rowOf(stem).opposite,
    isPlace: (word) => {
      places ??= setOf(named);
      return places.has(word);
    },
  };
}

function setOf(words: string): ReadonlySet<string> {
  return words === '' ? NOTHING : new Set(words.split(' '));
}
