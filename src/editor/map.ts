/** A small drawn map: SVG from Natural Earth's outlines, computed here. No tiles, no network. */
import { type GeoProjection, geoAzimuthalEqualArea, geoCentroid, geoContains, geoDistance, geoPath } from 'd3-geo';
import type { Feature, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { shownText } from './escape.ts';

/** The part of world-atlas that is used: countries with English names. */
export type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface Spot {
  readonly name: string;
  /** Degrees, north and east positive. */
  readonly latitude: number;
  readonly longitude: number;
  /** A state is shown as a whole; a place as a dot. */
  readonly kind: 'state' | 'place';
  /** ISO 3166-1 alpha-2 code of the state it is or lies in. */
  readonly country?: string;
}

export type Look = 'light' | 'dark' | 'contrast-dark' | 'contrast-light';

export interface DrawnMap {
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface Colours {
  readonly water: string;
  readonly land: string;
  readonly border: string;
  readonly marked: string;
  readonly dot: string;
  readonly text: string;
  readonly faint: string;
}

const looks: Readonly<Record<Look, Colours>> = {
  light: { water: '#dfe9f1', land: '#f8f6f1', border: '#b5ada0', marked: '#f4dfa8', dot: '#b3261e', text: '#1f1f1f', faint: '#5a5a5a' },
  dark: { water: '#17212b', land: '#333c46', border: '#5c6873', marked: '#5b5331', dot: '#ff8a70', text: '#f2f2f2', faint: '#b4bcc4' },
  'contrast-dark': {
    water: '#000000',
    land: '#1c1c1c',
    border: '#ffffff',
    marked: '#3d3500',
    dot: '#ffff00',
    text: '#ffffff',
    faint: '#ffffff',
  },
  'contrast-light': {
    water: '#ffffff',
    land: '#ffffff',
    border: '#292929',
    marked: '#dbe9ff',
    dot: '#b50000',
    text: '#000000',
    faint: '#000000',
  },
};

const width = 380;
const height = 110;
/** Mean radius of the Earth in kilometres (IUGG). */
const EARTH = 6371.0088;
/** What the width shows around a place, in kilometres. */
const AROUND = 3000;
/** What it shows at least of a state, and at most, however large it is. */
const LEAST = 1500;
const MOST = 12_000;
/** Room between a state and the picture's edge, in pixels. */
const MARGIN = 14;

/** The map of a place or state, as SVG with fixed size. Pure: the same picture for the same arguments. */
export function drawMap(world: World, spot: Spot, look: Look): DrawnMap {
  const colours = looks[look];
  const countries = countriesOf(world);
  const home = homeOf(countries, spot);
  const projection = project(spot, home);
  const path = geoPath(projection).digits(1);
  const centre = projection.invert?.([width / 2, height / 2]) ?? [spot.longitude, spot.latitude];
  const near = countries.filter(({ middle, radius }) => geoDistance(centre, middle) <= radius + sight(projection));
  const parts = [
    `<rect width="${width}" height="${height}" fill="${colours.water}"/>`,
    `<g stroke="${colours.border}" stroke-width=".7" fill="${colours.land}">`,
    ...near.map((country) => `<path d="${path(country.outline) ?? ''}"${country === home ? ` fill="${colours.marked}"` : ''}/>`),
    '</g>',
    ...labels(near, spot, home, projection, colours),
    ...marker(spot, projection, colours),
    scaleBar(projection, colours),
  ];
  const title = titleOf(spot, home);
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui,sans-serif">`;
  return { title, svg: `${open}<title>${xml(title)}</title>${parts.join('')}</svg>`, width, height };
}

/** A country with the circle around all of it, in radians, by which most are passed over at once. */
interface Country {
  readonly outline: Feature<Geometry, { name: string }>;
  readonly name: string;
  readonly middle: [number, number];
  readonly radius: number;
}

const known = new WeakMap<World, readonly Country[]>();

function countriesOf(world: World): readonly Country[] {
  const countries = known.get(world) ?? feature(world, world.objects.countries).features.map(measure);
  known.set(world, countries);
  return countries;
}

function measure(outline: Feature<Geometry, { name: string }>): Country {
  const { geometry, properties } = outline;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
  const middle = geoCentroid(outline);
  const radius = rings
    .flat()
    .reduce((most, [longitude = 0, latitude = 0]) => Math.max(most, geoDistance(middle, [longitude, latitude])), 0);
  return { outline, name: properties.name, middle, radius };
}

/** The state a spot lies in by the outlines or, where those are too coarse for a coast, by name. */
function homeOf(countries: readonly Country[], { latitude, longitude, country, kind, name }: Spot): Country | undefined {
  const english = country === undefined ? undefined : new Intl.DisplayNames('en', { type: 'region' }).of(country);
  const named = countries.find((c) => c.name === english || (kind === 'state' && c.name === name));
  return (
    named ??
    countries.find((c) => geoDistance(c.middle, [longitude, latitude]) <= c.radius && geoContains(c.outline, [longitude, latitude]))
  );
}

/** Equal-area around the spot: as true in the Arctic as at the equator, and without a seam at the date line. */
function project({ latitude, longitude, kind }: Spot, home: Country | undefined): GeoProjection {
  const projection = geoAzimuthalEqualArea()
    .rotate([-longitude, -latitude])
    .translate([width / 2, height / 2])
    // The outlines are dense enough to be drawn point by point.
    .precision(0)
    .scale(scaleFor(AROUND));
  if (kind === 'state' && home !== undefined) {
    projection.fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height - MARGIN],
      ],
      home.outline,
    );
    projection.scale(Math.min(scaleFor(LEAST), Math.max(scaleFor(MOST), projection.scale())));
    const [x, y] = geoPath(projection).centroid(home.outline);
    const [left, top] = projection.translate();
    // What does not fit is centred.
    if (projection.scale() === scaleFor(MOST) || projection.scale() === scaleFor(LEAST))
      projection.translate([left + width / 2 - x, top + height / 2 - y]);
  }
  return projection.clipExtent([
    [-2, -2],
    [width + 2, height + 2],
  ]);
}

