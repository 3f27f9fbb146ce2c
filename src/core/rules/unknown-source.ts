import { writeKey } from '../markdown/citations.ts';
import type { Citation, Fix } from '../model.ts';
import type { Draft, PartRule } from './rule.ts';

/** How many keys are offered in place of an unknown one. */
const OFFERED = 3;

/** A citation whose key or link resolves to nothing; the nearest keys as fixes. */
export const unknownSource: PartRule = {
  code: 'unknown-source',
  scope: 'part',
  check: ({ citations, nearestKeys }) =>
    citations.flatMap((citation): Draft[] => {
      // A footnote's mark stands for what its note cites: the note itself is where the key is wrong.
      if (citation.source !== undefined || citation.form === 'footnote') return [];
      const nearest = nearestKeys(citation.target).slice(0, OFFERED);
      const what = citation.form === 'link' ? `No source is at “${citation.target}”` : `No source has the key “${citation.target}”`;
      const [first] = nearest;
      return [
        {
          start: citation.start,
          end: citation.end,
          message: first === undefined ? `${what}.` : `${what}. The nearest is “${first}”.`,
          reason: 'resolves to nothing',
          words: citation.target,
          fixes: nearest.map((key, i) => useKey(citation, key, i === 0 && nearest.length === 1)),
        },
      ];
    }),
};

function useKey(citation: Citation, key: string, preferred: boolean): Fix {
  const edit =
    citation.form === 'link'
      ? { start: citation.start, end: citation.end, newText: `[${writeKey(key)}]` }
      : { start: citation.start, end: citation.end, newText: writeKey(key) };
  return { title: `Cite ${key}`, ...(preferred ? { preferred } : {}), edits: [edit] };
}
