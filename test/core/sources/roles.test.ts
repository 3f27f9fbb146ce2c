import assert from 'node:assert/strict';
import { furnitureKind } from '../../../src/core/sources/furniture.ts';
import { outline, read } from './fixtures.ts';

const A = 'The ministry announced on Tuesday that the talks would resume next week in the capital.';
const B = 'Officials from both delegations declined to comment on the agenda of the meeting.';
const C = 'A third round had been planned for March, but no date was set.';

/** One line a paragraph, blank lines between: "role | words"; the roles are what is expected. */
const table: readonly (readonly [string, string])[] = [
  ['a plain article', `title | Talks resume\nbody | ${A}\nbody | ${B}`],
  ['no title', `body | ${A}\nbody | ${B}`],
  ['a title with date and byline', `title | Talks resume\nbyline | By Jane Roe\ndateline | 1 February 2026\nbody | ${A}`],
  ['a title that asks', `title | Will the talks succeed?\nbody | ${A} ${B}\nbody | ${C}`],
  [
    'a title that ends in a full stop before a date line',
    `title | The talks will resume next week.\ndateline | Feb. 1, 2026, 10:30 a.m.\nbody | ${A}`,
  ],
  ['a bare name beside a date line', `title | Talks resume\nbyline | Jane Roe\ndateline | Published: Sunday, 1 February 2026\nbody | ${A}`],
  ['name and job at the end', `title | Talks resume\nbody | ${A}\nbyline | Олена Петренко\nbyline | Кореспондентка`],
  ['job before name', `title | Talks resume\nbyline | Автор:\nbyline | Іван Франко\nbody | ${A}`],
  ['a Reuters sign-off', `title | Talks resume\nbody | ${A}\nbyline | (Reporting by Jane Roe in Vienna; editing by John Smith)`],
  [
    'buttons and counters',
    `furniture | Share\nfurniture | Tweet\ntitle | Talks resume\nfurniture | 5 min read\nfurniture | 12 comments\nbody | ${A}\nfurniture | Advertisement\nbody | ${B}`,
  ],
  [
    'related headlines after a lead',
    `title | Talks resume\nbody | ${A}\nfurniture | Read also:\nfurniture | Another story about something else\nfurniture | A third story\nbody | ${B}`,
  ],
  [
    'a related headline on one line',
    `title | Talks resume\nbody | ${A}\nfurniture | READ MORE: Another story about something else\nbody | ${B}`,
  ],
  [
    'the tail of a page',
    `title | Talks resume\nbody | ${A}\nfurniture | Most read\nfurniture | Dog bites man\nfurniture | Man bites dog\nfurniture | © 2026 The Daily. All rights reserved.`,
  ],
  [
    'photo credits',
    `title | Talks resume\nfurniture | Photo: Jane Roe / AFP\nbody | ${A}\nfurniture | Image source, Getty Images\nbody | ${B}`,
  ],
  [
    'cookies and newsletters',
    `furniture | We use cookies to improve your experience on our site. Accept\ntitle | Talks resume\nbody | ${A}\nfurniture | Sign up for our newsletter and never miss a story\nbody | ${B}`,
  ],
  ['headings', `title | Talks resume\nbody | ${A}\nheading | What comes next\nbody | ${B}\nheading | The agenda\nbody | ${C}`],
  [
    'Russian',
    'title | Переговоры возобновятся\ndateline | 1 февраля 2026, 12:30\nbody | Министерство сообщило во вторник, что переговоры возобновятся.\nfurniture | Читайте также: Другая новость\nbody | Представители делегаций отказались от комментариев.\nfurniture | Поделиться',
  ],
  [
    'Ukrainian',
    'title | Переговори поновляться\ndateline | Неділя, 1 лютого 2026, 12:30\nbody | Міністерство повідомило у вівторок, що переговори поновляться.\nfurniture | Реклама:\nfurniture | Підписуйтесь на наш канал у Telegram\nbody | Представники делегацій відмовилися від коментарів.\nfurniture | Якщо ви помітили помилку, виділіть її мишкою та натисніть Ctrl+Enter',
  ],
  [
    'German',
    'title | Gespräche gehen weiter\nbyline | Von Jana Müller\ndateline | Stand: 01.02.2026 10:30 Uhr\nbody | Das Ministerium teilte am Dienstag mit, dass die Gespräche weitergehen.\nfurniture | Lesen Sie auch: Eine andere Geschichte\nbody | Die Delegationen wollten sich nicht äußern.\nfurniture | Zur Startseite',
  ],
  [
    'French',
    "title | Les pourparlers reprennent\nbyline | Par Jeanne Dupont\ndateline | Publié le 1er février 2026 à 10h30\nbody | Le ministère a annoncé mardi que les pourparlers reprendraient.\nfurniture | À lire aussi\nfurniture | Une autre histoire\nbody | Les délégations n'ont pas voulu s'exprimer.",
  ],
  [
    'Spanish',
    'title | Se reanudan las conversaciones\nbyline | Por Juana Pérez\ndateline | 1 de febrero de 2026 - 10:30 h\nbody | El ministerio anunció el martes que las conversaciones se reanudarán.\nfurniture | Te puede interesar: Otra historia\nbody | Las delegaciones no quisieron hacer comentarios.',
  ],
  [
    'separators',
    `title | Talks resume\nbody | ${A}\nfurniture | - - - -\nbody | An item without a full stop\nfurniture | * * *\nbody | Another item of that kind`,
  ],
  ['a headline with strokes', `title | BANK/FUND TALKS RESUME NEXT WEEK\nbody | ${A}`],
  ['no sentence at all', 'body | apples\nbody | pears'],
];

