// A thread does not inherit the loader of TypeScript; this registers it, then begins to work.
import { register } from "tsx/esm/api";

register();
await import("./reading-worker.ts");
