import type { StackProcess } from "../../cli/stack/stack.ts";
import { treeOf } from "./cpu-time.ts";

/** A list of processors as `taskset` takes it, by name of process; `""` is everything else. */
export type Pinning = Record<string, string>;

/**
 * A processor for each worker and the others for everything else, or undefined where a machine has less than twice as
 * many processors as workers.
 */
export function pinningFor(workers: number, processors: number): Pinning | undefined {
  if (processors < 2 * workers) return undefined;
  const names = Array.from({ length: workers }, (_, n) => n === 0 ? "worker" : `worker-${n + 1}`);
  return {
    ...Object.fromEntries(names.map((name, n) => [name, `${n}`])),
    "": `${workers}-${processors - 1}`,
  };
}

/** Pins all threads of the processes and of this one; without a pinning, frees them. Linux only: `taskset`. */
export async function pin(
  processes: readonly Pick<StackProcess, "name" | "pid">[],
  pinning: Pinning | undefined,
): Promise<boolean> {
  if (Deno.build.os !== "linux") return false;
  const all = `0-${navigator.hardwareConcurrency - 1}`;
  const of = (name: string) => pinning ? pinning[name] ?? pinning[""] ?? all : all;
  const pids = [{ name: "", pid: Deno.pid }, ...processes];
  for (const { name, pid } of pids) {
    for (const one of pid === undefined ? [] : name === "" ? [pid] : await treeOf(pid)) {
      // A backend of PostgreSQL may have ended meanwhile.
      await new Deno.Command("taskset", { args: ["-a", "-c", "-p", of(name), `${one}`] }).output();
    }
  }
  return pinning !== undefined;
}
