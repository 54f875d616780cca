import {
  DuckDBListVector,
  DuckDBStructVector,
  DuckDBTypeId,
  JSDuckDBValueConverter,
  type DuckDBValueConverter,
  type DuckDBVector,
  type JS,
} from "@duckdb/node-api";

/**
 * Appends the values of one column of a chunk to `values` as plain ones: no BigInt, no Date leaves here.
 * Lists and structs are read as the columns they are stored in: value by value the driver makes three
 * objects for each.
 */
export function appendValues(values: unknown[], vector: DuckDBVector): void {
  if (vector instanceof DuckDBListVector) appendLists(values, vector);
  else if (vector instanceof DuckDBStructVector) appendStructs(values, vector);
  else {
    const { type, itemCount } = vector;
    for (let index = 0; index < itemCount; index += 1)
      values.push(plain(vector.getItem(index), type, plain));
  }
}

function appendLists(values: unknown[], vector: DuckDBListVector): void {
  const children: unknown[] = [];
  appendValues(children, vector.childVector);
  for (let index = 0; index < vector.itemCount; index += 1) {
    // Of a NULL, offset and length are whatever lay there.
    const isNull = vector.getItemVector(index) === null;
    const start = vector.getEntryOffset(index);
    values.push(isNull ? null : children.slice(start, start + vector.getEntryLength(index)));
  }
}

function appendStructs(values: unknown[], vector: DuckDBStructVector): void {
  const columns = vector.type.entryNames.map((name, entry) => {
    const column: unknown[] = [];
    appendValues(column, vector.entryVectorAt(entry));
    return { name, column };
  });
  for (let index = 0; index < vector.itemCount; index += 1) {
    const fields = columns.map(({ name, column }) => [name, column[index]]);
    values.push(vector.isItemValid(index) ? Object.fromEntries(fields) : null);
  }
}

const plain: DuckDBValueConverter<JS> = (value, type) => {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (type.typeId === DuckDBTypeId.DATE || type.typeId === DuckDBTypeId.TIMESTAMP)
    return String(value).replace(" ", "T");
  const converted = JSDuckDBValueConverter(value, type, plain);
  return typeof converted === "bigint" ? safeNumber(converted) : converted;
};

function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is no exact number`);
  return number;
}
