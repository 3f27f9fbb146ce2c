import assert from 'node:assert/strict';
import { type Burst, Bursts } from '../../../src/editor/burst.ts';

describe('editor: bursts of file changes', () => {
  const until = async (is: () => boolean): Promise<void> => {
    while (!is()) await new Promise((later) => setTimeout(later, 5));
  };

  it('is told once of 5,000 changes, and of the last that happened to each file', async () => {
    const told: Burst<number>[] = [];
    const bursts = new Bursts<number>(async (burst) => void told.push(burst));
    for (let i = 0; i < 5000; i++) {
      bursts.note(`${i}`, i, i % 2 === 0);
      if (i % 5 === 0) bursts.note(`${i}`, i, false);
    }
    await until(() => told.length > 0);
    await new Promise((later) => setTimeout(later, 200));
    assert.deepEqual(
      told.map(({ changed, removed }) => [changed.length, removed.length]),
      [[2000, 3000]],
    );
  });

  it('is told of everything that happens while it is busy as one change more', async () => {
    const told: number[] = [];
    let done: () => void = () => undefined;
    const bursts = new Bursts<number>(({ changed }) => {
      told.push(changed.length);
      return new Promise((resolve) => {
        done = resolve;
      });
    });
    bursts.note('first', 0, true);
    await until(() => told.length === 1);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 2000; i++) bursts.note(`${round}/${i}`, i, true);
      await new Promise((later) => setTimeout(later, 200));
    }
    assert.deepEqual(told, [1]);
    done();
    await until(() => told.length > 1);
    assert.deepEqual(told, [1, 6000]);
    done();
    bursts.note('last', 0, true);
    bursts.dispose();
    await new Promise((later) => setTimeout(later, 200));
    assert.deepEqual(told, [1, 6000]);
  });
});
