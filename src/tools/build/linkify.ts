/**
 * Keeps linkify-it out of the bundles: markdown-it makes one for bare addresses at each start, and asks it nothing where `linkify` is
 * off, as it is in briefings.
 */
import type { Plugin } from 'esbuild';

const refusal = `
export class LinkifyIt {
  test() { throw new Error('Attest makes no links of bare addresses'); }
}
`;

export const withoutLinkify: Plugin = {
  name: 'without-linkify',
  setup(build) {
    build.onResolve({ filter: /^linkify-it$/ }, ({ path }) => ({ path, namespace: 'linkify' }));
    build.onLoad({ filter: /.*/, namespace: 'linkify' }, () => ({ contents: refusal, loader: 'js' }));
  },
};
