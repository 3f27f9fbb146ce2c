import assert from 'node:assert/strict';
import { neverCancelled } from '../../../src/core/ports.ts';
import { briefing, library, source } from './fixture.ts';

describe('library: sources in another script', () => {
  it('are not said to lack the words of the briefing’s', async function () {
    this.timeout(60_000);
    const service = await library([
      source('sources/ua.txt', 'У понеділок голова громади повідомила, що порт закрито до весни. Люди чекають на березі.\n'),
      source('sources/en.txt', 'On Monday the head of the council said that the port is closed until spring. People wait on the shore.\n'),
    ]);
    const codes = async (key: string): Promise<string[]> => {
      const text = `The mayor sold thirty ships to a company for 4 million dollars [@${key}].`;
      return (await service.check(briefing(text), neverCancelled)).findings.map((f) => f.code);
    };
    assert.deepEqual(await codes('ua'), []);
    assert.notDeepEqual(await codes('en'), []);
    // A quotation is translated then.
    const said = 'The mayor said “we close the port until the spring comes” [@ua]. She spoke of “hard times” [@ua].';
    assert.deepEqual(
      (await service.check(briefing(said), neverCancelled)).findings.map((f) => f.code),
      [],
    );
    const own = 'Мер продав тридцять кораблів великій компанії за гроші [@ua].';
    assert.deepEqual(
      (await service.check(briefing(own), neverCancelled)).findings.map((f) => f.code),
      ['unsupported-claim'],
    );
  });
});
