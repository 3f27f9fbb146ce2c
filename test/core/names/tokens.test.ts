import assert from 'node:assert/strict';
import { addWord, EMPTY_KEY, foldWord, stemEnd } from '../../../src/core/names/key.ts';
import { Gap, Shape, Tokens } from '../../../src/core/names/tokens.ts';

describe('Tokens', () => {
  /** Words apart by |; a word after ^ may begin a sentence. */
  const table: readonly (readonly [text: string, words: string])[] = [
    ['Ruth Roe’s own', '^Ruth|Roe|own'],
    ["They're here, aren't they? He'll come.", '^They|here|aren|they|^He|come'],
    ["O'Brien and Sana'a and Xi’an", "^O'Brien|and|Sana'a|and|Xi’an"],
    ['The U.S. and the U.S.A. left.', '^The|U.S.|and|the|U.S.A.|left'],
    ['He left the U.S. They stayed.', '^He|left|the|U.S.|They|stayed'],
    ['J. K. Roe met George W. Bush.', '^J.|K.|Roe|met|George|W.|Bush'],
    ['Mr. Roe met Dr. Doe on Jan. 3.', '^Mr|Roe|met|Dr|Doe|on|Jan|3'],
    ['It was so. Then it went.', '^It|was|so|^Then|it|went'],
    ['He said: “Never.” She left.', '^He|said|^Never|^She|left'],
    ['A heading\n\nA text', '^A|heading|^A|text'],
    ['short line\nNext one', '^short|line|^Next|one'],
    [
      'a line that is long enough to have been wrapped by hand and\nGoes on here',
      '^a|line|that|is|long|enough|to|have|been|wrapped|by|hand|and|Goes|on|here',
    ],
    ['3.5 per cent, 1,000 men', '^3.5|per|cent|1,000|men'],
    ['Владимир Путин', '^Владимир|Путин'],
    ['na\u200Bme', '^na\u200Bme'],
    ['', ''],
  ];
  for (const [text, words] of table)
    it(JSON.stringify(text), () => {
      const tokens = new Tokens(text);
      const found = Array.from({ length: tokens.count }, (_, i) => `${tokens.initial[i] === 1 ? '^' : ''}${tokens.word(i)}`);
      assert.equal(found.join('|'), words);
    });

  it('tells how words are written', () => {
    const tokens = new Tokens('a Roe NATO McRoe 3 R. U.S.');
    const { lower, capitalised, upper, mixed, digits, initial } = Shape;
    assert.deepEqual([...tokens.shape.slice(0, tokens.count)], [lower, capitalised, upper, mixed, digits, initial, upper]);
  });

  it('tells what stands between words', () => {
    const tokens = new Tokens('a b-c d, e’s f (g) & h');
    const has = (i: number, bit: number): boolean => (tokens.gapOf(i) & bit) !== 0;
    assert.ok(has(1, Gap.space) && has(2, Gap.hyphen) && has(4, Gap.comma) && has(5, Gap.possessive));
    assert.ok(has(6, Gap.parenOpen) && has(7, Gap.parenClose) && has(7, Gap.ampersand));
  });

  it('finds a word by its offset', () => {
    const tokens = new Tokens('one two three');
    assert.deepEqual([tokens.at(0), tokens.at(4), tokens.at(5), tokens.at(8), tokens.at(99)], [0, 1, -1, 2, -1]);
  });
});

describe('keys of names', () => {
  const hash = (text: string): number => addWord(EMPTY_KEY, text, 0, text.length);
  const same: readonly (readonly string[])[] = [
    ['Zaporizhzhia', 'ZAPORIZHZHIA', 'zaporizhzhia'],
    ['U.S.', 'US', 'us'],
    ['Côte', 'Cote', 'Co\u0302te'],
    ['Łódź', 'Lodz'],
    ['O’Brien', "O'Brien", 'OBrien'],
    ['Россия', 'России', 'Россию', 'Россией', 'РОССИЯ'],
    ['Москва', 'Москвы', 'Москве', 'Москвой'],
    ['Путин', 'Путина', 'Путину', 'Путиным'],
    ['Зеленский', 'Зеленского', 'Зеленскому', 'Зеленским'],
    ['Сергей', 'Сергея', 'Сергеем'],
    ['Украина', 'Украины', 'Украину', 'Украиной'],
  ];
  for (const words of same) it(words.join(' = '), () => assert.equal(new Set(words.map(hash)).size, 1));

  const different: readonly (readonly [string, string])[] = [
    ['Киев', 'Кива'],
    ['Лавров', 'Лавр'],
    ['Roe', 'Doe'],
    ['Iran', 'Iraq'],
  ];
  for (const [a, b] of different) it(`${a} ≠ ${b}`, () => assert.notEqual(hash(a), hash(b)));

  it('keeps short words whole', () => {
    for (const word of ['США', 'Киев', 'Рим']) assert.equal(stemEnd(word, 0, word.length), word.length);
  });

  it('folds words to plain letters', () => assert.equal(foldWord('Đặng’s ß.'), 'dangs s'));
});
