// Takes the pictures of docs/guides from a running site that shows the fictional province:
//   npm start, then npm run pictures -- http://localhost:3000
// and those of the desk from a site that began empty, at which documents were taken in:
//   npm start -- --empty, then npm run pictures -- http://localhost:3000 desk
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { PROJECT } from "../app/store/project.js";

/** The pictures: file, and the address whose first window it shows. */
const PICTURES = [
  { file: "guide-home", path: "/?area=990000&year=2025" },
  { file: "guide-compare", path: "/compare?area=990000&year=2025&indicator=not_held_rate" },
  { file: "guide-district", path: "/districts/990203?year=2025" },
  { file: "guide-checks", path: "/checks?area=990000&year=2025" },
  { file: "guide-circular", path: "/briefing?area=990200&year=2025" },
  { file: "guide-verify", path: "/briefing/verify" },
  { file: "guide-help", path: "/help" },
];

const PICTURES_OF_DESK = [
  { file: "guide-desk", path: "/desk#documents" },
  { file: "guide-desk-review", path: "/desk/review" },
];

const WINDOW = { width: 1200, height: 720 };

async function browserPath(): Promise<string> {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen !== undefined) return chosen;
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

const site = process.argv[2] ?? "http://localhost:3000";
const folder = join(PROJECT, "docs", "images");
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: await browserPath(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: WINDOW, locale: "zh-CN" });
for (const { file, path } of process.argv[3] === "desk" ? PICTURES_OF_DESK : PICTURES) {
  await page.goto(site + path);
  if (path === "/desk/review") {
    await page.locator('[aria-labelledby="doubtful"] a').first().click();
    await page.getByRole("heading", { name: "原件" }).waitFor();
    await page.waitForLoadState("networkidle");
  }
  await page.screenshot({ path: join(folder, `${file}.png`) });
  process.stdout.write(`${file}.png\n`);
}
await browser.close();
