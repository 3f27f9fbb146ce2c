import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EntityKind, NameSpan } from '../../../src/core/model.ts';
import { contribution } from '../../../src/core/names/contribution.ts';
import { parseProject } from '../../../src/core/names/project.ts';
import { recognise } from '../../../src/core/names/recognise.ts';
import { Register } from '../../../src/core/names/register.ts';
import { gazetteer, withGazetteer } from './tables.ts';

const KINDS: Readonly<Record<string, EntityKind>> = { p: 'person', o: 'organisation', s: 'state', l: 'place' };

/** `p[Ruth Roe]` marks a name with its kind: p, o, s (state), l (place). */
function marked(text: string): { text: string; spans: NameSpan[] } {
  const spans: NameSpan[] = [];
  let plain = '';
  let at = 0;
  for (const m of text.matchAll(/([posl])\[([^\]]+)\]/g)) {
    plain += text.slice(at, m.index);
    spans.push({
      start: plain.length,
      end: plain.length + (m[2] ?? '').length,
      kind: KINDS[m[1] ?? ''] ?? 'person',
      form: 'name',
      confidence: 1,
    });
    plain += m[2] ?? '';
    at = m.index + m[0].length;
  }
  return { text: plain + text.slice(at), spans };
}

async function library(articles: readonly string[], project?: string): Promise<Register> {
  const register = new Register(await gazetteer());
  if (project !== undefined) register.setProject(parseProject(project).project);
  articles.forEach((a, i) => {
    const { text, spans } = marked(a);
    register.addArticle(`a${i}`, text, spans);
  });
  return register;
}

interface Row {
  readonly articles: readonly string[];
  readonly briefing: string;
  /** Entity of each name of the briefing; candidates as "a | b" when there is none; "-" for nothing. */
  readonly is: readonly string[];
  readonly project?: string;
}

