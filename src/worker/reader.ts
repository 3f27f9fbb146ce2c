/** What a reader's thread does: reads the files that it is given, some together. */

import { type Asked, prepareSources, together } from '../core/library/prepare.ts';
import { loadTables, type Tables } from '../core/library/tables.ts';
import { silent } from '../core/library/world.ts';
import { declaredNames } from '../core/names/declared.ts';
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
  let context: Promise<Tables> = tables;
  const waiting: Job[] = [];
  let reading = false;
  const readAll = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    for (let jobs = next(waiting); jobs.length > 0; jobs = next(waiting)) {
      try {
        const { context: mine } = jobs[0] ?? { context };
        const asked = jobs.map((job) => job.asked);
        const prepared = await prepareSources(asked, { files, context: await mine }, neverCancelled);
        for (const [i, { id }] of jobs.entries()) {
          const one = prepared[i];
          if (one) channel.post({ type: 'done', id, prepared: one });
        }
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        for (const { id } of jobs) channel.post({ type: 'failed', id, message });
      }
      // What was asked for meanwhile arrives.
      await new Promise((resolve) => setImmediate(resolve));
    }
    reading = false;
  };
  channel.onMessage((message) => {
    if (message.type === 'project') {
      const { project } = message;
      const plain = project.entities.length + project.reject.length === 0;
      context = plain ? tables : tables.then((all) => ({ ...all, declared: declaredNames(project) }));
      return;
    }
    waiting.push({ ...message, context });
    void readAll();
  });
  channel.post({ type: 'ready', version: READER_VERSION });
}

interface Job {
  readonly id: number;
  readonly asked: Asked;
  readonly alone: boolean;
  readonly context: Promise<Tables>;
}

/** Takes the jobs that are read next: those in one go that wait for the same project's names. */
function next(waiting: Job[]): Job[] {
  const [first] = waiting;
  if (first?.alone === true) return waiting.splice(0, 1);
  const other = waiting.findIndex((job) => job.alone || job.context !== first?.context);
  const alike = other < 0 ? waiting : waiting.slice(0, other);
  return waiting.splice(0, together(alike.map((job) => job.asked.change)));
}
