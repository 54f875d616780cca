import { isList, type ColumnType } from "./schema";

type Write = (value: unknown) => string;

/**
 * Makes a function that writes values of a type as JSON with every field that the type names, for
 * strict typing takes no field for granted. Made once a table: a load writes millions of fields.
 */
export function jsonWriter(type: ColumnType): Write {
  if (typeof type === "string") return scalar;
  if (isList(type)) {
    const item = jsonWriter(type[0]);
    return (value) => (Array.isArray(value) ? `[${value.map(item).join(",")}]` : "null");
  }
  const fields = Object.entries(type).map(
    ([name, field]) => [name, `${JSON.stringify(name)}:`, jsonWriter(field)] as const,
  );
  return (value) => {
    let json = "{";
    for (const [name, key, write] of fields)
      json += `${json === "{" ? "" : ","}${key}${write(fieldOf(value, name))}`;
    return `${json}}`;
  };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return null;
  return Reflect.get(value, name);
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return "null";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
