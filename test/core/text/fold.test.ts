import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, foldKey } from '../../../src/core/text/fold.ts';
import { LineIndex } from '../../../src/core/text/lines.ts';
import { words } from '../../../src/core/text/words.ts';

describe('fold', () => {
  for (const [text, folded] of [
    ['Zelenskyy’s “peace”  plan—now…', 'zelenskyy\'s "peace" plan-now...'],
    ['Müller, Łódź, straße, CAFÉ', 'muller, lodz, strasse, cafe'],
    ['Путин и Київ, й ї', 'путин и київ, й ї'],
    ['a\u00ADb\u200Bc\uFEFFd', 'abcd'],
    ['e\u0301', 'e'],
    ['a \t\n\u00a0b', 'a b'],
    ['\ud800x', '\ud800x'],
  ] as const)
    it(JSON.stringify(text), () => assert.equal(fold(text).text, folded));

  it('leads every folded character back to where it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(), fc.nat(), (text, a, b) => {
        const folded = fold(text);
        const start = folded.text.length === 0 ? 0 : a % folded.text.length;
        const end = Math.min(folded.text.length, start + (b % 20));
        const span = folded.original({ start, end });
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
        if (end > start) assert.ok(fold(text.slice(span.start, span.end)).text.includes(folded.text.slice(start, end)));
      }),
    );
  });
});

describe('foldKey', () => {
  it('is the same for a name however it is typed', () => {
    for (const [a, b] of [
      ['  Volodymyr\u00a0Zelenskyy ', 'VOLODYMYR ZELENSKYY'],
      ['L’Équipe', "l'equipe"],
      ['𝐀bu Dhabi', 'Abu Dhabi'],
    ] as const)
      assert.equal(foldKey(a), foldKey(b));
  });
});

describe('LineIndex', () => {
  it('counts \\n, \\r\\n and \\r, and finds its way back', () => {
    const text = 'a\nbb\r\nccc\rd';
    const lines = new LineIndex(text);
    assert.equal(lines.lineCount, 4);
    for (let i = 0; i <= text.length; i++) assert.equal(lines.offsetAt(lines.positionAt(i)), i);
    assert.deepEqual(lines.positionAt(text.indexOf('d')), { line: 3, character: 0 });
    assert.equal(lines.offsetAt({ line: 99, character: 99 }), text.length);
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
  });
});

describe('words', () => {
  it('keeps apostrophes, hyphens and figures whole', () => {
    assert.deepEqual(
      words('Kyiv’s 30,000.5 well-known men, U.S. “Ткаченко”').map((w) => w.text),
      ['Kyiv’s', '30,000.5', 'well-known', 'men', 'U', 'S', 'Ткаченко'],
    );
    assert.deepEqual(words('ab cd', { start: 3, end: 5 }), [{ start: 3, end: 5, text: 'cd' }]);
  });
});
