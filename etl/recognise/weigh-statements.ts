import {
  STATEMENT_KINDS,
  type Stated,
  type StatementKind,
  type Strength,
} from "#domain/report/statement";

/** What the statements of a document come to. */
type Weighed<Value> =
  | { readonly kind: "agreed"; readonly value: Value; readonly by: StatementKind }
  /** Statements of equal strength of which none is believed. */
  | { readonly kind: "disputed"; readonly statements: readonly Stated<Value>[] }
  | { readonly kind: "silent" };

const BY_STRENGTH: readonly Strength[] = ["strong", "fair", "weak"];
/** One hint is none. */
const LEAST_WEAK = 2;

/**
 * Takes the value on which all statements of the greatest strength agree; each kind of statement supports
 * every value it lists. Where several values are left, weaker statements may leave one of them.
 *
 * @param agree whether two values say the same, though perhaps not in the same words
 */
export function weigh<Value>(
  statements: readonly Stated<Value>[],
  agree: (one: Value, other: Value) => boolean,
): Weighed<Value> {
  for (const strength of BY_STRENGTH) {
    const own = ofStrength(statements, strength);
    const [first] = own;
    if (!first) continue;
    const supported = dropEqual(
      first.values.filter((value) => own.every(supports(value, agree))),
      agree,
    );
    const left = narrow(supported, statements, strength, agree);
    const [value] = left;
    const isOpen = strength === "weak" && own.length < LEAST_WEAK;
    if (isOpen) return { kind: "silent" };
    return value !== undefined && left.length === 1
      ? { kind: "agreed", value, by: first.kind }
      : { kind: "disputed", statements: own };
  }
  return { kind: "silent" };
}

function ofStrength<Value>(
  statements: readonly Stated<Value>[],
  strength: Strength,
): readonly Stated<Value>[] {
  return statements.filter(({ kind }) => STATEMENT_KINDS[kind].strength === strength);
}

function supports<Value>(value: Value, agree: (one: Value, other: Value) => boolean) {
  return ({ values }: Stated<Value>): boolean => values.some((other) => agree(value, other));
}

function dropEqual<Value>(
  values: readonly Value[],
  agree: (one: Value, other: Value) => boolean,
): readonly Value[] {
  return values.filter((value, at) => values.findIndex((other) => agree(value, other)) === at);
}

/** Of several values, those that all the weaker statements support which support any; one hint is too few. */
function narrow<Value>(
  values: readonly Value[],
  statements: readonly Stated<Value>[],
  strength: Strength,
  agree: (one: Value, other: Value) => boolean,
): readonly Value[] {
  if (values.length < 2) return values;
  const weaker = BY_STRENGTH.slice(BY_STRENGTH.indexOf(strength) + 1)
    .flatMap((each) => ofStrength(statements, each))
    .filter((statement) => values.some((value) => supports(value, agree)(statement)));
  const isEnough = weaker.length >= LEAST_WEAK || ofStrength(weaker, "fair").length > 0;
  if (!isEnough) return values;
  return values.filter((value) => weaker.every(supports(value, agree)));
}
