import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { Entity, PassageRef, SourceCard } from '../../../src/core/model.ts';
import type { CitationCard, NameCard } from '../../../src/core/service.ts';
import { citationCard, nameCard } from '../../../src/editor/cards.ts';
import { linkedCommands } from '../../../src/editor/links.ts';

const md = new MarkdownIt({ html: true, linkify: true });
const place = { root: 'file:///desk', briefing: 'file:///desk/briefing.md', offset: 3 };

function source(extra: Partial<SourceCard> = {}): SourceCard {
  return { key: 'k1', path: 'sources/k1.txt', format: 'txt', extracted: false, ...extra };
}

function passage(text: string, extra: Partial<PassageRef> = {}): PassageRef {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: text.length } };
  return {
    source: source(),
    start: 0,
    end: text.length,
    range,
    text,
    provenance: { via: [], anonymous: false },
    repeats: 0,
    alsoIn: 0,
    ...extra,
  };
}

const entity: Entity = { id: 'person/ada', name: 'Ada Okoro', kind: 'person', aliases: ['Ada Okoro'], origin: 'library' };

function card(extra: Partial<NameCard> = {}): NameCard {
  const mention = { start: 0, end: 3, kind: 'person' as const, form: 'name' as const, confidence: 1, entity: entity.id };
  return {
    type: 'name',
    span: mention,
    mention,
    entity,
    candidates: [],
    roles: [],
    passages: [],
    passageCount: 0,
    sourceCount: 0,
    mentionCount: 0,
    ...extra,
  };
}

/** What a person reads: text alone, a line a paragraph or break. */
function read(markdown: string): string {
  return md
    .parse(markdown, {})
    .flatMap((t) =>
      t.type === 'paragraph_close'
        ? ['\n']
        : (t.children ?? []).map((c) => (c.type === 'softbreak' || c.type === 'hardbreak' ? '\n' : c.content)),
    )
    .join('');
}

