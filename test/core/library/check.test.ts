import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LocalService } from '../../../src/core/library.ts';
import type { BriefingReport } from '../../../src/core/model.ts';
import { CancelledError, neverCancelled } from '../../../src/core/ports.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { briefing, library, seeds, source, told } from './fixture.ts';

const A = '000_c980effe1f55e4a2';
const B = '003_ce60f647ed50ed9e';

async function check(service: LocalService, text: string, version = 1): Promise<BriefingReport> {
  return service.check(briefing(text, version), neverCancelled);
}

/** Applies the fix with that title to the finding's briefing. */
function apply(text: string, report: BriefingReport, title: RegExp): string {
  const fix = report.findings.flatMap((f) => f.fixes).find((f) => title.test(f.title));
  assert.ok(fix, `no fix ${String(title)}`);
  let out = text;
  for (const edit of fix.edits.toSorted((a, b) => b.start - a.start)) out = out.slice(0, edit.start) + edit.newText + out.slice(edit.end);
  return out;
}

describe('library: check', () => {
  let service: LocalService;
  before(async function () {
    this.timeout(60_000);
    service = await library(seeds());
  });
  after(() => service.configure(defaultSettings, neverCancelled));

  const cases: readonly [name: string, text: string, findings: readonly string[]][] = [
    [
      'says nothing of a cited claim',
      `Bloomberg sources say that Putin wants Ukraine to give up the whole Donbas region [@${A}, para. 3].`,
      [],
    ],
    [
      'offers the best passage for a claim that cites nothing',
      'Kirill Dmitriev flew to Miami on the eve of the talks.',
      [
        'unsourced-claim [Kirill Dmitriev flew to Miami on the eve of the talks.] No source is cited (event; 1 named actor; 1 named place). Best passage: ' +
          `“On the eve of the talks in Abu Dhabi, Kremlin special representative Kirill Dmitriev flew to Miami, where Donald Trump’s …” ${A}, paragraph 5.`,
      ],
    ],
    [
      'says that no source mentions a name',
      'Emmanuel Macron visited Beijing on Monday.',
      [
        'unsourced-claim [Emmanuel Macron visited Beijing on Monday.] No source is cited, and none of the 2 articles mentions Emmanuel Macron.',
      ],
    ],
    [
      'shows the source’s words for altered ones',
      `“No one agreed this with the Russian side,” Yuri Ushakov said on January 29 [@${A}].`,
      [
        `misquotation [No one agreed this with the Russian side,] The source reads “No one agreed **on** this with the Russian side” (${A}, paragraph 7).`,
      ],
    ],
    ['allows for typography', `"No one agreed on this with the Russian side," Yuri Ushakov said on January 29 [@${A}].`, []],
    [
      'notices another speaker',
      `“The conditions Trump is offering to end the war are the best for Putin in four years,” Sergei Lavrov said [@${A}].`,
      [
        'misattributed-quotation [The conditions Trump is offering to end the war are the best for Putin in four years,] The source gives these words to Alexander Gabuev, not Sergei Lavrov.',
      ],
    ],
    [
      'finds words in another source than the cited one',
      `“No one agreed on this with the Russian side,” Yuri Ushakov said on January 29 [@${B}].`,
      [`misquotation [No one agreed on this with the Russian side,] These words are not in ${B}; they stand in ${A}, paragraph 7.`],
    ],
    [
      'finds words in no source',
      `“We shall never give up a single village,” Sergei Lavrov said [@${A}].`,
      [`misquotation [We shall never give up a single village,] These words are not in ${A}.`],
    ],
    [
      'offers the nearest key',
      'Putin initially claimed four regions of Ukraine [@000_c980effe1f55e4a].',
      ['unknown-source [@000_c980effe1f55e4a] No source has the key “000_c980effe1f55e4a”. The nearest is “000_c980effe1f55e4a2”.'],
    ],
    ['reads a link to a source file as a citation', `Kirill Dmitriev flew to Miami ([Komersant](sources/${A}.txt)).`, []],
    [
      'reports a link into the sources that leads nowhere',
      'Kirill Dmitriev flew to Miami ([Komersant](sources/gone.txt)).',
      ['unknown-source [[Komersant](sources/gone.txt)] No source is at “sources/gone.txt”.'],
    ],
    ['reads a footnote as a citation', `Kirill Dmitriev flew to Miami.[^1]\n\n[^1]: [@${A}, para. 5]`, []],
    [
      'leaves headings, questions, judgements and code alone',
      '# Putin met Trump\n\nDid Putin meet Trump in Moscow?\n\nWe judge that Putin met Trump.\n\n`Putin met Trump in 2020.`\n',
      [],
    ],
    [
      'lets a later citation carry an uncited sentence only where its source does',
      `Kirill Dmitriev flew to Miami on the eve of the talks. Emmanuel Macron visited Beijing. Donald Trump’s residence is in Miami [@${A}].`,
      ['unsourced-claim [Emmanuel Macron visited Beijing.] No source is cited, and none of the 2 articles mentions Emmanuel Macron.'],
    ],
  ];
  for (const [name, text, findings] of cases)
    it(name, async () => {
      assert.deepEqual(told(text, await check(service, text)), findings);
    });

  it('counts what is sourced', async () => {
    const text = `Putin initially claimed four regions of Ukraine [@${A}]. Kirill Dmitriev flew to Miami on the eve of the talks [@nowhere].\n\nEmmanuel Macron visited Beijing on Monday.`;
    const { coverage, statements } = await check(service, text);
    assert.deepEqual(coverage, { claims: 3, sourced: 1 });
    assert.deepEqual(
      statements.map((s) => s.sourced),
      [true, false, false],
    );
  });

  it('has fixes that fix: cite, source’s words, nearest key, judgement', async () => {
    for (const [text, title] of [
      ['Kirill Dmitriev flew to Miami on the eve of the talks.', /^Cite Komersant Ukrainian, paragraph 5$/],
      [`“No one agreed this with the *Russian* side,” Yuri Ushakov said on January 29 [@${A}].`, /^Replace by/],
      ['Kirill Dmitriev flew to Miami [@000_c980effe1f55e4a].', /^Cite 000_c980effe1f55e4a2$/],
      ['- Emmanuel Macron visited Beijing on Monday.', /^Mark as our own judgement$/],
    ] as const) {
      const report = await check(service, text);
      const fixed = apply(text, report, title);
      const left = (await check(service, fixed)).findings.filter((f) => f.severity !== 'information');
      assert.deepEqual(left, [], fixed);
    }
    const text = `“No one agreed this with the *Russian* side,” Yuri Ushakov said on January 29 [@${A}].`;
    assert.equal(
      apply(text, await check(service, text), /^Replace by/),
      `“No one agreed on this with the *Russian* side,” Yuri Ushakov said on January 29 [@${A}].`,
    );
  });

  describe('ignoring', () => {
    const claim = 'Emmanuel Macron visited Beijing on Monday.';
    const other = 'Olaf Scholz met Narendra Modi in Delhi.';
    const ignored: readonly [name: string, text: string, left: readonly string[]][] = [
      ['the next sentence', `<!-- attest-ignore unsourced-claim: known -->\n${claim} ${other}`, [other]],
      ['a sentence inside a paragraph', `${other} <!-- attest-ignore unsourced-claim: known --> ${claim}`, [other]],
      ['a section', `<!-- attest-ignore unsourced-claim: known -->\n\n## One\n\n${claim}\n\n${claim}\n\n## Two\n\n${other}`, [other]],
      ['every rule', `<!-- attest-ignore: known -->\n${claim} ${other}`, [other]],
      ['the whole briefing by front matter', `---\nattest:\n  ignore: [unsourced-claim]\n---\n${claim}\n\n${other}`, []],
      ['the whole briefing with a reason', `---\nattest:\n  ignore:\n    unsourced-claim: a draft\n---\n${claim}`, []],
    ];
    for (const [name, text, left] of ignored)
      it(name, async () => {
        const report = await check(service, text);
        assert.deepEqual(
          report.findings.map((f) => text.slice(f.start, f.end)),
          left,
        );
      });

    it('reports ignores that match nothing any more, and removes them by a fix', async () => {
      const text = `<!-- attest-ignore unsourced-claim: known -->\nKirill Dmitriev flew to Miami [@${A}].`;
      const report = await check(service, text);
      assert.deepEqual(
        report.findings.map((f) => f.code),
        ['stale-ignore'],
      );
      assert.equal(apply(text, report, /^Remove/), `Kirill Dmitriev flew to Miami [@${A}].`);
      const unknown = '<!-- attest-ignore unsorced-claim: typo -->\nAll is quiet.';
      assert.match((await check(service, unknown)).findings[0]?.message ?? '', /no rule “unsorced-claim”/);
    });

    const stale: readonly [name: string, ignore: Record<string, string>, left: readonly string[]][] = [
      ['by its words', { text: claim }, [other]],
      ['by its words in other case and typography', { text: 'emmanuel macron  visited beijing' }, [other]],
      ['words of another briefing', { text: 'Somebody left Rome.' }, [claim, other]],
      ['words that are here, with another finding’s fingerprint', { text: claim, fingerprint: 'gone' }, [claim, `stale ${claim}`, other]],
      ['a fingerprint that may be another briefing’s', { fingerprint: 'gone' }, [claim, other]],
      ['a fingerprint in this briefing', { fingerprint: 'gone', files: 'briefing.md' }, ['stale ', claim, other]],
      ['a fingerprint in some briefings', { fingerprint: 'gone', files: '*.md' }, [claim, other]],
      ['a fingerprint in another folder', { fingerprint: 'gone', files: 'drafts/briefing.md' }, [claim, other]],
    ];
    for (const [name, ignore, left] of stale)
      it(`by the project file: ${name}`, async () => {
        await service.setProject(JSON.stringify({ ignore: [{ code: 'unsourced-claim', reason: 'known', ...ignore }] }), neverCancelled);
        const text = `${claim}\n\n${other}`;
        const { findings } = await check(service, text);
        assert.deepEqual(
          findings.map((f) => `${f.code === 'stale-ignore' ? 'stale ' : ''}${text.slice(f.start, f.end)}`),
          left,
        );
        await service.setProject(undefined, neverCancelled);
      });

    it('one occurrence, by the project file, wherever it moves', async () => {
      const before = await check(service, claim);
      const fingerprint = before.findings[0]?.fingerprint;
      await service.setProject(
        JSON.stringify({ ignore: [{ code: 'unsourced-claim', fingerprint, text: claim, reason: 'known' }] }),
        neverCancelled,
      );
      const moved = `${other}\n\n${claim}`;
      assert.deepEqual(
        (await check(service, moved)).findings.map((f) => moved.slice(f.start, f.end)),
        [other],
      );
      await service.setProject(JSON.stringify({ ignore: [{ code: '*', files: 'drafts/**', reason: 'drafts' }] }), neverCancelled);
      assert.equal((await check(service, moved)).findings.length, 2);
      const draft = await service.check(briefing(moved, 1, 'drafts/one.md'), neverCancelled);
      assert.deepEqual(draft.findings, []);
      await service.setProject(undefined, neverCancelled);
      assert.equal((await check(service, moved)).findings.length, 2);
    });

    it('a rule, by its severity', async () => {
      await service.configure({ ...defaultSettings, rules: { 'unsourced-claim': 'off' } }, neverCancelled);
      const text = `<!-- attest-ignore unsourced-claim: known -->\n${claim}`;
      assert.deepEqual((await check(service, text)).findings, []);
      await service.configure({ ...defaultSettings, rules: { 'unsourced-claim': 'error' } }, neverCancelled);
      assert.equal((await check(service, claim)).findings[0]?.severity, 'error');
      await service.configure(defaultSettings, neverCancelled);
    });
  });

  describe('from version to version', () => {
    const paragraphs = [
      'Putin wants Ukraine to give up the whole Donbas region.',
      `“No one agreed this with the Russian side,” Yuri Ushakov said on January 29 [@${A}].`,
      'Emmanuel Macron visited Beijing on Monday. Macron left on Tuesday.',
      '## A heading',
      `Rustem Umerov described the discussions as “substantive and productive” [@${B}].`,
      '<!-- attest-ignore unsourced-claim: known -->',
      'Kirill Dmitriev flew to Miami.[^1]',
      `[^1]: [@${A}, para. 5]`,
      '- one\n- Steve Witkoff led the delegation in 2026.',
    ];

    it('analyses the changed paragraph alone', async () => {
      const text = paragraphs.join('\n\n');
      await check(service, text, 1);
      const edited = text.replace('left on Tuesday', 'left on Wednesday');
      await check(service, edited, 2);
      assert.deepEqual(service.reuseOf('briefing.md')?.analysed, 1);
      assert.ok((service.reuseOf('briefing.md')?.kept ?? 0) > 5);
    });

    it('keeps the identity of findings elsewhere', async () => {
      const text = paragraphs.join('\n\n');
      const before = await check(service, text);
      const after = await check(service, `New words.\n\n${text}`);
      assert.deepEqual(
        after.findings.map((f) => f.fingerprint),
        before.findings.map((f) => f.fingerprint),
      );
    });

    it('says the same as an analysis from scratch after any run of edits', async () => {
      const edit = fc.record({
        at: fc.nat(),
        remove: fc.nat({ max: 60 }),
        insert: fc.constantFrom('', ' ', '\n\n', 'Putin', '. ', '[^1]', '“', `[@${A}]`, '*', 'Lavrov said '),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
          let text = paragraphs.join('\n\n');
          await check(service, text);
          for (const { at, remove, insert } of edits) {
            const from = at % (text.length + 1);
            text = text.slice(0, from) + insert + text.slice(from + remove);
            const grown = await check(service, text, 7);
            const fresh = await service.check(briefing(text, 7, `fresh-${text.length}.md`), neverCancelled);
            await service.close(fresh.path);
            assert.deepEqual({ ...grown, path: '' }, { ...fresh, path: '' });
          }
        }),
        { numRuns: 25 },
      );
    }).timeout(120_000);
  });

  it('answers a hover, a completion and a link without searching for what the rest of the briefing says', async () => {
    const service = await library(seeds());
    const text = briefing('Putin wants the Donbas [@003_ce60f647ed50ed9e].\n\nZelenskyy urged his partners to press Moscow.');
    assert.equal((await service.hover(text, 2, neverCancelled))?.type, 'name');
    assert.ok((await service.evidenceAt(text, 2, 3, neverCancelled)).length > 0);
    assert.ok((await service.suggestSources(text, 2, '', 3, neverCancelled)).length > 0);
    assert.ok(await service.definition(text, text.text.indexOf('003_'), neverCancelled));
    assert.deepEqual(service.reuseOf('briefing.md'), { kept: 0, analysed: 0 });
    await service.check(text, neverCancelled);
    assert.deepEqual(service.reuseOf('briefing.md'), { kept: 0, analysed: 2 });
  });

  it('stops when cancelled', async () => {
    await assert.rejects(service.check(briefing('Putin left Moscow.', 1, 'c.md'), { cancelled: true }), CancelledError);
  });

  it('stands any text', async () => {
    for (const text of [
      '',
      '\uD800',
      '[@'.repeat(2000),
      '“'.repeat(3000),
      '<!-- attest-ignore',
      '---\nattest: {ignore: [1, {a: 2}]}\n---\n',
      '\0'.repeat(50),
      '| a |\n|-|\n| “x y z” |',
    ])
      await check(service, text);
  });
});

