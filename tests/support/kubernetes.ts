import { parseAllDocuments } from "yaml";
import { goToolPath, kubernetesSchemas } from "../../dev/offline/go-tools.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { runCommand } from "../../cli/stack/supervise/run-command.ts";
import { faultsOf, type Schemas } from "./openapi.ts";

/** An object of Kubernetes, as far as the tests read it. */
export interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  // deno-lint-ignore no-explicit-any
  spec?: any;
  data?: Record<string, string>;
  automountServiceAccountToken?: boolean;
}

/** One container with the pod around it. */
export interface Workload {
  name: string;
  resource: Resource;
  pod: Pod;
  container: Container;
}

/** A pod's specification. */
export interface Pod {
  serviceAccountName: string;
  automountServiceAccountToken: boolean;
  terminationGracePeriodSeconds?: number;
  securityContext: Record<string, unknown>;
  volumes: { name: string; secret?: { secretName: string; items: { path: string }[] } }[];
  containers: Container[];
}

/** A container. */
export interface Container {
  image: string;
  command?: string[];
  ports?: { name: string; containerPort: number }[];
  env?: { name: string; value: string }[];
  envFrom?: { configMapRef: { name: string } }[];
  volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[];
  securityContext: Record<string, unknown>;
  resources: { requests: Record<string, string>; limits: Record<string, string> };
  [probe: `${string}Probe`]: { httpGet: Probe } | undefined;
}

/** What the kubelet asks. */
export interface Probe {
  path: string;
  port: string;
  httpHeaders: { name: string; value: string }[];
}

/** Renders a folder with kustomize. */
export async function render(folder: string): Promise<Resource[]> {
  const path = `${repositoryRoot}/deploy/kubernetes/${folder}`;
  const text = await runCommand(goToolPath("kustomize", Deno.env.toObject()), ["build", path]);
  return resourcesIn(text);
}

/** The objects of a text. */
export const resourcesIn = (text: string): Resource[] =>
  parseAllDocuments(text, { version: "1.1" }).map((one) => one.toJS() as Resource);

/** All that is wrong with resources by the schemas of Kubernetes. */
export async function schemaFaults(resources: readonly Resource[]): Promise<string[]> {
  const faults: string[] = [];
  for (const one of resources) {
    const folder = one.apiVersion.includes("/")
      ? `apis/${one.apiVersion}`
      : `api/${one.apiVersion}`;
    const path = `${kubernetesSchemas(Deno.env.toObject())}/${folder}.json`;
    const { components } = JSON.parse(await Deno.readTextFile(path));
    const found = faultsOf(one, one.kind, components.schemas as Schemas);
    faults.push(...found.map((text) => `${one.metadata.name}: ${text}`));
  }
  return faults;
}

/** The containers of deployments and jobs. */
export function workloads(resources: readonly Resource[]): Workload[] {
  return resources.filter(({ kind }) => ["Deployment", "Job"].includes(kind)).map((resource) => {
    const pod: Pod = resource.spec.template.spec;
    const [container] = pod.containers;
    if (!container || pod.containers.length !== 1) throw new Error(resource.metadata.name);
    return { name: resource.metadata.name.split("-")[0] ?? "", resource, pod, container };
  });
}

/** What a container finds in its environment. */
export function environmentOf(
  { container }: Workload,
  resources: readonly Resource[],
): Record<string, string> {
  const maps = (container.envFrom ?? []).map(({ configMapRef: { name } }) =>
    resources.find((one) => one.kind === "ConfigMap" && one.metadata.name === name)?.data ??
      { [`there is no ConfigMap ${name}`]: "" }
  );
  const own = Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value]));
  return Object.assign({}, ...maps, own);
}
