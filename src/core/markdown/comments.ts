import type { Span } from '../text/span.ts';

/**
 * `<!-- attest-ignore CODE[, CODE]: reason -->` leaves findings of the next sentence unreported; directly before a heading,
 * those of its section. `<!-- attest-judgement -->` marks the next sentence as the author's own assessment.
 */
export interface AttestComment {
  /** The whole HTML comment. */
  readonly span: Span;
  readonly directive: 'ignore' | 'judgement';
  /** Rule codes, or empty for all rules. */
  readonly codes: readonly string[];
  readonly reason: string;
}

const COMMENT = /<!--\s*attest-(ignore|judgement)\b([\s\S]*?)-->/g;

/** The Attest comments in a stretch of HTML. `base` is added to all offsets. */
export function findComments(html: string, base = 0): AttestComment[] {
  const found: AttestComment[] = [];
  for (const m of html.matchAll(COMMENT)) {
    const rest = (m[2] ?? '').trim();
    const colon = rest.indexOf(':');
    const codes = (colon < 0 ? rest : rest.slice(0, colon))
      .split(/[\s,]+/)
      .map((c) => c.trim())
      .filter((c) => c !== '');
    found.push({
      span: { start: base + m.index, end: base + m.index + m[0].length },
      directive: m[1] === 'judgement' ? 'judgement' : 'ignore',
      codes,
      reason: colon < 0 ? '' : rest.slice(colon + 1).trim(),
    });
  }
  return found;
}

/** The comment that a person's reason becomes; `--` cannot stand inside an HTML comment and is parted. */
export function writeIgnore(code: string, reason: string): string {
  return `<!-- attest-ignore ${code}: ${reason
    .replace(/[\r\n]+/g, ' ')
    .replace(/-{2,}/g, '–')
    .replace(/>/g, '›')
    .trim()} -->`;
}
