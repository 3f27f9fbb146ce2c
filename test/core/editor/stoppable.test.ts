import assert from 'node:assert/strict';
import { CancelledError } from '../../../src/core/ports.ts';
import { Stoppable } from '../../../src/editor/stoppable.ts';

describe('editor: work that stops and goes on', () => {
  const whole = { cancelled: false };
  const turn = (): Promise<void> => new Promise((later) => setImmediate(later));

  it('waits when it meets trouble that passes, and does the work to its end when it is gone', async () => {
    const reading = new Stoppable();
    let room = false;
    let tries = 0;
    const paused: boolean[] = [];
    const work = async (): Promise<void> => {
      tries++;
      if (!room) throw new Error('database or disk is full');
    };
    const waits = (error: unknown): boolean => error instanceof Error && /full/.test(error.message);
    let done = false;
    const all = reading
      .run(work, whole, (is) => paused.push(is), waits)
      .then(() => {
        done = true;
      });
    await turn();
    reading.resume();
    await turn();
    assert.deepEqual([tries, done, paused], [2, false, [true, false, true]]);
    room = true;
    reading.resume();
    await all;
    assert.deepEqual([tries, done, paused], [3, true, [true, false, true, false]]);
  });

  const never = (): void => assert.fail('it did not stop');

  it('ends with any other error, and when the whole is cancelled', async () => {
    const fail = async (): Promise<void> => {
      throw new Error('broken');
    };
    await assert.rejects(new Stoppable().run(fail, whole, never), /broken/);
    await assert.rejects(
      new Stoppable().run(fail, { cancelled: true }, never, () => true),
      /broken/,
    );
    const stop = async (): Promise<void> => {
      throw new CancelledError('cancelled');
    };
    await assert.rejects(new Stoppable().run(stop, whole, never), CancelledError);
  });
});
