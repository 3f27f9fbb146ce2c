import type { EntityKind, NameSpan } from '../model.ts';
import { isListedBody } from './bodies.ts';
import { isCyrillic } from './key.ts';

/**
 * What the rules must be sure of to count beside the tagger, by what they would change. Each was measured on newspapers of all
 * continents and on Reuters stories, against the tagger alone; below these figures the rules cost more than they bring.
 */
const SURE = {
  /** The gazetteer says organisation where the tagger says place, and the other way round. */
  organisation: 0.95,
  place: 0.8,
  /** The tagger says organisation of a listed place: a club, and in "Lyon 2 Nantes 1" rather so than elsewhere. */
  club: 0.7,
  scoring: 0.3,
  /** A name that ends in an organisation's head word and goes on further than the tagger thought. */
  longer: 0.85,
  /** A person behind a title that the tagger took in. */
  titled: 0.9,
} as const;
/** Names that the tagger does not see at all: by kind. Persons are those that the article names in full elsewhere. */
const ADDED: Readonly<Record<EntityKind, number>> = { person: 0.8, organisation: 0.85, state: 0.75, place: 0.7 };
/** The rules' own guesses at persons lie here: not sure enough to stand against the tagger's silence. */
const GUESSED_PERSON = 0.85;
/** Surnames of persons that the rules alone see lie here: they count when the tagger, too, sees somebody of that name. */
const SURNAME = 0.8;

/** What follows "US" where it is a currency's name: "US$40", "US dollars". */
const CURRENCY = /^(?:\s?\$| dollars?\b)/;
const SCORE = /^\s\d/;
const POSTAL = /^[A-Z]{2}$/;

/** The names of a text from the trained tagger and from the rules, both sorted and free of overlaps; so is the result. */
export function combine(text: string, tagged: readonly NameSpan[], ruled: readonly NameSpan[]): NameSpan[] {
  const out: NameSpan[] = [];
  let t = 0;
  let last = 0;
  const names = tagged.filter((m) => m.form === 'name').flatMap((m) => apart(text, m));
  const surnames = new Set(names.filter((m) => m.kind === 'person').map((m) => lastWord(text, m)));
  const peoples = new Set(tagged.filter((m) => m.form === 'demonym').map((m) => m.start));
  for (let r = 0; r <= ruled.length; ) {
    const rule = ruled[r];
    const tag = names[t];
    if (!rule && !tag) break;
    if (tag && (!rule || tag.end <= rule.start)) {
      push(tag);
      t++;
    } else if (rule && (!tag || rule.end <= tag.start)) {
      // "the Saudi prince": what the gazetteer takes for the country, too.
      if (
        stands(text, rule) &&
        (rule.kind !== 'person' ||
          isCyrillic(text.charCodeAt(rule.start)) ||
          rule.confidence > SURNAME ||
          surnames.has(lastWord(text, rule)))
      )
        push(rule.form === 'name' && rule.kind === 'state' && peoples.has(rule.start) ? { ...rule, form: 'demonym' } : rule);
      r++;
    } else if (rule && tag) {
      // They overlap: take in everything that hangs together, then choose.
      const from = { t, r };
      let end = Math.max(rule.end, tag.end);
      for (let grown = true; grown; ) {
        grown = false;
        for (let next = names[t]; next && next.start < end; next = names[++t]) {
          grown ||= next.end > end;
          end = Math.max(end, next.end);
        }
        for (let next = ruled[r]; next && next.start < end; next = ruled[++r]) {
          grown ||= next.end > end;
          end = Math.max(end, next.end);
        }
      }
      for (const chosen of choose(text, names.slice(from.t, t), ruled.slice(from.r, r))) push(chosen);
    }
  }
  return out;

  function push(span: NameSpan): void {
    if (span.start < last || money(text, span)) return;
    // "Al Jazeera" looks like a person's name, "Times of India" holds a country's.
    const body = span.kind !== 'organisation' && span.form === 'name' && isListedBody(text.slice(span.start, span.end));
    out.push(body ? { ...span, kind: 'organisation' } : span);
    last = span.end;
  }
}

