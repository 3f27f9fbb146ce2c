import assert from 'node:assert/strict';
import { nearest } from '../../../src/core/library/nearest.ts';
import { linkedPath } from '../../../src/core/library/resolve.ts';
import type { LocalService } from '../../../src/core/library.ts';
import type { PassageRef } from '../../../src/core/model.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import type { CitationCard, HoverCard, NameCard } from '../../../src/core/service.ts';
import { briefing, library, seeds, source } from './fixture.ts';

const A = '000_c980effe1f55e4a2';
const B = '003_ce60f647ed50ed9e';

/** The text without its mark `‸`, and where the mark stood. */
function marked(text: string): { text: string; offset: number } {
  const offset = text.indexOf('‸');
  assert.ok(offset >= 0, 'no mark');
  return { text: text.replace('‸', ''), offset };
}

async function hover(service: LocalService, withMark: string): Promise<HoverCard | undefined> {
  const { text, offset } = marked(withMark);
  return service.hover(briefing(text), offset, neverCancelled);
}

async function nameCard(service: LocalService, withMark: string): Promise<NameCard> {
  const card = await hover(service, withMark);
  assert.equal(card?.type, 'name');
  return card as NameCard;
}

async function citationCard(service: LocalService, withMark: string): Promise<CitationCard> {
  const card = await hover(service, withMark);
  assert.equal(card?.type, 'citation');
  return card as CitationCard;
}

/** What is shown is a slice of the source, and its range opens those very words. */
async function assertVerbatim(service: LocalService, passages: readonly PassageRef[]): Promise<void> {
  for (const passage of passages) {
    const found = await service.sourceText(passage.source.path, neverCancelled);
    assert.equal(found?.text.slice(passage.start, passage.end), passage.text);
    const before = found?.text.slice(0, passage.start).split('\n') ?? [];
    assert.deepEqual(passage.range.start, { line: before.length - 1, character: before.at(-1)?.length });
  }
}

describe('library: hovers', () => {
  let service: LocalService;
  before(async function () {
    this.timeout(180_000);
    service = await library(seeds());
  });

  it('Putin: the passage that the sentence needs, then words quoted about him, then another source', async () => {
    const card = await nameCard(service, 'Pu‸tin wants Ukraine to give up the whole Donbas region.');
    assert.deepEqual(card.span, { start: 0, end: 5 });
    assert.equal(card.entity?.kind, 'person');
    assert.deepEqual(
      card.passages.map((p) => [p.text.slice(0, 40), p.source.key, p.paragraph, p.speaker?.name, p.repeats]),
      [
        ['Putin continues to insist that Ukraine s', A, 3, undefined, 0],
        ['“The conditions Trump is offering to end', A, 9, 'Alexander Gabuev', 0],
        ["Meanwhile, China's President Xi Jinping ", B, 6, undefined, 1],
      ],
    );
    assert.deepEqual([card.passageCount, card.sourceCount], [5, 2]);
    assert.ok(card.mentionCount >= 5);
    assert.deepEqual(card.passages[0]?.provenance.via, ['Bloomberg']);
    await assertVerbatim(service, card.passages);
  });

  it('Gabuev: his own words first, his role with who states it', async () => {
    const card = await nameCard(service, 'The terms are the best in years, Gabu‸ev thinks.');
    assert.equal(card.entity?.name, 'Alexander Gabuev');
    assert.equal(card.passages[0]?.relation, 'by');
    assert.equal(card.passages[0]?.speaker?.name, 'Alexander Gabuev');
    assert.ok(card.roles.some((r) => /^director of the Carnegie Russia Eurasia Center/.test(r.role)));
    await assertVerbatim(
      service,
      card.roles.map((r) => r.passage),
    );
  });

  it('Zelenskyy, spelt otherwise in the briefing', async () => {
    const card = await nameCard(service, 'President Zelens‸ky urged his partners to press Moscow.');
    assert.equal(card.entity?.name, 'Volodymyr Zelenskyy');
    assert.match(card.passages[0]?.text ?? '', /urged his partners/);
  });

  for (const [name, kind] of [
    ['Donbas', 'place'],
    ['Abu Dhabi', 'place'],
  ] as const)
    it(`${name}: a place with its passages`, async () => {
      const card = await nameCard(service, `The talks about ‸${name} went on.`);
      assert.equal(card.mention.kind, kind);
      assert.equal(card.span.end - card.span.start, name.length);
      assert.ok(card.passages.length > 0);
      for (const passage of card.passages) assert.ok(passage.text.includes(name), passage.text);
      await assertVerbatim(service, card.passages);
    });

  it('Moscow: both readings, and what is said under that name first', async () => {
    const card = await nameCard(service, 'Mos‸cow is ready to freeze the front line.');
    const readings = [card.entity, ...card.candidates].map((e) => e?.kind);
    assert.ok(readings.includes('state') && readings.includes('place'), String(readings));
    for (const passage of card.passages) assert.match(passage.text, /Moscow/);
    assert.match(card.passages[0]?.text ?? '', /freeze the front line/);
  });

  it('a name that no source has: a card without passages', async () => {
    const card = await nameCard(service, 'President Emmanuel Mac‸ron left.');
    assert.deepEqual([card.passages, card.passageCount, card.mentionCount], [[], 0, 0]);
  });

  it('fires on exactly the name', async () => {
    for (const text of ['‸The talks with Putin', 'The talks with‸ Putin left', 'The talks with Putin‸ left', 'Said Putin.‸ More.'])
      assert.equal(await hover(service, text), undefined, text);
    assert.equal((await hover(service, 'The talks with ‸Putin left'))?.type, 'name');
    assert.equal((await hover(service, '*Pu‸tin*’s talks'))?.type, 'name');
    assert.equal(await hover(service, '`Pu‸tin`'), undefined);
  });

  it('shows as many passages as the settings say', async () => {
    const one = await library(seeds());
    const { defaultSettings } = await import('../../../src/core/service.ts');
    await one.configure({ ...defaultSettings, hoverQuotes: 1 }, neverCancelled);
    assert.equal((await nameCard(one, 'Pu‸tin left.')).passages.length, 1);
  });

  it('a citation: the source and the passage that carries the sentence', async () => {
    const card = await citationCard(service, `Dmitriev flew to Miami [see @000_c980‸effe1f55e4a2, para. 5].`);
    assert.equal(card.source?.outlet, 'Komersant Ukrainian');
    assert.match(card.evidence?.passage.text ?? '', /Dmitriev flew to Miami/);
    const agreeing = card.evidence?.agreeing.map((s) => card.evidence?.passage.text.slice(s.start, s.end));
    assert.ok(agreeing?.includes('Miami'), String(agreeing));
    assert.equal(card.span.end - card.span.start, A.length + 1);
  });

  it('a citation’s locator belongs to it; what stands around the bracket does not', async () => {
    const text = `Dmitriev flew to Miami [@${A}, para. 7].`;
    assert.equal((await hover(service, text.replace('para.', 'pa‸ra.')))?.type, 'citation');
    assert.equal(await hover(service, text.replace('].', ']‸.')), undefined);
    const card = await citationCard(service, text.replace('para.', 'pa‸ra.'));
    assert.equal(card.evidence?.passage.paragraph, 7);
  });

  it('an unknown citation: the keys that resemble it', async () => {
    const card = await citationCard(service, 'It happened [@000_c980effe‸1f55].');
    assert.deepEqual([card.source, card.nearest], [undefined, [A]]);
  });
});

