import { readFileSync } from "node:fs";
import { identityOf } from "#etl/intake/ledger";
import { UnreadableDocument } from "#etl/read/document";
import { decodeText } from "#etl/read/encoding";
import { readReport } from "#etl/recognise/recognise-report";
import { REGISTER } from "../variant-report";
import { FORMAT_NAMES, FORMATS } from "./formats";
import { judge, type Judgement } from "./judgement";
import { KNOWN_DOCUMENTS, type KnownDocument } from "./known-documents";
import { changeLayout, LAYOUT_MUTATIONS } from "./layout-mutations";
import { type Expected, mutate, MUTATIONS } from "./mutations";
import { PAGE_MUTATIONS } from "./page-mutations";
import { Random } from "./random";
import { rebuild, type RebuiltDocument } from "./rebuilt-document";
import { asHtml } from "./html";

/** How a mutant of a known document was read. */
interface MutantReading extends Judgement {
  readonly from: string;
  /** The whole document was refused, or all its figures for want of an identity. */
  readonly isRefused: boolean;
  /** The body or year that was read, where it is neither the document's nor none. */
  readonly wrongIdentity: string | null;
}

/** Documents of which every figure stands in a table, so that each can be moved and changed. */
const SOURCES = KNOWN_DOCUMENTS.filter(({ name }) => /\.html?$/.test(name));

export const MUTANT_KINDS: readonly string[] = [
  ...Object.keys(PAGE_MUTATIONS),
  ...Object.keys(LAYOUT_MUTATIONS),
  ...Object.keys(MUTATIONS),
];

const REBUILT = new Map<KnownDocument, Promise<RebuiltDocument>>();

function rebuiltOf(source: KnownDocument): Promise<RebuiltDocument> {
  const known = REBUILT.get(source) ?? rebuild(source);
  REBUILT.set(source, known);
  return known;
}

/** Makes a mutant of a known document and reads it; undefined where the kind does not fit the document. */
export async function readMutant(kind: string, seed: number): Promise<MutantReading | undefined> {
  const random = new Random(seed * 7919 + kind.length * 104_729 + MUTANT_KINDS.indexOf(kind));
  const source = random.pick(SOURCES);
  const rebuilt = await rebuiltOf(source);
  const made = await makeMutant(kind, source, rebuilt, random);
  if (!made) return undefined;
  const { bytes, ending, expected } = made;
  const from = `${source.name} #${seed}.${ending}`;
  const nothing = { from, exact: 0, sameZero: 0, refused: expected.size, marked: 0, silent: [] };
  try {
    const read = await readReport(bytes, `示例.${ending}`, { register: REGISTER });
    const { body, year } = source.expected;
    const isWrong = (read.body ?? body) !== body || (read.year ?? year) !== year;
    const wrongIdentity = isWrong ? `${read.body} ${read.year}` : null;
    if ("refusal" in identityOf(read)) return { ...nothing, isRefused: true, wrongIdentity };
    return { ...judge(read, expected), from, isRefused: false, wrongIdentity };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { ...nothing, isRefused: true, wrongIdentity: null };
  }
}

interface Mutant {
  readonly bytes: Uint8Array;
  readonly ending: string;
  readonly expected: Expected;
}

async function makeMutant(
  kind: string,
  { path, expected }: KnownDocument,
  { sample, cells }: RebuiltDocument,
  random: Random,
): Promise<Mutant | undefined> {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const changePage = PAGE_MUTATIONS[kind];
  if (changePage) {
    const html = decodeText(readFileSync(path));
    const whole = [...cells.values()].map(({ text }) => text);
    const figures = whole.filter(
      (text) => /^[\d.]{3,}$/.test(text) && html.split(`>${text}<`).length === 2,
    );
    const made = changePage({ html, ...expected, figures }, random);
    if (made === undefined) return undefined;
    return { bytes: typeof made === "string" ? utf8(made) : made, ending: "html", expected: cells };
  }
  const changeTable = LAYOUT_MUTATIONS[kind];
  if (changeTable) {
    const changed = changeLayout(sample, changeTable, random);
    return changed && { bytes: utf8(asHtml(changed)), ending: "html", expected: cells };
  }
  const damage = MUTATIONS[kind];
  const mutant = damage && mutate({ cells }, sample, damage, random);
  if (!mutant) return undefined;
  const names = FORMAT_NAMES.filter((name) => FORMATS[name].ending !== "pdf");
  const { ending, write } = FORMATS[random.pick(names)];
  return { bytes: await write(mutant.sample, random), ending, expected: mutant.expected };
}
