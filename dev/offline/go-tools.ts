import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { spawnChild } from "../../cli/stack/supervise/child.ts";
import { lastLines } from "../../cli/stack/supervise/log-file.ts";
import { cacheFolder } from "../../cli/stack/platform.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { findGo, goEnvironment } from "./build-temporal.ts";

/** Programs with which tests check deployment files; from the Go module proxy, at exact versions. */
export const goTools = {
  /** Renders `deploy/kubernetes/`. About a minute of processor time, once. */
  kustomize: {
    package: "sigs.k8s.io/kustomize/kustomize/v5",
    version: "v5.7.1",
    made: "kustomize",
  },
  /** Parses the compose file as Compose does. */
  "compose-go": {
    package: "github.com/compose-spec/compose-go/v2/cmd",
    version: "v2.16.2",
    made: "cmd",
  },
} as const;
export type GoTool = keyof typeof goTools;

/** A module of which only files are read, the schemas of Kubernetes: building it would take three times as long as the rest. */
const schemaModule = "sigs.k8s.io/kubectl-validate@v0.0.4";
const withinMs = 400_000;

type Env = Readonly<Record<string, string | undefined>>;

/** The path of a tool in this user's cache. */
export function goToolPath(tool: GoTool, env: Env): string {
  return `${cacheFolder(env)}/${tool}-${goTools[tool].version}-${Deno.build.os}-${Deno.build.arch}`;
}

/** The folder of the schemas of Kubernetes 1.30, by API group and version. */
export const kubernetesSchemas = (env: Env) => `${cacheFolder(env)}/kubernetes-1.30`;

/** Builds and downloads missing tools, at low priority, one after the other. Throws the last error. */
export async function getGoTools(env: Env, signal: AbortSignal): Promise<void> {
  if (!await findGo(env)) throw new Error("there is no Go 1.21 or newer on PATH");
  const end = deadlineSignal(withinMs, signal);
  for (const tool of Object.keys(goTools) as GoTool[]) {
    if (!await isThere(goToolPath(tool, env))) await build(tool, goToolPath(tool, env), end);
  }
  if (!await isThere(kubernetesSchemas(env))) await fetchSchemas(kubernetesSchemas(env));
}

const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);

async function build(tool: GoTool, target: string, signal: AbortSignal): Promise<void> {
  const { package: name, version, made } = goTools[tool];
  const folder = `${target}.${crypto.randomUUID()}`;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const child = await spawnChild({
      command: "nice",
      args: ["-n", "15", "go", "install", "-ldflags=-s -w", `${name}@${version}`],
      env: goEnvironment(folder),
      cwd: folder,
    }, { log: `${folder}/log`, pidFile: `${folder}/pid`, stopSignal: "SIGINT", graceMs: 5_000 });
    const stop = () => void child.stop();
    signal.addEventListener("abort", stop);
    const code = await child.exited;
    signal.removeEventListener("abort", stop);
    signal.throwIfAborted();
    if (code !== 0) throw new Error(`${tool}: ${(await lastLines(`${folder}/log`, 5)).join("\n")}`);
    await Deno.rename(`${folder}/${made}`, target);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function fetchSchemas(target: string): Promise<void> {
  const downloaded = await runCommand("go", ["mod", "download", "-json", schemaModule], {
    cwd: Deno.env.get("TMPDIR") ?? "/tmp",
    env: { GOFLAGS: "-mod=mod" },
  });
  const { Dir } = JSON.parse(downloaded) as { Dir: string };
  const made = `${target}.${crypto.randomUUID()}`;
  await runCommand("cp", ["-R", `${Dir}/pkg/openapiclient/builtins/1.30`, made]);
  await runCommand("chmod", ["-R", "u+w", made]);
  await Deno.rename(made, target);
}
