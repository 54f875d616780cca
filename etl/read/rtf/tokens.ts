/** What a Rich Text file consists of. */
export type RtfToken =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | { readonly kind: "word"; readonly word: string; readonly value: number }
  | { readonly kind: "text"; readonly text: string };

const TOKEN =
  /\{|\}|\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\([^a-zA-Z])|[\r\n]+|[^{}\\\r\n]+/g;

/** The tokens of a file; bytes of Chinese and Unicode escapes become text. */
export function* tokensOf(bytes: Uint8Array): Generator<RtfToken> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const decoder = new TextDecoder("gb18030");
  let pending: number[] = [];
  let fallback = 1;
  let skip = 0;
  const fallbacks: number[] = [];
  function* flush(): Generator<RtfToken> {
    if (pending.length === 0) return;
    const text = decoder.decode(Uint8Array.from(pending));
    pending = [];
    yield { kind: "text", text };
  }
  for (const [whole, byte, word, number, symbol] of source.matchAll(TOKEN)) {
    if (byte !== undefined) {
      if (skip > 0) skip -= 1;
      else pending.push(Number.parseInt(byte, 16));
      continue;
    }
    const isText = word === undefined && symbol === undefined && !/^[{}\r\n]/.test(whole);
    if (isText) {
      const shown = whole.slice(skip);
      skip = Math.max(0, skip - whole.length);
      for (const char of shown) pending.push(char.charCodeAt(0) & 0xff);
      continue;
    }
    if (/^[\r\n]/.test(whole)) continue;
    yield* flush();
    if (whole === "{") {
      fallbacks.push(fallback);
      yield { kind: "open" };
    } else if (whole === "}") {
      fallback = fallbacks.pop() ?? 1;
      skip = 0;
      yield { kind: "close" };
    } else if (word === "u" && number !== undefined) {
      const point = Number(number);
      yield { kind: "text", text: String.fromCharCode(point < 0 ? point + 65_536 : point) };
      skip = fallback;
    } else if (word === "uc") fallback = Math.min(8, Math.max(0, Number(number ?? 1)));
    else if (word !== undefined) yield { kind: "word", word, value: Number(number ?? 0) };
    else if (symbol === "*") yield { kind: "word", word: "*", value: 0 };
    else if (symbol === "~") yield { kind: "text", text: "\u00a0" };
    else if (symbol !== undefined && "\\{}".includes(symbol)) yield { kind: "text", text: symbol };
  }
  yield* flush();
}
