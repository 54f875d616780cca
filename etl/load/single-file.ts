import { open, stat } from "node:fs/promises";

/** What stands at byte 8 of every DuckDB database. */
const MARK = "DUCK";

/** Throws a sentence where a database is to be written over something that is no database. */
export async function refuseToOverwrite(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null) return;
  if (!found.isFile()) throw new Error(`--db 指的是文件夹，不是文件：${file}。请另给一个文件名。`);
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0);
    if (buffer.toString("latin1", 8, bytesRead) !== MARK)
      throw new Error(
        `--db 指的文件已经存在，而且不是数据库，不能覆盖：${file}。请另给一个文件名。`,
      );
  } finally {
    await handle.close();
  }
}
