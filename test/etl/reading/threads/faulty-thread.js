// Stands in for the process that reads: does to each document what its name says.
import process from "node:process";

process.on("message", ({ file }) => {
  if (file === "hang") for (;;);
  if (file === "wait") return;
  if (file === "fill") for (const all = []; ;) all.push(new Array(1_000_000).fill(file));
  if (file === "swell") for (const all = []; ;) all.push(Buffer.alloc(10_000_000, 1));
  if (file === "throw") throw new Error("out of order");
  const place = JSON.parse(process.argv.at(-1));
  const kept = place && { hash: file, bytes: 1, reading: place.version };
  process.send({ result: kept ?? { report: `report of ${file}` } });
});
process.send({ ready: true });