describe('library: names in briefings', () => {
  const articles = [
    source(
      'sources/a.txt',
      'Quarrel at the harbour\n\nJohn Smith told reporters that Anna Smith had left the company. John Smith owns the harbour.\n',
    ),
  ];

  it('offers both where a surname fits two', async () => {
    const service = await library(articles);
    const text = 'We think Smith is right.';
    const { findings } = await service.check(briefing(text), neverCancelled);
    assert.deepEqual(
      findings.map((f) => [f.code, text.slice(f.start, f.end), f.message, f.fixes.map((x) => x.title)]),
      [
        [
          'ambiguous-name',
          'Smith',
          '“Smith” may be Anna Smith or John Smith.',
          ['Write “Anna Smith”', 'Write “John Smith”', 'Ignore here, with a reason …'],
        ],
      ],
    );
    const told = 'We think John Smith is right. We think Smith is wrong.';
    assert.deepEqual((await service.check(briefing(told), neverCancelled)).findings, []);
  });

  it('holds the project file’s spelling against the sources’', async () => {
    const service = await library(seeds());
    await service.setProject('{"spelling": {"Kiev": "Kyiv", "Zelenskyy": "Zelensky"}}', neverCancelled);
    const text = 'We think Kiev and President Zelenskyy agree. We think Zelensky is right.';
    const { findings } = await service.check(briefing(text), neverCancelled);
    assert.deepEqual(
      findings.map((f) => [f.code, text.slice(f.start, f.end), f.message]),
      [
        ['name-variant', 'Kiev', 'The house style is “Kyiv”.'],
        ['name-variant', 'Zelenskyy', 'The house style is “Zelensky”.'],
      ],
    );
  });
});