describe('library: writing', () => {
  let service: LocalService;
  before(async function () {
    this.timeout(180_000);
    service = await library(seeds());
  });

  it('suggests sources by what the sentence says', async () => {
    for (const [withMark, first] of [
      ['Kirill Dmitriev flew to Miami on the eve of the talks [@‸', A],
      ['Umerov described the discussions as productive [@‸].', B],
      ['Umerov described the discussions as productive. [@‸', B],
    ] as const) {
      const { text, offset } = marked(withMark);
      const found = await service.suggestSources(briefing(text), offset, '', 10, neverCancelled);
      assert.deepEqual([found[0]?.card.key, found.length], [first, 2], withMark);
      assert.ok((found[0]?.score ?? 0) > (found[1]?.score ?? 1), withMark);
      assert.ok(found[0]?.passage);
    }
  });

  it('puts what is typed before what the sentence says', async () => {
    const { text, offset } = marked('Umerov described the discussions as productive [@000‸');
    const keys = async (prefix: string): Promise<(string | undefined)[]> =>
      (await service.suggestSources(briefing(text), offset, prefix, 10, neverCancelled)).map((s) => s.card.key);
    assert.deepEqual(await keys('000'), [A]);
    assert.deepEqual(await keys('komersant'), [A]);
    assert.deepEqual(await keys('zzz'), []);
    assert.equal((await service.suggestSources(briefing(text), offset, '', 1, neverCancelled)).length, 1);
    assert.deepEqual(await service.suggestSources(briefing(''), 0, '', 0, neverCancelled), []);
  });

  it('leads a citation to the passage that carries its sentence, or to the paragraph it names', async () => {
    const at = async (withMark: string): Promise<PassageRef | undefined> => {
      const { text, offset } = marked(withMark);
      return service.definition(briefing(text), offset, neverCancelled);
    };
    assert.match((await at(`Dmitriev flew to Miami [@${A.slice(0, 5)}‸${A.slice(5)}].`))?.text ?? '', /flew to Miami/);
    assert.equal(await at(`See ‸[@${A}, para. 9].`), undefined);
    assert.equal((await at(`See [@‸${A}, para. 9].`))?.paragraph, 9);
    assert.equal((await at(`Zzz qqq [@‸${A}].`))?.start, 0);
    assert.equal(await at('Dmitriev ‸flew to Miami.'), undefined);
    assert.equal(await at('Dmitriev flew [@no‸where].'), undefined);
  });

  it('finds evidence for the sentence at the cursor', async () => {
    const { text, offset } = marked('Umerov left. Dmitriev ‸flew to Miami.');
    const [best] = await service.evidenceAt(briefing(text), offset, 3, neverCancelled);
    assert.match(best?.passage.text ?? '', /flew to Miami/);
    assert.deepEqual(await service.evidenceAt(briefing('\n\n'), 1, 3, neverCancelled), []);
  });

  it('finds references of a name over sources and briefings, and of a source over briefings', async () => {
    const { text, offset } = marked(`Alexander Gab‸uev spoke [@${A}].\n\nGabuev left [@${A}; @${B}].`);
    const other = briefing(`Gabuev wrote.[^1]\n\n[^1]: [@${A}]`, 1, 'other.md');
    const found = await service.references(briefing(text), offset, [other], neverCancelled);
    assert.deepEqual(
      found.map((r) => r.path),
      [`sources/${A}.txt`, `sources/${A}.txt`, 'briefing.md', 'briefing.md', 'other.md'],
    );
    const cited = await service.references(briefing(text), text.indexOf('@') + 2, [other], neverCancelled);
    assert.deepEqual(
      cited.map((r) => [r.path, r.range.start.line]),
      [
        ['briefing.md', 0],
        ['briefing.md', 2],
        ['other.md', 0],
        ['other.md', 2],
      ],
    );
    assert.deepEqual(await service.references(briefing('nothing here'), 3, [], neverCancelled), []);
  });

  it('lists the passages of an entity, and the names of a source', async () => {
    const card = await nameCard(service, 'Pu‸tin left.');
    const passages = await service.mentionsOf(card.entity?.id ?? '', neverCancelled);
    assert.equal(passages.length, card.passageCount);
    await assertVerbatim(service, passages);
    const path = `sources/${A}.txt`;
    const text = (await service.sourceText(path, neverCancelled))?.text ?? '';
    const names = (await service.sourceMentions(path, neverCancelled)).map((m) => text.slice(m.start, m.end));
    assert.ok(names.includes('Alexander Gabuev') && names.includes('Abu Dhabi'));
    assert.deepEqual(await service.sourceMentions('sources/none.txt', neverCancelled), []);
  });

  it('names the sources that carry the same words, once', async () => {
    const paragraph =
      'Finance minister Anna Bergström told reporters in Stockholm on Tuesday that the new tax on freight would be introduced in two steps over the coming four years.';
    const two = await library([
      source(
        'sources/one.md',
        `---\noutlet: First Post\n---\n\n${paragraph}\n\nThe first paper adds its own words about the harbour of Gothenburg here.\n`,
      ),
      source(
        'sources/two.md',
        `---\noutlet: Second Post\n---\n\n${paragraph}\n\nThe second paper interviews a lorry driver from Malmö about his working hours.\n`,
      ),
    ]);
    const card = await nameCard(two, 'Anna Berg‸ström announced a tax on freight.');
    assert.equal(card.passages.length, 1);
    assert.equal(card.passages[0]?.alsoIn, 1);
  });
});

describe('library: small parts', () => {
  const paths: readonly [briefing: string, target: string, path: string | undefined][] = [
    ['a.md', 'sources/x.txt', 'sources/x.txt'],
    ['notes/a.md', '../sources/x.txt', 'sources/x.txt'],
    ['notes/a.md', '/sources/x.txt#l4', 'sources/x.txt'],
    ['notes/a.md', './x.txt?y', 'notes/x.txt'],
    ['a.md', '..\\x.txt', undefined],
    ['a.md', '#here', undefined],
  ];
  for (const [from, target, path] of paths) it(`link ${target} in ${from}`, () => assert.equal(linkedPath(from, target), path));

  const keys = ['bbc2026', 'bbc2025a', 'reuters-grain', 'x'];
  const near: readonly [key: string, found: readonly string[]][] = [
    ['bbc2062', ['bbc2026', 'bbc2025a']],
    ['bbc', ['bbc2025a', 'bbc2026']],
    ['Reuters-grian', ['reuters-grain']],
    ['zzzzzz', []],
    ['', []],
  ];
  for (const [key, found] of near) it(`nearest to “${key}”`, () => assert.deepEqual(nearest(key, keys, 2), found));
});
