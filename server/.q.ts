import { briefingFacts } from "#db/briefing.server";
import { briefingChoices } from "#domain/briefing/choices";
import { composed } from "#briefing/compose";
import { plainText } from "#briefing/briefing";
for (const q of process.argv.slice(2)) {
  const choices = briefingChoices(new URLSearchParams(q), { year: 2025, area: "990000" });
  console.time("facts");
  const facts = await briefingFacts(choices);
  console.timeEnd("facts");
  console.time("compose");
  const b = composed(facts);
  console.timeEnd("compose");
  console.log(b.title.join("\n"), "\n" + b.addressee, "\n" + plainText(b.opening));
  for (const s of b.sections) {
    console.log("## " + s.heading);
    for (const x of s.blocks)
      console.log(
        x.kind === "table"
          ? "[表]" + x.table.name + x.table.rows.length
          : x.kind === "chart"
            ? "[图]" + x.chart.title
            : (x.kind === "heading" ? "### " : "") + plainText(x.pieces),
      );
  }
  for (const s of b.annexes)
    for (const x of s.blocks)
      if (x.kind === "table") console.log("附件" + s.annex, s.heading, x.table.rows.length);
  console.log(b.evidence.length, b.fingerprint, b.name);
  console.log("================");
}
process.exit(0);
