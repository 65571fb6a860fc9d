import { dirname, relative } from "node:path";
import { parse, stringify } from "yaml";
import { repositoryRoot } from "../../cli/stack/paths.ts";

const manifests = `${repositoryRoot}/deploy/kubernetes`;

interface Kustomization {
  secretGenerator?: { files: string[] }[];
  configMapGenerator?: unknown[];
}

/** An overlay that a reader makes from a part of `deploy/kubernetes/README.md`, by the title of its section. */
export interface DocumentedOverlay extends AsyncDisposable {
  title: string;
  folder: string;
}

/** Writes the overlays of the README into folders: `production` with one part each. */
export async function documentedOverlays(): Promise<DocumentedOverlay[]> {
  const text = await Deno.readTextFile(`${manifests}/README.md`);
  const sections = text.split(/^## /m).slice(1);
  const parts = sections.flatMap((section) => {
    const [title = ""] = section.split("\n");
    const blocks = [...section.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, block]) => block ?? "");
    return blocks.map((block) => ({ title, part: parse(block) as Kustomization }));
  });
  return await Promise.all(
    parts.filter(({ part }) => part.configMapGenerator).map(({ title, part }) =>
      write(title, part)
    ),
  );
}

async function write(title: string, part: Kustomization): Promise<DocumentedOverlay> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "tramontane-overlay-" }));
  const kustomization = {
    ...{ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" },
    ...{
      namespace: "tramontane",
      resources: [relative(folder, `${manifests}/overlays/production`)],
    },
    ...part,
  };
  await Deno.writeTextFile(`${folder}/kustomization.yaml`, stringify(kustomization));
  for (const path of part.secretGenerator?.flatMap(({ files }) => files) ?? []) {
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, "content");
  }
  const remove = () => Deno.remove(folder, { recursive: true });
  return { title, folder, [Symbol.asyncDispose]: remove };
}
