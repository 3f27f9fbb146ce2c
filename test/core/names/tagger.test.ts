import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { LABELS } from '../../../src/core/names/tagger/labels.ts';
import { decodeModel, encodeModel } from '../../../src/core/names/tagger/model.ts';
import { loadTagger } from '../../../src/core/names/tagger/tagger.ts';
import { isWhole, openModel, unfold } from '../../../src/core/names/tagger/unfolded.ts';

const bytes = readFileSync(new URL('../../../src/core/names/model/names.bin', import.meta.url));
const tagger = loadTagger(bytes);

/** The names of a text marked with brackets: "[Kofi Annan|person]". */
function marked(text: string): string {
  let out = '';
  let at = 0;
  for (const span of tagger.tag(text)) {
    out += `${text.slice(at, span.start)}[${text.slice(span.start, span.end)}|${span.form === 'demonym' ? 'demonym' : span.kind}]`;
    at = span.end;
  }
  return out + text.slice(at);
}

function check(text: string): void {
  let at = 0;
  for (const { start, end, confidence } of tagger.tag(text)) {
    assert.ok(start >= at && end > start && end <= text.length, `span ${start}–${end} after ${at} of ${text.length}`);
    assert.match(text.slice(start, end), /[\p{L}\p{N}\ud800-\udfff]/u);
    assert.doesNotMatch(text.slice(start, end), /^\s|\s$/);
    assert.ok(confidence >= 0 && confidence <= 1);
    at = end;
  }
}

describe('the name tagger', () => {
  for (const expected of [
    'President [Goodluck Jonathan|person] flew from [Lagos|place] to [Geneva|place] on Monday.',
    'The [European Commission|organisation] fined [Microsoft|organisation], and [Margrethe Vestager|person] explained why.',
    'Mr [Guterres|person] said that [Sudan|place]’s army had attacked [Khartoum|place].',
    'Officials of the [World Bank|organisation] met in [Washington|place].',
    '[German|demonym] police searched houses in [Hamburg|place].',
    'Nothing here is a name, and it rained on Tuesday.',
  ])
    it(expected, () => assert.equal(marked(expected.replace(/\[([^|\]]+)\|\w+\]/g, '$1')), expected));

  it('gives a surname the kind of its full name, all over the text', () => {
    const text = 'Anousheh Karver told reporters about it. Critics of Karver disagree. Karver left.';
    const kinds = tagger.tag(text).filter((span) => text.slice(span.start, span.end).includes('Karver'));
    assert.deepEqual(
      kinds.map((span) => span.kind),
      ['person', 'person', 'person'],
    );
  });

  it('answers the same whatever it read before', () => {
    const texts = [
      'Paris and the Paris club met J. Corp in PARIS.',
      'PARIS CLUB MEETS',
      'O’Brien of Corp. met O\u200b’Brien of Corp',
      'Ki\u00adev, Kiev',
    ];
    const alone = texts.map((text) => loadTagger(bytes).tag(text));
    for (const order of [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
    ])
      for (const i of order) assert.deepEqual(tagger.tag(texts[i] ?? ''), alone[i]);
  });

  it('takes any text: spans in order, inside the text, on names', () => {
    const unit = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'Kofi ',
          'Annan ',
          'the ',
          'of ',
          'UN',
          '-',
          '. ',
          '\n',
          '(',
          ')',
          '’s ',
          'al-',
          'Bank ',
          'I',
          '7',
          ', ',
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udc00', '\u200b', '\u202e', '\u0301', 'Київ ', 'İ', '東京', '😀', '\u0000') },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), (parts) => check(parts.join(''))),
      { numRuns: 400 },
    );
  });

  it('takes all capitals and no capitals', () => {
    check('PRESIDENT JONATHAN FLEW TO GENEVA ON MONDAY, THE UN SAID.');
    check('president jonathan flew to geneva on monday, the un said.');
  });

  it('grows linearly with a text on one line', () => {
    const seconds = (repeats: number, part: string): number => {
      const text = part.repeat(repeats);
      const began = performance.now();
      check(text);
      return performance.now() - began;
    };
    for (const part of ['Kofi Annan of the UN met Ban Ki-moon in New York and ', 'Aa', 'A ', '(“', 'Bank of the ', '\ud800']) {
      seconds(1_000, part);
      const small = Math.min(seconds(1_000, part), seconds(1_000, part)) + 5;
      const large = Math.min(seconds(8_000, part), seconds(8_000, part));
      assert.ok(
        large < 24 * small,
        `${JSON.stringify(part)}: ${small.toFixed(0)} ms, then ${large.toFixed(0)} ms for eight times the text`,
      );
    }
  });
});

