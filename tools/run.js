// Runs a program of the project: node tools/run.js <its source> [arguments…]
import process from "node:process";
import { bundle, endBundling, FOLDER } from "./bundle.js";

/** What keeps a program from being written, by the code of the system. */
const UNWRITABLE = {
  EROFS: "磁盘只能读不能写",
  EACCES: "没有写入权限",
  EPERM: "没有写入权限",
  ENOSPC: "磁盘已满",
  EDQUOT: "磁盘已满",
  EEXIST: "那里有一个同名的文件",
  ENOTDIR: "那里有一个同名的文件",
};

const [node, , program, ...given] = process.argv;
if (program === undefined) throw new Error("Usage: node tools/run.js <source> [arguments]");
process.argv = [node, program, ...given];
const address = await bundle(program).catch((error) => {
  const why = UNWRITABLE[error?.code];
  if (why === undefined) throw error;
  process.stderr.write(
    `没有运行：程序要写到 ${FOLDER}，${why}（${error.code}）。请换到可以写入的文件夹，或先在可以写入时运行一次 npm start。\n`,
  );
  process.exit(1);
});
// The program may run for as long as a server does.
await endBundling();
await import(address.href);
