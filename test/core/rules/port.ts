/** Sources about a port: for what takes several of them to be seen. */
import type { SourceChange } from '../../../src/core/service.ts';
import { source } from '../library/fixture.ts';

export const FIRE = `Fire in the port of Vardenis

The fire in the port of Vardenis destroyed 14 warehouses on March 3, mayor Anna Petrosyan said. Firefighters needed nine hours to put out the flames. The harbour master closed the northern pier until further notice, and the grain terminal lost its roof.

The mayor promised help to the owners of the warehouses. German Foreign Minister Oskar Lindt visited the harbour.
`;
export const OTHER = `Blaze in Vardenis

The fire in the port of Vardenis destroyed 17 warehouses on March 3, the fire service said. It began in a store for paint. Norwind sued Calder Lines over two late ships in Vardenis. Austrian Foreign Minister Oskar Lindt came to see the damage in Vardenis.
`;
const LATER = `Port of Sevan

A storm in the port of Sevan destroyed 25 boats on April 9. The mayor of Sevan asked for tents.
`;
const GAZETTE = `---
outlet: Vardenis Gazette
---
${FIRE}`;

/** An article, its reprint, an article that disagrees with both, and one of something else. */
export const port: readonly SourceChange[] = [
  source('sources/daily.txt', FIRE),
  source('sources/gazette.md', GAZETTE),
  source('sources/wire.txt', OTHER),
  source('sources/sevan.txt', LATER),
  source(
    'sources/radio.txt',
    'Cars held at the border\n\nThe customs office seized 40 cars on the bridge, the Morning Post reports, citing sources.\n',
  ),
  source(
    'sources/portal.txt',
    'Bridge closed\n\nIn the night the customs office seized 40 cars, according to the Morning Post. Drivers were let go.\n',
  ),
];