const table: Readonly<Record<string, Row>> = {
  'a surname means the one full name of the library': {
    articles: ['p[Ruth Roe] came.'],
    briefing: 'p[Roe] left.',
    is: ['person/ruth-roe'],
  },
  'two persons of one surname stay two': {
    articles: ['p[Ruth Roe] came.', 'p[Abel Roe] came.'],
    briefing: 'p[Roe] left.',
    is: ['person/abel-roe | person/ruth-roe'],
  },
  'the better known comes first': {
    articles: ['p[Ruth Roe] came.', 'p[Abel Roe] came.', 'p[Ruth Roe] left.'],
    briefing: 'p[Roe] left.',
    is: ['person/ruth-roe | person/abel-roe'],
  },
  'a briefing that gives the full name decides for itself': {
    articles: ['p[Ruth Roe] came.', 'p[Abel Roe] came.'],
    briefing: 'p[Abel Roe] left. Then p[Roe] came back.',
    is: ['person/abel-roe', 'person/abel-roe'],
  },
  'a surname that no source completes is an entity': { articles: ['p[Putin] came.'], briefing: 'p[Putin] left.', is: ['person/putin'] },
  'a name that no source knows is none': { articles: ['p[Putin] came.'], briefing: 'p[Macron] left.', is: ['-'] },
  'transliterations meet': {
    articles: ['p[Volodymyr Zelenskyy] came.'],
    briefing: 'p[Zelensky], p[Zelenskiy], p[Зеленський] and p[Зеленского] came.',
    is: ['person/volodymyr-zelenskyy', 'person/volodymyr-zelenskyy', 'person/volodymyr-zelenskyy', 'person/volodymyr-zelenskyy'],
  },
  'a surname that is somebody’s first name too is no proof': {
    articles: ['p[Ray Charles] sang.', 'p[Charles Roe] came.'],
    briefing: 'p[Charles] left.',
    is: ['person/charles-roe | person/ray-charles'],
  },
  'initials join the one full name': {
    articles: ['p[Ruth Roe] came. p[R. Roe] left.'],
    briefing: 'p[R. Roe] left.',
    is: ['person/ruth-roe'],
  },
  'a middle name is no other person, Jr. is': {
    articles: ['p[John F. Roe] came.', 'p[John Roe Jr.] came.'],
    briefing: 'p[John Roe] and p[John Roe Jr.]',
    is: ['person/john-f-roe', 'person/john-roe-jr'],
  },
  'a first name that a source uses alone': {
    articles: ['p[Xi Jinping] came. p[Xi] left.'],
    briefing: 'p[Xi] spoke.',
    is: ['person/xi-jinping'],
  },
  'a first name that no source uses alone': { articles: ['p[Ruth Roe] came.'], briefing: 'p[Ruth] left.', is: ['-'] },
  'Cyrillic and Latin': { articles: ['p[Анна Ткаченко] пришла.'], briefing: 'p[Anna Tkachenko] left.', is: ['person/anna-tkachenko'] },
  'states by every name': {
    articles: ['s[Russia] and s[US].'],
    briefing: 's[United States], s[U.S.], s[USA], s[Russian Federation], s[России]',
    is: ['state/us', 'state/us', 'state/us', 'state/ru', 'state/ru'],
  },
  'cities by old and new names': {
    articles: ['l[Kyiv] stood.'],
    briefing: 'In l[Kiev] and in l[Київ]',
    is: ['place/kyiv-ua', 'place/kyiv-ua'],
  },
  'an acronym in brackets': {
    articles: ['The o[Quiet Desk Trust] (o[QDX]) said.'],
    briefing: 'The o[QDX] said.',
    is: ['organisation/quiet-desk-trust'],
  },
  'an acronym by its initials': {
    articles: ['The o[Quiet Desk Trust] said. o[QDT] left.'],
    briefing: 'o[QDT]',
    is: ['organisation/quiet-desk-trust'],
  },
  'the first word of a long name': {
    articles: ['The o[Carnegie Russia Eurasia Center] said. o[Carnegie] left.'],
    briefing: 'o[Carnegie]',
    is: ['organisation/carnegie-russia-eurasia-center'],
  },
  'unions and bodies of the gazetteer': {
    articles: ['o[EU] said.'],
    briefing: 'o[European Union], o[United Nations], o[UN]',
    is: ['organisation/european-union', 'organisation/united-nations', 'organisation/united-nations'],
  },
  'a region is not its city': {
    articles: ['x'],
    briefing: 'In l[Kherson] and in the l[Kherson] and l[Zaporizhzhia] regions',
    is: ['place/kherson-ua', 'place/kherson-region-ua', 'place/zaporizhzhia-ua'],
  },
  'a place in the country that the text names': {
    articles: ['x'],
    briefing: 'In l[Georgia] and l[Paris].  In s[Canada] o[x] l[London] s[Canada]',
    is: ['state/ge', 'place/paris-fr', 'state/ca', '-', 'place/london-gb', 'state/ca'],
  },
  'the project file declares': {
    articles: ['p[Putin] came.', 'p[Igor Putin] came.'],
    briefing: 'p[Putin] and p[VVP]',
    is: ['person/vladimir-putin', 'person/vladimir-putin'],
    project: '{ "entities": [{ "name": "Vladimir Putin", "kind": "person", "aliases": ["Putin", "VVP"] }] }',
  },
  'a declared short name takes nobody else’s full name': {
    articles: ['p[Igor Putin] came.'],
    briefing: 'p[Igor Putin] left. p[Putin] slept.',
    is: ['person/igor-putin', 'person/igor-putin'],
    project: '{ "entities": [{ "name": "Vladimir Putin", "kind": "person", "aliases": ["Putin"] }] }',
  },
  'the project file merges': {
    articles: ['p[Ruth Roe] came.', 'p[R. Doe] came.'],
    briefing: 'p[R. Doe] and p[Ruth Roe]',
    is: ['person/ruth-roe', 'person/ruth-roe'],
    project: '{ "merge": [["Ruth Roe", "R. Doe"]] }',
  },
  'the project file splits': {
    articles: ['p[John Roe] came.', 'p[John R. Roe] came.'],
    briefing: 'p[John Roe]',
    is: ['person/john-roe'],
    project: '{ "split": [["John Roe", "John R. Roe"]] }',
  },
};

