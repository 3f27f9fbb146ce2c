/** Finds the command, loads it, and turns what it throws into a message and an exit code. */
import { FAILED, type Io, OK, UsageError } from './io.ts';
import { version } from './version.ts';

type Run = (args: readonly string[], io: Io) => Promise<number>;

/** Each command loads by itself, so that none pays for another. */
const COMMANDS: Readonly<Record<string, () => Promise<Run>>> = {
  check: async () => (await import('./check.ts')).check,
  names: async () => (await import('./names.ts')).names,
  quotes: async () => (await import('./quotes.ts')).quotes,
  claims: async () => (await import('./claims.ts')).claims,
  record: async () => (await import('./record.ts')).record,
  evidence: async () => (await import('./evidence.ts')).evidence,
  bibliography: async () => (await import('./bibliography.ts')).bibliography,
};

const HELP = `attest: ties every claim in a briefing to the words it rests on

  attest check FILE… [--sources DIR] [--index DIR] [--format text|json|sarif|github] [--fail-on error|warning|information]
               [--baseline FILE] [--write-baseline FILE]
      Checks briefings. --write-baseline records what is found now, --baseline leaves that alone. Exit code 0: clean, 1: findings (of that severity or graver; default information), 2: usage or file error.
  attest record FILE… [--sources DIR]
      Records the cited sources as they are now in attest.json, so that “check” tells when one changes.
  attest names  [FILE…] [--sources DIR] [--format jsonl] [--stdin-jsonl]
      Actors and places: one line {"id","items"} a file.
  attest quotes [FILE…] [--sources DIR] [--format jsonl] [--stdin-jsonl]
      Quotations with their speakers.
  attest claims [FILE…] [--sources DIR] [--format jsonl] [--stdin-jsonl]
      Statements: claim, quotation, judgement or framing.
  attest evidence --sources DIR --claim TEXT [-n 5]
  attest evidence --stdin-jsonl
      Passages that carry a claim, and whether they do.
  attest bibliography --sources DIR
      The sources as CSL-JSON.

  --sources DIR   the folder of the articles; without it the folder “sources” or “articles” beside the file or above it
  --index DIR     keeps what was read of the sources in this folder, and reads only new and changed ones from then on
  --stdin-jsonl   reads {"id","text"} lines (evidence: {"id","claim","passages"}) and answers each with one line
  --version, --help
`;

/** Runs one command line; never throws. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === '--version' || name === '-v') {
      await io.out(`${version()}\n`);
      return OK;
    }
    if (name === undefined) {
      io.err(HELP);
      return FAILED;
    }
    if (name === '--help' || name === '-h' || name === 'help' || rest.includes('--help') || rest.includes('-h')) {
      await io.out(HELP);
      return OK;
    }
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) throw new UsageError(`There is no command “${name}”. The commands are ${Object.keys(COMMANDS).join(', ')}.`);
    return await (await load())(rest, io);
  } catch (error) {
    const { printable } = await import('../core/reports/printable.ts');
    io.err(`attest: ${printable(error instanceof Error ? error.message : String(error))}\n`);
    if (error instanceof UsageError) io.err('attest: “attest --help” tells the usage.\n');
    return FAILED;
  }
}