function money(text: string, { kind, form, end }: NameSpan): boolean {
  return form === 'name' && (kind === 'state' || kind === 'place') && CURRENCY.test(text.slice(end, end + 8));
}

function lastWord(text: string, { start, end }: NameSpan): string {
  const name = text.slice(start, end);
  return name.slice(name.lastIndexOf(' ') + 1);
}

/** True when a name of the rules counts where the tagger sees none. */
function stands(text: string, rule: NameSpan): boolean {
  if (rule.form !== 'name' || isCyrillic(text.charCodeAt(rule.start))) return true;
  // "Reno, NV", but "HI", "OK" and "IN" in a headline.
  if (
    rule.kind === 'place' &&
    POSTAL.test(text.slice(rule.start, rule.end)) &&
    text.slice(Math.max(0, rule.start - 2), rule.start) !== ', '
  )
    return false;
  if (rule.kind === 'organisation' && isListedBody(text.slice(rule.start, rule.end))) return true;
  return rule.confidence >= ADDED[rule.kind] && !(rule.kind === 'person' && rule.confidence === GUESSED_PERSON);
}

function choose(text: string, tagged: readonly NameSpan[], ruled: readonly NameSpan[]): readonly NameSpan[] {
  if (ruled.some((r) => isCyrillic(text.charCodeAt(r.start)))) return ruled;
  const [tag] = tagged;
  const [rule] = ruled;
  if (tag && tagged.length === 1 && ruled.length === 2 && joins(text, tag, ruled)) return ruled;
  if (!tag || !rule || tagged.length > 1 || ruled.length > 1) return kinds(text, tagged, ruled);
  if (rule.start === tag.start && rule.end === tag.end) return [sameSpan(text, tag, rule)];
  const longer = rule.start <= tag.start && rule.end >= tag.end;
  if (longer && rule.kind === 'organisation' && rule.confidence >= SURE.longer && rule.form === 'name') return [rule];
  if (!longer && rule.kind === 'person' && tag.kind === 'person' && rule.end === tag.end && rule.confidence >= SURE.titled) return [rule];
  return [tag];
}

/** "World Bank and International Monetary Fund": two names that the rules are sure of, and nothing else but "and". */
function joins(text: string, tag: NameSpan, [a, b]: readonly NameSpan[]): boolean {
  if (!a || !b || a.start !== tag.start || b.end !== tag.end || a.confidence < SURE.organisation || b.confidence < SURE.organisation)
    return false;
  return /^\s+(?:and|&)\s+$/.test(text.slice(a.end, b.start));
}

/** The tagger's spans, with the rules' kinds where both have the same span. */
function kinds(text: string, tagged: readonly NameSpan[], ruled: readonly NameSpan[]): readonly NameSpan[] {
  return tagged.map((tag) => {
    const rule = ruled.find((r) => r.start === tag.start && r.end === tag.end);
    return rule ? sameSpan(text, tag, rule) : tag;
  });
}

function sameSpan(text: string, tag: NameSpan, rule: NameSpan): NameSpan {
  if (rule.form === 'demonym') return tag.kind === 'place' ? rule : tag;
  if (tag.kind === 'person' || rule.kind === 'person') return tag;
  if (
    rule.kind === 'place' &&
    tag.kind === 'organisation' &&
    tag.confidence >= (SCORE.test(text.slice(tag.end, tag.end + 2)) ? SURE.scoring : SURE.club)
  )
    return tag;
  const sure = rule.kind === 'organisation' ? SURE.organisation : SURE.place;
  return rule.confidence >= sure ? { ...rule, confidence: Math.max(rule.confidence, tag.confidence) } : tag;
}

/** Two persons joined by "and" are two persons. */
function apart(text: string, span: NameSpan): readonly NameSpan[] {
  if (span.kind !== 'person') return [span];
  const name = text.slice(span.start, span.end);
  const joint = name.includes('and') ? /(?<=\S)\s+and\s+(?=\S)/.exec(name) : null;
  if (!joint) return [span];
  const end = span.start + joint.index;
  return [
    { ...span, end },
    { ...span, start: end + joint[0].length },
  ];
}
