/**
 * Loaded before the library's process runs anything of its own: each message that it sends tells what was spent until then, in ms
 * since the process began, of its processors (all threads) and of the clock.
 */
const { performance } = require('node:perf_hooks');

const spent = () => {
  const { user, system } = process.cpuUsage();
  return { processor: (user + system) / 1000, clock: performance.now() };
};
const begun = spent();
const send = process.send?.bind(process);
if (send) process.send = (message, ...rest) => send({ ...message, spent: spent(), begun }, ...rest);
