/** Entry of the library's process where it runs from the sources: see `boot.ts` for that of the bundle. */
import { fileURLToPath } from 'node:url';
import { start } from './server.ts';

start({ entry: fileURLToPath(import.meta.url) });
