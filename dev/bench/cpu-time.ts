import type { StackProcess } from "../../cli/stack/stack.ts";
import { partOf } from "../../cli/stack/process-plan.ts";

/** Processor time used so far, ms, by part of the stack; `clients` is this process. */
export type CpuTime = Record<string, number>;

const msPerTick = 10;

/** Reads processor times from /proc: all workers together, all APIs, PostgreSQL with its backends. Empty without /proc. */
export async function processorTime(
  stack: { processes(): readonly Pick<StackProcess, "name" | "pid">[] },
): Promise<CpuTime> {
  const all = await processes();
  const used: CpuTime = {};
  const add = (part: string, pid: number) => {
    used[part] = (used[part] ?? 0) + treeTime(all, pid);
  };
  for (const { name, pid } of stack.processes()) if (pid) add(partOf(name), pid);
  const own = all.get(Deno.pid);
  if (own) used.clients = own.ms;
  return used;
}

/** The time between two readings, of processes that existed at both. */
export function cpuTimeBetween(before: CpuTime, after: CpuTime): CpuTime {
  return Object.fromEntries(
    Object.entries(after).map(([part, ms]) => [part, Math.max(0, ms - (before[part] ?? 0))]),
  );
}

/** Resident memory of each process of a stack with the processes below it, KiB; PostgreSQL's shared memory counts often. */
export async function residentMemory(
  stack: { processes(): readonly Pick<StackProcess, "name" | "pid">[] },
): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const { name, pid } of stack.processes()) {
    for (const one of pid === undefined ? [] : await treeOf(pid)) {
      const status = await Deno.readTextFile(`/proc/${one}/status`).catch(() => "");
      sizes[name] = (sizes[name] ?? 0) + Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    }
  }
  return sizes;
}

/** The ids of a process and of all below it. */
export async function treeOf(pid: number): Promise<number[]> {
  const all = await processes();
  const below = (one: number): number[] => [
    one,
    ...[...all].filter(([, { ppid }]) => ppid === one).flatMap(([child]) => below(child)),
  ];
  return below(pid);
}

interface Process {
  ppid: number;
  ms: number;
}

async function processes(): Promise<Map<number, Process>> {
  const found = new Map<number, Process>();
  if (Deno.build.os !== "linux") return found;
  for await (const { name } of Deno.readDir("/proc")) {
    const stat = /^\d+$/.test(name)
      ? await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "")
      : "";
    if (stat) found.set(Number(name), readStat(stat));
  }
  return found;
}

/** Fields of proc(5) after the name, which may have any characters: parent, and user and system time of the process and its ended children. */
export function readStat(stat: string): Process {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ").map(Number);
  const [, ppid = 0] = fields;
  const ticks = fields.slice(11, 15).reduce((sum, one) => sum + one, 0);
  return { ppid, ms: ticks * msPerTick };
}

function treeTime(all: ReadonlyMap<number, Process>, pid: number): number {
  const below = [...all].filter(([, { ppid }]) => ppid === pid).map(([child]) => child);
  const own = all.get(pid)?.ms ?? 0;
  return below.reduce((sum, child) => sum + treeTime(all, child), own);
}
