import { composed } from "#briefing/compose";
import { BRIEFING_FORMATS } from "#briefing/formats";
import { briefingFacts } from "#db/briefing.server";
import { dataFacts, mainChoice } from "#db/facts.server";
import { briefingChoices } from "#domain/briefing/choices";

export const title = "简报：提问、写成、各种文件、百份反馈函";

const LETTERS = 100;

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  process.stdout.write(`${name} ${((performance.now() - start) / 1000).toFixed(2)} 秒\n`);
  return result;
}

/** Prints what a briefing over the loaded data costs; needs a database (GONGKAI_DATA). */
export async function run(): Promise<void> {
  const main = mainChoice(await dataFacts());
  const ask = (query: string) => briefingFacts(briefingChoices(new URLSearchParams(query), main));
  const facts = await timed("情况通报：提问", () => ask(""));
  const briefing = await timed("情况通报：写成", async () => composed(facts));
  for (const [format, { write }] of Object.entries(BRIEFING_FORMATS))
    await timed(`情况通报：${format}`, () => write(briefing));
  const group = await timed("反馈函：提问一次", () => ask("template=letter"));
  const codes = group.sources
    .filter(({ year }) => year === group.choices.filters.year)
    .map(({ division_code }) => division_code);
  await timed(`反馈函：${LETTERS}份docx（目标60秒以内）`, async () => {
    for (let index = 0; index < LETTERS; index += 1) {
      const division = codes[index % codes.length] ?? null;
      const choices = { ...group.choices, division };
      await BRIEFING_FORMATS.docx.write(composed({ ...group, choices }));
    }
  });
}
