import { loadCompose } from "../../../tests/support/compose.ts";
import { fromFileUrl, repositoryRoot } from "../../../cli/stack/paths.ts";
import { runCommand } from "../../../cli/stack/supervise/run-command.ts";
import type { Docker } from "../docker.ts";
import {
  denoProgram,
  nodeProgram,
  postgresClient,
  postgresFolder,
  temporalPrograms,
} from "./programs.ts";

const here = fromFileUrl(new URL(".", import.meta.url));

/** A substitute: its Dockerfile here, and what its build context has, by name there. */
interface Substitute {
  file: string;
  content: () => Promise<Record<string, string>>;
}

/** By the beginning of the tag that they get; the first that fits. */
const substitutes: readonly [string, Substitute][] = [
  ["denoland/deno:bin-", {
    file: "deno-bin",
    content: () => Promise.resolve({ deno: denoProgram() }),
  }],
  ["denoland/deno:", { file: "deno", content: () => Promise.resolve({ deno: denoProgram() }) }],
  ["node:", { file: "node", content: async () => ({ node: await nodeProgram() }) }],
  ["postgres:", {
    file: "postgres",
    content: async () => ({
      postgresql: await postgresFolder(),
      client: `${await postgresClient()}/usr`,
      "postgres-entry.sh": `${here}postgres-entry.sh`,
    }),
  }],
  ["temporalio/server:", {
    file: "temporal-server",
    content: async () => ({ "temporal-server": (await temporalPrograms()).server }),
  }],
  ["temporalio/admin-tools:", {
    file: "temporal-tools",
    content: async () => {
      const { temporal, sqlTool, schema } = await temporalPrograms();
      return { temporal, "temporal-sql-tool": sqlTool, schema };
    },
  }],
];

const substituteFor = (tag: string): Substitute | undefined =>
  substitutes.find(([prefix]) => tag.startsWith(prefix))?.[1];

/** Whether there is a substitute for an image. */
export const hasSubstitute = (tag: string) => substituteFor(tag) !== undefined;

/** Makes an image under one of the tags that our files name; `folder` takes its build context meanwhile. */
export async function makeSubstitute(docker: Docker, tag: string, folder: string): Promise<void> {
  const one = substituteFor(tag);
  if (!one) throw new Error(`${tag} has no substitute in dev/containers/base`);
  const context = `${folder}/${one.file}`;
  await Deno.mkdir(context, { recursive: true });
  try {
    for (const [name, from] of Object.entries(await one.content())) {
      await runCommand("cp", ["-RH", from, `${context}/${name}`]);
    }
    const file = `${here}${one.file}.Dockerfile`;
    await docker.run("build", "--quiet", "--tag", tag, "--file", file, context);
  } finally {
    await Deno.remove(context, { recursive: true });
  }
}

/** Tags that the files name and do not build: of stages in Dockerfiles, and of services without a profile. */
export async function foreignTags(): Promise<{ stages: string[]; services: string[] }> {
  const all = Object.values((await loadCompose()).services);
  const dockerfiles = new Set(all.flatMap(({ build }) => build?.dockerfile ?? []));
  const stages = await Promise.all([...dockerfiles].map(basesOf));
  const services = all.filter(({ build, profiles }) => !build && !profiles);
  return {
    stages: [...new Set(stages.flat())],
    services: [...new Set(services.map(({ image = "" }) => image))],
  };
}

async function basesOf(dockerfile: string): Promise<string[]> {
  const text = await Deno.readTextFile(`${repositoryRoot}/${dockerfile}`);
  const all = [...text.matchAll(/^FROM (\S+)(?: AS (\S+))?/gm)];
  const names = all.map(([, , name]) => name);
  return all.map(([, base = ""]) => base).filter((base) => !names.includes(base));
}
