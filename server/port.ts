import { NotStarted } from "./command";

const HIGHEST = 65_535;

/**
 * The port that the environment names, 3000 where it names none; 0 lets the system choose.
 * @throws NotStarted with the reason in Chinese.
 */
export function chosenPort(given = "3000"): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= HIGHEST) return port;
  throw new NotStarted(
    `端口应为0至${HIGHEST}的整数，PORT的值“${given}”无效。例如：PORT=3001 npm start`,
  );
}
