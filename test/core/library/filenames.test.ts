/** Names that files may have: in every script, and made to mislead. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalService } from '../../../src/core/library.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { NodeFiles } from '../../../src/worker/files.ts';
import { briefing, world } from './fixture.ts';

const COMPOSED = 'caf\u00e9';
const DECOMPOSED = 'cafe\u0301';

describe('library: names of files', () => {
  let root: string;
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, 'sources', name)), { recursive: true });
    writeFileSync(path.join(root, 'sources', name), text);
  };
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'attest-names-'));
    mkdirSync(path.join(root, 'sources'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function library(): Promise<LocalService> {
    const service = new LocalService(world({ assets: { load: async () => undefined }, files: new NodeFiles(root) }));
    await service.scan(neverCancelled);
    return service;
  }

  const anywhere = ['a#b', '50%25', '{brace,s}', '(p)!', '@(x)', '$(rm)', "'q'", ' lead', 'trail ', '[x](command:evil)', '`c`'];
  const scripts = ['Київ', '北京', '\u05e9\u05dc\u05d5\u05dd', '\u202egnp', '😀 fire', 'x'.repeat(251), 'deep 1/ü/ї'];
  // Windows and its file systems have none of these.
  const posix = [
    'line\nbreak',
    'deep\n2/paragraph\u2029end',
    'bell\u0007\u001b[31m',
    'tab\t',
    '**bold**',
    '<b>',
    '?',
    '"q"',
    'back\\slash',
  ];

  it('are listed, read and told whatever they hold', async () => {
    const names = [...anywhere, ...scripts, ...(process.platform === 'win32' ? [] : posix)].map((name) => `${name}.txt`);
    for (const [i, name] of names.entries()) write(name, `Anna Berger met Lavrov ${i} times.`);
    const service = await library();
    assert.deepEqual((await service.status(neverCancelled)).problems, []);
    assert.deepEqual(
      (await service.sources()).map((card) => card.path),
      names.map((name) => `sources/${name}`).sort(),
    );
    for (const [i, name] of names.entries()) {
      const text = (await service.sourceText(`sources/${name}`, neverCancelled))?.text;
      assert.equal(text, `Anna Berger met Lavrov ${i} times.`, name);
    }
  });

  it('are cited alike whether their letters are taken apart or not', async () => {
    write(`${DECOMPOSED}.txt`, 'Anna Berger met Lavrov.');
    const service = await library();
    for (const key of [COMPOSED, DECOMPOSED])
      for (const citation of [`[@${key}]`, `[see](sources/${encodeURIComponent(key)}.txt)`]) {
        const { citations } = await service.check(briefing(`Anna Berger met Lavrov ${citation}.`), neverCancelled);
        assert.equal(citations[0]?.source, `sources/${DECOMPOSED}.txt`, citation);
      }
  });

  // Other systems may take both names for one.
  if (process.platform === 'linux')
    it('that only look alike have keys that differ, and that is said', async () => {
      write(`${DECOMPOSED}.txt`, 'Anna Berger met Lavrov.');
      write(`${COMPOSED}.txt`, 'Lavrov met Putin.');
      const service = await library();
      const cards = await service.sources();
      assert.equal(cards.length, 2);
      assert.equal(new Set(cards.map((card) => card.key.normalize('NFC'))).size, 2);
      assert.match(
        (await service.status(neverCancelled)).problems[0]?.message ?? '',
        /has the citation key “café” of .* and is cited as “café-/,
      );
    });

  if (process.platform === 'linux')
    it('that are no Unicode are told, and cost nothing else', async () => {
      write('a.txt', 'Anna Berger met Lavrov.');
      const bad = (name: string): Buffer => Buffer.concat([Buffer.from(path.join(root, 'sources', name)), Buffer.from([0xff, 0xfe])]);
      mkdirSync(bad('folder-'));
      writeFileSync(Buffer.concat([bad('file-'), Buffer.from('.txt')]), 'Lavrov met Putin.');
      writeFileSync(Buffer.concat([bad('picture-'), Buffer.from('.jpg')]), '');
      // This one really has the character that stands for what is unknown.
      write('\ufffd.txt', 'Putin flew to Moscow.');
      const service = await library();
      const { sources, problems } = await service.status(neverCancelled);
      assert.equal(sources, 2);
      assert.deepEqual(
        problems.map(({ message }) => message.replace(/ What was read.*/, '')),
        [
          'file-\ufffd\ufffd.txt could not be looked at: Its name is not valid Unicode (UTF-8). Rename it.',
          'The folder sources/folder-\ufffd\ufffd could not be looked into: Its name is not valid Unicode (UTF-8). Rename it.',
        ],
      );
    });

  it('of links whose file is away keep what was read, until it is back', async () => {
    const away = path.join(root, 'drive');
    mkdirSync(away);
    writeFileSync(path.join(away, 'a.txt'), 'Anna Berger met Lavrov.');
    symlinkSync(path.join(away, 'a.txt'), path.join(root, 'sources', 'a.txt'));
    const service = await library();
    renameSync(away, `${away}-away`);
    await service.scan(neverCancelled);
    const { sources, problems } = await service.status(neverCancelled);
    assert.equal(sources, 1);
    assert.match(problems[0]?.message ?? '', /^a\.txt could not be looked at: The file does not exist/);
    renameSync(`${away}-away`, away);
    await service.scan(neverCancelled);
    assert.deepEqual((await service.status(neverCancelled)).problems, []);
    rmSync(path.join(root, 'sources', 'a.txt'));
    await service.scan(neverCancelled);
    assert.equal((await service.status(neverCancelled)).sources, 0);
  });

  it('of links out of the folder are read where the link stands, and those in a circle once', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'attest-outside-'));
    try {
      writeFileSync(path.join(outside, 'b.txt'), 'Lavrov met Putin.');
      symlinkSync(outside, path.join(root, 'sources', 'there'));
      symlinkSync(path.join(root, 'sources'), path.join(outside, 'back'));
      symlinkSync('me.txt', path.join(root, 'sources', 'me.txt'));
      write('a.txt', 'Anna Berger met Lavrov.');
      const service = await library();
      assert.deepEqual(
        (await service.sources()).map((card) => card.path),
        ['sources/a.txt', 'sources/there/b.txt'],
      );
      const { problems } = await service.status(neverCancelled);
      assert.deepEqual(
        problems.map(({ path: file, message }) => [file, message.replace(/ What was read.*/, '')]),
        [['sources/me.txt', 'me.txt could not be looked at: Its symbolic links lead in a circle.']],
      );
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });
});
