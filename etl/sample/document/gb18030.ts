/**
 * Characters to their two bytes, turned round from the decoder that the platform has; it has no
 * encoder. Two bytes hold every character of the documents: fictional names keep to GBK.
 */
function twoByteCharacters(): Uint16Array {
  const codes = new Uint16Array(0x10000);
  const decoder = new TextDecoder("gb18030");
  const row = new Uint8Array(2 * 0xbf);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    const trails: number[] = [];
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) trails.push(trail);
    trails.forEach((trail, i) => row.set([lead, trail], 2 * i));
    const text = decoder.decode(row.subarray(0, 2 * trails.length));
    [...text].forEach((character, i) => {
      const at = character.codePointAt(0) ?? 0;
      if (at <= 0xffff && at !== 0xfffd) codes[at] = (lead << 8) | (trails[i] ?? 0);
    });
  }
  return codes;
}

let known: Uint16Array | undefined;

/** Encodes a text as gb18030; refuses a character that two bytes cannot hold. */
export function encodeGb18030(text: string): Uint8Array {
  known ??= twoByteCharacters();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const at = text.charCodeAt(i);
    if (at < 0x80) {
      bytes[length++] = at;
      continue;
    }
    const code = known[at] ?? 0;
    if (code === 0) throw new Error(`gb18030 holds ${text[i] ?? ""} in no two bytes`);
    bytes[length++] = code >> 8;
    bytes[length++] = code & 0xff;
  }
  return bytes.slice(0, length);
}
