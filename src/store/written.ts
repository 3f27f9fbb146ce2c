import { wordsOf } from '../core/store/listing.ts';
import type { IndexedArticle } from '../core/store/store.ts';
import { encodeParts, encodeText } from './codec.ts';
import { hashesOf, packHashes } from './hash.ts';
import type { Numbered } from './inverted.ts';
import { headOf, problemsColumn } from './rows.ts';

/** An article with its number, made ready to be written. */
export interface ToWrite extends Numbered {
  readonly head: string;
  readonly words: string;
  readonly problems: string | null;
  readonly body: { readonly text: Uint8Array; readonly parts: Uint8Array; readonly kinship: Uint8Array };
}

/** Makes an article ready to be written: what takes long and needs no transaction. */
export function toWrite(number: number, article: IndexedArticle): ToWrite {
  const { record, kinship } = article;
  return {
    number,
    article,
    head: headOf(record.article),
    words: wordsOf(record.article.metadata),
    problems: problemsColumn(record.problems),
    body: {
      text: encodeText(record.article.text),
      parts: encodeParts(record.article, record.names),
      kinship: packHashes(hashesOf('k', kinship)),
    },
  };
}