describe('the model file', () => {
  it('is small, and says so when it is foreign, old or damaged', () => {
    assert.ok(bytes.length < 3_500_000);
    assert.throws(() => decodeModel(new Uint8Array(0)), /not a model file/);
    assert.throws(() => decodeModel(new TextEncoder().encode('PK'.repeat(100))), /not a model file/);
    const old = Uint8Array.from(bytes);
    old[4] = 200;
    assert.throws(() => decodeModel(old), /version 200/);
    const damaged = Uint8Array.from(bytes);
    damaged[5000] = (damaged[5000] ?? 0) ^ 1;
    assert.throws(() => decodeModel(damaged), /damaged/);
    assert.throws(() => decodeModel(bytes.subarray(0, bytes.length - 1)), /damaged/);
  });

  it('answers the same when it is unfolded, wherever its bytes lie', () => {
    const unfolded = unfold(decodeModel(bytes));
    assert.ok(isWhole(unfolded) && !isWhole(unfolded.with(5000, 1 ^ (unfolded[5000] ?? 0))));
    const shifted = new Uint8Array(unfolded.length + 1);
    shifted.set(unfolded, 1);
    for (const model of [openModel(unfolded), openModel(shifted.subarray(1))]) {
      const { lexicon, weights, ...rest } = decodeModel(bytes);
      assert.deepEqual({ unit: model.unit, transitions: [...model.transitions] }, { ...rest, transitions: [...rest.transitions] });
      assert.deepEqual(model.lexicon.words.cells, lexicon.words.cells);
      assert.deepEqual(model.lexicon.phrases.cells, lexicon.phrases.cells);
      assert.deepEqual(model.weights.tables, weights.tables);
    }
    const text = 'Kirill Dmitriev of the Russian Direct Investment Fund met Steve Witkoff in Miami.';
    assert.deepEqual(loadTagger(unfolded).tag(text), tagger.tag(text));
  });

  it('says so when an unfolded one is of another version, of other labels or not all there', () => {
    const unfolded = unfold(decodeModel(bytes));
    assert.throws(() => loadTagger(unfolded.with(4, 200)), /version 200/);
    assert.throws(() => loadTagger(unfolded.with(12, LABELS + 1)), /other labels/);
    assert.throws(() => loadTagger(unfolded.with(20, 1)), /damaged/);
    assert.throws(() => loadTagger(unfolded.subarray(0, unfolded.length - 4)), /damaged/);
    assert.throws(() => loadTagger(unfolded.subarray(0, unfolded.length - 1)), /damaged/);
  });

  it('comes back as it was written', () => {
    const weights = Int8Array.from({ length: 3 * LABELS }, (_, i) => (i % 255) - 127);
    const model = decodeModel(
      encodeModel({
        words: new Map([
          [5, 1],
          [-7, 0x1ffffff],
        ]),
        phrases: new Map([[0x7fffffff, 255]]),
        features: Int32Array.of(3, 0x7ffffff0, -2),
        weights,
        unit: 0.25,
        transitions: new Float32Array(LABELS * LABELS).fill(1.5),
      }),
    );
    assert.equal(model.lexicon.words.get(-7), 0x1ffffff);
    assert.equal(model.lexicon.words.get(6), 0);
    assert.equal(model.lexicon.phrases.get(0x7fffffff), 255);
    for (const [row, key] of [3, 0x7ffffff0, -2].entries())
      assert.deepEqual(model.weights.of(key), [...weights.subarray(row * LABELS, (row + 1) * LABELS)]);
    assert.equal(model.weights.of(4), undefined);
    assert.equal(model.unit, 0.25);
    assert.equal(model.transitions[LABELS], 1.5);
  });
});
