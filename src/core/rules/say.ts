/** How findings name passages, sources and words, so that all of them sound alike. */
import type { PassageRef, SourceCard } from '../model.ts';
import { excerpt } from '../reports/printable.ts';

/** Words in quotation marks; marks inside become single ones, half a pair goes, white space becomes one blank. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return `“${line
    .replace(/[“«„]/g, '‘')
    .replace(/[”»]/g, '’')
    .replace(/"([^"]*)"/g, '‘$1’')
    .replace(/"/g, '')}”`;
}

/** "KEY, paragraph 5", or the key alone for titles and headings. */
export function passagePlace(passage: PassageRef): string {
  return passage.paragraph === undefined ? passage.source.key : `${passage.source.key}, paragraph ${passage.paragraph}`;
}

/** "KEY", "KEY or OTHER", "KEY, OTHER or a third". */
export function keys(cards: readonly SourceCard[]): string {
  const all = cards.map((card) => card.key);
  return all.length <= 1 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1) ?? ''}`;
}

/** At most about `limit` characters of a text, with what stands between double asterisks in view. */
export function around(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const mark = Math.max(0, text.indexOf('**'));
  const from = Math.max(0, Math.min(mark - limit / 3, text.length - limit));
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  return `${start > 0 ? '… ' : ''}${excerpt(text.slice(start), limit)}`;
}

/** Words as a sentence: with a capital and a full stop. */
export function sentence(words: string): string {
  const ended = /[.!?…][”’"')]*$/.test(words) ? words : `${words}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}
