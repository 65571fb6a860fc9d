import { commandLine } from "./processes.ts";
import { tryCommand } from "./run-command.ts";

/** The process that listens on a port. */
export interface PortOwner {
  pid: number;
  /** Its command line; empty where it is not readable. */
  command: string;
}

/**
 * The process that listens on a TCP port of this machine, on any address. Undefined where there is none, or where it
 * belongs to another user and is invisible to this one.
 */
export async function portOwner(port: number): Promise<PortOwner | undefined> {
  const pid = await pidByProc(port) ?? await pidBySs(port) ?? await pidByLsof(port);
  return pid === undefined ? undefined : { pid, command: await commandLine(pid) ?? "" };
}

/** `process 4711 (nginx -g daemon off;)`, shortened to fit a line. */
export function portOwnerText(holder: PortOwner | undefined): string {
  if (!holder) return "another program, of another user";
  const { pid, command } = holder;
  const short = command.length > 120 ? `${command.slice(0, 120)} ...` : command;
  return `process ${pid}${short === "" ? "" : ` (${short})`}`;
}

/** On Linux: finds the sockets that listen on the port, then the process that has one of them open. */
async function pidByProc(port: number): Promise<number | undefined> {
  const tables = await Promise.all(["tcp", "tcp6"].map((name) => readText(`/proc/net/${name}`)));
  const links = new Set(tables.flatMap((table) => listeningInodes(table, port)));
  if (links.size === 0) return undefined;
  const found: number[] = [];
  for (const pid of await numbers("/proc")) {
    for (const fd of await numbers(`/proc/${pid}/fd`)) {
      const link = await Deno.readLink(`/proc/${pid}/fd/${fd}`).catch(() => "");
      if (links.has(link)) found.push(pid);
    }
  }
  // Where several have it open, the oldest process passed it to the others.
  return found.sort((a, b) => a - b)[0];
}

/** Of `/proc/net/tcp`: `sl local_address rem_address st ... inode`, addresses and states in hexadecimal. */
export function listeningInodes(table: string, port: number): string[] {
  const end = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return table.split("\n").map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => local.endsWith(end) && state === "0A")
    .map((columns) => `socket:[${columns[9]}]`);
}

const readText = (path: string) => Deno.readTextFile(path).catch(() => "");

async function numbers(folder: string): Promise<number[]> {
  try {
    const names = await Array.fromAsync(Deno.readDir(folder), ({ name }) => Number(name));
    return names.filter(Number.isInteger);
  } catch {
    // The process has ended, or belongs to another user.
    return [];
  }
}

async function pidBySs(port: number): Promise<number | undefined> {
  const output = await tryCommand("ss", ["-Hltnp", `sport = :${port}`]) ?? "";
  return numberIn(/pid=(\d+)/.exec(output));
}

/** On macOS, which has neither `/proc` nor `ss`. */
async function pidByLsof(port: number): Promise<number | undefined> {
  const output = await tryCommand("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"]) ?? "";
  return numberIn(/^p(\d+)/m.exec(output));
}

const numberIn = (match: RegExpExecArray | null) => match ? Number(match[1]) : undefined;
