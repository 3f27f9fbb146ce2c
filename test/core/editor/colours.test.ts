/** The contributed colours of names can be read on the backgrounds of VS Code's default themes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Colour {
  readonly id: string;
  readonly defaults: Readonly<Record<string, string>>;
}

const manifest: { readonly contributes: { readonly colors: readonly Colour[] } } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
);

/** `editor.background` of the default themes of each type, the lightest dark and the darkest light one that VS Code ships. */
const backgrounds: Readonly<Record<string, readonly string[]>> = {
  dark: ['#1F1F1F', '#1E1E1E'],
  light: ['#FFFFFF', '#F5F5F5'],
  highContrast: ['#000000'],
  highContrastLight: ['#FFFFFF'],
};

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('contributed colours', () => {
  // WCAG 2.2, success criterion 1.4.3, level AA for text of normal size.
  for (const { id, defaults } of manifest.contributes.colors)
    for (const [theme, all] of Object.entries(backgrounds))
      it(`${id} has a contrast of at least 4.5 in ${theme}`, () => {
        for (const background of all) assert.ok(contrast(defaults[theme] ?? '', background) >= 4.5, `${defaults[theme]} on ${background}`);
      });
});
