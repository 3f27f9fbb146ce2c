import { dateOfLine } from './dates.ts';
import { outletKind } from './provenance/outlets.ts';

/** What the first words of a wire story state: "KYIV, Jan 29 (Reuters) - …". */
export interface WireDateline {
  readonly agency: string;
  /** EDTF; undefined where the dateline names no day. */
  readonly date?: string;
}

/** Place, day and agency stand within the first words, before a dash. AP's form has the agency in parentheses, too: "PARIS (AP) — …". */
const WIRE =
  /^([\p{Lu}][\p{L}\p{M} .,'’/-]{1,60}?)(?:,\s*((?:\p{L}+\.?\s+\d{1,2}|\d{1,2}\s+\p{L}+\.?)(?:,?\s+\d{4})?))?\s*\(([\p{L}\p{N} .&/-]{2,40})\)\s*[-–—]+\s/u;

/** Reads the dateline of a wire story at the start of its first paragraph, or undefined when there is none with a known agency. */
export function wireDateline(paragraph: string): WireDateline | undefined {
  const beginning = paragraph.slice(0, 160);
  if (!beginning.includes('(')) return undefined;
  const m = WIRE.exec(beginning);
  const agency = m?.[3]?.trim();
  if (agency === undefined || outletKind(agency) !== 'sure') return undefined;
  const date = m?.[2] === undefined ? undefined : dateOfLine(m[2]);
  return { agency, ...(date === undefined ? {} : { date }) };
}
