import assert from 'node:assert/strict';
import { spokenQuotations } from '../../../src/core/library/speakers.ts';
import type { NameSpan } from '../../../src/core/model.ts';
import { genderOf } from '../tables.ts';

/** Names in [brackets]; the speaker that is expected, or none. */
const table: readonly (readonly [string, string | undefined])[] = [
  ['“We will not sign it this year,” [Anna Berg] said.', 'Anna Berg'],
  ['“We will not sign it this year,” said a spokesman for [Anna Berg].', undefined],
  ['“We will not sign it this year,” said central bank governor [Anna Berg].', 'Anna Berg'],
  ['[Anna Berg] arrived late. “We will not sign it this year,” she said.', 'Anna Berg'],
];

describe('spokenQuotations', () => {
  for (const [marked, expected] of table)
    it(marked, () => {
      const names: NameSpan[] = [];
      let text = '';
      for (const part of marked.split(/(\[[^\]]+\])/)) {
        const name = /^\[(.+)\]$/.exec(part)?.[1];
        if (name !== undefined)
          names.push({ start: text.length, end: text.length + name.length, kind: 'person', form: 'name', confidence: 1 });
        text += name ?? part;
      }
      const [spoken] = spokenQuotations(text, names, genderOf).filter((s) => s.quotation.type === 'direct');
      const found = spoken?.speaker === undefined ? undefined : names[spoken.speaker];
      assert.equal(found === undefined ? undefined : text.slice(found.start, found.end), expected);
    });
});
