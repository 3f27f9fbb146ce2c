import { u8 } from '../../core/names/tagger/columns.ts';
import { COMMON, flagsOf, type Lexicon } from '../../core/names/tagger/lexicon.ts';
import { CAPITALS, INITIAL, Tokens, tokenise } from '../../core/names/tagger/tokens.ts';
import { ORGANISATION_KIND, PERSON_KIND, PLACE_KIND, type TokenName } from './clean.ts';
import { Random } from './random.ts';

/** Share of the words of names that become unknown ones, by kind: most places that the news names are listed, most persons and bodies are not. */
const VEILED: ReadonlyMap<number, number> = new Map([
  [PERSON_KIND, 0.5],
  [ORGANISATION_KIND, 0.5],
  [PLACE_KIND, 0.2],
]);
const VOWELS = 'aeiou';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz';

/**
 * The text with some words of its names turned into words that nobody knows, of the same length and the same throughout:
 * "Reuters" becomes "Caibell". Whoever learns from it must look at what stands around a name, as new names demand.
 * Words that are ordinary ones, too, stay: "Bank". Nothing when its tokens would differ.
 */
export function veil(text: string, names: readonly TokenName[], lexicon: Lexicon, seed: number): string | undefined {
  const random = new Random(seed);
  const tokens = new Tokens();
  tokenise(text, tokens);
  const masks = new Map<number, string>();
  let out = '';
  let done = 0;
  const written = (i: number): string => text.slice(tokens.start[i] ?? 0, tokens.end[i] ?? 0);
  for (const name of names)
    for (let i = name.from; i < name.to; i++) {
      const word = tokens.word[i] ?? 0;
      const form = u8(tokens.form, i);
      if (masks.has(word) || (form !== INITIAL && form !== CAPITALS) || (flagsOf(lexicon.words.get(word)) & COMMON) !== 0) continue;
      masks.set(word, random.unit() < (VEILED.get(name.kind) ?? 0) ? another(written(i), random) : '');
    }
  for (let i = 0; i < tokens.count; i++) {
    const mask = masks.get(tokens.word[i] ?? 0);
    const form = u8(tokens.form, i);
    const start = tokens.start[i] ?? 0;
    const end = tokens.end[i] ?? 0;
    if (mask === undefined || mask.length !== end - start || (form !== INITIAL && form !== CAPITALS)) continue;
    out += text.slice(done, start) + (form === CAPITALS ? mask.toUpperCase() : mask);
    done = end;
  }
  out += text.slice(done);
  const again = new Tokens();
  tokenise(out, again);
  if (again.count !== tokens.count) return undefined;
  for (let i = 0; i < tokens.count; i++) if (again.start[i] !== tokens.start[i]) return undefined;
  return out;
}

/** A word of the same pattern of vowels and consonants, with a capital. */
function another(word: string, random: Random): string {
  let out = '';
  for (const letter of word.toLowerCase()) {
    const among = VOWELS.includes(letter) ? VOWELS : /[a-z]/.test(letter) ? CONSONANTS : letter;
    out += among.charAt(Math.floor(random.unit() * among.length));
  }
  return out.charAt(0).toUpperCase() + out.slice(1);
}
