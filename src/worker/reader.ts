/** What a reader's thread does: reads the files that it is given, one after the other. */

import { prepareSource } from '../core/library/prepare.ts';
import { loadTables } from '../core/library/tables.ts';
import { silent } from '../core/library/world.ts';
import { declaredNames } from '../core/names/declared.ts';
import type { RecogniseContext } from '../core/names/recognise.ts';
import { neverCancelled } from '../core/ports.ts';
import { FolderAssets, NodeFiles } from './files.ts';
import { type FromReader, READER_VERSION, type ToReader } from './readers.ts';
import type { Channel } from './serve.ts';

/** What a reader is started with. */
export interface ReaderStart {
  readonly version: number;
  readonly root?: string;
  readonly assets: string;
}

/** Answers over a channel. The library's own thread has told already which tables are missing. */
export function read({ root, assets }: ReaderStart, channel: Channel<FromReader, ToReader>): void {
  const tables = loadTables(new FolderAssets(assets), silent);
  const files = root === undefined ? undefined : new NodeFiles(root);
  let context: Promise<RecogniseContext> = tables;
  let last: Promise<void> = Promise.resolve();
  channel.onMessage((message) => {
    if (message.type === 'project') {
      const { project } = message;
      const plain = project.entities.length + project.reject.length === 0;
      context = plain ? tables : tables.then((all) => ({ ...all, declared: declaredNames(project) }));
      return;
    }
    const { id, asked } = message;
    const mine = context;
    // One after the other: side by side they would only hold more memory.
    last = last.then(async () => {
      try {
        channel.post({ type: 'done', id, prepared: await prepareSource(asked, files, await mine, neverCancelled) });
      } catch (error) {
        channel.post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  channel.post({ type: 'ready', version: READER_VERSION });
}
