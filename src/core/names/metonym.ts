import type { Span } from '../text/span.ts';

/** Prepositions that make a capital a place: one is in it, goes to it, comes from it. */
const PLACES =
  /\b(?:in|at|near|around|across|outside|inside|throughout|from|to|into|of|visit(?:ed|s|ing)?|left|arrived|central|downtown|flew|travel(?:l)?ed)\s+(?:the\s+)?$/i;
/** What a government does, or has, after its capital's name. */
const ACTS =
  /^(?:\s*,[^,.]{0,60},)?\s+(?:has|had|have|will|would|is|was|are|were|considers?|insists?|insisted|rejects?|rejected|accuses?|accused|says?|said|wants?|wanted|agrees?|agreed|denies|denied|refuses?|refused|warned|warns|believes|makes?|made|sees|saw|claims?|claimed|demands?|demanded|announced|plans?|planned|steps?|supports?|supported|backs?|backed|calls?|called|may|might|could|can|should|must|does|did|continues?|seeks?|sought|sent|sends|signed|signals?)\b/;
const POSSESSES = /^['’]s\s/;
/** Prepositions that address somebody: pressure on Moscow, ties with Beijing. */
const ADDRESSES = /\b(?:on|with|by|against|towards?|upon|between|between\s[^.\n]{1,24}\sand)\s+$/i;

/** True when a capital's name at `span` reads as its government: it acts, possesses or is addressed, and nothing is in it. */
export function governs(text: string, span: Span): boolean {
  const before = text.slice(Math.max(0, span.start - 40), span.start);
  if (PLACES.test(before)) return false;
  const after = text.slice(span.end, span.end + 90);
  return ACTS.test(after) || POSSESSES.test(after) || ADDRESSES.test(before);
}

/** "Kherson region", "the Kherson and Zaporizhzhia regions": a word for a part of a state follows, perhaps after other names. */
const REGION =
  /^(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+or\s+)(?:the\s+)?\p{Lu}[\p{L}’'-]{1,30}(?:\s\p{Lu}[\p{L}’'-]{1,30})?){0,4}\s+(?:regions?|oblasts?|provinces?|governorates?|districts?|prefectures?|voivodeships?|област)/u;
/** One of these words in it: a look that costs little. */
const NOUN = /region|oblast|province|governorate|district|prefecture|voivodeship|област/;
/** How far behind a name the word may stand. */
const REGION_REACH = 120;

/** False for most of what follows a name and never begins such words: a comma, or white space before "and", "or" or one of the nouns. */
function mayBegin(sign: number, letter: number): boolean {
  const blank = sign <= 32 || sign > 126;
  if (!blank && sign !== 44) return false;
  return letter < 65 || letter > 122 || (blank && BEGINNINGS.includes(String.fromCharCode(letter)));
}

const BEGINNINGS = 'aorpgdv';

/** True when the name at `span` is that of a region rather than of the city that shares it. */
export function regional(text: string, span: Span): boolean {
  if (!mayBegin(text.charCodeAt(span.end), text.charCodeAt(span.end + 1))) return false;
  const after = text.slice(span.end, span.end + REGION_REACH);
  return NOUN.test(after) && REGION.test(after);
}
