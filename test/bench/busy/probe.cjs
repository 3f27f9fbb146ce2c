/**
 * Loaded before the library's process runs anything of its own. Each message that it sends tells the longest turns of its event loop since
 * the one before: nothing is answered within a turn. In ms, of the processor (this thread alone) and of the clock, and what
 * all threads have spent. Turns in which a question was answered are left out: what that takes is told by its answer.
 */
const { performance } = require('node:perf_hooks');

const processor = ({ user, system }) => (user + system) / 1000;
let longest = { processor: 0, clock: 0 };
let spent = processor(process.threadCpuUsage());
let answered = false;
let active = performance.eventLoopUtilization().active;

/** Runs once in each turn. It keeps nobody awake: a turn begins when there is something to do. */
const look = () => {
  const now = processor(process.threadCpuUsage());
  const nowActive = performance.eventLoopUtilization().active;
  if (!answered) longest = { processor: Math.max(longest.processor, now - spent), clock: Math.max(longest.clock, nowActive - active) };
  answered = false;
  spent = now;
  active = nowActive;
  setImmediate(look).unref();
};
setImmediate(look).unref();

const send = process.send?.bind(process);
if (send)
  process.send = (message, ...rest) => {
    const turn = longest;
    answered ||= message.type === 'result' || message.type === 'report';
    longest = { processor: 0, clock: 0 };
    return send({ ...message, turn, all: processor(process.cpuUsage()) }, ...rest);
  };
