// Stands in for the thread that reads: does to each document what its name says.
import { parentPort, workerData } from "node:worker_threads";

parentPort.on("message", ({ file }) => {
  if (file === "hang") for (;;);
  if (file === "fill") for (const all = []; ;) all.push(new Array(1_000_000).fill(file));
  if (file === "throw") throw new Error("out of order");
  parentPort.postMessage({ result: { hash: file, bytes: 1, reading: workerData.version } });
});
parentPort.postMessage({ ready: true });
