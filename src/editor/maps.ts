/** Maps for hovers: the outlines are read on first use, and drawn for the theme that is on. */
import * as vscode from 'vscode';
import type { Entity } from '../core/model.ts';
import type { Attest } from './attest.ts';
import type { Look, World } from './map.ts';

/** An image that can stand in a hover. */
export interface MapImage {
  readonly title: string;
  /** A `data:` URI. */
  readonly address: string;
  readonly width: number;
  readonly height: number;
}

let world: Promise<World> | undefined;

/** The map of an entity with coordinates; undefined when this build carries no outlines. */
export async function mapOf({ context, log }: Attest, { name, kind, coordinates, country }: Entity): Promise<MapImage | undefined> {
  if (coordinates === undefined) return undefined;
  try {
    // The drawing is loaded with the first map.
    const { drawMap } = await import('./map.ts');
    world ??= load(context.extensionUri);
    const spot = {
      name,
      ...coordinates,
      kind: kind === 'state' ? ('state' as const) : ('place' as const),
      ...(country === undefined ? {} : { country }),
    };
    const { svg, ...map } = drawMap(await world, spot, lookOf(vscode.window.activeColorTheme.kind));
    return { ...map, address: `data:image/svg+xml;base64,${base64(svg)}` };
  } catch (error) {
    log.warn(`No map: ${String(error)}`);
    return undefined;
  }
}

async function load(extension: vscode.Uri): Promise<World> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'dist/data/countries.json'));
  const parsed: World = JSON.parse(new TextDecoder().decode(bytes));
  return parsed;
}

function lookOf(kind: vscode.ColorThemeKind): Look {
  if (kind === vscode.ColorThemeKind.Light) return 'light';
  if (kind === vscode.ColorThemeKind.HighContrast) return 'contrast-dark';
  return kind === vscode.ColorThemeKind.HighContrastLight ? 'contrast-light' : 'dark';
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
