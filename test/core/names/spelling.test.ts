import assert from 'node:assert/strict';
import fc from 'fast-check';
import { acrossScripts, romanise, slug, sound } from '../../../src/core/names/spelling.ts';

describe('spellings', () => {
  const same: readonly (readonly string[])[] = [
    ['Zelensky', 'Zelenskyy', 'Zelenskiy', 'Zelenskij'],
    ['Yevgeny', 'Evgeny', 'Evgeni', 'Yevgeniy'],
    ['Kharkiv', 'Harkiv'],
    ['Kyiv', 'Kiiv', 'Kyyiv'],
    ['Dmitriev', 'Dmitryev'],
    ['Müller', 'Muller'],
  ];
  for (const words of same) it(words.join(' = '), () => assert.equal(new Set(words.map(sound)).size, 1, words.map(sound).join(' ')));

  const different: readonly (readonly [string, string])[] = [
    ['Alan', 'Allan'],
    ['Roe', 'Rowe'],
    ['Putin', 'Poutine'],
    ['Anna', 'Ann'],
    ['Ivanov', 'Ivanova'],
  ];
  for (const [a, b] of different) it(`${a} ≠ ${b}`, () => assert.notEqual(sound(a), sound(b)));

  const across: readonly (readonly [latin: string, ...cyrillic: string[]])[] = [
    ['Zelensky', 'Зеленский', 'Зеленського', 'Зеленского'],
    ['Tkachenko', 'Ткаченко'],
    ['Anna', 'Анна', 'Анны'],
    ['Lavrov', 'Лавров', 'Лаврова'],
    ['Dmitry', 'Дмитрий', 'Дмитрия'],
    ['Sergey', 'Сергей', 'Сергея'],
    ['Yuri', 'Юрий'],
    ['Kharkiv', 'Харків'],
  ];
  for (const [latin, ...cyrillic] of across)
    it(`${latin} ~ ${cyrillic.join(', ')}`, () => {
      for (const word of cyrillic) assert.equal(sound(word), acrossScripts(sound(latin)));
    });

  it('makes identifiers of names in Latin and Cyrillic letters', () => {
    assert.equal(slug('Vladimir Putin'), 'vladimir-putin');
    assert.equal(slug('Анна Ткаченко'), 'anna-tkachenko');
    assert.equal(slug('Saint-Denis (Réunion)'), 'saint-denis-reunion');
    assert.equal(slug('…'), 'unnamed');
    assert.equal(romanise('Щербаков'), 'shcherbakov');
  });

  it('never throws, and gives the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(sound(text), sound(text));
        assert.match(slug(text), /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
      }),
    );
  });
});
