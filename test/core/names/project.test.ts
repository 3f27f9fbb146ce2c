import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { declaredNames } from '../../../src/core/names/declared.ts';
import { parseProject } from '../../../src/core/names/project.ts';
import { editProject, type ProjectChange } from '../../../src/core/names/project-edit.ts';
import { recognise } from '../../../src/core/names/recognise.ts';

describe('parseProject', () => {
  it('reads every list, with comments and trailing commas', () => {
    const { project, problems } = parseProject(`{
      // who is who
      "$schema": "x",
      "entities": [
        { "name": "Ruth Roe", "kind": "person", "aliases": ["Roe", { "text": "RR", "caseSensitive": true }], "note": "desk head" },
      ],
      "merge": [["Zelenskyy", "Zelensky"]],
      "split": [["John Roe", "John R. Roe"]],
      "reject": ["he"],
      "spelling": { "Kiev": "Kyiv" },
      "ignore": [{ "code": "unsourced-claim", "fingerprint": "abc", "reason": "common knowledge" }],
    }`);
    assert.deepEqual(problems, []);
    assert.deepEqual(project.entities, [
      {
        name: 'Ruth Roe',
        kind: 'person',
        aliases: [
          { text: 'Roe', caseSensitive: false },
          { text: 'RR', caseSensitive: true },
        ],
        caseSensitive: false,
        note: 'desk head',
      },
    ]);
    assert.deepEqual(project.merge, [['Zelenskyy', 'Zelensky']]);
    assert.deepEqual(project.split, [['John Roe', 'John R. Roe']]);
    assert.deepEqual(project.reject, ['he']);
    assert.equal(project.spelling.get('Kiev'), 'Kyiv');
    assert.deepEqual(project.ignore, [{ code: 'unsourced-claim', fingerprint: 'abc', reason: 'common knowledge' }]);
  });

  // [ ] marks what a problem must point at.
  const faulty: readonly (readonly [marked: string, message: RegExp])[] = [
    ['["x"]¦', /must be an object/],
    ['{ "entities": [«{ "kind": "person" }»] }', /needs a "name"/],
    ['{ "entities": [{ "name": "Roe", "kind": «"robot"» }] }', /person, organisation, state, place/],
    ['{ «"entity"»: [] }', /Unknown property "entity"/],
    ['{ "merge": [«["Roe"]»] }', /two names/],
    ['{ "reject": [«""»] }', /not empty/],
    ['{ "reject": «"he"» }', /must be a list/],
    ['{ "ignore": [«{ "code": "misquotation", "reason": "typo" }»] }', /where it holds/],
    ['{ "entities": [{ "name": "Roe", "kind": "person" }, { "name": «"Roe"», "kind": "person" }] }', /declared twice/],
    ['{ "spelling": { "Kiev": «4» } }', /preferred spelling/],
  ];
  for (const [marked, message] of faulty)
    it(`tells what is wrong and where: ${marked}`, () => {
      const text = marked.replace(/[«»¦]/g, '');
      const { problems } = parseProject(text);
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(problems[0]?.message ?? '', message);
      const expected = /«(.*)»/s.exec(marked)?.[1] ?? text;
      assert.equal(text.slice(problems[0]?.start, problems[0]?.end), expected);
    });

  it('keeps the good part of a broken file', () => {
    const { project, problems } = parseProject('{ "reject": ["he"], "entities": [ { "name": }');
    assert.deepEqual(project.reject, ['he']);
    assert.ok(problems.some((p) => /no JSON/.test(p.message)));
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => parseProject(text).problems.every((p) => p.end >= p.start)),
    );
    fc.assert(fc.property(fc.json(), (text) => parseProject(text).project.merge.every((m) => m.length > 1)));
  });
});

