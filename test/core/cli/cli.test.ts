import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Io } from '../../../src/cli/io.ts';
import { run } from '../../../src/cli/run.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import { openStore } from '../../../src/store/open.ts';
import { load, TABLES } from '../library/fixture.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const A = '000_c980effe1f55e4a2';

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('command line', () => {
  let folder = '';
  before(async function () {
    this.timeout(180_000);
    folder = mkdtempSync(path.join(tmpdir(), 'attest-cli-'));
    mkdirSync(path.join(folder, 'data'));
    for (const name of TABLES) writeFileSync(path.join(folder, 'data', name), (await load(name)) ?? '');
    cpSync(path.join(root, 'media/sample/sources'), path.join(folder, 'sources'), { recursive: true });
    writeFileSync(path.join(folder, 'good.md'), `Putin initially claimed four regions of Ukraine [@${A}].\n`);
    writeFileSync(path.join(folder, 'bad.md'), '# Heading\n\nEmmanuel Macron visited Beijing.\n');
    writeFileSync(path.join(folder, 'worse.md'), 'Putin initially claimed four regions of Ukraine [@nowhere\u009b31m].\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function attest(args: readonly string[], input: Iterable<string | Uint8Array> = []): Promise<Outcome> {
    let out = '';
    let err = '';
    const io: Io = {
      input: (async function* () {
        yield* input;
      })(),
      out: async (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      cwd: folder,
      assets: path.join(folder, 'data'),
    };
    return { code: await run(args, io), out, err };
  }

  const lines = (out: string): Record<string, unknown>[] =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  describe('usage', () => {
    const wrong: readonly [args: readonly string[], told: RegExp][] = [
      [[], /attest check FILE/],
      [['chek'], /no command “chek”/],
      [['constructor'], /no command “constructor”/],
      [['check'], /Which files/],
      [['check', 'good.md', '--format', 'xml'], /text, json, sarif, github/],
      [['check', 'good.md', '--nonsense'], /nonsense/],
      [['check', 'missing.md'], /missing\.md: The file does not exist/],
      [['check', 'good.md', '--sources', 'nowhere'], /is no folder/],
      [['record'], /Which files/],
      [['check', 'good.md', '--baseline', 'none.json'], /none\.json: The file does not exist/],
      [['check', 'good.md', '--baseline', 'good.md'], /no JSON/],
      [['names'], /Which texts/],
      [['names', '--stdin-jsonl', 'good.md'], /no files/],
      [['evidence', '--claim', 'x'], /--sources DIR/],
      [['evidence', '--claim', 'x', '--sources', 'sources', '-n', 'few'], /whole number/],
      [['bibliography'], /--sources DIR/],
    ];
    for (const [args, told] of wrong)
      it(`refuses “attest ${args.join(' ')}”`, async () => {
        const { code, out, err } = await attest(args);
        assert.equal(code, 2);
        assert.equal(out, '');
        assert.match(err, told);
      });

    it('tells version and help', async () => {
      const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
      assert.deepEqual(await attest(['--version']), { code: 0, out: `${version}\n`, err: '' });
      const help = await attest(['--help']);
      assert.equal(help.code, 0);
      for (const command of ['check', 'record', 'names', 'quotes', 'claims', 'evidence', 'bibliography'])
        assert.match(help.out, new RegExp(`attest ${command}`));
      assert.doesNotMatch(help.out, /mcp/);
      assert.deepEqual(await attest(['check', '--help']), help);
    });
  });

  describe('check', () => {
    it('keeps an index and says the same with it', async () => {
      const plain = await attest(['check', 'bad.md', '--format', 'json']);
      const first = await attest(['check', 'bad.md', '--format', 'json', '--index', 'kept']);
      assert.deepEqual(first, plain);
      assert.ok(existsSync(path.join(folder, 'kept', 'index.db')));
      assert.deepEqual(await attest(['check', 'bad.md', '--format', 'json', '--index', 'kept']), plain);
      writeFileSync(path.join(folder, 'kept', 'index.db'), 'spoilt');
      const after = await attest(['check', 'bad.md', '--format', 'json', '--index', 'kept']);
      assert.equal(after.out, plain.out);
      assert.match(after.err, /set aside/);
    });

    it('answers from an index that another process keeps, takes it over when that one ends, and says when it cannot be used', async function () {
      this.timeout(30_000);
      const args = ['check', 'bad.md', '--format', 'json'];
      const plain = await attest(args);
      const kept = [...args, '--index', 'shared'];
      await attest(kept);
      const db = path.join(folder, 'shared', 'index.db');
      const stampOfIndex = new DatabaseSync(db).prepare("SELECT value FROM facts WHERE name = 'stamp'").get()?.['value'];
      const own = (): ReturnType<typeof openStore> => openStore(db, String(stampOfIndex));
      const { store: first } = await own();
      assert.equal(first?.owned, true);
      assert.deepEqual(await attest(kept), plain);
      writeFileSync(path.join(folder, 'sources', 'c.txt'), 'Emmanuel Macron visited Beijing on Monday.');
      try {
        const now = await attest(args);
        assert.notDeepEqual(now, plain);
        const behind = await attest(kept);
        assert.equal(behind.out, now.out);
        assert.match(behind.err, /1 of the files are not in it as they are now: all are read into memory/);
        first?.setFact('reading', 100);
        const waiting = attest(kept);
        setTimeout(() => void first?.close(), 500);
        const over = await waiting;
        assert.equal(over.out, now.out);
        assert.match(over.err, /is reading the sources into the index. It is waited for/);
        const { store: last } = await own();
        assert.deepEqual([last?.owned, (await last?.counts(neverCancelled))?.sources], [true, 3]);
        await last?.close();
      } finally {
        rmSync(path.join(folder, 'sources', 'c.txt'));
      }
    });

    it('exits with 0, 1 by what it finds and how grave that is', async () => {
      assert.equal((await attest(['check', 'good.md'])).code, 0);
      assert.equal((await attest(['check', 'bad.md'])).code, 1);
      assert.equal((await attest(['check', 'bad.md', '--fail-on', 'warning'])).code, 1);
      assert.equal((await attest(['check', 'bad.md', '--fail-on', 'error'])).code, 0);
      assert.equal((await attest(['check', 'good.md', 'worse.md', '--fail-on', 'error'])).code, 1);
    });

    it('prints one line a finding, and nothing that acts on a terminal', async () => {
      const { out } = await attest(['check', 'bad.md', 'worse.md']);
      assert.equal(
        out,
        'bad.md:3:1: warning unsourced-claim: No source is cited, and none of the 2 articles mentions Emmanuel Macron.\n' +
          'bad.md: 0 of 1 claim sourced, 1 finding\n' +
          'worse.md:1:50: error unknown-source: No source has the key “nowhere”.\n' +
          'worse.md: 0 of 1 claim sourced, 1 finding\n',
      );
    });

    it('writes the JSON of the contract', async () => {
      writeFileSync(path.join(folder, 'flew.md'), 'One.\n\nKirill Dmitriev flew to Miami on the eve of the talks.\n');
      const { out, code } = await attest(['check', 'flew.md', '--format', 'json']);
      assert.equal(code, 1);
      const { version, files } = JSON.parse(out) as {
        version: number;
        files: {
          path: string;
          coverage: unknown;
          findings: {
            code: string;
            range: unknown;
            evidence: { source: string; start: number; end: number; text: string; line: number }[];
          }[];
        }[];
      };
      assert.equal(version, 1);
      const [file] = files;
      assert.deepEqual([file?.path, file?.coverage], ['flew.md', { claims: 1, sourced: 0 }]);
      const [finding] = file?.findings ?? [];
      assert.deepEqual(
        [finding?.code, finding?.range],
        ['unsourced-claim', { start: { line: 2, character: 0 }, end: { line: 2, character: 54 } }],
      );
      const [evidence] = finding?.evidence ?? [];
      assert.ok(evidence);
      const source = readFileSync(path.join(folder, `sources/${evidence.source}.txt`), 'utf8');
      assert.equal(source.slice(evidence.start, evidence.end), evidence.text);
      assert.equal(source.slice(0, evidence.start).split('\n').length - 1, evidence.line);
    });

    it('writes SARIF and annotations', async () => {
      const sarif = JSON.parse((await attest(['check', 'bad.md', '--format', 'sarif'])).out) as { runs: { results: unknown[] }[] };
      assert.equal(sarif.runs[0]?.results.length, 1);
      assert.match((await attest(['check', 'bad.md', '--format', 'github'])).out, /^::warning file=bad\.md,line=3,/);
    });

    it('takes the sources that are named, wherever they lie, and the project file beside them', async () => {
      mkdirSync(path.join(folder, 'desk/notes'), { recursive: true });
      cpSync(path.join(folder, 'sources'), path.join(folder, 'pile [1]'), { recursive: true });
      writeFileSync(
        path.join(folder, 'desk/notes/note.md'),
        `Dmitriev flew to Miami ([here](../../pile%20%5B1%5D/${A}.txt)).\n\nEmmanuel Macron visited Beijing.\n`,
      );
      const note = ['check', 'desk/notes/note.md', '--sources', 'pile [1]'];
      assert.match((await attest(note)).out, /1 of 2 claims sourced, 1 finding/);
      writeFileSync(path.join(folder, 'attest.json'), JSON.stringify({ ignore: [{ code: '*', files: 'desk/**', reason: 'drafts' }] }));
      assert.equal((await attest(note)).code, 0);
      writeFileSync(path.join(folder, 'attest.json'), '{ "entities": 3 }');
      assert.match((await attest(note)).err, /attest\.json:1: /);
      rmSync(path.join(folder, 'attest.json'));
    });

    it('records what is found, leaves that alone from then on, and tells what is found no more', async () => {
      const old = 'Emmanuel Macron visited Beijing.\n\nEmmanuel Macron visited Delhi.\n';
      const file = path.join(folder, 'old.md');
      writeFileSync(file, old);
      assert.deepEqual(await attest(['check', 'old.md', '--write-baseline', 'base.json']), { code: 0, out: '', err: '' });
      const base = readFileSync(path.join(folder, 'base.json'), 'utf8');
      assert.match(base, /"old\.md": \[\n {6}\{"code":"unsourced-claim","fingerprint":"[^"]+","words":"Emmanuel Macron visited/);
      const check = ['check', 'old.md', '--baseline', 'base.json'];
      assert.equal((await attest(check)).code, 0);
      // Lines move, words stay.
      writeFileSync(file, `# Travel\n\nOlaf Scholz met Narendra Modi in Delhi.\n\n${old}`);
      assert.match((await attest(check)).out, /^old\.md:3:1: warning unsourced-claim: .*\nold\.md: 0 of 3 claims sourced, 1 finding\n$/);
      writeFileSync(file, 'Emmanuel Macron visited Delhi.\n');
      assert.match(
        (await attest(check)).out,
        /^old\.md:1:1: information stale-ignore: The baseline leaves unsourced-claim of “Emmanuel Macron visited Beijing\.” alone/,
      );
      // What the file says of other briefings stays.
      await attest(['check', 'bad.md', '--write-baseline', 'base.json']);
      const both = readFileSync(path.join(folder, 'base.json'), 'utf8');
      assert.deepEqual(Object.keys((JSON.parse(both) as { files: object }).files), ['bad.md', 'old.md']);
      await attest(['check', 'old.md', '--write-baseline', 'base.json']);
      assert.doesNotMatch(readFileSync(path.join(folder, 'base.json'), 'utf8'), /old\.md[^\]]*Beijing/);
    });

    it('tells when a source that was recorded as cited has changed', async () => {
      const file = path.join(folder, 'sources/tide.txt');
      writeFileSync(file, 'The tide in Vardenis rose by two metres on Monday.\n');
      writeFileSync(path.join(folder, 'tide.md'), 'The tide in Vardenis rose by two metres on Monday [@tide].\n');
      assert.equal((await attest(['record', 'tide.md'])).out, 'attest.json: 1 cited source recorded\n');
      assert.match(readFileSync(path.join(folder, 'attest.json'), 'utf8'), /^\{\n {2}"cited": \{\n {4}"tide": "[^"]+"\n {2}\}\n\}\n$/);
      assert.equal((await attest(['check', 'tide.md'])).code, 0);
      writeFileSync(file, 'The tide in Vardenis rose by two metres on Monday. Correction: it was on Monday morning.\n');
      assert.match((await attest(['check', 'tide.md'])).out, /warning changed-source: tide has changed since it was cited/);
      await attest(['record', 'tide.md']);
      assert.equal((await attest(['check', 'tide.md'])).code, 0);
      for (const name of ['attest.json', 'sources/tide.txt', 'tide.md']) rmSync(path.join(folder, name));
    });

    it('says where it looked for a library when there is none', async () => {
      const lonely = mkdtempSync(path.join(tmpdir(), 'attest-lonely-'));
      writeFileSync(path.join(lonely, 'a.md'), 'Putin left.');
      const { code, err } = await attest(['check', path.join(lonely, 'a.md')]);
      rmSync(lonely, { recursive: true });
      assert.equal(code, 2);
      assert.match(err, /“sources” or “articles”.*--sources DIR/);
    });
  });

  describe('lines', () => {
    const text = '“We left,” Sergei Lavrov said in Moscow on Friday. The Russian president, Vladimir Putin, disagreed.';

    it('names', async () => {
      const { code, out } = await attest(['names', '--stdin-jsonl'], [`${JSON.stringify({ id: 'a', text, extra: [1] })}\n`]);
      assert.equal(code, 0);
      const [line] = lines(out);
      assert.equal(line?.['id'], 'a');
      const items = line?.['items'] as { start: number; end: number; text: string; kind: string; form: string; entity: string | null }[];
      for (const item of items) assert.equal(text.slice(item.start, item.end), item.text);
      const told = items.map((i) => `${i.text}/${i.kind}/${i.form}/${String(i.entity)}`);
      assert.ok(told.includes('Sergei Lavrov/person/name/Sergei Lavrov'), told.join(' '));
      assert.ok(
        told.some((t) => t.startsWith('Moscow/place/name/')),
        told.join(' '),
      );
    });

    it('quotes', async () => {
      const { out } = await attest(['quotes', '--stdin-jsonl'], [JSON.stringify({ id: 7, text })]);
      const [line] = lines(out);
      assert.equal(line?.['id'], 7);
      const [item] = (line?.['items'] ?? []) as Record<string, unknown>[];
      assert.deepEqual(item, {
        start: 0,
        end: 10,
        text: '“We left,”',
        speaker: { start: 11, end: 24, text: 'Sergei Lavrov', entity: 'Sergei Lavrov' },
        cue: { start: 25, end: 29, text: 'said' },
        direct: true,
      });
    });

    it('claims', async () => {
      const { out } = await attest(
        ['claims', '--stdin-jsonl'],
        [JSON.stringify({ id: 'c', text: 'Why now?\n\nInflation rose to 4 percent in May.' })],
      );
      const items = lines(out)[0]?.['items'] as { kind: string; score: number; reasons: string[]; text: string }[];
      assert.deepEqual(
        items.map((i) => [i.kind, i.text]),
        [
          ['framing', 'Why now?'],
          ['claim', 'Inflation rose to 4 percent in May.'],
        ],
      );
      assert.ok(items[1]?.reasons.includes('figure'));
      assert.ok((items[1]?.score ?? 0) > 0 && (items[1]?.score ?? 2) <= 1);
    });

    it('evidence', async () => {
      const passages = ['The weather was fine.', 'Inflation rose to 4 percent in May, the bank said.', 'Nobody asked.'];
      const { out } = await attest(
        ['evidence', '--stdin-jsonl'],
        [JSON.stringify({ id: 'e', claim: 'Inflation rose to 4 percent in May.', passages })],
      );
      const [line] = lines(out);
      const ranked = line?.['ranked'] as { index: number; score: number }[];
      assert.equal(ranked[0]?.index, 1);
      assert.deepEqual(ranked.map((r) => r.index).sort(), [0, 1, 2]);
      assert.equal(line?.['verdict'], 'supported');
    });

    it('evidence from a folder', async () => {
      const { out, code } = await attest(['evidence', '--sources', 'sources', '--claim', 'Dmitriev flew to Miami.', '-n', '2']);
      assert.equal(code, 0);
      const [line] = lines(out);
      const ranked = line?.['ranked'] as { source: string; text: string }[];
      assert.equal(ranked.length, 2);
      assert.match(ranked[0]?.text ?? '', /Dmitriev flew to Miami/);
    });

    it('tells bad lines with their numbers and goes on', async () => {
      const input = [
        '{"id":"a","text":"Putin left."}\n{"id":"b"}\nno json\u001b[2J\n\n[1]\n{"text":"x"}\r\n{"id":"c","te',
        'xt":"Lavrov left."}',
      ];
      const { code, out, err } = await attest(['names', '--stdin-jsonl'], input);
      assert.equal(code, 2);
      assert.deepEqual(
        lines(out).map((l) => l['id']),
        ['a', 'c'],
      );
      const told = err.trimEnd().split('\n');
      assert.deepEqual(
        told.map((l) => /^attest: line (\d+): /.exec(l)?.[1]),
        ['2', '3', '5', '6'],
      );
      assert.ok(!err.includes('\u001b'));
    });

    it('reads characters that are cut between pieces of input', async () => {
      const bytes = new TextEncoder().encode(`${JSON.stringify({ id: 'ї😀', text: 'Ґ' })}\n`);
      const { out } = await attest(
        ['names', '--stdin-jsonl'],
        [...bytes].map((b) => Uint8Array.of(b)),
      );
      assert.equal(lines(out)[0]?.['id'], 'ї😀');
    });

    it('reads no line before the answer to the one before was taken', async () => {
      let read = 0;
      let written = 0;
      let most = 0;
      const io: Io = {
        input: (async function* () {
          for (let i = 0; i < 50; i++) {
            read++;
            most = Math.max(most, read - written);
            yield `{"id":${i},"text":"Putin left."}\n`;
          }
        })(),
        out: async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          written++;
        },
        err: () => undefined,
        cwd: folder,
        assets: path.join(folder, 'data'),
      };
      assert.equal(await run(['names', '--stdin-jsonl'], io), 0);
      assert.deepEqual([read, written, most], [50, 50, 1]);
    });

    it('writes the answers to lines that came together in one, up to a size', async () => {
      const written: string[] = [];
      const line = (id: number): string => `{"id":${id},"text":""}\n`;
      const io: Io = {
        input: (async function* () {
          yield line(1) + line(2);
          yield line(3);
          yield Array.from({ length: 5000 }, (_, i) => line(i)).join('');
        })(),
        out: async (text) => {
          written.push(text);
        },
        err: () => undefined,
        cwd: folder,
        assets: path.join(folder, 'data'),
      };
      assert.equal(await run(['names', '--stdin-jsonl'], io), 0);
      const ids = written.map((text) => lines(text).map((l) => l['id']));
      assert.deepEqual(ids.slice(0, 2), [[1, 2], [3]]);
      assert.ok(ids.length > 3 && written.every((text) => text.length < 70_000));
      assert.equal(ids.flat().length, 5003);
    });

    it('reads files, and folders of articles with the entities of all', async () => {
      const file = lines((await attest(['quotes', `sources/${A}.txt`])).out);
      assert.equal(file[0]?.['id'], `sources/${A}.txt`);
      const markdown = lines((await attest(['claims', 'bad.md'])).out)[0]?.['items'] as { kind: string }[];
      assert.deepEqual(
        markdown.map((i) => i.kind),
        ['framing', 'claim'],
      );
      writeFileSync(path.join(folder, 'short.txt'), 'Gabuev left Berlin.');
      const [alone] = lines((await attest(['names', 'short.txt'])).out);
      const [known] = lines((await attest(['names', 'short.txt', '--sources', 'sources'])).out);
      const entity = (line: Record<string, unknown> | undefined): unknown =>
        (line?.['items'] as { entity: unknown }[] | undefined)?.[0]?.entity;
      assert.notEqual(entity(alone), 'Alexander Gabuev');
      assert.equal(entity(known), 'Alexander Gabuev');
      const { code, out, err } = await attest(['names', 'gone.txt', 'short.txt']);
      assert.equal(code, 2);
      assert.equal(lines(out).length, 1);
      assert.match(err, /gone\.txt/);
    });
  });

  it('bibliography: CSL-JSON of what is known, no year invented', async () => {
    const items = JSON.parse((await attest(['bibliography', '--sources', 'sources'])).out) as Record<string, unknown>[];
    assert.deepEqual(items[0], {
      id: A,
      type: 'article-newspaper',
      title: 'Bloomberg: Kremlin not expecting breakthrough from peace talks with Ukraine in UAE',
      'container-title': 'Komersant Ukrainian',
      author: [{ literal: 'Анна Ткаченко' }],
      issued: { literal: '1 February' },
    });
  });

  it('runs as a program', () => {
    const program = path.join(root, 'src/cli/main.ts');
    const version = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' });
    assert.equal(version.status, 0);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    const wrong = spawnSync(process.execPath, [program, 'nothing'], { encoding: 'utf8' });
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /no command “nothing”/);
  });
});
