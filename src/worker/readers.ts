import type { Asked, Prepared } from '../core/library/prepare.ts';
import type { Readers } from '../core/library/world.ts';
import type { Project } from '../core/names/project.ts';
import { type Cancel, type Log, throwIfCancelled } from '../core/ports.ts';
import { fileName } from '../core/sources/formats.ts';

/** Counts up with every incompatible change of the messages below. */
export const READER_VERSION = 2;

export type ToReader =
  | { readonly type: 'project'; readonly project: Project }
  /** `alone`: not together with others. */
  | { readonly type: 'read'; readonly id: number; readonly asked: Asked; readonly alone: boolean };

export type FromReader =
  | { readonly type: 'ready'; readonly version: number }
  | { readonly type: 'done'; readonly id: number; readonly prepared: Prepared }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** A running reader, as the pool sees it. */
export interface ReaderThread {
  post(message: ToReader): void;
  onMessage(listener: (message: FromReader) => void): void;
  /** Called once when the thread has ended by itself, with the reason when it failed. */
  onEnd(listener: (reason: string | undefined) => void): void;
  end(): void;
}

/** Files that wait at one reader: as many as it reads together, and as many again for when it is done with those. */
const DEPTH = 64;
/** A file that ends its reader twice is not read: the file is the cause. */
const MOST_TRIES = 2;
/** So many readers that end before they read anything are taken for a fault of the machine: the sources are read in this thread. */
const MOST_FAILED = 3;

interface Job {
  readonly id: number;
  readonly asked: Asked;
  readonly resolve: (prepared: Prepared | undefined) => void;
  tries: number;
  /** A reader was lost that had it: it is read by itself, so that the next loss tells which file is the cause. */
  alone: boolean;
}

interface Member {
  readonly thread: ReaderThread;
  /** In the order of asking: the first is being read, and others with it unless it is to be read alone. */
  readonly jobs: Job[];
  readonly project: Project;
  read: number;
}

/** Reads sources in several threads, which run while there is something to read. */
export class ReaderPool implements Readers {
  readonly width: number;
  readonly #spawn: () => ReaderThread;
  readonly #count: number;
  readonly #log: Log;
  #members: Member[] = [];
  #nextId = 1;
  #failed = 0;

  /** @param count threads */
  constructor(spawn: () => ReaderThread, count: number, log: Log) {
    this.#spawn = spawn;
    this.#count = count;
    this.#log = log;
    this.width = count * DEPTH;
  }

  async prepare(asked: Asked, project: Project, cancel: Cancel): Promise<Prepared | undefined> {
    throwIfCancelled(cancel);
    return new Promise((resolve) => this.#give({ id: this.#nextId++, asked, resolve, tries: 0, alone: false }, project));
  }

  rest(): void {
    const members = this.#members;
    this.#members = [];
    this.#failed = 0;
    for (const { thread, jobs } of members) {
      thread.end();
      // Whoever still waits was cancelled.
      for (const job of jobs) job.resolve(undefined);
    }
  }

  #give(job: Job, project: Project): void {
    const member = this.#freest(project);
    if (member === undefined) {
      job.resolve(undefined);
      return;
    }
    member.jobs.push(job);
    member.thread.post({ type: 'read', id: job.id, asked: job.asked, alone: job.alone });
  }

  /** The reader with the least to do; one more is started while all have something. */
  #freest(project: Project): Member | undefined {
    const fitting = this.#members.filter((member) => member.project === project);
    const least = fitting.toSorted((a, b) => a.jobs.length - b.jobs.length)[0];
    if (least && (least.jobs.length === 0 || fitting.length >= this.#count)) return least;
    return this.#start(project) ?? least;
  }

  #start(project: Project): Member | undefined {
    if (this.#failed >= MOST_FAILED) return undefined;
    let thread: ReaderThread;
    try {
      thread = this.#spawn();
    } catch (error) {
      this.#failed = MOST_FAILED;
      this.#log.warn(`No thread could be started to read sources (${String(error)}): they are read one by one.`);
      return undefined;
    }
    const member: Member = { thread, jobs: [], project, read: 0 };
    this.#members.push(member);
    thread.onMessage((message) => this.#receive(member, message));
    thread.onEnd((reason) => this.#lost(member, reason ?? 'it ended by itself'));
    thread.post({ type: 'project', project });
    return member;
  }

  #receive(member: Member, message: FromReader): void {
    if (message.type === 'ready') {
      if (message.version === READER_VERSION) return;
      this.#failed = MOST_FAILED;
      member.thread.end();
      this.#lost(member, `it speaks version ${message.version}, not ${READER_VERSION}`);
      return;
    }
    const at = member.jobs.findIndex((job) => job.id === message.id);
    const [job] = at < 0 ? [] : member.jobs.splice(at, 1);
    if (!job) return;
    member.read++;
    this.#failed = 0;
    if (message.type === 'done') job.resolve(message.prepared);
    else job.resolve(unreadable(job.asked, message.message));
  }

  /** A reader ended: the file that it was reading may be the cause; all its files go to others. */
  #lost(member: Member, reason: string): void {
    if (!this.#members.includes(member)) return;
    this.#members = this.#members.filter((other) => other !== member);
    if (member.read === 0) this.#failed++;
    this.#log.warn(`A reader of sources was lost (${reason}); its files are read again.`);
    for (const [i, job] of member.jobs.entries()) {
      if (i === 0) job.tries++;
      job.alone = true;
      if (job.tries >= MOST_TRIES) job.resolve(unreadable(job.asked, `reading it ends the program that reads (${reason})`));
      else this.#give(job, member.project);
    }
  }
}

function unreadable({ change: { path } }: Asked, why: string): Prepared {
  return { state: 'unreadable', problems: [{ path, severity: 'error', message: `${fileName(path)} could not be read: ${why}.` }] };
}
