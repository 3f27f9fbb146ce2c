import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gazetteerEntities } from '../../../src/core/names/clusters.ts';
import { AliasFlag, EntityFlag, Gazetteer, type Match, SUM_AT } from '../../../src/core/names/gazetteer.ts';
import { addWord, EMPTY_KEY } from '../../../src/core/names/key.ts';
import { Tokens } from '../../../src/core/names/tokens.ts';
import { sumOf } from '../../../src/tools/gazetteer.ts';
import { gazetteer, gazetteerBytes, withGazetteer } from './tables.ts';

describe('the gazetteer', () => {
  withGazetteer();

  it('ships in a megabyte', async () => {
    assert.ok((await gazetteerBytes()).length <= 1_000_000);
  });

  it('holds the sum of its bytes where an index looks for it', async () => {
    const bytes = await gazetteerBytes();
    assert.equal(new DataView(bytes.buffer, bytes.byteOffset).getUint32(SUM_AT, true), sumOf(bytes));
  });

  it('refuses foreign and damaged bytes with an error, never with a wrong table', async () => {
    const bytes = await gazetteerBytes();
    assert.throws(() => new Gazetteer(new Uint8Array()), /ends early|not a gazetteer/);
    assert.throws(() => new Gazetteer(new Uint8Array(100)), /not a gazetteer/);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        assert.throws(() => new Gazetteer(bytes.slice(0, length)), /ends early|not a gazetteer/);
      }),
      { numRuns: 50 },
    );
  });

  /** The longest alias at the first word. */
  const table: readonly (readonly [text: string, alias: string | undefined, kind?: string, country?: string])[] = [
    ['United Arab Emirates said', 'United Arab Emirates', 'state', 'AE'],
    ['UAE said', 'UAE', 'state', 'AE'],
    ['uae said', undefined],
    ['U.S. troops', 'US', 'state', 'US'],
    ['us too', undefined],
    ['Us too', undefined],
    ['who knows', undefined],
    ['WHO knows', 'WHO', 'organisation'],
    ['Washington, D.C.', 'Washington', 'place', 'US'],
    ['Washington D.C. slept', 'Washington D.C.', 'place', 'US'],
    ['St. Petersburg', 'Saint Petersburg', 'place', 'RU'],
    ['Côte d’Ivoire', "Côte d'Ivoire", 'state', 'CI'],
    ['MOSCOW slept', 'Moscow', 'place', 'RU'],
    ['moscow slept', undefined],
    ['Guinea-Bissau slept', 'Guinea-Bissau', 'state', 'GW'],
    ['Guinea slept', 'Guinea', 'state', 'GN'],
    ['России нет', 'Россия', 'state', 'RU'],
    ['Киеве', 'Киев', 'place', 'UA'],
    ['Київ', 'Київ', 'place', 'UA'],
    ['Middle East', 'Middle East', 'place', ''],
    ['European Union', 'European Union', 'organisation', ''],
    ['Emirati', 'Emirati', 'state', 'AE'],
    ['Russians', 'Russians', 'state', 'RU'],
    ['Moscow. Then', 'Moscow', 'place', 'RU'],
  ];
  for (const [text, alias, kind, country] of table)
    it(`${text} → ${alias ?? 'nothing'}`, async () => {
      const g = await gazetteer();
      const tokens = new Tokens(text);
      const found: Match = { alias: -1, next: 0 };
      const hit = g.longest(tokens, 0, tokens.count, found);
      if (alias === undefined) return assert.ok(!hit, hit ? g.aliasText(found.alias) : '');
      assert.ok(hit);
      const top = g.topEntity(found.alias);
      if (kind !== undefined) assert.equal(g.kindOf(top), kind);
      if (country !== undefined) assert.equal(g.countryOf(top), country);
      const named = new Tokens(g.aliasText(found.alias));
      assert.equal(found.next, named.count);
    });

  it('knows seats of government, and where places lie', async () => {
    const g = await gazetteer();
    for (const [name, country, latitude] of [
      ['Moscow', 'RU', 55.75],
      ['Abu Dhabi', 'AE', 24.45],
      ['Washington', 'US', 38.9],
      ['Kyiv', 'UA', 50.45],
    ] as const) {
      const [top = -1] = gazetteerEntities(name, g, 'place');
      assert.equal(g.countryOf(top), country);
      assert.ok((g.entityFlags(top) & EntityFlag.capital) !== 0, name);
      assert.ok(Math.abs((g.coordinatesOf(top)?.latitude ?? 0) - latitude) < 0.1, name);
      assert.equal(g.kindOf(g.stateOf(country) ?? -1), 'state');
    }
    const [kremlin = -1] = gazetteerEntities('Kremlin', g, 'organisation');
    assert.ok((g.entityFlags(kremlin) & EntityFlag.government) !== 0);
    assert.equal(g.countryOf(kremlin), 'RU');
  });

  it('marks words that mean something else more often', async () => {
    const g = await gazetteer();
    const flags = (name: string): number => {
      const tokens = new Tokens(name);
      const found: Match = { alias: -1, next: 0 };
      return g.longest(tokens, 0, tokens.count, found) ? g.aliasFlags(found.alias) : 0;
    };
    for (const name of ['Nice', 'Reading']) assert.ok((flags(name) & AliasFlag.common) !== 0, name);
    for (const name of ['Moscow', 'Ukraine', 'Kharkiv']) assert.ok((flags(name) & AliasFlag.strong) !== 0, name);
    for (const name of ['Jackson', 'Lincoln'])
      assert.ok((flags(name) & AliasFlag.personal) !== 0 && (flags(name) & AliasFlag.strong) === 0, name);
  });

  it('holds one state for each code, and no state twice under one name', async () => {
    const g = await gazetteer();
    const names = new Map<string, string>();
    for (let e = 0; e < g.entityCount; e++) {
      if (g.kindOf(e) !== 'state') continue;
      assert.equal(g.stateOf(g.countryOf(e)), e);
      assert.equal(names.get(g.nameOf(e)), undefined, g.nameOf(e));
      names.set(g.nameOf(e), g.countryOf(e));
    }
    assert.ok(names.size >= 240 && names.size <= 260);
  });

  it('knows English words, people’s names, and words with a capital that name no single thing', async () => {
    const g = await gazetteer();
    const hash = (word: string): number => addWord(EMPTY_KEY, word, 0, word.length);
    for (const word of ['however', 'reading', 'talk', 'guarantee']) assert.ok(g.isWord(hash(word)), word);
    for (const word of ['zelensky', 'donbas', 'qxzv']) assert.ok(!g.isWord(hash(word)), word);
    for (const word of ['most', 'march', 'nice']) assert.ok(g.isFrequent(hash(word)), word);
    for (const word of ['vladimir', 'sergei', 'angela']) assert.ok(g.isPersonal(hash(word)), word);
    for (const word of ['Muslim', 'Buddhists', 'TV']) assert.ok(g.isClass(word), word);
    assert.ok(!g.isClass('Moscow'));
  });
});
