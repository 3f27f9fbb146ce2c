import type { SourceCard } from '../model.ts';
import { wellFormed } from './printable.ts';

/** An item of CSL-JSON (schema 1.0.2), as far as sources have one. */
export interface CslItem {
  readonly id: string;
  readonly type: 'article-newspaper' | 'webpage' | 'document';
  readonly title?: string;
  readonly 'container-title'?: string;
  readonly author?: readonly { readonly literal: string }[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] } | { readonly literal: string };
  readonly URL?: string;
  readonly note?: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The sources as CSL-JSON, in the order given. What is not known is left out; a date without a year stays words. */
export function bibliography(cards: readonly SourceCard[]): CslItem[] {
  return cards.map(({ key, title, outlet, author, date, url, grade }): CslItem => {
    const issued = date === undefined ? undefined : issuedOf(date);
    return {
      id: wellFormed(key),
      type: outlet !== undefined ? 'article-newspaper' : url !== undefined ? 'webpage' : 'document',
      ...(title === undefined ? {} : { title: wellFormed(title) }),
      ...(outlet === undefined ? {} : { 'container-title': wellFormed(outlet) }),
      ...(author === undefined ? {} : { author: authorsOf(wellFormed(author)) }),
      ...(issued ? { issued } : {}),
      ...(url === undefined ? {} : { URL: wellFormed(url) }),
      ...(grade === undefined ? {} : { note: `Admiralty ${grade}` }),
    };
  });
}

/** "Jane Roe, John Smith" are two; "Roe, Jane" is one, since a part of one word is no whole name. */
function authorsOf(author: string): { literal: string }[] {
  const parts = author.split(', ');
  const whole = parts.every((part) => part.trim().includes(' '));
  return (whole ? parts : [author]).map((literal) => ({ literal: literal.trim() }));
}

/** EDTF level 1: "2026-02-01", "2026-02", "2026"; "XXXX-02-01" has no year, which CSL's date parts cannot say. */
function issuedOf(date: string): CslItem['issued'] {
  const m = /^(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (!m) return { literal: date };
  const [, year = '', month, day] = m;
  if (year !== 'XXXX') return { 'date-parts': [[year, month, day].filter((part) => part !== undefined).map(Number)] };
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return undefined;
  return { literal: day === undefined ? name : `${Number(day)} ${name}` };
}
