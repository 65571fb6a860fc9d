import { eventually } from "./test-stack.ts";

const isServerProcess = (command: string) => command.startsWith("postgres: ");

async function orphans(): Promise<number> {
  let found = 0;
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const read = (file: string) => Deno.readTextFile(`/proc/${file}`).catch(() => "");
    if (!isServerProcess(await read(`${name}/cmdline`))) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(await read(`${name}/status`))?.[1];
    if (parent && !(await read(`${parent}/cmdline`)).includes("postgres")) found++;
  }
  return found;
}

/** Waits for the processes of a PostgreSQL that was killed: as long as one is there, the next one ends at once. */
export const untilNoOrphans = (): Promise<void> =>
  eventually("the processes of the killed PostgreSQL are gone", async () => await orphans() === 0);