describe('editProject', () => {
  const all: readonly ProjectChange[] = [
    { type: 'entity', entity: { name: 'Ruth Roe', kind: 'person', aliases: [{ text: 'Roe', caseSensitive: false }] } },
    { type: 'entity', entity: { name: 'Acme', kind: 'organisation' } },
    { type: 'alias', name: 'Acme', alias: { text: 'ACM', caseSensitive: true } },
    { type: 'merge', names: ['Kyiv', 'Kiev'] },
    { type: 'split', names: ['A. Roe', 'R. Roe'] },
    { type: 'reject', text: 'he' },
    { type: 'reject', text: 'Editor' },
    { type: 'spelling', variant: 'Kiev', preferred: 'Kyiv' },
    { type: 'cited', key: 'daily', digest: 'd41d' },
    { type: 'ignore', ignore: { code: 'unsourced-claim', fingerprint: 'f1', reason: 'known' } },
  ];

  it('makes a sorted file from nothing, which reads back without problems', () => {
    const text = all.reduce(editProject, '');
    const { project, problems } = parseProject(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      project.entities.map((e) => e.name),
      ['Acme', 'Ruth Roe'],
    );
    assert.deepEqual(project.reject, ['Editor', 'he']);
    assert.deepEqual(project.entities[0]?.aliases, [{ text: 'ACM', caseSensitive: true }]);
    assert.equal(project.ignore.length, 1);
    assert.equal(parseProject(editProject(text, { type: 'unignore', fingerprint: 'f1' })).project.ignore.length, 0);
  });

  it('changes nothing that is there already', () => {
    const text = all.reduce(editProject, '');
    for (const change of all) assert.equal(editProject(text, change), text);
  });

  it('keeps comments, formatting and every other line', () => {
    const text =
      '{\n    // names that no source may take away\n    "reject": [\n        "Editor", // page furniture\n        "she"\n    ]\n}\n';
    const edited = editProject(text, { type: 'reject', text: 'he' });
    assert.deepEqual(
      edited.split('\n').filter((line) => !text.split('\n').includes(line)),
      ['        "he",'],
    );
    assert.deepEqual(
      text.split('\n').filter((line) => !edited.split('\n').includes(line)),
      [],
    );
  });

  it('refuses to write over a broken file', () => {
    assert.throws(() => editProject('{ "reject": [', { type: 'reject', text: 'he' }), /mend it first/);
  });

  it('gives the same file in whatever order changes of one list come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 6 }), (names) => {
        const change = (n: string): ProjectChange => ({ type: 'reject', text: n });
        const forward = names.map(change).reduce(editProject, '');
        const backward = names.toReversed().map(change).reduce(editProject, '');
        assert.equal(forward, backward);
      }),
    );
  });
});

describe('declared names', () => {
  const project = parseProject(
    '{ "entities": [{ "name": "Quiet Desk", "kind": "organisation", "aliases": [{ "text": "WHO", "caseSensitive": true }, "Ada"] }], "reject": ["Bo Hansen"] }',
  ).project;
  const table: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['the Quiet Desk said', ['Quiet Desk']],
    ['the quiet desk said', []],
    ['ask the WHO who knows', ['WHO']],
    ['then Ada’s note came', ['Ada']],
    ['then Mr. Bo Hansen came', []],
  ];
  for (const [text, names] of table)
    it(text, () => {
      const found = recognise(text, { declared: declaredNames(project) });
      assert.deepEqual(
        found.map((m) => text.slice(m.start, m.end)),
        names,
      );
    });
});

describe('the schema of the project file', () => {
  it('knows exactly what the reader knows', () => {
    const schema = JSON.parse(readFileSync(new URL('../../../media/attest.schema.json', import.meta.url), 'utf8')) as {
      readonly properties: Readonly<Record<string, unknown>>;
      readonly definitions: { readonly entity: { readonly properties: Readonly<Record<string, unknown>> } };
    };
    const known = Object.fromEntries(
      Object.keys(schema.properties).map((p) => [p, p === 'spelling' || p === 'cited' || p === '$schema' ? {} : []]),
    );
    assert.deepEqual(
      parseProject(JSON.stringify(known)).problems.map((p) => p.message),
      [],
    );
    const entity = Object.fromEntries(
      Object.keys(schema.definitions.entity.properties).map((p) => [
        p,
        { name: 'x', kind: 'person', aliases: [], caseSensitive: true, note: 'n' }[p],
      ]),
    );
    assert.deepEqual(parseProject(JSON.stringify({ entities: [entity] })).problems, []);
    assert.equal(parseProject('{ "other": 1 }').problems.length, 1);
  });
});