describe('library: sources', () => {
  it('is the same however it was filled', async () => {
    const [a, b] = seeds();
    const extra = source(
      'sources/c.txt',
      'Third article\n\nVladimir Putin met Alexander Gabuev in Miami. “We agreed on nothing,” Putin said.\n',
    );
    const changed = source('sources/c.txt', 'Third article\n\nSergei Lavrov met nobody in Miami.\n');
    assert.ok(a && b);
    const grown = await library([a]);
    await grown.update([extra], [], neverCancelled);
    await grown.update([b, changed], [], neverCancelled);
    await grown.update([extra], [], neverCancelled);
    await grown.update([], [b.path], neverCancelled);
    await grown.update([b], [], neverCancelled);
    const fresh = await library([extra, b, a]);
    const text = 'Putin flew to Miami. “We agreed on nothing,” Lavrov said. Macron stayed.';
    const facts = async (service: LocalService): Promise<unknown> => ({
      check: await service.check(briefing(text), neverCancelled),
      hover: await service.hover(briefing(text), 1, neverCancelled),
      sources: await service.sources(),
      mentions: await service.sourceMentions(b.path, neverCancelled),
      status: { ...(await service.status(neverCancelled)), generation: 0, reading: undefined },
    });
    assert.deepEqual(await facts(grown), await facts(fresh));
  });

  it('reads an unchanged file no further', async () => {
    const service = await library(seeds());
    const before = (await service.status(neverCancelled)).generation;
    await service.update(seeds(), [], neverCancelled);
    assert.equal((await service.status(neverCancelled)).generation, before);
  });

  it('lets a broken file cost itself alone', async () => {
    const service = await library([
      ...seeds(),
      { path: 'sources/gone.txt', size: 10, modified: 1 },
      source('sources/picture.png', 'x'),
      source('sources/empty.txt', ''),
      { ...source('sources/huge.txt', 'x'), size: 1_000_000_000 },
    ]);
    const status = await service.status(neverCancelled);
    assert.equal(status.sources, 2);
    assert.deepEqual(
      status.problems.map((p) => [p.path, p.severity]),
      [
        ['sources/empty.txt', 'error'],
        ['sources/gone.txt', 'error'],
        ['sources/huge.txt', 'error'],
        ['sources/picture.png', 'information'],
      ],
    );
    await service.update([], ['sources/gone.txt', 'sources/picture.png', 'sources/empty.txt', 'sources/huge.txt'], neverCancelled);
    assert.deepEqual((await service.status(neverCancelled)).problems, []);
  });

  it('tells the gravest problems where they are more than anybody reads', async () => {
    const broken = ['a.png', 'b.txt', 'c.png', 'd.txt', 'e.txt'].map((name) => source(`sources/${name}`, ''));
    const told = async (mostProblems: number): Promise<[string[], number | undefined]> => {
      const { problems, moreProblems } = await (await library(broken, { mostProblems })).status(neverCancelled);
      return [problems.map(({ path }) => path.slice('sources/'.length)), moreProblems];
    };
    assert.deepEqual(await told(5), [['a.png', 'b.txt', 'c.png', 'd.txt', 'e.txt'], undefined]);
    assert.deepEqual(await told(4), [['a.png', 'b.txt', 'd.txt', 'e.txt'], 1]);
    assert.deepEqual(await told(2), [['b.txt', 'd.txt'], 3]);
  });

  it('drops an article whose file broke', async () => {
    const service = await library(seeds());
    await service.update([source(`sources/${B}.txt`, '')], [], neverCancelled);
    assert.deepEqual(
      (await service.sources()).map((s) => s.key),
      [A],
    );
  });

  it('keeps what was read when it is cancelled, and the rest can follow', async () => {
    const cancel = { cancelled: false };
    let reads = 0;
    const files = { list: async () => [], read: async () => new TextEncoder().encode(`Article ${reads++}\n\nPutin met Trump in Miami.\n`) };
    const service = await library([], {
      files,
      breathe: async () => {
        if (reads === 3) cancel.cancelled = true;
      },
    });
    const all = Array.from({ length: 6 }, (_, i) => ({ path: `sources/${i}.txt`, size: 40, modified: 1 }));
    await assert.rejects(service.update(all, [], cancel), CancelledError);
    const status = await service.status(neverCancelled);
    assert.deepEqual([status.sources, status.indexing], [3, false]);
    await service.update(all.slice(3), [], neverCancelled);
    assert.equal((await service.status(neverCancelled)).sources, 6);
  });

  it('takes metadata from a bibliography in the folder, and forgets it with the file', async () => {
    const bib = source(
      'sources/refs.bib',
      `@article{talks2026, title={The talks}, author={Roe, Jane}, journal={The Daily}, year={2026}, file={${A}.txt}}\n`,
    );
    const service = await library([...seeds(), bib]);
    const [card] = await service.sources();
    assert.deepEqual([card?.key, card?.title, card?.outlet], ['talks2026', 'The talks', 'The Daily']);
    const text = 'Kirill Dmitriev flew to Miami [@talks2026].';
    assert.deepEqual((await service.check(briefing(text), neverCancelled)).findings, []);
    await service.update([], ['sources/refs.bib'], neverCancelled);
    assert.equal((await service.sources())[0]?.key, A);
    assert.equal((await service.check(briefing(text), neverCancelled)).findings[0]?.code, 'unknown-source');
  });

  it('takes keys from the bibliography that the front matter names, and reads it again when it changed', async () => {
    let bib = `@article{dmitriev, title={The talks}, file={../sources/${A}.txt}}`;
    let now = 0;
    const reads: string[] = [];
    const service = await library(seeds(), {
      clock: { now: () => now },
      files: {
        list: async () => [],
        read: async (file) => {
          reads.push(file);
          if (file !== 'desk/refs.bib') throw new Error('no such file');
          return new TextEncoder().encode(bib);
        },
      },
    });
    const text = '---\nbibliography: [refs.bib, gone.bib]\n---\nKirill Dmitriev flew to Miami [@dmitriev].';
    const codes = async (version: number): Promise<string[]> =>
      (await service.check(briefing(`${text}${' '.repeat(version)}`, version, 'desk/b.md'), neverCancelled)).findings.map((f) => f.code);
    assert.deepEqual(await codes(1), []);
    assert.deepEqual(reads, ['desk/refs.bib', 'desk/gone.bib']);
    bib = bib.replace('dmitriev', 'other');
    assert.deepEqual(await codes(2), []);
    now = 10_000;
    assert.deepEqual(await codes(3), ['unknown-source']);
  });

  it('reports what is wrong with the project file on that file', async () => {
    const service = await library(seeds());
    await service.setProject('{\n  "entities": 3\n}', neverCancelled);
    const [problem] = (await service.status(neverCancelled)).problems;
    assert.deepEqual([problem?.path, problem?.line], ['attest.json', 1]);
    await service.setProject(undefined, neverCancelled);
    assert.deepEqual((await service.status(neverCancelled)).problems, []);
  });
});
