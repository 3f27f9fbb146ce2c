import { isJobLabel } from './furniture.ts';

/** Who wrote the article, as a line of it states. */
export interface Byline {
  /** As written, without "By" and job label; undefined for a job label alone. */
  readonly author?: string;
  /** True when the line itself says that it is a byline; false for a bare name, which needs a neighbour that says so. */
  readonly certain: boolean;
}

const LONGEST_BYLINE = 160;
/** "By", "Author:" and their like in front of a name. */
const PREFIX =
  /^(?:(?:(?:written|reported|compiled|story|text|report|words|analysis|opinion) )?by:?|authors?:|текст:|автор(?:ы|и|ка)?(?: статьи| статті)?:|авторы?|von|par|por|text:|texte:|texto:|autor(?:in|a)?:|auteure?:|від)\s+(?=\S)/iu;
/** Small words inside names: nobiliary particles and patronymic links of many languages. */
const PARTICLES = new Set(
  "de da do dos das del della di du des la le el al ad van von der den ter ten zu zur und y e i bin ibn bint abu ben af av mac mc o o' d' l' st".split(
    ' ',
  ),
);
/** Words of outlets' names: a bare line that holds one names no person. */
const OUTLET_WORDS =
  /(?:^|\s)(?:the|news|times|post|press|agency|daily|weekly|journal|herald|tribune|gazette|today|media|tv|radio|channel|magazine|review|online|newsroom|desk|service|bureau|network|group|staff|agencies|агентство|новости|новини|газета|редакция|редакція)(?:$|\s)|\.(?:com|org|net|ru|ua|de|fr|uk|eu|info|io)\b/iu;
const SIGN_OFF = /^[([]?(?:additional )?(?:reporting|writing|editing|compiled|translated|translation) by\s+/i;

/**
 * Reads a line as a byline: "By John Smith and Jane Roe", "Автор: Іван Франко", "John Smith, Reuters correspondent",
 * "(Reporting by …; editing by …)", "Editor", or a bare name. Undefined when it is none of these. Scripts that know no
 * capitals are read only behind a prefix.
 */
export function bylineOf(line: string): Byline | undefined {
  if (line.length > LONGEST_BYLINE || /["“”«»?!]/.test(line)) return undefined;
  if (isJobLabel(line)) return { certain: true };
  const signOff = SIGN_OFF.exec(line);
  if (signOff) {
    const who = line.slice(signOff[0].length).split(/;| in (?=\p{Lu})|[)\]]/u)[0] ?? '';
    return /^\W?(?:reporting|writing)/i.test(line) && areNames(who) ? { author: tidy(who), certain: true } : { certain: true };
  }
  const prefix = PREFIX.exec(line);
  if (prefix) {
    const rest = namePart(line.slice(prefix[0].length));
    return rest !== undefined && areNames(rest) ? { author: tidy(rest), certain: true } : undefined;
  }
  // "Jane Roe, staff writer", "Jane Roe | Correspondent", "Editor: Jane Roe"
  const parts = line.split(/\s*[,|•·—–:]\s*|\s+-\s+/);
  if (parts.length === 2) {
    const [a = '', b = ''] = parts;
    if (isJobLabel(b) && areNames(a)) return { author: tidy(a), certain: true };
    if (isJobLabel(a) && areNames(b)) return { author: tidy(b), certain: true };
  }
  if (/[.,:;]$/.test(line) || OUTLET_WORDS.test(line)) return undefined;
  return isFullName(line) ? { author: tidy(line), certain: false } : undefined;
}

/** Cuts what follows the names: "John Smith, BBC News", "John Smith | 1 May", "John Smith in Kyiv". */
function namePart(rest: string): string | undefined {
  const cut = rest.split(/\s+(?:in|for|at)\s+(?=\p{Lu})|\s*[|•·;(]|\s+[-–—]\s+/u)[0]?.replace(/[.,:]+$/, '');
  if (cut === undefined) return undefined;
  // A comma parts names from an outlet or a job; a list of names has "and" before its last.
  const pieces = cut.split(/\s*,\s*/);
  const names = pieces.filter((piece, i) => i === 0 || areNames(piece.replace(/^(?:and|et|und|y|и|та|і) /iu, '')));
  return names.filter((piece) => !OUTLET_WORDS.test(piece)).join(', ') || undefined;
}

function areNames(text: string): boolean {
  const people = text.split(/\s*(?:,|&)\s*|\s+(?:and|et|und|y|и|та|і)\s+/iu).filter((p) => p !== '');
  return people.length > 0 && people.length <= 8 && people.every((p) => isFullName(p));
}

/** Two to five words, each with a capital (particles excepted), no figure: the shape of a person's full name. */
function isFullName(text: string): boolean {
  const parts = text.trim().split(/\s+/);
  if (parts.length < 2 || parts.length > 5) return false;
  // In capitals every headline looks like a name.
  if (parts.length > 3 && text === text.toUpperCase()) return false;
  let capitals = 0;
  for (const part of parts) {
    if (/^\p{Lu}[\p{L}\p{M}'’ʼ.-]*$/u.test(part) && !/\.\p{L}{3}/u.test(part)) capitals++;
    else if (!PARTICLES.has(part.toLowerCase())) return false;
  }
  return capitals >= 2;
}

function tidy(name: string): string {
  return name
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^[([]+|[)\],;]+$/g, '');
}
