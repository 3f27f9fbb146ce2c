import type { GoldDocument, GoldName } from './corpus.ts';
import { Random } from './random.ts';

/** Words that reports of sport are made of: names by kind, as written in running text. */
export interface SportsWords {
  readonly cities: readonly string[];
  readonly countries: readonly string[];
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/**
 * Made-up reports of sport. In them a city's name stands for its club, which the training sets hardly show: agencies and
 * papers print results, tables, fixtures and line-ups where nothing but the place of the word tells the club from the
 * city. The forms are those that such pages have had for a century; all names are drawn by chance. Equal seeds, equal reports.
 */
export function sportsReports(words: SportsWords, count: number, seed: number): GoldDocument[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, k) => new Report(words, random).write(k));
}

const SUFFIXES = 'United City Rovers Town County Athletic Wanderers Rangers Albion Academical'.split(' ');
const PREFIXES = 'FC AC AS Real Sporting Dynamo Dinamo Spartak Olympique Inter Atletico Racing SC'.split(' ');
const NICKNAMES =
  'Lions Tigers Bears Eagles Hawks Giants Kings Royals Pirates Bulls Wolves Panthers Sharks Stars Knights Warriors Devils Blues Reds Rockets Chiefs Saints Jets'.split(
    ' ',
  );
const SPORTS = 'soccer football rugby cricket hockey basketball baseball handball volleyball tennis golf athletics cycling boxing'.split(
  ' ',
);
const LEAGUES = [
  'first division',
  'second division',
  'premier division',
  'premier league',
  'national league',
  'championship',
  'cup',
  'super league',
];
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const MONTHS = 'Jan Feb March April May June July Aug Sept Oct Nov Dec'.split(' ');
const ORDINALS = ['first', 'second', 'third', 'fourth', 'quarter-final', 'semifinal', 'final', 'opening'];
const POSTS = ['striker', 'captain', 'goalkeeper', 'defender', 'midfielder', 'coach', 'manager', 'forward', 'winger', 'pitcher', 'guard'];

type Part = string | { readonly name: string; readonly type: string };

/** One report: its own clubs and players, so that names come back as they do in real ones. */
class Report {
  readonly #words: SportsWords;
  readonly #random: Random;
  readonly #clubs: string[];
  readonly #players: { readonly first: string; readonly last: string }[];
  readonly #nations: string[];
  readonly #entities: GoldName[] = [];
  #text = '';

  constructor(words: SportsWords, random: Random) {
    this.#words = words;
    this.#random = random;
    this.#clubs = Array.from({ length: 10 + this.#below(12) }, () => this.#club());
    this.#players = Array.from({ length: 16 }, () => ({ first: this.#pick(words.first), last: this.#pick(words.last) }));
    this.#nations = Array.from({ length: 6 }, () => this.#pick(words.countries));
  }