/** Sentences of articles that hold a label's words: each must stay body between two others. */
const kept: readonly string[] = [
  'Share prices fell by a fifth.',
  'We use cookies as an example, the professor said.',
  '“We use cookies to improve your experience,” the banner read.',
  'Subscribe to that theory and nothing is left of the treaty.',
  'Advertisement revenue fell in March.',
  'Related research was published in June.',
  'Read more books, the minister told the pupils.',
  'Photographs of the border crossing showed long queues.',
  'Photo: that was the whole message, and nobody understood it.',
  'Copyright law was reformed in 2019.',
  'Follow us, the soldiers shouted.',
  'Comments by the minister caused an uproar.',
  '12 comments were read out in court.',
  'By Friday the talks had collapsed.',
  'Editor and publisher were arrested.',
  'Reading now takes second place.',
  'On 1 February 2026 the talks resumed.',
  'Search!',
  'More.',
  'Watch: the guards are asleep.',
  'Tags: no.',
  'He left. Sign up was closed.',
  'Latest figures from Reuters.',
  'Image is everything in politics.',
  'Join us in the fight, he said.',
  'Если вы заметили, переговоры закончились.',
  'Реклама подорожала на треть.',
  'Головне завдання — мир.',
  'Werbung ist teuer geworden.',
  'La publicidad cayó un tercio.',
  'La suite de la réunion est prévue mardi.',
];

