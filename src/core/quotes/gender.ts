import { Memo } from '../names/memo.ts';
import { fold } from '../text/fold.ts';
import { FEMALE, MALE, UNCERTAIN } from './first-names.ts';

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

let endings: ReadonlyMap<string, Gender | 'unknown'> | undefined;
let longest = 0;

function table(): ReadonlyMap<string, Gender | 'unknown'> {
  if (endings) return endings;
  const map = new Map<string, Gender | 'unknown'>();
  for (const [list, gender] of [
    [UNCERTAIN, 'unknown'],
    [FEMALE, 'female'],
    [MALE, 'male'],
  ] as const)
    for (const ending of list.split(' ')) {
      map.set(ending, gender);
      longest = Math.max(longest, ending.length);
    }
  endings = map;
  return map;
}

/** What first names show; articles name the same persons. */
const shown = new Memo<Gender | 'unknown'>(5000);

/** The gender that a first name shows, by the longest ending of the table that fits it; undefined where it shows none. */
export function genderOfFirstName(name: string): Gender | undefined {
  const gender = shown.get(name, byEnding);
  return gender === 'unknown' ? undefined : gender;
}

function byEnding(name: string): Gender | 'unknown' {
  const map = table();
  const whole = `^${fold(name.slice(0, 60)).text.trim()}`;
  // Of a very short name only the whole tells.
  const least = whole.length <= 3 ? whole.length : 1;
  for (let k = Math.min(whole.length, longest); k >= least; k--) {
    const gender = map.get(whole.slice(-k));
    if (gender) return gender;
  }
  return 'unknown';
}
