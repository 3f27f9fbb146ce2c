/** The highlighting grammars, in the engine that VS Code uses, on VS Code's own Markdown grammar. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { findCitations } from '../../../src/core/markdown/citations.ts';
import { findComments } from '../../../src/core/markdown/comments.ts';

type Textmate = typeof import('vscode-textmate');
type Oniguruma = typeof import('vscode-oniguruma');

const require = createRequire(join(import.meta.dirname, '../../vscode/package.json'));
const root = join(import.meta.dirname, '../../..');
const extensions = join(root, 'node_modules/code-server/lib/vscode/extensions');
const files: Readonly<Record<string, string>> = {
  'text.html.markdown': join(extensions, 'markdown-basics/syntaxes/markdown.tmLanguage.json'),
  'text.html.derivative': join(extensions, 'html/syntaxes/html-derivative.tmLanguage.json'),
  'text.html.basic': join(extensions, 'html/syntaxes/html.tmLanguage.json'),
  'markdown.attest.citations': join(root, 'syntaxes/attest.citations.tmLanguage.json'),
  'markdown.attest.comments': join(root, 'syntaxes/attest.comments.tmLanguage.json'),
};

interface Scoped {
  readonly text: string;
  readonly scopes: readonly string[];
}

describe('highlighting', function () {
  this.timeout(20_000);
  let tokenize: (text: string) => Scoped[];

  before(async () => {
    const { Registry, INITIAL, parseRawGrammar }: Textmate = require('vscode-textmate');
    const { loadWASM, OnigScanner, OnigString }: Oniguruma = require('vscode-oniguruma');
    const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const registry = new Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (sources) => new OnigScanner(sources),
        createOnigString: (text) => new OnigString(text),
      }),
      loadGrammar: async (scope) => {
        const file = files[scope];
        return file === undefined ? null : parseRawGrammar(await readFile(file, 'utf8'), file);
      },
      getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.attest.citations', 'markdown.attest.comments'] : []),
    });
    const grammar = await registry.loadGrammar('text.html.markdown');
    assert.ok(grammar);
    tokenize = (text) => {
      let state = INITIAL;
      return text.split('\n').flatMap((line) => {
        const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
        state = ruleStack;
        return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
      });
    };
  });

  /** Neighbouring pieces of one scope are one. */
  const scoped = (text: string, part: string): string[] => {
    const out: string[] = [];
    let open = false;
    for (const token of tokenize(text)) {
      const has = token.scopes.some((scope) => scope.includes(part));
      if (has && open) out.push(`${out.pop() ?? ''}${token.text}`);
      else if (has) out.push(token.text);
      open = has;
    }
    return out;
  };

  const citations: readonly string[] = [
    'It is so [@key].',
    'It is so [@key, para. 4].',
    'It is so [see @a, p. 2; @b-c; also @d_e:f].',
    'It is so [-@key].',
    '@key [p. 4] says so.',
    'As @smith2020 argues.',
    'An odd one [@{https://example.org/a b}].',
    '[@000_c980effe1f55e4a2, para. 5]',
    '*It is [@key]* so.',
    '**@key**',
    '- item [@key]',
    '> quoted [@key]',
    '| cell [@a] | cell [@b] |',
    '# Heading [@key]',
    'A mail to a@example.org stays one.',
    'No key: @ alone, @, [@], @- and @@key.',
    'Ключ [@Ключ-1].',
    '[a link](sources/a.txt) and [@key].',
    'Ends with punctuation @key.',
    'twice [@a] [@b].',
    '[@key',
    'a\\@b',
  ];
  for (const text of citations)
    it(`agrees with the citation grammar on ${JSON.stringify(text)}`, () => {
      assert.deepEqual(
        scoped(text, 'citation-key'),
        findCitations(text).map((c) => c.key),
      );
    });

  it('agrees with the citation grammar on sentences of any keys', () => {
    const key = fc.stringMatching(/^[a-zA-Z0-9_](?:[a-zA-Z0-9_]|[:.#%&?~/-][a-zA-Z0-9_]){0,8}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.constantFrom('[@#]', '[@#, p. 3]', '@# says', '[see @#; @#]', 'x@#')), { maxLength: 4 }),
        (parts) => {
          const text = `It is so ${parts.map(([k, form]) => form.replaceAll('#', k)).join(', and ')}.`;
          assert.deepEqual(
            scoped(text, 'citation-key'),
            findCitations(text).map((c) => c.key),
            text,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('marks the brackets and the locator as one citation', () => {
    assert.deepEqual(scoped('It is so [see @a, p. 2; @b] here.', 'meta.citation'), ['[see @a, p. 2; @b]']);
  });

  for (const text of ['`[@key]`', '```\n[@key]\n```', '<!-- [@key] -->', '<https://example.org/@key>'])
    it(`leaves ${JSON.stringify(text)} alone`, () => assert.deepEqual(scoped(text, 'citation-key'), []));

  const comments: readonly string[] = [
    '<!-- attest-ignore unsourced-claim: well known -->',
    '<!-- attest-ignore unsourced-claim, misquotation: both -->',
    'Text <!-- attest-ignore unsourced-claim: here --> more.',
    '<!-- attest-judgement -->',
    '<!-- attest-ignored: nothing -->',
    '<!-- an ordinary comment about attest-ignore -->',
  ];
  for (const text of comments)
    it(`agrees with the comment grammar on ${text}`, () => {
      const found = findComments(text);
      assert.deepEqual(
        scoped(text, 'keyword.other.directive.attest'),
        found.map((c) => `attest-${c.directive}`),
      );
      assert.deepEqual(
        scoped(text, 'rule.attest').flatMap((codes) => codes.split(/[\s,]+/)),
        found.flatMap((c) => c.codes),
      );
    });
});