describe('cards', function () {
  this.timeout(20_000);
  it('say who it is, then the words with whose they are and where they stand', () => {
    const spoken = passage('“We shall wait,” Okoro said.', {
      source: source({ outlet: 'The Daily', date: 'XXXX-02-01', grade: 'B2' }),
      paragraph: 3,
      speaker: { name: 'Ada Okoro', anonymous: false },
      provenance: { via: ['Agency'], anonymous: true },
      repeats: 2,
      alsoIn: 2,
    });
    const text = nameCard(
      card({
        passages: [{ ...spoken, relation: 'by' }],
        passageCount: 4,
        sourceCount: 2,
        mentionCount: 6,
        roles: [{ role: 'minister of ports', passage: spoken }],
      }),
      place,
    );
    assert.equal(
      read(text),
      [
        'Ada Okoro · person · 4 passages in 2 sources',
        'minister of ports, according to The Daily',
        '"“We shall wait,” Okoro said."',
        'said by Ada Okoro · The Daily, 1 February (year not stated), paragraph 3 (repeated twice in the article) · second-hand: Agency · anonymous · also in 2 others · graded B2 · Open · Cite · Quote',
        'All 6 mentions · Edit entity',
        '',
      ].join('\n'),
    );
  });

  const headers: readonly [name: string, card: NameCard, expected: RegExp][] = [
    [
      'one passage',
      card({ passageCount: 1, sourceCount: 1, mentionCount: 1 }),
      /^Ada Okoro · person · 1 passage in 1 source\nThe one mention · Edit entity/,
    ],
    ['nothing', card(), /^Ada Okoro · person · in none of the sources\nEdit entity/],
    [
      'another reading',
      card({ candidates: [entity, { ...entity, id: 'x', name: 'Ada', kind: 'place' }] }),
      /May also stand for Ada \(place\)/,
    ],
  ];
  for (const [name, given, expected] of headers) it(`of ${name}`, () => assert.match(read(nameCard(given, place)), expected));

  it('of a name that fits several says so and links none', () => {
    const { entity: _, ...rest } = card({ candidates: [entity, { ...entity, id: 'b', name: 'Bello Okoro' }] });
    assert.equal(read(nameCard(rest, place)), 'person · several fit\nCould be Ada Okoro (person), Bello Okoro (person)\n');
  });

  it('say that sources are still being read', () => {
    assert.match(read(nameCard(card(), place, { reading: 'reading sources, 3 of 9' })), /\nreading sources, 3 of 9\n/);
  });

  it('of a citation give the source, the agreeing words in bold, and what is missing', () => {
    const found: CitationCard = {
      type: 'citation',
      span: { start: 0, end: 3 },
      target: 'k1',
      nearest: [],
      source: source({ title: 'A title', author: 'A. Writer', outlet: 'The Daily', date: '2026-02-01' }),
      evidence: {
        passage: passage('Okoro waits in the harbour.', { paragraph: 2 }),
        score: 1,
        agreeing: [
          { start: 0, end: 5 },
          { start: 19, end: 26 },
        ],
        missing: ['Tuesday'],
      },
    };
    const text = citationCard(found, place);
    assert.match(text, /\*\*Okoro\*\* waits in the \*\*harbour\*\*/);
    assert.equal(
      read(text),
      'A title\nA. Writer · The Daily · 1 February 2026 · @k1\n"Okoro waits in the harbour."\nk1, paragraph 2 · Open · Cite · Quote\nNot in this passage: Tuesday\n',
    );
    const { source: _, evidence: __, ...unknown } = found;
    assert.equal(read(citationCard({ ...unknown, nearest: ['k11'] }, place)), 'No source has the key k1. Nearest: k11\n');
  });

  it('hold nothing but text, emphasis and listed commands, whatever the sources hold', () => {
    const hostile = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            '[x](command:a.b)',
            '![i](http://x.y/z)',
            '<b>',
            '**',
            '*',
            '_',
            '`',
            '$(x)',
            '\n\n# ',
            '\n- ',
            '|',
            '&lt;',
            '\\',
            '"',
            '(',
            ')',
            '](',
            'www.a.b',
            '\u202e',
            '\ud800',
          ),
          fc.string({ unit: 'grapheme', maxLength: 6 }),
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((parts) => parts.join(''));
    const allowed = new Set([
      'text',
      'text_special',
      'strong_open',
      'strong_close',
      'em_open',
      'em_close',
      'link_open',
      'link_close',
      'softbreak',
      'hardbreak',
    ]);
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, fc.array(fc.tuple(fc.nat(30), fc.nat(9))), (words, name, title, role, spans) => {
        const evil = source({ key: name, title, outlet: title, author: role, date: words, url: words, path: `${name}.txt` });
        const said = passage(words, {
          source: evil,
          paragraph: 1,
          speaker: { name, anonymous: false },
          provenance: { via: [title], anonymous: false },
        });
        const agreeing = spans.map(([start, length]) => ({ start, end: start + length }));
        const texts = [
          nameCard(
            card({
              entity: { ...entity, name, note: title },
              candidates: [{ ...entity, id: 'z', name: title }],
              passages: [{ ...said, relation: 'about' }],
              roles: [{ role, passage: said }],
              mentionCount: 2,
            }),
            place,
          ),
          citationCard(
            {
              type: 'citation',
              span: { start: 0, end: 1 },
              target: name,
              source: evil,
              nearest: [],
              evidence: { passage: said, score: 1, agreeing, missing: [title] },
            },
            place,
          ),
          citationCard({ type: 'citation', span: { start: 0, end: 1 }, target: name, nearest: [title] }, place),
        ];
        for (const text of texts)
          for (const block of md.parse(text, {})) {
            assert.ok(['paragraph_open', 'inline', 'paragraph_close'].includes(block.type), `${block.type} in ${JSON.stringify(text)}`);
            for (const token of block.children ?? []) {
              assert.ok(allowed.has(token.type), `${token.type} in ${JSON.stringify(text)}`);
              if (token.type !== 'link_open') continue;
              const href = String(token.attrGet('href'));
              assert.ok(
                linkedCommands.some((c) => href.startsWith(`command:${c}?`)),
                href,
              );
              assert.doesNotThrow(() => JSON.parse(decodeURIComponent(href.slice(href.indexOf('?') + 1))));
            }
          }
      }),
      { numRuns: 300 },
    );
  });
});
