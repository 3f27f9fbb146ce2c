import assert from 'node:assert/strict';
import { isPrefixed } from '../../../src/core/claims/lexicon/direction.ts';
import { LEXICON_HEADER, noLexicon, readLexicon } from '../../../src/core/claims/lexicon/lexicon.ts';
import { stemOf } from '../../../src/core/claims/stems.ts';
import { lexicon, lexiconBytes } from '../tables.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('claims lexicon', () => {
  it('is symmetric, and no opposite is a synonym', () => {
    for (const word of ['accept', 'increase', 'open', 'win', 'strong', 'public', 'first', 'buy', 'forbid']) {
      const stem = stemOf(word);
      assert.ok(lexicon.oppositesOf(stem).size > 0, word);
      for (const opposite of lexicon.oppositesOf(stem)) {
        assert.ok(lexicon.oppositesOf(opposite).has(stem), `${opposite} of ${stem}`);
        assert.ok(!lexicon.synonymsOf(stem).has(opposite), `${opposite} near ${stem}`);
      }
    }
  });

  it('knows demonyms and what WordNet does not pair', () => {
    assert.ok(lexicon.synonymsOf(stemOf('russian')).has(stemOf('russia')));
    assert.ok(lexicon.oppositesOf(stemOf('insist')).has(stemOf('drop')));
    assert.ok(lexicon.oppositesOf(stemOf('legal')).has(stemOf('illegal')));
    assert.ok(lexicon.isPlace('jordanian') && lexicon.isPlace('jordan') && !lexicon.isPlace('ferry'));
  });

  it('finds each of its lines, and no other word', () => {
    const [, , ...lines] = new TextDecoder().decode(lexiconBytes).split('\n');
    assert.ok(lines.length > 7000);
    for (const line of lines) {
      const [stem = '', near = '', opposite = ''] = line.split('\t');
      assert.deepEqual([[...lexicon.synonymsOf(stem)].join(' '), [...lexicon.oppositesOf(stem)].join(' ')], [near, opposite], stem);
    }
    for (const word of ['', 'a', 'zzzz', 'accep', 'acceptx', '\t', 'київ', '\uD800']) assert.equal(lexicon.synonymsOf(word).size, 0, word);
  });

  it('refuses a table of another form, and knows nothing without one', () => {
    for (const text of ['', 'Attest lexicon 0\n', `${LEXICON_HEADER} \n`, '<html>'])
      assert.throws(() => readLexicon(encode(text)), /it begins with/);
    assert.throws(() => readLexicon(new Uint8Array([0xff, 0xfe])));
    const empty = readLexicon(encode(LEXICON_HEADER));
    for (const none of [empty, noLexicon])
      assert.deepEqual([none.synonymsOf('win').size, none.oppositesOf('win').size, none.isPlace('jordan')], [0, 0, false]);
  });

  it('sees negative prefixes', () => {
    assert.ok(isPrefixed('uncapped', 'capped'));
    assert.ok(isPrefixed('agree', 'disagree'));
    assert.ok(!isPrefixed('under', 'der'));
    assert.ok(!isPrefixed('capped', 'capped'));
  });
});
