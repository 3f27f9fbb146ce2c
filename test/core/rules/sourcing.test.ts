import assert from 'node:assert/strict';
import type { LocalService } from '../../../src/core/library.ts';
import type { FindingCode } from '../../../src/core/model.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { digest } from '../../../src/core/text/digest.ts';
import { briefing, library, seeds } from '../library/fixture.ts';
import { FIRE, OTHER, port } from './port.ts';

const A = '000_c980effe1f55e4a2';
const B = '003_ce60f647ed50ed9e';

describe('rules: sourcing', function () {
  this.timeout(60_000);
  let service: LocalService;
  before(async () => {
    service = await library([...seeds(), ...port]);
  });

  async function told(code: FindingCode, text: string): Promise<string[]> {
    const { findings } = await service.check(briefing(text), neverCancelled);
    return findings.filter((f) => f.code === code).map((f) => `${text.slice(f.start, f.end)}: ${f.message}`);
  }

  const weak: readonly [name: string, text: string, ...findings: string[]][] = [
    [
      'a report passed on',
      `The Kremlin does not see significant chances for a breakthrough in the peace talks [@${A}].`,
      `[@${A}]: ${A} relays Bloomberg here, which names nobody, and the briefing does not say so.`,
    ],
    [
      'once a section',
      `Moscow is ready to freeze the front line [@${A}].\n\nPutin initially claimed four regions of Ukraine [@${A}].`,
      `[@${A}]: ${A} relays Bloomberg here, which names nobody, and the briefing does not say so (2 statements of this section).`,
    ],
    ['a report passed on, and said so', `Moscow is ready to freeze the front line, Bloomberg sources said [@${A}].`],
    ['nobody named, and said so', `One EU diplomat told Bloomberg that the Europeans were not invited to Miami [@${A}].`],
    [
      'a named negotiator is not one of the unnamed',
      `Bloomberg has spoken to negotiator Rustem Umerov. The Europeans were not invited to Miami [@${A}].`,
      `[@${A}]: ${A} names nobody who says this, and the briefing does not say so.`,
    ],
    ['said so in the paragraph', `Bloomberg spoke to unnamed officials. Putin initially claimed four regions of Ukraine [@${A}].`],
    [
      'nobody named',
      `Bloomberg has it that the Europeans were not invited to Miami [@${A}].`,
      `[@${A}]: ${A} names nobody who says this, and the briefing does not say so.`,
    ],
    ['first-hand', `Kirill Dmitriev flew to Miami on the eve of the talks [@${A}].`],
    ['second-hand beside first-hand', `Ukraine must cede the entire Donbas region, Moscow insists [@${A}; @${B}].`],
    [
      'two sources, one story',
      'Firefighters needed nine hours to put out the flames [@daily; @gazette].',
      '[@daily; @gazette]: daily and gazette carry one story (daily): that is one source.',
    ],
    [
      'two sources, one outlet behind both',
      'The customs office seized 40 cars, Morning Post sources said [@radio; @portal].',
      '[@radio; @portal]: radio and portal rest on Morning Post here: that is one source.',
    ],
    ['two sources, two stories', 'The fire in the port of Vardenis destroyed warehouses on March 3 [@daily; @wire].'],
    [
      'a section on one source, reprints counted once',
      [
        '## Fire',
        'Firefighters needed nine hours to put out the flames [@daily].',
        'The harbour master closed the northern pier [@gazette].',
        'The grain terminal lost its roof [@daily].',
        'The mayor promised help to the owners of the warehouses [@daily].',
      ].join('\n\n'),
      '[@daily]: All 4 sourced statements of this section rest on daily alone.',
    ],
    [
      'a section on two sources',
      [
        'Firefighters needed nine hours to put out the flames [@daily].',
        'The harbour master closed the northern pier [@gazette].',
        'The grain terminal lost its roof [@daily].',
        'The fire began in a store for paint [@wire].',
      ].join('\n\n'),
    ],
  ];
  for (const [name, text, ...findings] of weak)
    it(`weak-sourcing: ${name}`, async () => {
      assert.deepEqual(await told('weak-sourcing', text), findings);
    });

  it('weak-sourcing: says in the sentence what it rests on, by a fix', async () => {
    for (const [text, fixed] of [
      [
        `Moscow is ready to freeze the front line [@${A}].`,
        `Moscow is ready to freeze the front line, Bloomberg reported, citing unnamed sources [@${A}].`,
      ],
      [
        `Bloomberg has it that the Europeans were not invited to Miami [@${A}, para. 5].`,
        `Bloomberg has it that the Europeans were not invited to Miami, according to unnamed sources [@${A}, para. 5].`,
      ],
      [`Moscow is ready, they say [@${A}], to freeze the front line.`, undefined],
      [`Moscow is ready to freeze the front line. [@${A}]`, undefined],
    ] as const) {
      const { findings } = await service.check(briefing(text), neverCancelled);
      const edit = findings.flatMap((f) => f.fixes).find((fix) => fix.title.startsWith('Write “'))?.edits[0];
      const after = edit && text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
      assert.equal(after, fixed);
      if (after !== undefined) assert.deepEqual(await told('weak-sourcing', after), []);
    }
  });

  const conflicts: readonly [name: string, text: string, ...findings: (string | RegExp)[]][] = [
    [
      'a figure',
      'The fire in the port of Vardenis destroyed 14 warehouses [@daily].',
      /^14: daily carries this, but wire, paragraph 1 disagrees: .*14.*17/,
    ],
    [
      'the same from the other side, once for all reprints',
      'The fire in the port of Vardenis destroyed 17 warehouses [@wire].',
      /^17: wire carries this, but daily, paragraph 1 disagrees: .*17.*14/,
    ],
    ['no other source', 'Firefighters needed nine hours to put out the flames [@daily].'],
    ['another event', 'A storm in the port of Sevan destroyed 25 boats [@sevan].'],
    ['both cited', 'The fire in the port of Vardenis destroyed 14 warehouses [@daily; @wire].'],
    ['not carried by its own source', 'The fire in the port of Vardenis destroyed 19 warehouses [@daily].'],
    [
      'a role',
      'German Foreign Minister Oskar Lindt visited the harbour [@daily].',
      /^German Foreign Minister: daily carries this, but wire, paragraph 1 disagrees: “German Foreign Minister” here, “Austrian Foreign Minister” there\.$/,
    ],
  ];
  for (const [name, text, ...findings] of conflicts)
    it(`conflicting-sources: ${name}`, async () => {
      const found = await told('conflicting-sources', text);
      assert.equal(found.length, findings.length, found.join('\n'));
      found.forEach((one, i) => {
        assert.match(one, new RegExp(findings[i] ?? ''));
      });
    });

  it('changed-source: tells each sentence that hangs on it, until it is recorded anew', async () => {
    const text = `The fire destroyed 14 warehouses [@daily; @wire].\n\nThe grain terminal lost its roof [@daily].`;
    assert.deepEqual(await told('changed-source', text), []);
    await service.setProject(JSON.stringify({ cited: { daily: 'another', wire: digest(OTHER) } }), neverCancelled);
    const message = '@daily: daily has changed since it was cited. Look whether it still carries this.';
    assert.deepEqual(await told('changed-source', text), [message, message]);
    await service.setProject(JSON.stringify({ cited: { daily: digest(FIRE) } }), neverCancelled);
    assert.deepEqual(await told('changed-source', text), []);
    await service.setProject(undefined, neverCancelled);
  });
});
