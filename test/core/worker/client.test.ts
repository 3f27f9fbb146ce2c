import assert from 'node:assert/strict';
import type { BriefingReport } from '../../../src/core/model.ts';
import { CancelledError, neverCancelled } from '../../../src/core/ports.ts';
import { defaultSettings } from '../../../src/core/service.ts';
import { type RunningWorker, WorkerLostError, WorkerService } from '../../../src/worker/client.ts';
import { type FromWorker, PROTOCOL_VERSION, type ToWorker } from '../../../src/worker/protocol.ts';
import { ReportSender } from '../../../src/worker/reports.ts';

/** A worker whose every message is seen and written by the test. */
class FakeThread implements RunningWorker {
  readonly sent: ToWorker[] = [];
  ended = false;
  #message: (message: FromWorker) => void = () => undefined;
  #end: (reason: string | undefined) => void = () => undefined;
  post(message: ToWorker): void {
    // Messages that could not cross a thread boundary fail here as they do there.
    this.sent.push(structuredClone(message));
  }
  onMessage(listener: (message: FromWorker) => void): void {
    this.#message = listener;
  }
  onEnd(listener: (reason: string | undefined) => void): void {
    this.#end = listener;
  }
  end(): void {
    this.ended = true;
  }
  say(message: FromWorker): void {
    this.#message(message);
  }
  crash(reason: string): void {
    this.#end(reason);
  }
  requests(): { id: number; method: string; args: readonly unknown[] }[] {
    return this.sent.flatMap((m) => (m.type === 'request' ? [m] : []));
  }
}

