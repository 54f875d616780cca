import type { ServerResponse } from "node:http";
import { type Headers, SECURITY_HEADERS } from "./security";

/** An answer of one sentence in Chinese, with no details of the program. */
interface Refusal {
  readonly status: number;
  readonly sentence: string;
  readonly headers?: Headers;
}

const READING_METHODS = ["GET", "HEAD"];

export function isReading(method: string | undefined): boolean {
  return READING_METHODS.includes(method ?? "");
}

/** @param more methods than those that read */
export function refusalOfMethod(...more: readonly string[]): Refusal {
  return {
    status: 405,
    sentence: "本站只供查阅，不接受这种请求。请直接打开网址。",
    headers: { Allow: [...READING_METHODS, ...more].join(", ") },
  };
}

export const REFUSALS = {
  address: { status: 400, sentence: "网址不正确，无法识别。请核对后重新打开。" },
  request: { status: 400, sentence: "请求不正确，无法识别。请用浏览器直接打开网址。" },
  tooLong: { status: 431, sentence: "网址或请求过长，无法识别。请核对后重新打开。" },
  missing: { status: 404, sentence: "没有这个文件。请核对网址后重新打开。" },
  slow: { status: 408, sentence: "请求未能按时收完。请重新打开网址。" },
  host: {
    status: 421,
    sentence: "本站不以这个名称提供服务。如应当提供，请系统维护人员在设置中登记这个名称。",
  },
  identity: {
    status: 401,
    sentence: "身份不是由登记的代理服务器给出的，没有受理。请从单位登录后的网址打开。",
  },
  tooLarge: { status: 413, sentence: "表单的内容太长，没有受理。请缩短后重新提交。" },
  otherSite: {
    status: 403,
    sentence: "请求不是从本站的页面发出的，没有受理。请在本站的页面上重新提交。",
  },
  failure: {
    status: 500,
    sentence: "服务器出错，未能回答。如再次出错，请把网址告诉系统维护人员。",
  },
} as const satisfies Readonly<Record<string, Refusal>>;

const whileBusy = new Map<number, Refusal>();

/**
 * The same one each time.
 * @param seconds after which to ask again
 */
export function refusalWhileBusy(seconds: number): Refusal {
  const refusal = whileBusy.get(seconds) ?? {
    status: 503,
    sentence: `服务器正忙，暂时不能回答。请过${seconds}秒再打开这个网址（浏览器会自动再试）。`,
    // Browsers open the address again by themselves; whatever else asks may be told when to.
    headers: { "Retry-After": String(seconds), Refresh: String(seconds) },
  };
  whileBusy.set(seconds, refusal);
  return refusal;
}

export function refuse(response: ServerResponse, refusal: Refusal): void {
  const { body, headers } = write(refusal);
  response.writeHead(refusal.status, headers).end(body);
}

/** What is written of a refusal, headers that every answer bears included. */
const written = new WeakMap<Refusal, { readonly head: string[]; readonly body: string }>();

/** Refuses on a response on which nothing is set yet: what is the same each time is written once. */
export function writeWhole(response: ServerResponse, refusal: Refusal): void {
  let whole = written.get(refusal);
  if (!whole) {
    const { body, headers } = write(refusal);
    whole = { head: Object.entries({ ...SECURITY_HEADERS, ...headers }).flat(), body };
    written.set(refusal, whole);
  }
  response.writeHead(refusal.status, whole.head).end(whole.body);
}

const REASONS: Readonly<Record<number, string>> = {
  400: "Bad Request",
  408: "Request Timeout",
  431: "Request Header Fields Too Large",
};

/** The same for what was no request at all, so that there is no response to write it on. */
export function rawRefusal(refusal: Refusal): string {
  const { body, headers } = write(refusal);
  const lines = Object.entries({ ...SECURITY_HEADERS, ...headers, Connection: "close" });
  return [
    `HTTP/1.1 ${refusal.status} ${REASONS[refusal.status] ?? "Error"}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
    "",
    body,
  ].join("\r\n");
}

function write({ sentence, headers = {} }: Refusal): { body: string; headers: Headers } {
  const body = `${sentence}\n`;
  return {
    body,
    headers: {
      ...headers,
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": String(Buffer.byteLength(body)),
      "Cache-Control": "no-store",
    },
  };
}
