/** The keys of a declared record in their order, so that no list beside the record can forget one. */
export function keysOf<Declared extends object>(
  record: Declared,
): readonly (keyof Declared & string)[] {
  return Object.keys(record).filter((key): key is keyof Declared & string => key in record);
}
