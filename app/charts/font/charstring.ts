import type { CffIndex } from "./cff-index";

const [CALL_SUBROUTINE, CALL_GLOBAL, RETURN, ESCAPE] = [10, 29, 11, 12];
const STEMS: readonly number[] = [1, 3, 18, 23];
const MASKS: readonly number[] = [19, 20];
const NUMBER_16 = 28;
const FIXED = 255;

/**
 * The outline of a glyph (Adobe Technical Note 5177) with its subroutines written out, so that it
 * stands without the font's 22,000 others.
 */
export function withoutSubroutines(
  charstring: Buffer,
  local: CffIndex,
  global: CffIndex,
): Uint8Array {
  const out: number[] = [];
  /** Where in `out` the numbers on the stack begin, with their values. */
  let stack: { start: number; value: number }[] = [];
  let stems = 0;

  function called({ count, at }: CffIndex): Buffer {
    const top = stack.pop();
    if (!top) throw new Error("A glyph calls a subroutine without its number.");
    out.length = top.start;
    return at(top.value + (count < 1240 ? 107 : count < 33900 ? 1131 : 32768));
  }

  function write(code: Buffer): void {
    for (let at = 0; at < code.length;) {
      const [operator = 0, next = 0] = code.subarray(at, at + 2);
      const length = lengthOf(operator);
      if (operator === NUMBER_16 || operator > 31) {
        stack.push({ start: out.length, value: numberAt(code, at) });
        out.push(...code.subarray(at, at + length));
      } else if (operator === CALL_SUBROUTINE) write(called(local));
      else if (operator === CALL_GLOBAL) write(called(global));
      else if (operator === RETURN) return;
      else {
        const mask = MASKS.includes(operator);
        // Numbers before a mask are stems that need no operator of their own.
        if (mask || STEMS.includes(operator)) stems += stack.length >> 1;
        stack = [];
        const size = mask ? 1 + Math.ceil(stems / 8) : length;
        // Flex operators only: none of the arithmetic ones leaves a glyph of this font on the stack.
        if (operator === ESCAPE && (next < 34 || next > 37))
          throw new Error(`A glyph uses the operator 12 ${next}, which is not known here.`);
        out.push(...code.subarray(at, at + size));
        at += size;
        continue;
      }
      at += length;
    }
  }

  write(charstring);
  return Uint8Array.from(out);
}

function lengthOf(operator: number): number {
  if (operator === NUMBER_16) return 3;
  if (operator === FIXED) return 5;
  return operator === ESCAPE || operator > 246 ? 2 : 1;
}

function numberAt(code: Buffer, at: number): number {
  const first = code.readUInt8(at);
  if (first === NUMBER_16) return code.readInt16BE(at + 1);
  if (first === FIXED) return code.readInt32BE(at + 1) / 65536;
  if (first < 247) return first - 139;
  const rest = code.readUInt8(at + 1);
  return first < 251 ? (first - 247) * 256 + rest + 108 : -(first - 251) * 256 - rest - 108;
}
