import { cacheFolder } from "../../cli/stack/platform.ts";

/** The release of Kubernetes whose API server the manifests are applied to. */
export const kubernetesRelease = "1.36.3";

/** The release of etcd that this release of Kubernetes uses. */
export const etcdRelease = "3.6.8";

/** The programs of a cluster without nodes, by the name that Go gives them, with their packages. */
export const clusterPackages = {
  "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
  "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
  kubectl: "k8s.io/kubernetes/cmd/kubectl",
  server: "go.etcd.io/etcd/server/v3",
} as const;

/** Paths of these programs. */
export interface ClusterPrograms {
  apiServer: string;
  controllers: string;
  kubectl: string;
  etcd: string;
}

/** The folder of the programs in this user's cache. */
export const clusterFolder = (env: Readonly<Record<string, string | undefined>>) =>
  `${cacheFolder(env)}/kubernetes-${kubernetesRelease}-${Deno.build.os}-${Deno.build.arch}`;

/** The programs, if the cache has them. */
export async function findClusterPrograms(
  env: Readonly<Record<string, string | undefined>>,
): Promise<ClusterPrograms | undefined> {
  const folder = clusterFolder(env);
  const found = await Deno.stat(folder).then(() => true, () => false);
  if (!found) return undefined;
  return {
    apiServer: `${folder}/kube-apiserver`,
    controllers: `${folder}/kube-controller-manager`,
    kubectl: `${folder}/kubectl`,
    etcd: `${folder}/server`,
  };
}
