import { CHECKS } from "./checks";

/** The checks as they are declared, without their evaluation: what a page is told of them. */
export function declaredChecks() {
  return CHECKS.map(({ id, name, severity, expression, basis }) => ({
    id,
    name,
    severity,
    expression,
    basis,
  }));
}
