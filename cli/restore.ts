import { currentVersion } from "#store/current-version";
import { dataStore } from "#store/data-folder";
import { restoreVersion } from "#store/publish";
import { defineCommand } from "./command";
import { formatExitCodes } from "./exit-codes";
import { recordCommand } from "./journal-actor";

const SUMMARY = "恢复以前的一版数据，载入错了时用";

const HELP = `用法：npm run etl -- restore 版本

${SUMMARY}。网页自动换用恢复的一版，不必重启。

最近三版和换版以前用的那一版都保留着，由 status 列出。恢复不改动任何文件和文件夹：再载入同一个文件夹，其中的文件又会载入，
请先改好或移走它们。

例：
  npm run etl -- restore 3
${formatExitCodes("restore")}
`;

/** Puts a version that is still kept back into use. */
export const restoreCommand = defineCommand({
  name: "restore",
  call: "npm run etl -- restore",
  summary: SUMMARY,
  help: HELP,
  options: {},
  takesPaths: true,
  failure: "没有恢复",
  async run(_options, given) {
    const [version = "", ...others] = given;
    if (!/^[1-9]\d{0,8}$/u.test(version) || others.length > 0)
      throw new Error("请写明一个版本的号码，如 restore 3。");
    const store = dataStore();
    const before = await currentVersion(store);
    const manifest = await restoreVersion(store, Number(version), new Date());
    process.stdout.write(
      `已恢复第 ${manifest.generation} 版数据（校验码 ${manifest.dataHash.slice(0, 12)}）\n`,
    );
    await recordCommand(store, {
      action: "restored",
      subject: `第${manifest.generation}版`,
      before: before === null ? null : `第${before}版`,
      after: `第${manifest.generation}版，校验码${manifest.dataHash.slice(0, 12)}`,
      reason: "",
    });
    return "done";
  },
});
