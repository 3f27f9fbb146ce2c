/** The file in which a script's compiled code is kept. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CodeFile } from '../../../src/worker/code.ts';

describe('worker: kept code', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'attest-code-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const code = (text: string): Uint8Array => new TextEncoder().encode(text);

  it('is what was written last, in a folder that need not be there', () => {
    const file = new CodeFile(path.join(folder, 'a/b'), '/dist/chunks/library-ABC.cjs');
    assert.equal(file.read(), undefined);
    file.write(code('compiled'));
    file.write(code('compiled again'));
    assert.equal(file.read()?.toString(), 'compiled again');
    assert.equal(readdirSync(path.join(folder, 'a/b')).length, 1);
  });

  it('is not believed when it is not whole', () => {
    const file = new CodeFile(folder, '/dist/chunks/library-ABC.cjs');
    file.write(code('compiled'));
    const [name = ''] = readdirSync(folder);
    const whole = readFileSync(path.join(folder, name));
    for (const broken of [whole.subarray(0, -1), Buffer.concat([whole, Buffer.from([0])]), whole.subarray(0, 4), Buffer.alloc(0)]) {
      writeFileSync(path.join(folder, name), broken);
      assert.equal(file.read(), undefined);
    }
    whole[6] = (whole[6] ?? 0) ^ 1;
    writeFileSync(path.join(folder, name), whole);
    assert.equal(file.read(), undefined);
  });

  it('of another script is removed with what a process left that ended early, and nothing else is', () => {
    new CodeFile(folder, '/dist/chunks/library-OLD.cjs').write(code('old'));
    const [old = ''] = readdirSync(folder);
    writeFileSync(path.join(folder, `${old}.17.tmp`), 'half');
    writeFileSync(path.join(folder, 'notes.txt'), 'mine');
    const file = new CodeFile(folder, '/dist/chunks/library-NEW.cjs');
    assert.equal(file.read(), undefined);
    file.write(code('new'));
    assert.equal(file.read()?.toString(), 'new');
    assert.equal(new CodeFile(folder, '/dist/chunks/library-OLD.cjs').read(), undefined);
    assert.deepEqual(
      readdirSync(folder).sort(),
      [...readdirSync(folder).filter((name) => name.includes('library-NEW')), 'notes.txt'].sort(),
    );
    assert.equal(readdirSync(folder).length, 2);
  });

  it('costs nothing where it cannot be kept', () => {
    writeFileSync(path.join(folder, 'file'), '');
    for (const place of [undefined, path.join(folder, 'file'), path.join(folder, 'file/below')]) {
      const file = new CodeFile(place, '/dist/chunks/library-ABC.cjs');
      file.write(code('compiled'));
      assert.equal(file.read(), undefined);
    }
  });
});
