import { parse } from "yaml";
import type { RegisterAgentInput } from "../../schema/document-types.generated.ts";

/** A file under `agents/`. */
export interface AgentFile {
  path: string;
  input: AgentInput;
}

/** The input of `registerAgent` without its key. The API validates it. */
export type AgentInput = Omit<RegisterAgentInput, "idempotencyKey">;

/** All files of a folder and its subfolders, targets of hand-offs first. Throws an Error with every fault. */
export async function readAgentFiles(folder: string): Promise<AgentFile[]> {
  const files: AgentFile[] = [];
  const faults: string[] = [];
  const isFolder = (await Deno.stat(folder).catch(() => undefined))?.isDirectory;
  if (!isFolder) throw new Error(`there is no folder ${folder}`);
  for await (const path of pathsIn(folder.replace(/\/$/, ""))) {
    try {
      const input = parse(await Deno.readTextFile(path)) as AgentInput | null;
      if (typeof input?.name !== "string") faults.push(`${path}: it has no \`name\`.`);
      else files.push({ path, input });
    } catch (error) {
      faults.push(`${path}: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, input } of files) {
    const first = files.find((f) => f.input.name === input.name);
    if (first?.path !== path) {
      faults.push(`${path}: ${input.name} is in ${first?.path} already.`);
    }
  }
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return sortByDependency(files);
}

async function* pathsIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* pathsIn(`${folder}/${name}`);
    else if (isFile && /\.(ya?ml|json)$/.test(name) && name !== "schema.json") {
      yield `${folder}/${name}`;
    }
  }
}

/** Targets of hand-offs before the agents that hand off to them. The API refuses a cycle. */
export function sortByDependency(files: readonly AgentFile[]): AgentFile[] {
  const done: AgentFile[] = [];
  const visited = new Set<string>();
  const visit = (file: AgentFile) => {
    if (visited.has(file.path)) return;
    visited.add(file.path);
    for (const name of file.input.handoffs ?? []) {
      const target = files.find((f) => f.input.name === name);
      if (target) visit(target);
    }
    done.push(file);
  };
  files.forEach(visit);
  return done;
}
