import { readJson, writeJson } from "../home.ts";

/** Ports by the name of their listener. */
export type Ports = Record<string, number>;

/**
 * A port for each name: its previous port where that is still free, else a new one. `isFree` and `fresh` ask the
 * machine.
 */
export function choosePorts(
  names: readonly string[],
  kept: Ports,
  isFree: (port: number) => boolean,
  fresh: () => number,
): Ports {
  const taken = new Set<number>();
  const choose = (name: string): number => {
    const before = kept[name];
    let port = before !== undefined && !taken.has(before) && isFree(before) ? before : fresh();
    while (taken.has(port)) port = fresh();
    taken.add(port);
    return port;
  };
  return Object.fromEntries(names.map((name) => [name, choose(name)]));
}

/** Whether no process listens on this loopback port. */
export function isPortFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}

/**
 * A loopback port that is free now, from 10,000 to 31,999. The system uses higher ports for outgoing connections, so this
 * one stays free for a part that starts later or again.
 */
export function findFreePort(): number {
  for (let tries = 0; tries < 1_000; tries++) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if (isPortFree(port)) return port;
  }
  throw new Error("no port below 32768 is free");
}

/** The ports of a state folder, stored in `ports.json` so that the next start has the same ones. */
export function loadPorts(home: string, names: readonly string[]): Ports {
  const path = `${home}/ports.json`;
  const kept = readJson<Ports>(path) ?? {};
  const ports = choosePorts(names, kept, isPortFree, findFreePort);
  writeJson(path, { ...kept, ...ports });
  return ports;
}
