import type { Progress } from "../../cli/stack/supervise/part.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { goEnvironment, runGo } from "../offline/build-temporal.ts";
import type { GoWork } from "../offline/go-progress.ts";
import { clusterFolder, clusterPackages, etcdRelease, kubernetesRelease } from "./release.ts";

/** Counts of a build of this release, for the progress line. */
const work: GoWork = { packages: 2_573, modules: 121 };

/**
 * Builds the programs of a cluster without nodes from their Go modules, at low priority, and moves them into the cache folder when
 * all are complete: about ten minutes on two cores, once.
 */
export async function buildClusterPrograms(progress: Progress, signal: AbortSignal): Promise<void> {
  const target = clusterFolder(Deno.env.toObject());
  const folder = `${target}.${crypto.randomUUID()}`;
  await Deno.mkdir(`${folder}/made`, { recursive: true, mode: 0o700 });
  try {
    await Deno.writeTextFile(`${folder}/go.mod`, wrapperModule(await moduleFile(folder)));
    const args = [
      "build",
      "-v",
      "-mod=mod",
      "-trimpath",
      `-ldflags=${linkerFlags()}`,
      "-o",
      "made/",
    ];
    await runGo([...args, ...Object.values(clusterPackages)], {
      ...{ what: "Kubernetes", work, folder, log: `${folder}/log`, progress, signal },
    });
    await Deno.rename(`${folder}/made`, target);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The go.mod of Kubernetes, fetched with its sources. */
async function moduleFile(folder: string): Promise<string> {
  const args = ["mod", "download", "-json", `k8s.io/kubernetes@v${kubernetesRelease}`];
  const { GoMod } = JSON.parse(
    await runCommand("go", args, { cwd: folder, clearEnv: true, env: goEnvironment(folder) }),
  ) as { GoMod: string };
  return await Deno.readTextFile(GoMod);
}

const inItsRepository = /^\s*(\S+) => \.\/staging\/\S+$/gm;

/**
 * A module that needs Kubernetes. `go install` refuses modules with replacements, and Kubernetes replaces its own parts
 * by folders of its repository; they are published too, as 0.x.
 */
export function wrapperModule(kubernetes: string): string {
  const release = kubernetesRelease.replace(/^1\./, "0.");
  const parts = [...kubernetes.matchAll(inItsRepository)].map(([, name]) => name);
  return [
    "module tramontane/cluster",
    /^go .+$/m.exec(kubernetes)?.[0],
    `require k8s.io/kubernetes v${kubernetesRelease}`,
    `require ${clusterPackages.server} v${etcdRelease}`,
    ...parts.map((name) => `replace ${name} => ${name} v${release}`),
  ].join("\n") + "\n";
}

function linkerFlags(): string {
  const [major, minor] = kubernetesRelease.split(".");
  const values = { gitVersion: `v${kubernetesRelease}`, gitMajor: major, gitMinor: minor };
  const set = Object.entries(values).map(([name, value]) =>
    `-X k8s.io/component-base/version.${name}=${value}`
  );
  return ["-s", "-w", ...set].join(" ");
}
