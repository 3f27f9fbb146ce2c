/** The arrows between the folders of src: core ← store, worker, cli, editor; never back; editor and cli know nothing of each other. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const NODE = new Set(builtinModules);

/** What each part of src may import from src, and of the world. Parts that are not listed may import nothing of src. */
const ALLOWED: Readonly<Record<string, { readonly src: readonly string[]; readonly node: boolean; readonly vscode: boolean }>> = {
  core: { src: ['core'], node: false, vscode: false },
  store: { src: ['core', 'store'], node: true, vscode: false },
  worker: { src: ['core', 'store', 'worker'], node: true, vscode: false },
  cli: { src: ['core', 'store', 'worker', 'cli'], node: true, vscode: false },
  tools: { src: ['core', 'store', 'tools'], node: true, vscode: false },
  preview: { src: ['core', 'preview'], node: false, vscode: false },
  editor: { src: ['core', 'store', 'worker', 'editor', 'preview'], node: true, vscode: true },
  'extension.ts': { src: ['core', 'store', 'worker', 'editor', 'preview'], node: true, vscode: true },
};

/** The modules that a file imports, statically, dynamically or by `require`. */
function importsOf(code: string): string[] {
  const plain = code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^\s*\/\/.*$/gm, ' ');
  const found = plain.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/gm,
  );
  return [...found].map((m) => m[1] ?? m[2] ?? m[3] ?? '');
}

/** One line for each import (or use of a Node global) that breaks an arrow. */
function violations(file: string, code: string): string[] {
  const part = file.split('/')[1] ?? '';
  const rule = ALLOWED[part];
  if (!rule) return [`${file}: ${part} has no place in the design`];
  const wrong: string[] = [];
  for (const target of importsOf(code)) {
    const bare = target.startsWith('node:') ? target.slice(5) : target;
    if (target === 'vscode') {
      if (!rule.vscode) wrong.push(`${file} imports vscode`);
    } else if (target.startsWith('.')) {
      const resolved = path.posix.join(path.posix.dirname(file), target);
      const [top, other = ''] = resolved.split('/');
      const data = target.endsWith('.json');
      if ((top !== 'src' || !rule.src.includes(other)) && !data) wrong.push(`${file} imports ${resolved}`);
    } else if (target.startsWith('node:') || NODE.has(bare.split('/')[0] ?? '')) {
      if (!rule.node) wrong.push(`${file} imports ${target}`);
    }
  }
  if (part === 'core') {
    const plain = code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^\s*\/\/.*$/gm, ' ');
    const used =
      /\bprocess\.(?:env|argv|cwd|std|exit|nextTick|memory|platform|hr)|\bBuffer\.(?:from|alloc|concat)|\b__(?:dir|file)name\b|\bimport\.meta\b/;
    const global = used.exec(plain);
    if (global) wrong.push(`${file} uses ${global[0]}`);
  }
  return wrong;
}

function files(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.(?:ts|mts|cts|js|mjs)$/.test(e.name))
    .map((e) => path.relative(root, path.join(e.parentPath, e.name)).split(path.sep).join('/'));
}

describe('arrows', () => {
  it('holds in every file of src', () => {
    const all = files('src');
    assert.ok(all.length > 5, 'the files of src were not found');
    const wrong = all.flatMap((file) => violations(file, readFileSync(path.join(root, file), 'utf8')));
    assert.deepEqual(wrong, []);
  });

  const planted: readonly [file: string, code: string, wrong: string | undefined][] = [
    ['src/core/a.ts', "import * as vscode from 'vscode';", 'src/core/a.ts imports vscode'],
    ['src/core/a.ts', "import type { X } from 'vscode';", 'src/core/a.ts imports vscode'],
    ['src/core/a.ts', "import {\n  readFile,\n} from 'node:fs/promises';", 'src/core/a.ts imports node:fs/promises'],
    ['src/core/a.ts', "import fs from 'fs';", 'src/core/a.ts imports fs'],
    ['src/core/a.ts', "const m = await import('../worker/client.ts');", 'src/core/a.ts imports src/worker/client.ts'],
    ['src/core/b/a.ts', "export * from '../../store/sqlite.ts';", 'src/core/b/a.ts imports src/store/sqlite.ts'],
    ['src/core/a.ts', 'const home = process.env;', 'src/core/a.ts uses process.env'],
    ['src/core/a.ts', "import '../cli/main.ts';", 'src/core/a.ts imports src/cli/main.ts'],
    ['src/core/a.ts', "// import x from 'vscode'\nimport MarkdownIt from 'markdown-it';\nimport { b } from './b.ts';", undefined],
    ['src/cli/a.ts', "import { x } from '../editor/convert.ts';", 'src/cli/a.ts imports src/editor/convert.ts'],
    ['src/editor/a.ts', "import { x } from '../cli/main.ts';", 'src/editor/a.ts imports src/cli/main.ts'],
    ['src/worker/a.ts', "import { x } from '../editor/session.ts';", 'src/worker/a.ts imports src/editor/session.ts'],
    ['src/store/a.ts', "import { x } from '../worker/server.ts';", 'src/store/a.ts imports src/worker/server.ts'],
    ['src/cli/a.ts', "import { readFile } from 'node:fs/promises';\nimport { x } from '../worker/files.ts';", undefined],
  ];
  for (const [file, code, wrong] of planted)
    it(`${wrong ? 'catches' : 'allows'} ${file}: ${JSON.stringify(code)}`, () => {
      assert.deepEqual(violations(file, code), wrong === undefined ? [] : [wrong]);
    });
});
