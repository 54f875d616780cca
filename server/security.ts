import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { domainToASCII } from "node:url";
import helmet from "helmet";

/** Headers by their names. */
export type Headers = Readonly<Record<string, string>>;

export const POLICY = "Content-Security-Policy";

/** What every answer says of its safety, whatever it answers: helmet's headers, written once. */
export const SECURITY_HEADERS: Headers = writeOnce();

function writeOnce(): Headers {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({
    contentSecurityPolicy: {
      directives: {
        scriptSrc: ["'self'"],
        // Observable Plot styles its SVG in place.
        styleSrc: ["'self'", "'unsafe-inline'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })(response.req, response, () => undefined);
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

/**
 * The policy of a page that has scripts of its own.
 * @param scripts the sources that allow them: `'sha256-…'`, `'nonce-…'`
 */
export function policyOf(scripts: readonly string[]): string {
  const allowed = ["script-src 'self'", ...scripts].join(" ");
  const policy = SECURITY_HEADERS[POLICY.toLowerCase()] ?? "";
  return policy.replace("script-src 'self'", allowed);
}

/** This machine's own names. */
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

/** What a host header names: a site that is served here, another one, or nothing that could be a site. */
export type HostKind = "own" | "foreign" | "malformed";

/**
 * Tells the sites that are served here from others: a page of another site may have its own name lead to this
 * machine, and would then read along.
 */
export class KnownHosts {
  readonly #names: ReadonlySet<string>;

  /** @param names besides those of this machine */
  constructor(names: readonly string[]) {
    this.#names = new Set([...LOOPBACK, ...names.map((name) => domainToASCII(name) || name)]);
  }

  kindOf(header: string | undefined): HostKind {
    const found = /^(?:\[([\da-f:.]+)\]|([^\s:/@?#\\[\]]+))(?::(\d{1,5}))?$/iu.exec(header ?? "");
    if (!found || Number(found[3] ?? 0) > 65_535) return "malformed";
    const name = (found[1] ?? found[2] ?? "").toLowerCase().replace(/\.$/u, "");
    return this.#names.has(name) ? "own" : "foreign";
  }
}
