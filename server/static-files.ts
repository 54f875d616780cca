import { readFile } from "node:fs/promises";
import path from "node:path";
import express, { type RequestHandler, Router } from "express";
import { PROJECT } from "../app/store/project.js";
import { encode } from "./answers/coding";
import { KeptAnswers } from "./answers/kept-answers";
import { sendAnswer, sendUnchanged, tagOf } from "./answers/send";
import { REFUSALS, refuse } from "./refusals";

const CLIENT = path.join(PROJECT, "build", "client");
/** Scripts and styles of the build all fit in. */
const KEPT = 64 * 1024 ** 2;
const EDITION = "files";

const TYPES = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const NAME = /^\/[\w.-]+(\.(?:js|css))$/u;

/** The files that the build made for browsers: scripts and styles compressed once, fonts as they are. */
export function staticFiles(): Router {
  const router = Router();
  router.use("/assets", compressedTexts());
  router.use(
    "/assets",
    express.static(path.join(CLIENT, "assets"), { immutable: true, maxAge: "1y" }),
  );
  router.use("/assets", (_request, response) => refuse(response, REFUSALS.missing));
  router.use(express.static(CLIENT, { maxAge: "1h", index: false }));
  return router;
}

function compressedTexts(): RequestHandler {
  const kept = new KeptAnswers(KEPT);
  kept.serve(EDITION);
  return async (request, response, next) => {
    const [, ending] = NAME.exec(request.path) ?? [];
    if (ending !== ".js" && ending !== ".css") {
      next();
      return;
    }
    const key = { edition: EDITION, address: request.path };
    try {
      const answer = await kept.ask(key, new AbortController().signal, async () => {
        const content = await readFile(path.join(CLIENT, "assets", request.path));
        const type = TYPES[ending];
        return {
          status: 200,
          headers: { "Content-Type": type },
          bodies: await encode(type, content),
        };
      });
      const tag = tagOf(EDITION, request.path);
      if (sendUnchanged(request, response, { tag, caching: "immutable" })) return;
      await sendAnswer(request, response, answer);
    } catch {
      next();
    }
  };
}
