import assert from 'node:assert/strict';
import fc from 'fast-check';
import { read } from './fixtures.ts';

/**
 * A paragraph, and who carries each of its sentences: outlets outermost first, "?" for an unnamed speaker, "-" for
 * first-hand and named. The first line of each entry is a lead that names nobody.
 */
const table: readonly (readonly [string, string])[] = [
  // Reports
  ['The army has left the town, Reuters reported on Monday.', 'Reuters'],
  ['Reuters reports that the army has left the town.', 'Reuters'],
  ['The army has left the town, reports the Financial Times.', 'Financial Times'],
  ['The army has left, the Nile Post has learned and reported.', 'Nile Post'],
  ['According to Reuters, the army has left the town.', 'Reuters'],
  ['As first reported by Politico, the army has left.', 'Politico'],
  ['“We left,” he told CNN.', 'CNN'],
  ['“We left,” he told the Russian state news agency TASS.', 'TASS'],
  ['In an interview with Le Monde the minister denied it.', 'Le Monde'],
  ['The private television channel El Hayet TV reported the arrest.', 'El Hayet TV'],
  ['The website Dolarhoy.com reported a new high.', 'Dolarhoy.com'],
  ['The army has left, “Echo of the East” reports.', 'Echo of the East'],
  ['The news site Red Star reported the arrest.', 'Red Star'],
  // Chains
  ['TASS reported, citing Al Jazeera, that the army has left.', 'TASS>Al Jazeera'],
  ['The army has left, Al Jazeera reported, according to TASS.', 'TASS>Al Jazeera'],
  ['Bloomberg reported, citing people familiar with the matter, that the bank will close.', 'Bloomberg?'],
  // Anaphors
  ['Bloomberg reported the closure. The agency said the bank had no comment.', 'Bloomberg Bloomberg'],
  ['The South China Morning Post reported it. Many residents told the Post so.', 'South China Morning Post South China Morning Post?'],
  ['The International Atomic Energy Agency sent a team. The agency said it would stay.', '- -'],
  // Not outlets
  ['According to the Kremlin, the army has left.', '-'],
  ['The ministry reports heavy losses.', '-'],
  ['He told reporters that the army had left.', '-'],
  ['“We left,” he told parliament.', '-'],
  ['He told President Biden that the army had left.', '-'],
  ['According to the UN Refugee Agency, four million fled.', '-'],
  ['“We left,” said Dr. Harold Varmus.', '-'],
  ['Putin reports to nobody.', '-'],
  // Unnamed speakers
  ['One EU diplomat said the talks had failed.', '?'],
  ['“It failed,” said a senior American official.', '?'],
  ['Two officials briefed on the talks said they had failed.', '?'],
  ['A person close to the talks said they had failed.', '?'],
  ['The talks have failed, according to three European diplomats.', '?'],
  ['Officials who asked not to be named said the talks had failed.', '?'],
  ['He spoke on condition of anonymity.', '?'],
  ['Several sources in the government believe the talks failed.', '?'],
  ['US officials said the talks had failed. The officials added that more would follow.', '? ?'],
  ['An aide to the minister, who was not authorised to speak publicly, said so.', '?'],
  // Named, institutional or no speakers
  ['A senior official, Ivan Petrov, said the talks had failed.', '-'],
  ['Presidential aide Yuri Petrov said the talks had failed.', '-'],
  ['A spokesman for the ministry said the talks had failed.', '-'],
  ['The source of the river was found, he said.', '-'],
  ['Officials left the building after Petrov said the talks had failed.', '-'],
  ['It is a source of concern, Petrov said.', '-'],
  ['The official opening was said to be a success.', '-'],
  ['Karl Mayer, a former official who said the talks had failed, resigned.', '-'],
  ['In New York, an official said the talks had failed.', '?'],
  // Covering
  ['The front is frozen. Moscow wants more, Bloomberg sources said.', 'Bloomberg? Bloomberg?'],
  ['The front is frozen, the minister said. Moscow wants more, Bloomberg reports.', '- Bloomberg'],
  ['The front is frozen. Moscow wants more, one diplomat told Bloomberg.', '- Bloomberg?'],
  ['“We left,” one diplomat told Bloomberg. “We will not return.”', 'Bloomberg? Bloomberg?'],
  ['One official said the talks had failed. According to him, they will not resume.', '? ?'],
  ['Rubio announced a deal. According to him, it includes troops.', '- -'],
  // Russian and Ukrainian
  ['Об этом сообщает Reuters со ссылкой на источники.', 'Reuters?'],
  ['Армия покинула город, пишет издание «Медуза».', 'Медуза'],
  ['Армия покинула город, сообщил министр Иванов.', '-'],
  ['Про це повідомляє агентство «Інтерфакс-Україна».', 'Інтерфакс-Україна'],
  ['Армія залишила місто, сказав співрозмовник на умовах анонімності.', '?'],
];

async function carriers(text: string): Promise<string[]> {
  const { article } = await read('a.txt', text);
  return (article?.passages ?? []).map(({ provenance: { via, anonymous } }) => `${via.join('>')}${anonymous ? '?' : ''}` || '-');
}

describe('provenance', () => {
  for (const [paragraph, expected] of table)
    it(`${expected} | ${paragraph}`, async () => {
      const [lead, ...rest] = await carriers(`The town lies on the river and has a long history of its own.\n\n${paragraph}\n`);
      assert.equal(lead, '-');
      assert.equal(rest.join(' '), expected);
    });

  it('knows the outlet that a chain in the lead names last as the article’s own', async () => {
    const { article } = await read(
      'a.txt',
      'The army has left, Reuters reported, citing officials, the Nile Post writes.\n\nThe town was quiet, residents told the Nile Post.\n',
    );
    assert.equal(article?.metadata.outlet, 'Nile Post');
    assert.deepEqual(
      article?.passages.map((p) => p.provenance),
      [
        { via: ['Reuters'], anonymous: true },
        { via: [], anonymous: true },
      ],
    );
  });

  it('leaves the article’s own outlet out', async () => {
    const { article } = await read(
      'a.md',
      '---\noutlet: Reuters\n---\n\nThe army has left, Reuters reported.\n\n“We left,” he told TASS.\n',
    );
    assert.deepEqual(
      article?.passages.map((p) => p.provenance.via),
      [[], ['TASS']],
    );
  });

  it('takes time linear in the text, whatever it holds', async () => {
    const unit = '“Sources told Reuters, citing TASS, the agency’s interlocutors said, according to one official, Bloomberg reports, ';
    const time = async (n: number) => {
      const start = performance.now();
      await carriers(`${unit.repeat(n)}\n\n${'Bloomberg said. '.repeat(n)}\n`);
      return performance.now() - start;
    };
    await time(50);
    const [small, large] = [await time(400), await time(4000)];
    assert.ok(large < 40 * small + 500, `${small} ms, ${large} ms`);
  });

  it('never throws', async () => {
    const token = fc.constantFrom(
      'Bloomberg',
      'said',
      'reports',
      ',',
      '.',
      '“',
      '”',
      '"',
      'the',
      'agency',
      '’s',
      'sources',
      'told',
      'according',
      'to',
      'citing',
      'official',
      'one',
      'who',
      'Об',
      'этом',
      'сообщает',
      '«',
      '»',
      '\ud800',
      '\n\n',
      ' ',
    );
    await fc.assert(fc.asyncProperty(fc.array(token, { maxLength: 60 }), async (tokens) => void (await carriers(tokens.join(' ')))));
  });
});
