import { promisify } from "node:util";
import zlib from "node:zlib";
import { type Answer, type Coding, CODINGS } from "./answer";

const compress = {
  br: promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliCompress),
  gzip: promisify<Uint8Array, Buffer>(zlib.gzip),
};
const expand = promisify<Uint8Array, Buffer>(zlib.gunzip);

/** Media types that compress well; those of the Office formats, which are compressed, name XML too. */
const TEXT = /^(?:text\/|application\/(?:json|javascript)\b|image\/svg\+xml)/u;
/** Below this many bytes compressing saves no packet. */
const WORTH_COMPRESSING = 1_000;
/** Smaller than what gzip makes of a page, in half of its time. */
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The codings that an answer of a media type is kept in. */
export async function encode(type: string, body: Uint8Array): Promise<Answer["bodies"]> {
  if (!TEXT.test(type) || body.byteLength < WORTH_COMPRESSING) return { identity: body };
  const [br, gzip] = await Promise.all([compress.br(body, BROTLI), compress.gzip(body)]);
  return { br, gzip };
}

/** A body in a coding that the reader takes; few take none, for whom it is expanded again. */
export async function chooseBody(
  { bodies }: Answer,
  takes: (coding: Coding) => boolean,
): Promise<{ readonly coding: Coding; readonly body: Uint8Array }> {
  for (const coding of CODINGS) {
    const body = bodies[coding];
    if (body && (coding === "identity" || takes(coding))) return { coding, body };
  }
  return { coding: "identity", body: await expand(bodies.gzip ?? new Uint8Array()) };
}
