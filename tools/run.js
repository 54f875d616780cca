// Runs a program of the project: node tools/run.js <its source> [arguments…]
import process from "node:process";
import { bundle } from "./bundle.js";

const [node, , program, ...given] = process.argv;
if (program === undefined) throw new Error("Usage: node tools/run.js <source> [arguments]");
process.argv = [node, program, ...given];
const { href } = await bundle(program);
await import(href);
