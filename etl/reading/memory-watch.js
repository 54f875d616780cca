// Loaded first in a process that reads documents (child.ts): a thread that ends the process when it has more memory, or uses
// the processor longer for one document, than its limits say, however busy it is (a scan has limits of its own); and when the process that
// started it is gone.
import process from "node:process";
import { Worker } from "node:worker_threads";

/** Milliseconds between looks; at most some 100 MB are filled between two. */
const PAUSE = 25;

/** Runs in the thread. What it writes last is read by child.ts. */
function watch({ limits, scan, pause }) {
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  const { writeSync } = process.getBuiltinModule("node:fs");
  const parent = process.ppid;
  const used = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  let began = used();
  let { memory, time } = limits;
  parentPort.on("message", (isScan) => {
    began = used();
    ({ memory, time } = isScan ? scan : limits);
  });
  setInterval(() => {
    const isFull = process.memoryUsage.rss() > memory;
    const isLate = used() - began > time;
    if (!isFull && !isLate && process.ppid === parent) return;
    if (isFull || isLate) writeSync(2, isFull ? "\nlimit:memory\n" : "\nlimit:time\n");
    process.kill(process.pid, "SIGKILL");
  }, pause);
}

const { scan, ...limits } = JSON.parse(process.argv[2]);
const thread = new Worker(`(${watch})(${JSON.stringify({ limits, scan, pause: PAUSE })})`, {
  eval: true,
  execArgv: [],
});
thread.unref();
// Each message to the process is a document to read, or says that the one being read is a scan.
process.on("message", (message) => thread.postMessage(message === "scan"));
