import type { ErrorRequestHandler, RequestHandler, Response } from "express";

const READING = ["GET", "HEAD"];
const NO_ADDRESS = "网址不正确，无法识别。请核对后重新打开。";

/**
 * Nothing of the site can be written to, and it speaks for no other: other methods and other sites'
 * addresses are answered before the pages see them.
 */
export const onlyReading: RequestHandler = (request, response, next) => {
  if (!READING.includes(request.method)) {
    response.set("Allow", READING.join(", "));
    refuse(response, 405, "本站只供查阅，不接受这种请求。请直接打开网址。");
  } else if (!request.originalUrl.startsWith("/")) refuse(response, 400, NO_ADDRESS);
  else next();
};

/** What a visitor is told where no page could be made: one sentence and no details of the program. */
export const inOneSentence: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  if (isVisitorsMistake(error)) {
    refuse(response, 400, NO_ADDRESS);
    return;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  refuse(response, 500, "服务器出错，未能回答。如再次出错，请把网址告诉系统维护人员。");
};

/** A path that cannot be decoded, or a host and path that make no address together. */
function isVisitorsMistake(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === "ERR_INVALID_URL") return true;
  return "status" in error && typeof error.status === "number" && error.status < 500;
}

function refuse(response: Response, status: number, sentence: string): void {
  response.status(status).type("text/plain; charset=utf-8").send(`${sentence}\n`);
}
