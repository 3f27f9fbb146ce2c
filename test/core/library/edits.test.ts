import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BriefingMemory } from '../../../src/core/library/briefing.ts';
import { takeIn } from '../../../src/core/library/ingest.ts';
import { Library } from '../../../src/core/library/state.ts';
import type { BriefingReport } from '../../../src/core/model.ts';
import { parseProject } from '../../../src/core/names/project.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { checkBriefing, checkPart, inOrder } from '../../../src/core/rules/all.ts';
import { applyIgnores } from '../../../src/core/rules/ignore.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { ReportReceiver, ReportSender } from '../../../src/worker/reports.ts';
import { briefing, seeds, world } from './fixture.ts';

const A = '000_c980effe1f55e4a2';
const B = '003_ce60f647ed50ed9e';

/** Paragraphs of every kind, some of which define what others are read by. */
const PARAGRAPHS = [
  'Putin wants Ukraine to give up the whole Donbas region. Smith is right.',
  `“No one agreed this with the Russian side,” Yuri Ushakov said on January 29 [@${A}].`,
  `“The conditions Trump is offering to end the war are the best for Putin in four years,” Sergei Lavrov said [@${A}].`,
  'Emmanuel Macron visited Beijing on Monday. Macron left on Tuesday.',
  'Kiev was quiet. It will probably snow. It is almost certain that it will snow.',
  '# Assessment',
  '## A heading',
  `Rustem Umerov described the discussions as “substantive and productive” [@${B}]. See [the text][x].`,
  '<!-- attest-ignore unsourced-claim: known -->',
  '<!-- attest-judgement -->',
  'Kirill Dmitriev flew to Miami on the eve of the talks.[^1]',
  `[^1]: [@${A}, para. 5]`,
  `[^1]: @${B} says so`,
  `[x]: sources/${A}.txt`,
  '- one\n- Steve Witkoff led the delegation in 2026.\n\n- Macron stayed [@nowhere].',
  `| Who | What |\n|---|---|\n| Putin | left in 2020 [@${A}] |`,
  `> Putin has insisted that Ukraine surrender the entire Donbas.\n>\n> — Alexander Gabuev [@${A}]`,
  `[@${B}]`,
  '```\nPutin met Trump.',
  '---\nattest: {ignore: [unknown-source]}\n---',
];

const INSERTS = [
  '',
  ' ',
  '\n',
  '\n\n',
  '\r\n\r\n',
  'Putin',
  '. ',
  '[^1]',
  '“',
  `[@${A}]`,
  '*',
  '> ',
  '- ',
  '```\n',
  '<!--',
  'Lavrov said ',
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ at: fc.nat(), remove: fc.nat({ max: 4 }), insert: fc.constantFrom(...INSERTS) }) },
  { weight: 1, arbitrary: fc.record({ at: fc.nat(), remove: fc.nat({ max: 90 }), insert: fc.constantFrom(...INSERTS, ...PARAGRAPHS) }) },
);

function edited(text: string, { at, remove, insert }: Edit): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + insert + text.slice(from + remove);
}

/** Runs of edits on a briefing that may say the same twice: some undo the one before. */
const histories = fc
  .tuple(
    fc.array(fc.constantFrom(...PARAGRAPHS), { minLength: 3, maxLength: 12 }),
    fc.constantFrom('\n\n', '\r\n\r\n'),
    fc.array(fc.oneof({ weight: 5, arbitrary: edit }, { weight: 1, arbitrary: fc.constant('undo' as const) }), {
      minLength: 1,
      maxLength: 8,
    }),
  )
  .map(([paragraphs, between, edits]) => {
    const texts = [paragraphs.join(between)];
    for (const one of edits) texts.push(one === 'undo' ? (texts.at(-2) ?? '') : edited(texts.at(-1) ?? '', one));
    return texts;
  });

describe('library: any run of edits', function () {
  this.timeout(120_000);
  const library = new Library(world());
  before(async () => {
    await takeIn(library, seeds(), [], neverCancelled);
    library.settings = { ...defaultSettings, rules: { 'estimative-language': 'warning' } };
    await library.setProject(
      parseProject('{"spelling": {"Kiev": "Kyiv"}, "ignore": [{"code": "misquotation", "text": "No one agreed this", "reason": "known"}]}')
        .project,
    );
  });
  const analyse = (memory: BriefingMemory, text: string, version: number): Promise<BriefingReport> =>
    memory.analyse(library, briefing(text, version), neverCancelled);

  it('says the same as an analysis from scratch', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (texts) => {
        const memory = new BriefingMemory();
        for (const [version, text] of texts.entries())
          assert.deepEqual(await analyse(memory, text, version), await analyse(new BriefingMemory(), text, version));
      }),
      { numRuns: 60 },
    );
  });

  it('finds in the parts what the rules find in the whole', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (texts) => {
        const { rules } = library.settings;
        const memory = new BriefingMemory();
        for (const [version, text] of texts.entries()) {
          const { path, findings, statements } = await analyse(memory, text, version);
          const context = await new BriefingMemory().context(library, briefing(text, version), neverCancelled);
          const whole = inOrder([...checkPart(context, rules), ...checkBriefing(context, rules)]);
          const { kept } = applyIgnores(whole, { path, parsed: context.parsed, statements }, library.project, () => false);
          assert.deepEqual(
            findings.filter(({ code }) => code !== 'stale-ignore'),
            kept,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('arrives in the editor as it is, and what stands before an edit as the same objects', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (texts) => {
        const memory = new BriefingMemory();
        const sender = new ReportSender();
        const receiver = new ReportReceiver();
        let last: BriefingReport | undefined;
        for (const [version, text] of texts.entries()) {
          const report = await analyse(memory, text, version);
          const received = receiver.report(structuredClone(sender.change(report)));
          assert.deepEqual(received, report);
          const before = last?.mentions ?? [];
          const same = before.findIndex((mention, i) => !isLike(mention, received.mentions[i]));
          for (let i = 0; i < (same < 0 ? before.length : same); i++) assert.equal(received.mentions[i], before[i]);
          last = received;
        }
      }),
      { numRuns: 60 },
    );
  });
});

function isLike(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
