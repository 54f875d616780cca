import { composeBriefing } from "#briefing/compose";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { fetchBriefingFacts } from "#db/queries/briefing.server";
import { closeDatabase, DataUnavailable } from "#db/engine/connection.server";
import { fetchFirstView } from "#db/queries/loaded.server";
import { parseBriefingChoices } from "#domain/briefing/choices";

export const title = "简报：提问、写成、各种文件、百份反馈函";

const LETTERS = 100;
/** Seconds that a step may take on two idle cores. */
const LIMITS = { docx: 3, letters: 60 };

async function timed<Result>(
  name: string,
  work: () => Promise<Result>,
  limit?: number,
): Promise<Result> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const ratio =
    limit === undefined ? "" : `，限${limit}秒，用去${((100 * seconds) / limit).toFixed(0)}%`;
  const processor = ((user + system) / 1e6).toFixed(2);
  process.stdout.write(`${name} ${seconds.toFixed(2)} 秒（处理器${processor}秒）${ratio}\n`);
  return result;
}

/** Prints what a briefing over the loaded data costs, as ratios of the limits. */
export async function run(): Promise<string | undefined> {
  try {
    await measured();
  } catch (error) {
    if (error instanceof DataUnavailable) return error.message;
    throw error;
  } finally {
    closeDatabase();
  }
}

async function measured(): Promise<void> {
  const { main } = await fetchFirstView(undefined);
  const ask = (query: string) =>
    fetchBriefingFacts(parseBriefingChoices(new URLSearchParams(query), main));
  const facts = await timed("情况通报：提问", () => ask(""));
  const briefing = await timed("情况通报：写成", async () => composeBriefing(facts));
  const { docx, ...others } = BRIEFING_FORMATS;
  await timed("情况通报：docx", () => docx.write(briefing), LIMITS.docx);
  for (const [format, { write }] of Object.entries(others))
    await timed(`情况通报：${format}`, () => write(briefing));
  const group = await timed("反馈函：提问一次", () => ask("template=letter"));
  const codes = group.sources
    .filter(({ year }) => year === group.choices.filters.year)
    .map(({ code }) => code);
  await timed(
    `反馈函：${LETTERS}份docx`,
    async () => {
      for (let index = 0; index < LETTERS; index += 1) {
        const division = codes[index % codes.length] ?? null;
        const choices = { ...group.choices, division };
        await docx.write(composeBriefing({ ...group, choices }));
      }
    },
    LIMITS.letters,
  );
}