function setup(): { service: WorkerService; threads: FakeThread[]; logged: string[]; restarts: () => number } {
  const threads: FakeThread[] = [];
  const logged: string[] = [];
  let restarts = 0;
  const service = new WorkerService(
    () => {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    {
      log: (level, message) => logged.push(`${level}: ${message}`),
      restarted: async () => {
        restarts++;
        await service.update([{ path: 'a.txt', size: 1, modified: 1 }], [], neverCancelled);
      },
    },
  );
  return { service, threads, logged, restarts: () => restarts };
}

const tick = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('worker: client', () => {
  it('starts with the first request and matches answers by id, in any order', async () => {
    const { service, threads } = setup();
    assert.equal(threads.length, 0);
    const first = service.sources(neverCancelled);
    const second = service.sourceText('a.txt', neverCancelled);
    const [thread] = threads;
    assert.ok(thread);
    const [a, b] = thread.requests();
    assert.ok(a && b);
    assert.deepEqual([a.method, b.method, b.args], ['sources', 'sourceText', ['a.txt']]);
    thread.say({ type: 'ready', version: PROTOCOL_VERSION });
    thread.say({ type: 'result', id: b.id, value: undefined });
    thread.say({ type: 'result', id: a.id, value: [] });
    assert.equal(await second, undefined);
    assert.deepEqual(await first, []);
    service.dispose();
  });

  it('builds the next report on one that nobody waited for any more', async () => {
    const { service, threads } = setup();
    const sender = new ReportSender();
    const reportOf = (version: number): BriefingReport => ({
      ...{ path: 'b.md', version, mentions: [], citations: [], findings: [], coverage: { claims: 0, sourced: 0 } },
      statements: [{ start: 0, end: 9, kind: 'claim', score: 1, reasons: [], citations: [], sourced: false }],
    });
    const cancel = { cancelled: false };
    const first = service.check({ path: 'b.md', version: 1, text: 'It is so.' }, cancel);
    const rejected = assert.rejects(first, CancelledError);
    cancel.cancelled = true;
    await rejected;
    const second = service.check({ path: 'b.md', version: 2, text: 'It is so.' }, neverCancelled);
    const [thread] = threads;
    assert.ok(thread);
    const [a, b] = thread.requests();
    assert.ok(a && b);
    thread.say({ type: 'report', id: a.id, change: sender.change(reportOf(1)) });
    const change = sender.change(reportOf(2));
    assert.equal(change.statements.items.length, 0);
    thread.say({ type: 'report', id: b.id, change });
    assert.deepEqual(await second, reportOf(2));
    service.dispose();
  });

  it('hands errors of the service on', async () => {
    const { service, threads } = setup();
    const asked = service.status(neverCancelled);
    threads[0]?.say({ type: 'error', id: 1, name: 'Error', message: 'attest.json is broken' });
    await assert.rejects(asked, /attest\.json is broken/);
    service.dispose();
  });

  it('cancels: rejects soon, tells the worker, ignores the late answer', async () => {
    const { service, threads } = setup();
    const cancel = { cancelled: false };
    const asked = service.hover({ path: 'b.md', version: 1, text: '' }, 0, cancel);
    cancel.cancelled = true;
    await assert.rejects(asked, CancelledError);
    assert.deepEqual(threads[0]?.sent.at(-1), { type: 'cancel', id: 1 });
    threads[0]?.say({ type: 'result', id: 1, value: undefined });
    await assert.rejects(service.sources({ cancelled: true }), CancelledError);
    assert.equal(threads[0]?.requests().length, 1);
    service.dispose();
  });

  it('drops an answer that comes after cancelling but before the worker was told', async () => {
    const { service, threads } = setup();
    const cancel = { cancelled: false };
    const asked = service.sources(cancel);
    cancel.cancelled = true;
    threads[0]?.say({ type: 'result', id: 1, value: [] });
    await assert.rejects(asked, CancelledError);
    service.dispose();
  });

  it('after a crash rejects what waited, starts anew with settings and project, and says so', async () => {
    const { service, threads, logged, restarts } = setup();
    const configured = service.configure(defaultSettings, neverCancelled);
    const project = service.setProject('{}', neverCancelled);
    threads[0]?.say({ type: 'result', id: 1, value: undefined });
    threads[0]?.say({ type: 'result', id: 2, value: undefined });
    await Promise.all([configured, project]);
    const lost = service.sources(neverCancelled);
    threads[0]?.crash('out of memory');
    await assert.rejects(lost, (e) => e instanceof WorkerLostError && /out of memory/.test(e.message));
    assert.match(logged.join('\n'), /error: .*out of memory/);
    assert.equal(threads.length, 1);
    const again = service.sources(neverCancelled);
    assert.equal(threads.length, 2);
    await tick();
    const before = threads[1]?.requests() ?? [];
    assert.deepEqual(
      before.map((r) => [r.method, r.args[0]]),
      [
        ['configure', defaultSettings],
        ['setProject', '{}'],
        ['update', [{ path: 'a.txt', size: 1, modified: 1 }]],
      ],
    );
    threads[1]?.say({ type: 'result', id: before[2]?.id ?? 0, value: undefined });
    await tick();
    // Only now, with the sources back, is the question asked.
    const asked = threads[1]?.requests()[3];
    assert.equal(asked?.method, 'sources');
    threads[1]?.say({ type: 'result', id: asked?.id ?? 0, value: [] });
    assert.deepEqual(await again, []);
    assert.equal(restarts(), 1);
    service.dispose();
  });

  it('gives up after three losses within a minute, until it is restarted by hand', async () => {
    const { service, threads } = setup();
    for (let i = 0; i < 3; i++) {
      const asked = service.status(neverCancelled);
      threads.at(-1)?.crash('boom');
      await assert.rejects(asked, WorkerLostError);
      await tick();
    }
    await assert.rejects(service.sources(neverCancelled), /3 times within a minute/);
    assert.equal(threads.length, 3);
    service.restart();
    void service.sources(neverCancelled).catch(() => undefined);
    assert.equal(threads.length, 4);
    service.dispose();
  });

  it('refuses a worker of another version', async () => {
    const { service, threads } = setup();
    const asked = service.sources(neverCancelled);
    threads[0]?.say({ type: 'ready', version: PROTOCOL_VERSION + 1 });
    await assert.rejects(asked, /reload the window/);
    assert.equal(threads[0]?.ended, true);
    service.dispose();
  });

  it('ignores what an earlier worker still says, and rejects everything when closed', async () => {
    const { service, threads } = setup();
    const first = service.sources(neverCancelled);
    threads[0]?.crash('x');
    await assert.rejects(first);
    const second = service.status(neverCancelled);
    threads[0]?.say({ type: 'result', id: threads[1]?.requests()[0]?.id ?? 0, value: ['wrong'] });
    threads[0]?.crash('x');
    service.dispose();
    await assert.rejects(second, /closed/);
    assert.equal(threads[1]?.ended, true);
    await assert.rejects(service.sources(neverCancelled), /closed/);
  });
});