describe('Register', () => {
  withGazetteer();

  for (const [title, { articles, briefing, is, project }] of Object.entries(table))
    it(title, async () => {
      const register = await library(articles, project);
      const { text, spans } = marked(briefing);
      assert.deepEqual(
        register.resolveBriefing(text, spans).map((m) => m.entity ?? m.candidates?.join(' | ') ?? '-'),
        is,
      );
    });

  const metonyms: readonly (readonly [text: string, first: string])[] = [
    ['l[Moscow] is ready to talk.', 'state/ru'],
    ['They flew to l[Moscow] on Monday.', 'place/moscow-ru'],
    ['l[Moscow]’s refusal stands.', 'state/ru'],
    ['Snow fell in l[Moscow] again.', 'place/moscow-ru'],
    ['They put pressure on l[Moscow] to stop.', 'state/ru'],
    ['l[Beijing], however, rejects this.', 'state/cn'],
  ];
  for (const [article, first] of metonyms)
    it(`offers city and government, the sentence decides which comes first: ${article}`, async () => {
      const { text, spans } = marked(article);
      const [mention] = (await library([])).resolveBriefing(text, spans);
      assert.equal(mention?.entity, first);
      assert.equal(mention?.candidates?.length, 2);
    });

  it('finds names that only the library knows', async () => {
    const register = await library(['p[Ruth Roe] of o[Quiet Desk] came.']);
    const text = 'Then Roe and Quiet Desk left; Ruth Roe’s roe stayed. Roe';
    assert.deepEqual(
      register.findKnown(text).map((s) => text.slice(s.start, s.end)),
      ['Roe', 'Quiet Desk', 'Ruth Roe'],
    );
  });

  it('tells names, aliases and places of the gazetteer', async () => {
    const register = await library(['The l[Donbas], l[Kyiv] and p[V. Roe], p[Vera Roe] and p[Roe].']);
    const kyiv = register.entity('place/kyiv-ua');
    assert.equal(kyiv?.country, 'UA');
    assert.ok(Math.abs((kyiv?.coordinates?.latitude ?? 0) - 50.45) < 0.02);
    assert.equal(register.entity('place/donets-basin')?.name, 'Donbas');
    assert.deepEqual(register.entity('person/vera-roe')?.aliases, ['Vera Roe', 'Roe', 'V. Roe']);
    assert.equal(register.entity('person/nobody'), undefined);
  });

  it('keeps who is who in the order of the text, with roles for persons', async () => {
    const g = await gazetteer();
    const text = 'Russian President Vladimir Putin met envoys. The Russian president left.';
    const spans = recognise(text, { gazetteer: g });
    const register = new Register(g);
    register.addArticle('a', text, spans);
    const mentions = register.resolveArticle('a').map((m) => [text.slice(m.start, m.end), m.form, m.entity]);
    assert.deepEqual(mentions, [
      ['Russian', 'demonym', 'state/ru'],
      ['Vladimir Putin', 'name', 'person/vladimir-putin'],
      ['Russian president', 'role', 'person/vladimir-putin'],
    ]);
    assert.deepEqual(
      register.references('person/vladimir-putin').map((r) => text.slice(r.span.start, r.span.end)),
      ['Vladimir Putin', 'Russian president'],
    );
  });

  const words = ['p[Ruth Roe]', 'p[Roe]', 'p[Abel Roe]', 'p[R. Roe]', 'p[Ruth]', 'p[Zelensky]', 'p[Volodymyr Zelenskyy]', 'p[Зеленський]'];
  const others = [
    'l[Moscow]',
    's[US]',
    's[United States]',
    'l[Kiev]',
    'l[Kyiv]',
    'o[Quiet Desk Trust] (o[QDT])',
    'o[QDT]',
    'o[EU]',
    'o[Quiet]',
    'l[Qux]',
    'o[Qux]',
  ];
  const article = fc.array(fc.constantFrom(...words, ...others), { maxLength: 6 }).map((parts) => `${parts.join(' said. ')} said.`);

  it('is the same whatever came, went and came again, in any order', async () => {
    const g = await gazetteer();
    const state = (register: Register): unknown => ({
      entities: register.entities(),
      references: register.entities().map((e) => register.references(e.id)),
      keys: register.entities().map((e) => register.keysOf(e.id)),
      mentions: [0, 1, 2, 3, 4].map((i) => register.resolveArticle(`a${i}`)),
      known: register.findKnown('Ruth Roe met Roe, Zelensky, Zelenskyy and QDT of the Quiet Desk Trust in Qux, Kiev and Moscow.'),
      candidates: ['Roe', 'QDT', 'Moscow', 'Qux'].map((n) => register.candidates(n)),
    });
    const step = fc.record({ add: fc.boolean(), at: fc.nat({ max: 4 }), text: article });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const incremental = new Register(g);
        const left = new Map<string, string>();
        for (const { add, at, text } of steps) {
          const path = `a${at}`;
          if (add) {
            const m = marked(text);
            incremental.addArticle(path, m.text, m.spans);
            left.set(path, text);
          } else {
            incremental.removeArticle(path);
            left.delete(path);
          }
          // Questions in between must change nothing.
          incremental.candidates('Roe');
        }
        const fresh = new Register(g);
        for (const path of [...left.keys()].sort().reverse()) {
          const m = marked(left.get(path) ?? '');
          fresh.addArticle(path, m.text, m.spans);
        }
        assert.deepEqual(state(incremental), state(fresh));
      }),
      { numRuns: 80 },
    );
  });

  it('says of a lone text what a library of that text says', async () => {
    const g = await gazetteer();
    for (const { articles, briefing } of Object.values(table))
      for (const article of [...articles, briefing, [...articles, briefing].join(' ')]) {
        const { text, spans } = marked(article);
        const register = new Register(g);
        register.addArticle('a', text, spans);
        const made = contribution(text, spans, g);
        const alone = Register.alone(made, g);
        assert.deepEqual(alone.mentionsOf(made), register.resolveArticle('a'));
        for (const { id, name } of register.entities()) assert.deepEqual([register.nameOf(id), alone.nameOf(id)], [name, name]);
      }
  });
});
