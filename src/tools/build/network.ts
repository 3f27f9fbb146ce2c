/**
 * Keeps the network out of the bundles: the platform's network globals become `undefined` while bundling (esbuild replaces free
 * references only, so a method or a local that is called `fetch` stays), and packages that only fetch become a refusal.
 * `test/built/network.test.ts` proves the result on what was built.
 */
import { builtinModules } from 'node:module';
import type { Plugin } from 'esbuild';

/** Globals that open a connection, in browsers, workers and Node. */
export const networkGlobals = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
];

/** Node's modules that open a connection or resolve a host name. */
export const networkModules: readonly string[] = builtinModules.filter((name) =>
  /^_?(http|https|http2|net|tls|dgram|dns|quic)($|[_/])/.test(name),
);

/** Packages (dependencies of dependencies) that exist to fetch, and whose callers we never run. */
const fetchers = /^(sync-fetch|node-fetch)$/;

const globalObjects = ['globalThis', 'window', 'self', 'global'];

export const withoutNetworkGlobals: Readonly<Record<string, string>> = Object.fromEntries([
  ...networkGlobals.flatMap((name) => [name, ...globalObjects.map((object) => `${object}.${name}`)].map((key) => [key, 'undefined'])),
  ...['navigator.sendBeacon', 'window.navigator.sendBeacon', 'self.navigator.sendBeacon'].map((key) => [key, 'undefined']),
]);

const refusal = `
const refuse = () => { throw new Error('Attest does not use the network'); };
export class Headers { constructor() { refuse(); } }
refuse.Headers = Headers;
export default refuse;
`;

export const withoutFetchers: Plugin = {
  name: 'without-fetchers',
  setup(build) {
    build.onResolve({ filter: fetchers }, ({ path }) => ({ path, namespace: 'refusal' }));
    build.onLoad({ filter: /.*/, namespace: 'refusal' }, () => ({ contents: refusal, loader: 'js' }));
  },
};
