import { repositoryRoot } from "../../cli/stack/paths.ts";
import { CommandError } from "../../cli/stack/supervise/run-command.ts";
import { type ApiServer, startApiServer } from "../../dev/kubernetes/api-server.ts";
import { type ClusterPrograms, findClusterPrograms } from "../../dev/kubernetes/release.ts";
import { type Pod, type Resource, resourcesIn } from "./kubernetes.ts";

const found = await findClusterPrograms(Deno.env.toObject());

/** Why tests of a cluster are skipped; false where its programs are in the cache folder. */
export const noCluster = found
  ? false
  : "Kubernetes is not in the cache folder: `deno task kubernetes:test` builds it, once";

/** The folder of an overlay, by its path below `deploy/kubernetes`. */
export const overlay = (path: string) => `${repositoryRoot}/deploy/kubernetes/${path}`;

/** An API server with what an operator makes before the first `kubectl apply`. */
export interface Cluster extends ApiServer {
  /** Applies the objects of a folder; an unknown field or a warning fails. */
  apply(folder: string, ...more: string[]): Promise<string>;
  /** The version of each object of a folder by its kind and name; throws when one does not exist. */
  versions(folder: string): Promise<Record<string, string>>;
  /** Creates a pod as a controller does; the text of the refusal, if there is one. */
  refusal(name: string, pod: Pod): Promise<string | undefined>;
}

/** Starts an API server and makes the namespace and the secrets of docs/operations.md. */
export async function startCluster(parts: { controllers?: boolean } = {}): Promise<Cluster> {
  const server = await startApiServer(found as ClusterPrograms, parts);
  const { kubectl } = server;
  await makeSecrets(server).catch(async (error) => {
    await server[Symbol.asyncDispose]();
    throw error;
  });
  return {
    ...server,
    apply: (folder, ...more) =>
      kubectl(
        "apply",
        "--validate=strict",
        "--warnings-as-errors",
        `--kustomize=${folder}`,
        ...more,
      ),
    versions: async (folder) => {
      const { items } = JSON.parse(
        await kubectl("get", `--kustomize=${folder}`, "--output=json"),
      ) as { items: (Resource & { metadata: { resourceVersion: string } })[] };
      return Object.fromEntries(
        items.map(({ kind, metadata }) => [`${kind}/${metadata.name}`, metadata.resourceVersion]),
      );
    },
    refusal: (name, spec) => refusal(server, { name, spec }),
  };
}

async function makeSecrets({ kubectl }: ApiServer): Promise<void> {
  await kubectl("apply", "--filename", overlay("base/namespace.yaml"));
  for (const { name, key } of await documentedSecrets()) {
    const value = `--from-literal=${key}=a value with more than 32 characters`;
    await kubectl("create", "secret", "generic", name, "--namespace=tramontane", value);
  }
}

async function refusal(
  { kubectl }: ApiServer,
  { name, spec }: { name: string; spec: Pod },
): Promise<string | undefined> {
  const metadata = { name, namespace: "tramontane" };
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(
      file,
      JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata, spec }),
    );
    await kubectl("create", "--validate=strict", `--filename=${file}`);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  } finally {
    await Deno.remove(file);
  }
}

/** The objects of an overlay, as kubectl renders them. */
export async function rendered({ kubectl }: ApiServer, folder: string): Promise<Resource[]> {
  return resourcesIn(await kubectl("kustomize", folder));
}

/** The rows of the table of secrets. */
async function documentedSecrets(): Promise<{ name: string; key: string }[]> {
  const text = await Deno.readTextFile(`${repositoryRoot}/docs/operations.md`);
  const rows = text.matchAll(/^\| `(tramontane-[a-z-]+)`\s*\| `([a-z-]+)`/gm);
  return [...rows].map(([, name = "", key = ""]) => ({ name, key }));
}
