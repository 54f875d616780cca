/** The keys of a declared record in their order, so that no list beside the record can forget one. */
export function keysOf<Declared extends object>(
  record: Declared,
): readonly (keyof Declared & string)[] {
  return Object.keys(record).filter((key): key is keyof Declared & string => key in record);
}

/** A record with the same keys and, for each, what `map` makes of its value and its index. */
export function mapValues<Key extends string, Value, Mapped>(
  record: Readonly<Record<Key, Value>>,
  map: (value: Value, index: number) => Mapped,
): Record<Key, Mapped>;
export function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, index: number) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value], index) => [key, map(value, index)]),
  );
}

/** A record of some keys and, for each, what `make` makes of it and its index. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key, index: number) => Value,
): Record<Key, Value>;
export function recordOf<Value>(
  keys: readonly string[],
  make: (key: string, index: number) => Value,
): Record<string, Value> {
  return Object.fromEntries(keys.map((key, index) => [key, make(key, index)]));
}
