/** From a citation to the passage it rests on, and from a name or a source to everywhere it stands. */
import * as vscode from 'vscode';
import type { BriefingReport, Citation } from '../core/model.ts';
import type { BriefingText } from '../core/service.ts';
import { holds } from '../core/text/span.ts';
import { attempt } from './attempt.ts';
import { type Attest, type Feature, markdown } from './attest.ts';
import { rangeOf, selectionUri, toCancel, toLocation, toRange } from './convert.ts';
import type { Session } from './session.ts';
import type { Open } from './sessions.ts';

/** Briefings that are not open are looked through for references, so many of them. */
const OTHER_BRIEFINGS = 500;

export const navigation: Feature = (attest) =>
  vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(markdown, { provideDefinition: (...args) => definition(attest, ...args) }),
    vscode.languages.registerDocumentLinkProvider(markdown, new Links(attest)),
    vscode.languages.registerReferenceProvider(markdown, {
      provideReferences: (document, position, _, token) => references(attest, document, position, token),
    }),
    vscode.languages.registerDocumentHighlightProvider(markdown, {
      provideDocumentHighlights: (document, position) => highlights(attest, document, position),
    }),
  );

async function definition(
  { sessions }: Attest,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.LocationLink[] | undefined> {
  const open = await sessions.ready(document);
  const report = open && (await attempt(open.session, () => open.briefing.report()));
  if (open === undefined || report === undefined) return undefined;
  const { session, briefing } = open;
  const offset = document.offsetAt(position);
  const citation = citationAt(report, offset);
  if (citation === undefined) return undefined;
  const passage = await attempt(session, () => session.service.definition(briefing.text, offset, toCancel(token)));
  if (passage === undefined || document.version !== report.version) return undefined;
  const range = toRange(passage.range);
  return [
    {
      originSelectionRange: rangeOf(document, citation),
      targetUri: session.placeOf(passage.source),
      targetRange: range,
      targetSelectionRange: range,
    },
  ];
}

/** The citation whose key, link or mark holds the offset. */
function citationAt({ citations }: BriefingReport, offset: number): Citation | undefined {
  return citations.find((citation) => holds(citation, offset));
}

class CitationLink extends vscode.DocumentLink {
  readonly open: Open;
  readonly offset: number;
  readonly version: number;
  constructor(open: Open, citation: Citation, version: number) {
    super(rangeOf(open.briefing.document, citation));
    this.open = open;
    this.offset = citation.start;
    this.version = version;
    this.tooltip = `Open the passage of ${citation.target}`;
  }
}

/** Keys in citations as links; where one leads is found out when it is followed. Markdown's own links are VS Code's. */
class Links implements vscode.DocumentLinkProvider<CitationLink> {
  readonly #attest: Attest;
  constructor(attest: Attest) {
    this.#attest = attest;
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<CitationLink[]> {
    const open = await this.#attest.sessions.ready(document);
    const report = open && (await attempt(open.session, () => open.briefing.report()));
    if (open === undefined || report === undefined) return [];
    return report.citations
      .filter((c) => c.form === 'pandoc' && c.source !== undefined)
      .map((c) => new CitationLink(open, c, report.version));
  }

  async resolveDocumentLink(link: CitationLink, token: vscode.CancellationToken): Promise<CitationLink | undefined> {
    const { session, briefing } = link.open;
    if (briefing.document.version !== link.version) return undefined;
    const passage = await attempt(session, () => session.service.definition(briefing.text, link.offset, toCancel(token)));
    if (passage === undefined) return undefined;
    link.target = selectionUri(session.placeOf(passage.source), passage.range);
    return link;
  }
}

async function references(
  { sessions }: Attest,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Location[] | undefined> {
  const open = await sessions.ready(document);
  if (open === undefined) return undefined;
  const { session, briefing } = open;
  const offset = document.offsetAt(position);
  const others = await otherBriefings(open, token);
  const found = await attempt(session, () => session.service.references(briefing.text, offset, others, toCancel(token)));
  return found?.map((reference) => toLocation(session.placeOf(reference), reference));
}

/** The folder's other briefings: open ones as they are being written, the rest as they are saved. */
async function otherBriefings({ session, briefing }: Open, token: vscode.CancellationToken): Promise<BriefingText[]> {
  const open = new Map(session.briefings.map((b) => [b.path, b.text]));
  const files = await vscode.workspace.findFiles(new vscode.RelativePattern(session.root, '**/*.md'), undefined, OTHER_BRIEFINGS, token);
  for (const uri of files) {
    const path = session.pathOf(uri);
    if (token.isCancellationRequested) break;
    if (path === undefined || session.isSource(path) || open.has(path)) continue;
    const text = await readSmall(uri, session);
    if (text !== undefined) open.set(path, { path, version: 0, text });
  }
  open.delete(briefing.path);
  return [...open.values()];
}

async function readSmall(uri: vscode.Uri, { settings }: Session): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return size > settings.maxFileSize ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Where else the name, or the source, stands in this document. */
async function highlights(
  { sessions }: Attest,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.DocumentHighlight[] | undefined> {
  const open = await sessions.ready(document);
  const report = open && (await attempt(open.session, () => open.briefing.report()));
  if (report === undefined) return undefined;
  const offset = document.offsetAt(position);
  const cited = citationAt(report, offset);
  const named = report.mentions.find((mention) => holds(mention, offset));
  const same = cited
    ? report.citations.filter((c) => c.target === cited.target).map((c) => c.targetSpan)
    : named?.entity === undefined
      ? []
      : report.mentions.filter((m) => m.entity === named.entity);
  return same.length === 0
    ? undefined
    : same.map((span) => new vscode.DocumentHighlight(rangeOf(document, span), vscode.DocumentHighlightKind.Text));
}
