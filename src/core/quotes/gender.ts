import { Memo } from '../names/memo.ts';
import { fold } from '../text/fold.ts';
import { lineOf } from '../text/ordered.ts';

export type Gender = 'female' | 'male';

/** Titles and nouns that tell the gender of whom they are said of. */
const SAID_OF: ReadonlyMap<string, Gender> = new Map([
  ...(
    `mr sir lord king prince duke baron father brother pope imam sheikh congressman chairman spokesman businessman councilman assemblyman alderman
   clergyman policeman fireman actor husband son grandfather uncle nephew boyfriend widower gentleman man boy salesman craftsman frontman
   anchorman newsman statesman sportsman fisherman stepfather grandson monsieur herr señor`.split(/\s+/) as string[]
  ).map((w) => [w, 'male'] as const),
  ...(
    `mrs ms miss mme madame lady dame queen princess duchess baroness mother sister congresswoman chairwoman spokeswoman businesswoman councilwoman
   assemblywoman policewoman actress wife daughter grandmother aunt niece girlfriend widow woman girl saleswoman anchorwoman stateswoman
   sportswoman stepmother granddaughter frau señora nun heroine waitress hostess comedienne`.split(/\s+/) as string[]
  ).map((w) => [w, 'female'] as const),
]);

/** The gender that a title or a noun shows of the person it is said of: "Mr", "spokeswoman". */
export function genderOfNoun(word: string): Gender | undefined {
  return SAID_OF.get(word.toLowerCase().replace(/\.$/, ''));
}

/** The gender that a first name shows; undefined where it shows none. */
export type GenderOfFirstName = (name: string) => Gender | undefined;

/** Where no table of first names is at hand. */
export const noFirstNames: GenderOfFirstName = () => undefined;

/** The first line of the table: what it is, and the version of its form. */
export const FIRST_NAMES_HEADER = 'Attest first names 1';

/** First names of which it is remembered what they show. */
const REMEMBERED = 5000;
/** Longer names are none. */
const LONGEST_NAME = 60;

/**
 * What the table of first names tells: behind the header an ending of names a line, in the order of code units, with a tab and "female",
 * "male" or "unknown" behind it; ^ stands for the beginning of a name. The longest ending that fits a name decides.
 * @throws an Error when the table is of another form
 */
export function readFirstNames(bytes: Uint8Array): GenderOfFirstName {
  const [header, ...lines] = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n');
  if (header !== FIRST_NAMES_HEADER)
    throw new Error(`it begins with “${(header ?? '').slice(0, 40)}”, and not with “${FIRST_NAMES_HEADER}”`);
  const byEnding = (name: string): Gender | 'unknown' => {
    const whole = `^${fold(name.slice(0, LONGEST_NAME)).text.trim()}`;
    // Of a very short name only the whole tells.
    const least = whole.length <= 3 ? whole.length : 1;
    for (let k = whole.length; k >= least; k--) {
      const verdict = lineOf(lines, whole.slice(-k));
      if (verdict !== undefined) return verdict === 'female' || verdict === 'male' ? verdict : 'unknown';
    }
    return 'unknown';
  };
  // Articles name the same persons.
  const shown = new Memo<Gender | 'unknown'>(REMEMBERED);
  return (name) => {
    const gender = shown.get(name, byEnding);
    return gender === 'unknown' ? undefined : gender;
  };
}
