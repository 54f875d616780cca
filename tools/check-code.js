import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";

/** The checks that read the code and run none of it: every script `check:…` of package.json but this one. */
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
const checks = Object.keys(scripts).filter((name) => /^check:(?!code$)/.test(name));

// All at once, since each of them keeps one core busy; what one says is shown whole when it has ended.
const outcomes = await Promise.all(
  checks.map(async (name) => {
    const check = spawn("npm", ["run", name], { shell: process.platform === "win32" });
    const said = [];
    check.stdout.on("data", (part) => said.push(part));
    check.stderr.on("data", (part) => said.push(part));
    const [code] = await once(check, "close");
    process.stdout.write(Buffer.concat(said));
    return code === 0;
  }),
);
process.exitCode = outcomes.every((isSound) => isSound) ? 0 : 1;