describe('roles', () => {
  for (const [name, marked] of table)
    it(name, async () => {
      const expected = marked.split('\n').map((line) => line.split(' | ') as [string, string]);
      const text = expected.map(([, words]) => words).join('\n\n');
      const { article } = await read('a.txt', text);
      assert.deepEqual(
        outline(article).map((line) => line.replace(/^(\w+)[^:]*/, '$1')),
        expected.map(([role, words]) => `${role}: ${words}`),
      );
    });

  for (const sentence of kept)
    it(`keeps: ${sentence}`, async () => {
      const { article } = await read('a.txt', `Talks resume\n\n${A}\n\n${sentence}\n\n${B}\n\n${sentence}\n`);
      assert.deepEqual(
        article?.paragraphs.map((p) => p.role),
        ['title', 'body', 'body', 'body', 'body'],
      );
    });

  it('takes a kicker above the headline for furniture', async () => {
    const { article } = await read('a.txt', `World\n\nMinistry says the talks will resume in a week\n\n1 February 2026\n\n${A}\n`);
    assert.deepEqual(
      article?.paragraphs.map((p) => p.role),
      ['furniture', 'title', 'dateline', 'body'],
    );
    assert.equal(article?.metadata.title, 'Ministry says the talks will resume in a week');
  });

  it('reads metadata from the lines around the article', async () => {
    const { article } = await read('a.txt', `Talks resume\n\nBy Jane Roe and John Smith, Reuters\n\nFebruary 1, 2026\n\n${A}\n`);
    const { origins, ...metadata } = article?.metadata ?? { origins: {} };
    assert.deepEqual(metadata, { key: 'a', title: 'Talks resume', author: 'Jane Roe and John Smith', date: '2026-02-01' });
    assert.deepEqual(origins, { key: 'file-name', title: 'text', author: 'text', date: 'text' });
  });

  it('reads a header of labelled lines', async () => {
    const { article } = await read(
      'a.txt',
      `Title: Talks resume\nSource: The Daily\nAuthor: Jane Roe\nDate: 2026-02-01\nURL: https://example.org/a\n\n${A}\n\n${B}\n`,
    );
    const { title, outlet, author, date, url } = article?.metadata ?? {};
    assert.deepEqual([title, outlet, author, date, url], ['Talks resume', 'The Daily', 'Jane Roe', '2026-02-01', 'https://example.org/a']);
    assert.deepEqual(
      article?.paragraphs.map((p) => p.role),
      ['title', 'furniture', 'byline', 'dateline', 'furniture', 'body', 'body'],
    );
    assert.equal(article?.text.slice(article.paragraphs[0]?.start, article.paragraphs[0]?.end), 'Talks resume');
  });

  it('reads a wire dateline: place, day and agency', async () => {
    const { article } = await read('a.txt', `Talks resume\n\nKYIV, Jan 29 (Reuters) - ${A}\n\n${B}\n`);
    assert.equal(article?.metadata.date, 'XXXX-01-29');
    assert.equal(article?.metadata.outlet, 'Reuters');
    assert.equal(article?.paragraphs[1]?.role, 'body');
    assert.deepEqual(article?.passages[1]?.provenance.via, []);
    // Printed by another outlet, all of it comes from the agency.
    const md = await read('a.md', `---\noutlet: The Daily\n---\n\nKYIV, Jan 29 (Reuters) - ${A}\n\n${B}\n`);
    assert.deepEqual(
      md.article?.passages.map((p) => p.provenance.via),
      [['Reuters'], ['Reuters']],
    );
  });

  it('joins wrapped lines and parts the paragraphs of unwrapped ones', async () => {
    const wrapped =
      'The ministry announced on Tuesday that the talks would resume\nnext week in the capital. Officials from both delegations\ndeclined to comment on the agenda of the meeting, which had been\npostponed twice.\n\n   A third round had been planned for March, but no date was set,\nand the ambassador of the neutral country left for home on the\nsame evening.\n';
    const one = await read('a.txt', wrapped);
    assert.equal(one.article?.paragraphs.length, 2);
    const lines = await read('b.txt', `${A}\n${B}\n${C}\n`);
    assert.equal(lines.article?.paragraphs.length, 3);
  });
});

describe('furnitureKind', () => {
  it('is quick on hostile lines', () => {
    const start = performance.now();
    for (const line of [' '.repeat(400), '/'.repeat(400), `${'a '.repeat(190)}|`, `we ${'x'.repeat(300)}`, `photo ${' '.repeat(300)}`])
      for (let i = 0; i < 200; i++) furnitureKind(line, false);
    assert.ok(performance.now() - start < 2000);
  });
});
