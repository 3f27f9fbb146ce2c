import type { EntityKind, MentionForm } from '../model.ts';
import { isEnglish } from './english.ts';
import { AliasFlag, type Gazetteer, type Match } from './gazetteer.ts';
import { Class } from './lexicon.ts';
import type { Candidate } from './recognition.ts';
import { Gap, Shape, type Tokens } from './tokens.ts';

const PLAIN_GAP = Gap.space | Gap.hyphen | Gap.newline;

/** Cuts a run of capitalised words into names and says what each is. */
export class Segmenter {
  /** Index after the last word that `segment` used: it may go beyond the run ("Ministry of …"). */
  consumed = 0;
  readonly #tokens: Tokens;
  readonly #gazetteer: Gazetteer | undefined;
  readonly #out: Candidate[];
  readonly #match: Match = { alias: -1, next: 0 };
  /** The word that was last asked for its alias, and what came of it. */
  #asked = -1;
  #askedKind: EntityKind | undefined;
  readonly #askedMatch: Match = { alias: -1, next: 0 };

  constructor(tokens: Tokens, gazetteer: Gazetteer | undefined, out: Candidate[]) {
    this.#tokens = tokens;
    this.#gazetteer = gazetteer;
    this.#out = out;
  }

  /** Adds the names of the run [from, to) to the candidates. */
  segment(from: number, to: number): void {
    this.consumed = to;
    if (this.#isHeading(from, to)) for (let i = from; i < to; ) i = this.#shouted(i, to);
    else for (let i = from; i < to; ) i = this.#next(i, to, from);
  }

  /** A run in capitals with ordinary words in it: "PEACE TALKS FAIL". */
  #isHeading(from: number, to: number): boolean {
    if (to - from < 3) return false;
    let words = 0;
    for (let k = from; k < to; k++) {
      if (this.#tokens.shapeOf(k) !== Shape.upper && this.#tokens.shapeOf(k) !== Shape.initial) return false;
      if (isEnglish(this.#tokens, k, this.#gazetteer)) words++;
    }
    return words * 2 >= to - from;
  }

  /** In such a run only strong names of the gazetteer count; acronyms are words there. */
  #shouted(i: number, to: number): number {
    const gazetteer = this.#gazetteer;
    if (!gazetteer?.longest(this.#tokens, i, to, this.#match, true)) return i + 1;
    const { alias, next } = this.#match;
    const flags = gazetteer.aliasFlags(alias);
    if ((flags & AliasFlag.strong) === 0 || isEnglish(this.#tokens, i, gazetteer)) return next;
    return this.#add(i, next, gazetteer.kindOf(gazetteer.topEntity(alias)), 0.8, (flags & AliasFlag.demonym) !== 0 ? 'demonym' : 'name');
  }

  #low(i: number): string {
    return this.#tokens.lower(i);
  }

  /** True when a list of those classes has word `i`. */
  #is(i: number, classes: number): boolean {
    return (this.#tokens.classes(i) & classes) !== 0;
  }

  #add(from: number, to: number, kind: EntityKind, score: number, form: MentionForm = 'name'): number {
    this.#out.push({ from, to, kind, form, score });
    this.consumed = Math.max(this.consumed, to);
    return to;
  }

  /** Handles what starts at `i`; returns where to go on. */
  #next(i: number, to: number, from: number): number {
    const tokens = this.#tokens;
    if (this.#isDate(i, to, from)) return i + 1;
    if (tokens.shapeOf(i) === Shape.capitalised && this.#is(i, Class.function) && (i + 1 >= to || tokens.initial[i] === 1)) return i + 1;
    const whole = this.#whole(i, to);
    if (whole > i) return whole;
    const org = this.#organisation(i, to);
    if (org > i) return org;
    const titled = this.#titled(i, to);
    if (titled > i) return titled;
    const place = this.#place(i, to);
    if (place > i) return place;
    const known = this.#known(i, to);
    if (known > i) return known;
    return this.#unknown(i, to);
  }

  #isDate(i: number, to: number, from: number): boolean {
    const classes = this.#tokens.classes(i);
    if ((classes & Class.calendar) !== 0) return !(i > from && this.#low(i) === 'may') && i + 1 >= to;
    if ((classes & Class.calendarShort) === 0) return false;
    const digits = (k: number): boolean => k >= 0 && k < this.#tokens.count && this.#tokens.shapeOf(k) === Shape.digits;
    return digits(i + 1) || digits(i - 1);
  }

  /** A name of the gazetteer in several words, or one that fills the run: no head word in it starts anything else. */
  #whole(i: number, to: number): number {
    const gazetteer = this.#gazetteer;
    const kind = this.#gazetteerKind(i);
    if (!gazetteer || kind === undefined) return i;
    const { alias, next } = this.#match;
    const flags = gazetteer.aliasFlags(alias);
    if ((flags & AliasFlag.demonym) !== 0 || (next - i < 2 && next < to)) return i;
    if (next < to && this.#is(to - 1, Class.orgHead)) return i;
    if (next - i > 1 && ((flags & AliasFlag.strong) !== 0 || kind === 'state')) return this.#add(i, next, kind, 0.95);
    return i;
  }

  /** Names that end in an organisation's head word, and "Ministry of …". */
  #organisation(i: number, to: number): number {
    let head = -1;
    for (let k = i; k < to; k++) {
      // A form of address begins another name.
      if (k > i && this.#is(k, Class.honorific)) break;
      if (this.#is(k, Class.orgHead)) head = k;
    }
    if (head < 0) return i;
    const end = this.#ofPart(head);
    if (end === head + 1 && head === i) return i;
    // "Foreign Minister", "Party Leader": titles follow the head, the organisation stands.
    if (this.#is(i, Class.title) && i + 1 === head && end === head + 1) return i;
    return this.#add(i, end, 'organisation', 0.85);
  }

  /** Continues "Ministry" over "of the Interior", "for Foreign Affairs", "and Trade". */
  #ofPart(head: number): number {
    const tokens = this.#tokens;
    let to = head + 1;
    while (to < tokens.count && to - head < 12) {
      let k = to;
      const word = this.#low(k);
      if ((tokens.gapOf(k) & ~PLAIN_GAP) !== 0) break;
      if (tokens.isCapital(k) && tokens.initial[k] === 0 && to > head + 1) {
        to++;
        continue;
      }
      if (word === 'of' && (this.#is(head, Class.orgOf) || to > head + 1)) k++;
      else if (word === 'for' && (this.#is(head, Class.orgOf) || this.#is(head, Class.orgHead))) k++;
      else if (word === 'and' && to > head + 1) k++;
      else break;
      if (this.#low(k) === 'the') k++;
      if (k >= tokens.count || !tokens.isCapital(k) || tokens.initial[k] === 1 || (tokens.gapOf(k) & ~PLAIN_GAP) !== 0) break;
      // "the Ministry of Defence and President Putin": a title begins a name of its own.
      if (word === 'and' && (this.#is(k, Class.title) || this.#is(k + 1, Class.orgHead) || this.#gazetteerKind(k) !== undefined)) break;
      to = k + 1;
    }
    return to;
  }

  /** Titles before a name: everything up to the last title word is left out, the rest is a person. */
  #titled(i: number, to: number): number {
    let last = -1;
    let k = i;
    while (k < to || (last >= 0 && this.#low(k) === 'of')) {
      const classes = this.#tokens.classes(k);
      if ((classes & (Class.title | Class.titles)) !== 0) last = k;
      else if (this.#low(k) === 'of' && last === k - 1 && this.#tokens.isCapital(k + 1)) {
        // "Secretary of State Marco Rubio", "Prince of Wales".
        if (!this.#is(k + 1, Class.titlePart)) break;
        last = k + 1;
        k += 2;
        continue;
      } else if ((classes & Class.titlePart) === 0) {
        const next = this.#gazetteerEnd(k, to);
        if (next === k || last >= 0 || !this.#titleAhead(next, to)) break;
        k = next;
        continue;
      }
      k++;
    }
    if (last < 0) return i;
    for (let s = i; s <= last; ) s = this.#single(s);
    let end = last + 1;
    while (end < to && this.#tokens.gapOf(end) === Gap.hyphen && !this.#tokens.isCapital(end)) end++;
    const limit = Math.max(to, this.#extent(end));
    if (end >= limit || end >= this.#tokens.count) return Math.max(end, i + 1);
    const org = this.#organisation(end, limit);
    if (org > end) return org;
    const place = this.#gazetteerKind(end);
    if (place !== undefined && this.#match.next >= limit && !this.#isPersonalAlias()) return this.#known(end, limit);
    return this.#person(end, limit, 0.9);
  }

  /** End of the capitalised words from `i` on, when `i` lies beyond the run. */
  #extent(i: number): number {
    let to = i;
    while (
      to < this.#tokens.count &&
      this.#tokens.isCapital(to) &&
      this.#tokens.initial[to] === 0 &&
      (this.#tokens.gapOf(to) & ~PLAIN_GAP) === 0 &&
      to - i < 5
    )
      to++;
    return to;
  }

  #titleAhead(k: number, to: number): boolean {
    for (let s = k; s < Math.min(to, k + 4); s++) if (this.#is(s, Class.title)) return true;
    return false;
  }

  /** Cuts a person's name off a run: up to four words, ends before what belongs to something else. */
  #person(i: number, to: number, score: number): number {
    let end = i;
    while (end < to && end - i < 5) {
      if (end > i && (this.#tokens.gapOf(end) & Gap.possessive) !== 0) break;
      if (end > i && this.#is(end, Class.calendar) && this.#low(end) !== 'may') break;
      end++;
    }
    return this.#add(i, Math.max(end, i + 1), 'person', score);
  }

  /** "Lake Chad", "the Black Sea", "Kherson Oblast". */
  #place(i: number, to: number): number {
    if (to - i < 2) return i;
    if (this.#is(to - 1, Class.placeHead) && to - i <= 5) return this.#add(i, to, 'place', 0.8);
    if (this.#is(i, Class.placeFirst) && to - i <= 3) {
      const next = this.#gazetteerEnd(i, to);
      if (next > i) return i;
      return this.#add(i, to, 'place', 0.6);
    }
    return i;
  }

  /** Kind of the longest alias at `i`; the match stays in `#match`. */
  #gazetteerKind(i: number): EntityKind | undefined {
    if (i !== this.#asked) {
      this.#asked = i;
      this.#askedKind = this.#lookUp(i);
      this.#askedMatch.alias = this.#match.alias;
      this.#askedMatch.next = this.#match.next;
    }
    this.#match.alias = this.#askedMatch.alias;
    this.#match.next = this.#askedMatch.next;
    return this.#askedKind;
  }

  #lookUp(i: number): EntityKind | undefined {
    const gazetteer = this.#gazetteer;
    if (!gazetteer?.longest(this.#tokens, i, this.#tokens.count, this.#match)) return undefined;
    // "US" and "WHO" are words when their neighbours shout too.
    if (
      this.#match.next === i + 1 &&
      (gazetteer.aliasFlags(this.#match.alias) & AliasFlag.exact) !== 0 &&
      gazetteer.isWord(this.#tokens.hash[i] ?? 0) &&
      (this.#shouts(i - 1) || this.#shouts(i + 1))
    )
      return undefined;
    return gazetteer.kindOf(gazetteer.topEntity(this.#match.alias));
  }

  #shouts(k: number): boolean {
    return k >= 0 && k < this.#tokens.count && this.#tokens.shapeOf(k) === Shape.upper && this.#isWord(k);
  }

  #gazetteerEnd(i: number, to: number): number {
    return this.#gazetteerKind(i) !== undefined && this.#match.next <= to ? this.#match.next : i;
  }

  #isPersonalAlias(): boolean {
    const flags = this.#gazetteer?.aliasFlags(this.#match.alias) ?? 0;
    return (flags & AliasFlag.personal) !== 0 && (flags & AliasFlag.strong) === 0;
  }

  /** A state, place, organisation or demonym of the gazetteer that starts at `i`. */
  #known(i: number, to: number): number {
    const gazetteer = this.#gazetteer;
    const kind = this.#gazetteerKind(i);
    if (!gazetteer || kind === undefined) return i;
    const { alias, next } = this.#match;
    const flags = gazetteer.aliasFlags(alias);
    if ((flags & AliasFlag.demonym) !== 0) {
      // "American Airlines" ended in a head word and is gone; "French Open" is nobody's demonym but stays one here.
      return this.#add(i, next, gazetteer.kindOf(gazetteer.topEntity(alias)), 0.9, 'demonym');
    }
    const more = next < to && (this.#tokens.gapOf(next) & (Gap.possessive | Gap.hyphen | Gap.ampersand)) === 0;
    const strong = (flags & AliasFlag.strong) !== 0;
    const state = kind === 'state';
    if (more && !state && (flags & AliasFlag.exact) === 0) {
      // A place followed by another capital: a person's name ("Paris Hilton", "Jackson Browne") unless the place is a large one.
      if (!strong || (flags & AliasFlag.personal) !== 0) return i;
    }
    const located = this.#is(i - 1, Class.locative | Class.compass) || this.#namesPlaceAfter(next);
    if (strong || state) return this.#add(i, next, kind, (flags & AliasFlag.personal) !== 0 && !located ? 0.75 : 0.95);
    if (located) return this.#add(i, next, kind, (flags & AliasFlag.common) !== 0 ? 0.5 : 0.8);
    // "Congress", "Pentagon": an institution whose name is an ordinary word, written with a capital inside a sentence.
    if ((flags & AliasFlag.common) !== 0 && kind === 'organisation' && !more && this.#tokens.initial[i] === 0)
      return this.#add(i, next, kind, 0.7);
    if ((flags & AliasFlag.common) !== 0) return i;
    if ((flags & AliasFlag.personal) !== 0) return i;
    return this.#add(i, next, kind, 0.6);
  }

  /** "Kherson region", "Abu Dhabi, United Arab Emirates". */
  #namesPlaceAfter(next: number): boolean {
    if (next >= this.#tokens.count) return false;
    const gap = this.#tokens.gapOf(next);
    if (gap === Gap.space || gap === (Gap.space | Gap.possessive)) return this.#is(next, Class.placeHead) && !this.#tokens.isCapital(next);
    return gap === (Gap.comma | Gap.space) && this.#tokens.isCapital(next) && this.#gazetteerKind(next) === 'state';
  }

  /** One word inside a title: a state, a demonym, an organisation of the gazetteer; nothing else. */
  #single(i: number): number {
    const gazetteer = this.#gazetteer;
    const kind = this.#gazetteerKind(i);
    if (!gazetteer || kind === undefined || !this.#tokens.isCapital(i)) return i + 1;
    const flags = gazetteer.aliasFlags(this.#match.alias);
    if ((flags & AliasFlag.demonym) !== 0) return this.#add(i, this.#match.next, kind, 0.9, 'demonym');
    if ((flags & (AliasFlag.strong | AliasFlag.exact)) !== 0 || kind === 'state') return this.#add(i, this.#match.next, kind, 0.9);
    return i + 1;
  }

  /** Names that no list has: what stands around them decides. */
  #unknown(i: number, to: number): number {
    const tokens = this.#tokens;
    let end = i;
    while (end < to) {
      // A possessive ends a name; so does a strong name of another kind.
      if (end > i && (tokens.gapOf(end) & Gap.possessive) !== 0) break;
      if (end > i && this.#endsBefore(end)) break;
      end++;
    }
    const length = end - i;
    const before = this.#low(i - 1);
    const after = this.#tokens.classes(end);
    const joined = (tokens.gapOf(end) & ~(Gap.space | Gap.close | Gap.comma)) === 0;
    const titleBefore = this.#is(i - 1, Class.title | Class.titles) && (tokens.gapOf(i) & ~Gap.space) === 0;
    if (titleBefore) return this.#add(i, end, 'person', 0.9);
    if (length === 1 && this.#isClass(i)) return end;
    if (tokens.shapeOf(i) === Shape.upper && length === 1)
      return this.#add(i, end, 'organisation', this.#isWord(i) && end - i > 3 ? 0.2 : 0.6);
    for (let k = i; k < end; k++) if ((tokens.gapOf(k) & Gap.ampersand) !== 0 && k > i) return this.#add(i, end, 'organisation', 0.8);
    const personal = this.#isPersonal(i);
    if (length >= 2 && length <= 4) {
      if (personal || tokens.shapeOf(i + 1) === Shape.initial || tokens.shapeOf(i) === Shape.initial)
        return this.#add(i, end, 'person', 0.85);
      if (joined && (after & Class.speech) !== 0) return this.#add(i, end, 'person', 0.8);
    }
    if (joined && (after & Class.reports) !== 0) return this.#add(i, end, 'organisation', 0.85);
    if (joined && (after & Class.speech) !== 0) return this.#add(i, end, 'person', 0.7);
    if (before === 'told' && length === 1) return this.#add(i, end, 'organisation', 0.7);
    if (before === 'in' || before === 'near' || before === 'at') return this.#add(i, end, 'place', 0.6);
    if (this.#namesPlaceAfter(end)) return this.#add(i, end, 'place', 0.7);
    if (length >= 2) return this.#add(i, end, personal || !this.#allWords(i, end) ? 'person' : 'organisation', 0.5);
    return this.#add(i, end, personal ? 'person' : 'organisation', this.#allWords(i, end) ? 0.2 : 0.4);
  }

  #endsBefore(k: number): boolean {
    if (!this.#is(k, Class.calendar)) return false;
    const low = this.#low(k);
    return low !== 'may' && low !== 'april' && low !== 'june';
  }

  #isPersonal(i: number): boolean {
    return this.#gazetteer?.isPersonal(this.#tokens.hash[i] ?? 0) ?? false;
  }

  #isClass(i: number): boolean {
    return this.#gazetteer?.isClass(this.#tokens.word(i)) ?? false;
  }

  #isWord(i: number): boolean {
    return this.#gazetteer?.isWord(this.#tokens.hash[i] ?? 0) ?? false;
  }

  #allWords(from: number, to: number): boolean {
    for (let k = from; k < to; k++) if (!isEnglish(this.#tokens, k, this.#gazetteer)) return false;
    return true;
  }
}
