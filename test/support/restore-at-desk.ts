import { restoreKept } from "#desk/publishing.server";
import { dataStore } from "#store/data-folder";

/** What the test of kills runs as a process of its own: puts back the version that it is given, as the server does. */
await restoreKept(dataStore(), Number(process.argv[2]), { name: "王五" });
