import { parse } from "yaml";

/** A file under `agents/`: an agent, as registerAgent takes it but for its key. */
export interface AgentFile {
  path: string;
  input: AgentInput;
}

/** What a file says. The API judges it; here only what is compared is named. */
export interface AgentInput {
  name: string;
  description?: string | null;
  model: string;
  instructions: {
    text?: string;
    prompt?: { server: string; name: string; arguments?: Record<string, string> | null };
  };
  tools?: {
    server: string;
    name?: string | null;
    policy?: string | null;
    approvalTimeout?: string;
    approveOnTimeout?: boolean;
  }[];
  handoffs?: string[];
  outputSchema?: unknown;
  guardrails?: unknown;
  settings?: Record<string, unknown> | null;
  turnBudget?: Record<string, unknown> | null;
  conversationBudget?: Record<string, unknown> | null;
  alias?: string | null;
  note?: string | null;
}

/** All files of a folder and those in it, those that are handed over to first. Throws an Error that names every fault. */
export async function readAgentFiles(folder: string): Promise<AgentFile[]> {
  const files: AgentFile[] = [];
  const faults: string[] = [];
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

/** Agents that are handed over to come before those that hand over. A cycle is left for the API to refuse. */
export function sortByDependency(files: readonly AgentFile[]): AgentFile[] {
  const done: AgentFile[] = [];
  const begun = new Set<string>();
  const visit = (file: AgentFile) => {
    if (begun.has(file.path)) return;
    begun.add(file.path);
    for (const name of file.input.handoffs ?? []) {
      const target = files.find((f) => f.input.name === name);
      if (target) visit(target);
    }
    done.push(file);
  };
  files.forEach(visit);
  return done;
}
