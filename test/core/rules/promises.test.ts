import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../src/core/rules/all.ts';
import { catalogue } from '../../../src/core/rules/catalogue.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

describe('what is promised about rules', () => {
  const codes = catalogue.map((info) => info.code).toSorted();

  it('the catalogue names just the rules that run', () => {
    assert.deepEqual([...rules.map((rule) => rule.code), 'stale-ignore'].toSorted(), codes);
  });

  it('the settings offer just those, with their defaults', () => {
    const manifest = JSON.parse(read('package.json')) as {
      contributes: { configuration: { properties: { 'attest.rules': { properties: Record<string, { default: string }> } } } };
    };
    const offered = manifest.contributes.configuration.properties['attest.rules'].properties;
    assert.deepEqual(
      Object.entries(offered)
        .map(([code, { default: severity }]) => `${code} ${severity}`)
        .toSorted(),
      catalogue.map(({ code, severity }) => `${code} ${severity}`).toSorted(),
    );
  });

  for (const file of ['README.md', 'media/rules.md', 'media/attest.schema.json'])
    it(`${file} names each`, () => {
      const text = read(file);
      for (const code of codes) assert.ok(text.includes(code), code);
    });
});
