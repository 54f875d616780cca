import { existsSync } from "node:fs";
import { chromium as playwright, type Browser } from "playwright-core";

/** Where Chrome, Edge and Chromium are commonly installed. */
const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Path of a browser to test with: CHROMIUM_PATH, else an installed one, else on Linux the one that
 * comes with the packages (docs/decisions/004-browser-for-tests.md).
 */
export async function browserPath(): Promise<string> {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen) return chosen;
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed) return installed;
  if (process.platform !== "linux")
    throw new Error("No Chrome, Edge or Chromium found: install one or set CHROMIUM_PATH");
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs20.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}

/** Starts the browser whose path the run's set-up found. */
export function launch(executablePath: string): Promise<Browser> {
  return playwright.launch({ executablePath, args: ARGUMENTS, headless: true });
}