  write(k: number): GoldDocument {
    const sport = this.#pick(SPORTS);
    const blocks = [
      this.#results,
      this.#scorers,
      this.#table,
      this.#standings,
      this.#fixtures,
      this.#ranking,
      this.#lineup,
      this.#prose,
      this.#prose,
    ];
    this.#headline(sport);
    for (let n = 2 + this.#below(4); n > 0; n--) this.#pick(blocks).call(this, sport);
    return { id: `sport-${k}`, set: 'sport', text: this.#text, entities: this.#entities, other: [] };
  }

  #below(n: number): number {
    return Math.floor(this.#random.unit() * n);
  }
  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }
  #chance(share: number): boolean {
    return this.#random.unit() < share;
  }
  #some<T>(items: readonly T[], count: number): T[] {
    const from = this.#below(items.length);
    return Array.from({ length: Math.min(count, items.length) }, (_, i) => items[(from + i) % items.length] as T);
  }

  #club(): string {
    const city = this.#pick(this.#words.cities);
    const form = this.#random.unit();
    if (form < 0.72) return city;
    if (form < 0.84) return `${city} ${this.#pick(SUFFIXES)}`;
    return form < 0.92 ? `${this.#pick(PREFIXES)} ${city}` : `${city} ${this.#pick(NICKNAMES)}`;
  }

  #put(...parts: readonly Part[]): void {
    for (const part of parts) {
      const text = typeof part === 'string' ? part : part.name;
      if (typeof part !== 'string')
        this.#entities.push({ start: this.#text.length, end: this.#text.length + text.length, type: part.type });
      this.#text += text;
    }
  }
  #line(...parts: readonly Part[]): void {
    this.#put(...parts, '\n');
  }

  #team(name = this.#pick(this.#clubs), loud = false): Part {
    return { name: loud ? name.toUpperCase() : name, type: 'ORG' };
  }
  /** "the Hawks": clubs are called by their nickname alone, too. */
  #nickname(): Part {
    return { name: this.#pick(NICKNAMES), type: 'ORG' };
  }
  #place(loud = false): Part {
    const name = this.#pick(this.#words.cities);
    return { name: loud ? name.toUpperCase() : name, type: 'LOC' };
  }
  #nation(loud = false): Part {
    const name = this.#pick(this.#nations);
    return { name: loud ? name.toUpperCase() : name, type: 'LOC' };
  }
  #player(form: 'full' | 'last' | 'initial' = 'full'): Part {
    const { first, last } = this.#pick(this.#players);
    return { name: form === 'last' ? last : form === 'initial' ? `${first.charAt(0)}. ${last}` : `${first} ${last}`, type: 'PER' };
  }
  #score(): string {
    return `${this.#below(5)}-${this.#below(4)}`;
  }

  #headline(sport: string): void {
    const loud = this.#chance(0.7);
    const say = (text: string): string => (loud ? text.toUpperCase() : text);
    const opening = this.#chance(0.8) ? `${sport.toUpperCase()} - ` : '';
    const form = this.#below(6);
    if (form === 0) this.#line(opening, say(`${this.#pick(LEAGUES)} results.`));
    else if (form === 1) this.#line(opening, this.#team(undefined, loud), say(' beat '), this.#team(undefined, loud), ` ${this.#score()}.`);
    else if (form === 2) {
      const { last } = this.#pick(this.#players);
      this.#line(opening, { name: say(last), type: 'PER' }, say(' leads '), this.#team(undefined, loud), say(' to victory.'));
    } else if (form === 3)
      this.#line(opening, this.#nation(loud), say(' and '), this.#nation(loud), say(' draw in '), this.#place(loud), '.');
    else if (form === 4)
      this.#line(opening, this.#team(undefined, loud), say(' sign '), { name: say(this.#pick(this.#players).last), type: 'PER' }, '.');
    else this.#line(opening, say('summaries of '), this.#nation(loud), say(' v '), this.#nation(loud), say(' match.'));
    const date = `${this.#pick(MONTHS)} ${1 + this.#below(28)}`;
    if (this.#chance(0.8))
      this.#line(
        this.#place(this.#chance(0.8)),
        this.#chance(0.5) ? `, ${date}` : ` ${1980 + this.#below(45)}-0${1 + this.#below(9)}-${10 + this.#below(20)}`,
      );
  }

  /** "Lyon 2 Nantes 1" */
  #results(sport: string): void {
    const nations = this.#chance(0.15);
    if (nations) this.#line(`Results of international ${sport} matches on ${this.#pick(DAYS)}:`);
    else if (this.#chance(0.5))
      this.#line(
        'Results of ',
        this.#pick(['top', 'weekend', 'leading', 'English', 'German', 'American']),
        ` ${this.#pick(LEAGUES)} ${sport} matches`,
        this.#chance(0.5) ? ` on ${this.#pick(DAYS)}:` : ` played on ${this.#pick(DAYS)}:`,
      );
    else
      this.#line(
        this.#pick(['Division one', 'Division two', 'Premier division', 'First round', 'Second leg', 'Playoffs', 'Result', 'Results']),
      );
    const loud = this.#chance(0.2);
    const high = this.#chance(0.25) ? 110 : this.#chance(0.3) ? 40 : 5;
    const between = this.#chance(0.15) ? ', ' : ' ';
    for (let n = 3 + this.#below(8); n > 0; n--) {
      const a = nations ? this.#nation() : this.#team();
      const b = nations ? this.#nation() : this.#team(undefined, loud);
      if (this.#chance(0.08)) this.#line(this.#pick(['Postponed: ', 'Playing on Monday: ', 'Abandoned: ']), a, ' v ', b);
      else
        this.#line(
          a,
          ` ${this.#below(high)}${between}`,
          b,
          ` ${this.#below(high)}`,
          this.#chance(0.12) ? this.#pick([' (halftime 1-0)', ' (aet)', ' (OT)', ' (after extra time)']) : '',
        );
    }
  }

  /** "Lyon 2 (Smith 12, Jones 77) Nantes 1 (Brown 5)" */
  #scorers(): void {
    for (let n = 2 + this.#below(4); n > 0; n--) {
      const side = (): Part[] => {
        const goals = this.#below(4);
        if (goals === 0) return [this.#team(), ' 0'];
        const names = Array.from({ length: goals }, (_, i): Part[] => [
          i > 0 ? ', ' : '',
          this.#player(this.#chance(0.6) ? 'last' : 'full'),
          ` ${1 + this.#below(90)}${this.#pick(['', '', 'th', ' pen'])}`,
        ]);
        return [this.#team(), ` ${goals} (`, ...names.flat(), ')'];
      };
      this.#line(
        ...side(),
        this.#pick([' ', ', ']),
        ...side(),
        this.#chance(0.4) ? `. Halftime ${this.#score()}. Attendance ${this.#below(60)},000` : '',
      );
    }
  }

  /** "Lyon 12 8 2 2 24 10 26" */
  #table(): void {
    if (this.#chance(0.6))
      this.#line(
        this.#pick([
          'Standings (tabulate under played, won, drawn, lost, goals for, against, points):',
          'Standings:',
          'Leading positions:',
        ]),
      );
    else this.#line('P W D L F A Pts');
    for (const club of this.#some(this.#clubs, 6 + this.#below(10)))
      this.#line(this.#team(club), ...Array.from({ length: 7 }, () => ` ${this.#below(40)}`));
  }

  /** "Boston 70 64 .522 6" */
  #standings(): void {
    const loud = this.#chance(0.5);
    const part = this.#pick(['EASTERN DIVISION', 'WESTERN DIVISION', 'CENTRAL DIVISION', 'Northern conference', 'Group A', 'Group B']);
    this.#line(part);
    this.#line('W L PCT GB');
    for (const club of this.#some(this.#clubs, 4 + this.#below(5)))
      this.#line(
        this.#team(club, loud),
        ` ${30 + this.#below(60)} ${30 + this.#below(60)} .${300 + this.#below(400)} ${this.#below(20)}${this.#pick(['', ' 1/2'])}`,
      );
  }

  /** "Boston at Denver", "Lyon v Nantes" */
  #fixtures(): void {
    const loud = this.#chance(0.4);
    this.#line(
      this.#pick([
        `${this.#pick(DAYS)}'s schedule`,
        `Fixtures for ${this.#pick(DAYS)}:`,
        loud ? 'SCHEDULE' : 'Schedule',
        `Games on ${this.#pick(DAYS)}:`,
        `To play on ${this.#pick(DAYS)} (home team first):`,
      ]),
    );
    const verb = this.#pick([' at ', ' at ', ' v ', ' vs ', ' - ']);
    for (let n = 3 + this.#below(7); n > 0; n--)
      this.#line(
        this.#team(undefined, loud),
        loud ? verb.toUpperCase() : verb,
        this.#team(undefined, loud),
        this.#chance(0.2) ? ` (${1 + this.#below(8)}.30)` : '',
      );
  }

  /** "1. Anna Smith (Kenya) 2:12.45" */
  #ranking(): void {
    if (this.#chance(0.5))
      this.#line(
        this.#pick([
          "Women's 100 metres:",
          "Men's singles, first round",
          'Final round scores:',
          'Leading final scores',
          'Overall placings:',
          '1,500 metres',
        ]),
      );
    const form = this.#below(4);
    for (let n = 1; n <= 4 + this.#below(8); n++) {
      if (form === 0)
        this.#line(`${n}. `, this.#player(), ' (', this.#nation(), `) ${this.#below(3)}:${10 + this.#below(49)}.${10 + this.#below(80)}`);
      else if (form === 1)
        this.#line(
          this.#player(),
          ' (',
          this.#nation(),
          ') beat ',
          this.#player(),
          ' (',
          this.#nation(),
          `) 6-${this.#below(5)} ${this.#below(5)}-6 6-${this.#below(5)}`,
        );
      else if (form === 2)
        this.#line(
          `${260 + this.#below(30)} `,
          this.#player(),
          ...(this.#chance(0.4) ? [' (', this.#nation(), ')'] : []),
          ` ${60 + this.#below(15)} ${60 + this.#below(15)} ${60 + this.#below(15)}`,
        );
      else
        this.#line(
          `${n}. `,
          this.#player(),
          ', ',
          this.#nation(),
          this.#chance(0.5) ? ([', ', ''].at(0) ?? '') : ' ',
          this.#chance(0.5) ? this.#team() : `${this.#below(90)} points`,
        );
    }
  }

  /** "Lyon: 1-Anna Smith, 2-…" and batting cards. */
  #lineup(): void {
    const bat = this.#chance(0.4);
    if (bat) {
      this.#line(this.#chance(0.5) ? this.#team() : this.#nation(), ' first innings');
      for (let n = 5 + this.#below(5); n > 0; n--)
        this.#line(this.#player('initial'), ' c ', this.#player('last'), ' b ', this.#player('last'), ` ${this.#below(99)}`);
      return;
    }
    const numbered = this.#chance(0.5);
    this.#put(this.#chance(0.5) ? this.#team() : this.#nation(), ' - ');
    for (let n = 1; n <= 11; n++)
      this.#put(numbered ? `${n}-` : '', this.#player(), n < 11 ? (this.#chance(0.2) ? ' (captain), ' : ', ') : '.\n');
  }

  #prose(sport: string): void {
    for (let n = 3 + this.#below(5); n > 0; n--) {
      const day = this.#pick(DAYS);
      const goal = 1 + this.#below(90);
      const line = this.#pick<readonly Part[]>([
        [this.#team(), ' beat ', this.#team(), ` ${this.#score()} at home on ${day}.`],
        [this.#team(), ` lost ${this.#score()} to `, this.#team(), ' in ', this.#place(), ` on ${day}.`],
        [this.#player(), ' scored twice as ', this.#team(), ' beat ', this.#team(), ` ${this.#score()}.`],
        [
          this.#team(),
          ` ${this.#pick(POSTS)} `,
          this.#player(),
          ` will miss the ${this.#pick(ORDINALS)} match against `,
          this.#team(),
          '.',
        ],
        [this.#player(), ' has signed for ', this.#team(), ' from ', this.#team(), ` for ${this.#below(20)} million.`],
        [this.#team(), "'s ", this.#player(), ` scored in the ${goal}th minute.`],
        ['The win took ', this.#team(), ' three points clear of ', this.#team(), ' at the top of the table.'],
        [this.#team(), ' drew ', this.#score(), ' with ', this.#team(), ` in the ${this.#pick(ORDINALS)} round.`],
        ['"We played well," said ', this.#team(), ' coach ', this.#player(), '.'],
        [
          'At ',
          this.#place(),
          ': ',
          this.#team(),
          ' beat ',
          this.#team(),
          ` by ${1 + this.#below(9)} ${this.#pick(['wickets', 'points', 'goals', 'runs'])}.`,
        ],
        ['In ', this.#place(), ', ', this.#player('last'), ' hit a home run to lift the ', this.#team(), ' over the ', this.#team(), '.'],
        [this.#nation(), ' beat ', this.#nation(), ` ${this.#score()} in a ${sport} match in `, this.#place(), ` on ${day}.`],
        [this.#nation(), ` captain `, this.#player(), ' won the toss and chose to bat.'],
        [this.#player('last'), ' played for ', this.#team(), ' and ', this.#team(), ' before he moved to ', this.#team(), '.'],
        [this.#team(), ', who beat ', this.#team(), ` last week, lead the ${this.#pick(LEAGUES)}.`],
        [this.#team(), ' have ', `${this.#below(50)} points from ${this.#below(30)} games, two more than `, this.#team(), '.'],
        ['The former ', this.#team(), ` ${this.#pick(POSTS)} was born in `, this.#place(), ' and grew up in ', this.#place(), '.'],
        [this.#team(), ' host ', this.#team(), ' next ', day, ', while ', this.#team(), ' travel to ', this.#team(), '.'],
        [this.#player('last'), ' put ', this.#team(), ` ahead after ${goal} minutes.`],
        ['Top seed ', this.#player(), ' of ', this.#nation(), ' beat ', this.#player(), ` 6-${this.#below(5)} 6-${this.#below(5)}.`],
        [this.#player('last'), ` struck out ${2 + this.#below(9)} as `, this.#team(), ' swept ', this.#team(), '.'],
        ['Thousands of fans lined the streets of ', this.#place(), ' to welcome ', this.#team(), ' home.'],
        [this.#team(), ' chairman ', this.#player(), ' said the club would appeal.'],
        ['The ', this.#nickname(), ' beat the ', this.#nickname(), ` ${this.#score()} and lead the series.`],
        [this.#player(), ' had 20 points and nine rebounds for the ', this.#nickname(), ', who lost to ', this.#team(), '.'],
        ['Only ', this.#team(), ', ', this.#team(), ' and ', this.#team(), ' remain unbeaten.'],
        [
          this.#player(),
          ' (',
          this.#team(),
          '), ',
          this.#player(),
          ' (',
          this.#team(),
          ') and ',
          this.#player(),
          ' (',
          this.#team(),
          ') are injured.',
        ],
        [this.#team(), ` were held ${this.#score()} by `, this.#team(), ' and stay bottom.'],
      ]);
      this.#put(...line, this.#chance(0.5) ? ' ' : '\n');
    }
    this.#put('\n');
  }
}
