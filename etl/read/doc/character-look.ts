import type { Mark } from "../marked-text";
import type { Property } from "./properties";

/** Changes of a character's formatting (sprms) that matter for what is read. */
const DELETED = 0x0800;
const STRIKE = 0x0837;
const HIDDEN = 0x083c;
const DOUBLE_STRIKE = 0x2a53;
const HEIGHT = 0x2a48;
const POSITION = 0x4845;
const SIZE = 0x4a43;
const COLOUR_NUMBER = 0x2a42;
const COLOUR = 0x6870;
const GROUNDS = new Set([0x2a0c, 0x4866, 0xca71]);

const WHITE = 8;
/** Smallest shift that is a mark and no correction of the font, in half points. */
const LEAST_SHIFT = 3;
/** Largest size that nobody can read, in half points. */
const UNREADABLE = 2;

/**
 * The mark of characters with these changes of formatting.
 *
 * @param styled those of their styles
 */
export function markOf(
  direct: readonly Property[],
  styled: readonly Property[] = [],
): Mark | undefined {
  const properties = [...styled, ...direct];
  const operandOf = (code: number): DataView | undefined =>
    properties.findLast((property) => property.code === code)?.operand;
  const isOn = (code: number): boolean => {
    const states = (changes: readonly Property[], before: boolean): boolean =>
      changes.reduce((is, { code: changed, operand }) => {
        const value = changed === code ? operand.getUint8(0) : undefined;
        // 0x80 is what the style has, 0x81 the opposite.
        if (value === 0x80 || value === 0x81) return (value === 0x81) !== before;
        return value === undefined ? is : value === 1;
      }, before);
    return states(direct, states(styled, false));
  };
  if (isOn(HIDDEN) || (operandOf(SIZE)?.getUint16(0, true) ?? Infinity) <= UNREADABLE)
    return "hidden";
  if (isOn(DELETED) || isOn(STRIKE) || isOn(DOUBLE_STRIKE)) return "struck";
  const colour = operandOf(COLOUR);
  const isWhite = colour
    ? (colour.getUint32(0, true) & 0xffffff) === 0xffffff
    : operandOf(COLOUR_NUMBER)?.getUint8(0) === WHITE;
  if (isWhite && !properties.some(({ code }) => GROUNDS.has(code))) return "faint";
  const height = operandOf(HEIGHT)?.getUint8(0);
  if (height === 1 || height === 2) return height === 1 ? "raised" : "lowered";
  const shift = operandOf(POSITION)?.getInt16(0, true) ?? 0;
  if (Math.abs(shift) < LEAST_SHIFT) return undefined;
  return shift > 0 ? "shifted" : "lowered";
}
