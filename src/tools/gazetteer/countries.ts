import { createRequire } from 'node:module';
import { AliasFlag, EntityFlag } from '../../core/names/gazetteer.ts';
import { type Draft, isAcronym } from './draft.ts';

const require = createRequire(import.meta.url);

export interface Country {
  readonly name: { readonly common: string; readonly official: string };
  readonly cca2: string;
  readonly cca3: string;
  readonly cioc: string;
  readonly altSpellings: readonly string[];
  readonly demonyms: { readonly eng?: { readonly f: string; readonly m: string } };
  readonly capital: readonly string[];
  readonly latlng: readonly [number, number];
  readonly unMember: boolean;
  readonly area: number;
}

/** Languages whose names of states are taken too: those in which sources are likely to be written, with a script that marks names by capitals. */
export const LANGUAGES = ['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'nl', 'cs'];

export const countries = require('world-countries') as readonly Country[];

function territories(language: string): Readonly<Record<string, string>> {
  const file = require(`cldr-localenames-full/main/${language}/territories.json`) as {
    main: Record<string, { localeDisplayNames: { territories: Record<string, string> } } | undefined>;
  };
  return file.main[language]?.localeDisplayNames.territories ?? {};
}

/** Demonyms in the plural and as nouns of people, by regular English formation: Russian → Russians. */
function plurals(demonym: string): string[] {
  return /(?:ese|[sc]h|[xzs])$/.test(demonym) ? [demonym] : [demonym, `${demonym}s`];
}

/** States with their names, acronyms, demonyms, and what other languages call them. Returns state by ISO code. */
export function addStates(draft: Draft): Map<string, number> {
  const states = new Map<string, number>();
  const english = territories('en');
  // Larger members of the United Nations first: of several states with one demonym, the first is meant.
  const ordered = [...countries].sort((a, b) => Number(b.unMember) - Number(a.unMember) || b.area - a.area);
  for (const c of ordered) {
    const id = draft.entity({
      kind: 'state',
      name: c.name.common,
      country: c.cca2,
      coordinates: c.latlng,
      weight: c.unMember ? 255 : 245,
      flags: EntityFlag.located,
    });
    states.set(c.cca2, id);
    const short = english[`${c.cca2}-alt-short`];
    const names = [c.name.common, c.name.official, english[c.cca2], english[`${c.cca2}-alt-variant`], short, ...c.altSpellings];
    for (const name of names) {
      if (name === undefined || name === c.cca2 ? name !== short || name === undefined : false) continue;
      if (name === undefined || name.length < 2 || /[,(]/.test(name) || /^[a-z]/.test(name)) continue;
      draft.alias(name, id, isAcronym(name) ? AliasFlag.exact : 0);
      if (name.includes(' & ')) draft.alias(name.replace(' & ', ' and '), id);
      if (/^Saint /.test(name)) draft.alias(name.replace(/^Saint /, 'St '), id);
    }
    const { eng } = c.demonyms;
    for (const demonym of new Set([eng?.f ?? '', eng?.m ?? '']))
      for (const form of demonym === '' ? [] : demonym.split(/, | or /).flatMap(plurals)) draft.alias(form, id, AliasFlag.demonym);
  }
  for (const language of LANGUAGES) {
    const local = territories(language);
    for (const c of countries) {
      const id = states.get(c.cca2);
      for (const name of [local[c.cca2], local[`${c.cca2}-alt-short`]]) {
        if (name === undefined || id === undefined || /[(,–]/.test(name)) continue;
        // A spelling that another state has in English stays with that state.
        if (draft.named(name).length === 0) draft.alias(name, id, isAcronym(name) ? AliasFlag.exact : 0);
      }
    }
  }
  return states;
}

/** Continents and their parts, which CLDR numbers by UN M49, and unions of states. */
export function addRegions(draft: Draft): void {
  const english = territories('en');
  for (const [code, name] of Object.entries(english)) {
    if (!/^\d{3}$/.test(code) || code === '001') continue;
    const id = draft.entity({ kind: 'place', name, country: '', weight: 200, flags: EntityFlag.region });
    draft.alias(name, id);
    for (const language of LANGUAGES) {
      const local = territories(language)[code];
      if (local !== undefined && draft.named(local).length === 0) draft.alias(local, id);
    }
  }
  for (const code of ['EU', 'UN']) {
    const name = english[code];
    if (name === undefined) continue;
    const id = draft.entity({ kind: 'organisation', name, country: '', weight: 220, flags: 0 });
    draft.alias(name, id);
    const short = english[`${code}-alt-short`] ?? code;
    draft.alias(short, id, AliasFlag.exact);
    for (const language of LANGUAGES) {
      const local = territories(language)[code];
      if (local !== undefined && draft.named(local).length === 0) draft.alias(local, id);
      const localShort = territories(language)[`${code}-alt-short`];
      if (localShort !== undefined && draft.named(localShort).length === 0)
        draft.alias(localShort, id, isAcronym(localShort) ? AliasFlag.exact : 0);
    }
  }
}
