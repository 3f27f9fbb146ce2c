/** Articles for tests of stores, with everything by which they are found. */
import type { Article } from '../../../src/core/model.ts';
import type { Contribution } from '../../../src/core/names/contribution.ts';
import type { IndexedArticle, PassageIndex } from '../../../src/core/store/store.ts';

/** What a test changes of an article that is made of sentences. */
interface Extra {
  readonly kinship?: readonly string[];
  readonly loose?: readonly string[];
  readonly size?: number;
  readonly modified?: number;
  readonly text?: string;
  readonly terms?: readonly string[];
  readonly kept?: Uint8Array;
}

/** An article with one passage for each sentence given; capitalised words are its names, who speak in `Name: words`. */
export function indexed(path: string, sentences: readonly string[], extra: Extra = {}): IndexedArticle {
  const text = extra.text ?? sentences.join('\n');
  const passages: Article['passages'][number][] = [];
  const index: PassageIndex[] = [];
  const spans: number[] = [];
  let at = 0;
  sentences.forEach((sentence, i) => {
    const anonymous = sentence.includes('source');
    passages.push({ start: at, end: at + sentence.length, index: i, paragraph: i, provenance: { via: anonymous ? ['X'] : [], anonymous } });
    const names = [...sentence.matchAll(/[A-Z][a-z]+/g)];
    for (const m of names) spans.push(at + m.index, at + m.index + m[0].length);
    const keys = names.map((m) => m[0].toLowerCase());
    index.push({
      terms: extra.terms ?? sentence.toLowerCase().match(/[a-z]+/g) ?? [],
      keys,
      speaking: /^[A-Z][a-z]+: /.test(sentence) ? keys.slice(0, 1) : [],
    });
    at += sentence.length + 1;
  });
  const names: Contribution = {
    clusters: spans.length === 0 ? [] : [{ key: 'p:some one', kind: 'person', forms: ['Some One'], gazetteer: [3] }],
    spans: Int32Array.from(spans),
    of: new Uint16Array(spans.length / 2),
    form: new Uint16Array(spans.length / 2),
    traits: new Uint8Array(spans.length / 2),
    confidence: new Uint8Array(spans.length / 2).fill(200),
  };
  return {
    record: {
      article: {
        path,
        format: 'txt',
        text,
        extracted: false,
        digest: `digest of ${sentences.join(' ')}`,
        metadata: { key: path, title: 'A title', origins: { title: 'text' } },
        paragraphs: passages.map(({ start, end }, i) =>
          i === 1 ? { start, end, role: 'title' as const, repeats: 0 } : { start, end, role: 'body' as const, number: i + 1 },
        ),
        passages,
      },
      size: extra.size ?? text.length,
      modified: extra.modified ?? 1000,
      fileDigest: `file ${sentences.join(' ')}`,
      problems: sentences.length > 2 ? [{ path, severity: 'warning', message: 'long' }] : [],
      names,
      ...(extra.kept ? { kept: extra.kept } : {}),
    },
    index,
    loose: extra.loose ?? [],
    kinship: extra.kinship ?? [],
  };
}
