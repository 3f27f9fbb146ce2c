/** The hover on a name or a citation of a briefing. */
import { channel } from 'node:diagnostics_channel';
import * as vscode from 'vscode';
import type { HoverCard, NameCard } from '../core/service.ts';
import { attempt } from './attempt.ts';
import { type Attest, type Feature, markdown } from './attest.ts';
import { type CardPlace, citationCard, nameCard } from './cards.ts';
import { rangeOf, toCancel } from './convert.ts';
import { image } from './escape.ts';
import { linkedCommands } from './links.ts';
import { mapOf } from './maps.ts';
import { editorSettings } from './settings.ts';

/** Told when VS Code asks (`undefined`) and what it gets, where somebody measures: it waits for other extensions' hovers as well. */
const told = channel('attest.hover');
/** Told what VS Code will ask, where somebody measures how soon it could be asked. */
const provided = channel('attest.provider');

export const hover: Feature = (attest) => {
  const provider: vscode.HoverProvider = {
    provideHover: async (...args) => {
      told.publish(undefined);
      const shown = await provide(attest, ...args);
      told.publish(shown);
      return shown;
    },
  };
  provided.publish(provider);
  return vscode.languages.registerHoverProvider(markdown, provider);
};

async function provide(
  attest: Attest,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const settings = editorSettings(document.uri).hover;
  if (!settings.enabled) return undefined;
  const open = await attest.sessions.ready(document);
  if (open === undefined || token.isCancellationRequested) return undefined;
  const { session, briefing } = open;
  const { version } = document;
  const offset = document.offsetAt(position);
  const card = await attempt(session, () => session.service.hover(briefing.text, offset, toCancel(token)));
  if (card === undefined || token.isCancellationRequested || document.version !== version) return undefined;
  if (!settings.kinds.has(kindOf(card))) return undefined;
  const place: CardPlace = { root: session.root.toString(), briefing: document.uri.toString(), offset: card.span.start };
  const picture = card.type === 'name' && settings.map ? await pictureOf(attest, card) : undefined;
  const extras = { picture, reading: session.readingLabel };
  return new vscode.Hover(
    trusted(card.type === 'name' ? nameCard(card, place, extras) : citationCard(card, place)),
    rangeOf(document, card.span),
  );
}

function kindOf(card: HoverCard): 'citation' | NameCard['mention']['kind'] {
  return card.type === 'citation' ? 'citation' : (card.entity?.kind ?? card.mention.kind);
}

/** Markdown of ours: no HTML, no icons, and of all commands only the listed ones. */
export function trusted(value: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString(value, false);
  text.isTrusted = { enabledCommands: linkedCommands };
  text.supportHtml = false;
  return text;
}

async function pictureOf(attest: Attest, { entity }: NameCard): Promise<string | undefined> {
  if (entity?.coordinates === undefined || (entity.kind !== 'place' && entity.kind !== 'state')) return undefined;
  const map = await mapOf(attest, entity);
  return map && image(map.title, map.address, map.width, map.height);
}
