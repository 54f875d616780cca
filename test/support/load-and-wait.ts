import { loadCommand } from "#cli/load";

/** What the kill test runs as a process of its own: the command, from the folder it is given. */
process.exitCode = await loadCommand.run(process.argv.slice(2));