/** How far the picture's corners are from its centre, in radians, with some to spare. */
function sight(projection: GeoProjection): number {
  return Math.min(Math.PI, (Math.hypot(width, height) / 2 / projection.scale()) * 1.3);
}

/** Pixels a radian, so that the width shows so many kilometres at the centre. */
function scaleFor(kilometres: number): number {
  return (width * EARTH) / kilometres;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const FONT = 9;
/** Mean width of a letter of that size, in pixels, as system fonts have it. */
const LETTER = 0.55;

/** Names of the larger countries in view, where they fit and cover nothing. */
function labels(
  countries: readonly Country[],
  spot: Spot,
  home: Country | undefined,
  projection: GeoProjection,
  colours: Colours,
): string[] {
  const path = geoPath(projection);
  const taken: Box[] = [markerBox(spot, projection), { x: 0, y: height - 2 * FONT, w: width / 3, h: 2 * FONT }];
  const bySize = countries.map((country) => ({ country, area: path.area(country.outline) })).sort((a, b) => b.area - a.area);
  return bySize.flatMap(({ country, area }) => {
    const { name } = country;
    if (country === home && spot.kind === 'state') return [];
    const w = name.length * FONT * LETTER;
    if (area < w * FONT * 2) return [];
    const [x, y] = path.centroid(country.outline);
    const box: Box = { x: x - w / 2, y: y - FONT, w, h: FONT * 1.4 };
    if (box.x < 2 || box.x + w > width - 2 || box.y < 2 || box.y + box.h > height - 2 || taken.some((other) => meet(box, other))) return [];
    taken.push(box);
    return [label(name, x, y, 'middle', FONT, colours.faint, colours.land, 400)];
  });
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

const NAME_FONT = 12;

function markerBox(spot: Spot, projection: GeoProjection): Box {
  const [x, y] = projection([spot.longitude, spot.latitude]) ?? [width / 2, height / 2];
  const w = spot.name.length * NAME_FONT * LETTER;
  return spot.kind === 'state'
    ? { x: x - w / 2, y: y - NAME_FONT, w, h: NAME_FONT * 1.5 }
    : { x: x - 6, y: y - NAME_FONT, w: w + 18, h: NAME_FONT * 1.8 };
}

function marker(spot: Spot, projection: GeoProjection, colours: Colours): string[] {
  const [x, y] = projection([spot.longitude, spot.latitude]) ?? [width / 2, height / 2];
  if (spot.kind === 'state') return [label(spot.name, x, y + NAME_FONT / 3, 'middle', NAME_FONT, colours.text, colours.marked, 600)];
  return [
    `<circle cx="${n(x)}" cy="${n(y)}" r="4" fill="${colours.dot}" stroke="${colours.water}" stroke-width="1.5"/>`,
    label(spot.name, x + 8, y + NAME_FONT / 3, 'start', NAME_FONT, colours.text, colours.water, 600),
  ];
}

/** A length in round kilometres, for a sense of scale. */
function scaleBar(projection: GeoProjection, colours: Colours): string {
  const left = projection.invert?.([0, height / 2]);
  const right = projection.invert?.([100, height / 2]);
  const per100 = left && right ? geoDistance(left, right) * EARTH : 0;
  const length = [2000, 1000, 500, 200, 100].find((km) => km <= per100) ?? 100;
  const px = per100 === 0 ? 0 : (length / per100) * 100;
  const y = height - 8;
  return `<path d="M8,${y - 3}v3h${n(px)}v-3" fill="none" stroke="${colours.faint}"/>${label(`${length} km`, 12 + px, y + 1, 'start', FONT, colours.faint, colours.water, 400)}`;
}

/** Text with a rim in the colour of what lies beneath, so that lines do not cut through it. */
function label(
  text: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle',
  size: number,
  fill: string,
  rim: string,
  weight: number,
): string {
  return `<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="${fill}" stroke="${rim}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${xml(text)}</text>`;
}

function titleOf({ name, latitude, longitude, kind }: Spot, home: Country | undefined): string {
  const where = kind === 'place' && home !== undefined && home.name !== name ? `${name}, ${home.name}` : name;
  const degrees = (value: number, positive: string, negative: string): string =>
    `${Math.abs(value).toFixed(1)}° ${value < 0 ? negative : positive}`;
  return `Map: ${where}, ${degrees(latitude, 'N', 'S')}, ${degrees(longitude, 'E', 'W')}`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function xml(text: string): string {
  return shownText(text)
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
