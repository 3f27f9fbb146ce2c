import assert from 'node:assert/strict';
import { HashTable } from '../../../src/core/names/tagger/lexicon.ts';
import { Tokens, tokenise } from '../../../src/core/names/tagger/tokens.ts';
import { ORGANISATION_KIND, PERSON_KIND, type TokenName } from '../../../src/tools/names/clean.ts';
import { sportsReports } from '../../../src/tools/names/sports.ts';
import { veil } from '../../../src/tools/names/veil.ts';

describe('texts that the name model learns from besides its sets', () => {
  const words = {
    cities: ['Lyon', 'New York', 'Leeds'],
    countries: ['France', 'Kenya'],
    first: ['Anna', 'John'],
    last: ['Smith', 'Okoye'],
  };

  it('are reports of sport whose names lie where they say, and the same for the same seed', () => {
    const reports = sportsReports(words, 40, 3);
    assert.deepEqual(reports, sportsReports(words, 40, 3));
    assert.notDeepEqual(reports, sportsReports(words, 40, 4));
    const known: Readonly<Record<string, RegExp>> = {
      PER: /smith|okoye/i,
      ORG: /lyon|new york|leeds|^[A-Z][a-z]+s$/i,
      LOC: /^(?:lyon|new york|leeds|france|kenya)$/i,
    };
    for (const { text, entities } of reports) {
      let last = 0;
      for (const { start, end, type } of entities) {
        assert.ok(start >= last, 'in order');
        assert.match(text.slice(start, end), known[type] ?? /^$/);
        last = end;
      }
    }
  });

  it('are texts with veiled names: the same tokens, one word always the same', () => {
    const text = 'Zubrow of ACMEX met Ann Zubrow.\nACMEX said that Zubrow left.';
    const tokens = new Tokens();
    tokenise(text, tokens);
    const names: TokenName[] = [
      { from: 0, to: 1, kind: PERSON_KIND },
      { from: 2, to: 3, kind: ORGANISATION_KIND },
    ];
    const lexicon = { words: new HashTable(4), phrases: new HashTable(4) };
    const veiled = Array.from({ length: 30 }, (_, seed) => veil(text, names, lexicon, seed));
    assert.ok(new Set(veiled).size > 5);
    for (const other of veiled) {
      assert.ok(other !== undefined);
      assert.match(other, /^([A-Z][a-z]{5}) of ([A-Z]{5}) met Ann \1\.\n\2 said that \1 left\.$/);
    }
  });
});
