import { briefingFacts } from "#db/briefing.server";
import { briefingChoices } from "#domain/briefing/choices";
import { composed } from "#briefing/compose";
import { docxFile } from "#briefing/docx/document";
import { fingerprintIn } from "#briefing/file-fingerprint";
import { writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
const [q, out] = process.argv.slice(2);
const choices = briefingChoices(new URLSearchParams(q), { year: 2025, area: "990000" });
const facts = await briefingFacts(choices); 
const b = composed(facts);
for (let i = 0; i < 3; i++) {
console.time("docx"); const f = await docxFile(composed(facts)); console.timeEnd("docx");
console.log(f.length, createHash("sha256").update(f).digest("hex").slice(0, 12));
writeFileSync(out!.replace(".docx", i ? `.${i}.docx` : ".docx"), f);
if (i === 0) console.log(await fingerprintIn(f));
}
process.exit(0)
