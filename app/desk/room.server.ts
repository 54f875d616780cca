import { lstatSync } from "node:fs";
import { mkdir, readdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { INTAKE_LIMITS } from "#domain/desk/intake-limits";
import type { DeskFolder } from "#store/desk-folder";
import { UploadRefused } from "./upload.server";

type Space = Readonly<Record<"waitingBytes" | "diskLeft", number>>;

const GIGABYTE = 1024 ** 3;
/** Files that are looked at together. */
const AT_ONCE = 64;

/** The room for files that are handed in: of the desk, whatever batches they say they are of, and of the disk. */
export class DeskRoom {
  private constructor(
    private readonly folder: DeskFolder,
    private readonly held: number,
    private readonly limits: Space,
  ) {}

  /** Looks at what is there already, received but not read. */
  static async of(folder: DeskFolder, limits: Space = INTAKE_LIMITS) {
    await mkdir(folder.root, { recursive: true });
    const held = (await bytesIn(folder.waiting)) + (await bytesIn(folder.incoming));
    return new DeskRoom(folder, held, limits);
  }

  /**
   * @param bytes how many of this form are held already
   * @throws UploadRefused where there is no room for more
   */
  async make(bytes: number): Promise<void> {
    const { waitingBytes, diskLeft } = this.limits;
    if (this.held + bytes >= waitingBytes)
      throw new UploadRefused(
        `等待读取的文件合计已到${Math.round(waitingBytes / GIGABYTE)}GB，这一批没有收。请等它们读完再放入。`,
      );
    // Where the system does not say, writing tells.
    const disk = await statfs(this.folder.root).catch(() => null);
    if (disk !== null && disk.bavail * disk.bsize < diskLeft)
      throw new UploadRefused(
        "磁盘空间不足（剩余不到1GB），这一批没有收。请系统维护人员清理磁盘后再放入。",
      );
  }
}

/** Bytes of the files of a folder, not of what links lead to. */
async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let sum = 0;
  for (let from = 0; from < names.length; from += AT_ONCE) {
    // As the records of the desk are looked at: whatever else is asked for has its turn between.
    if (from > 0) await setImmediate();
    for (const name of names.slice(from, from + AT_ONCE))
      sum += lstatSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}
