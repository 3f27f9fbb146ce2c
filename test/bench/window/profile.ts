/** What V8 tells of the host's thread: whose code it ran (a sampling profile, which other processes do not disturb much), and its heap. */
import { Session } from 'node:inspector/promises';

export interface Sample {
  /** Milliseconds since the profile's start. */
  readonly at: number;
  /** Milliseconds that the sample stands for. */
  readonly took: number;
  /** Address of the outermost script on the stack that is an extension's; undefined when none is. */
  readonly url: string | undefined;
}

/** Runs the work under V8's sampling profiler. */
export async function profiled(work: () => Promise<void>, isExtension: (url: string) => boolean): Promise<readonly Sample[]> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    await work();
    const { profile } = await session.post('Profiler.stop');
    const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
    const urls = new Map(profile.nodes.map((node) => [node.id, node.callFrame.url]));
    const owner = (id: number): string | undefined => {
      let found: string | undefined;
      for (let node: number | undefined = id; node !== undefined; node = parents.get(node)) {
        const url = urls.get(node);
        if (url !== undefined && isExtension(url)) found = url;
      }
      return found;
    };
    const owners = new Map(profile.nodes.map((node) => [node.id, owner(node.id)]));
    let at = 0;
    return (profile.samples ?? []).map((id, index) => {
      const took = (profile.timeDeltas?.[index] ?? 0) / 1000;
      at += took;
      return { at, took, url: owners.get(id) };
    });
  } finally {
    session.disconnect();
  }
}

/** Frees what nobody in this thread holds any more. */
export async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
