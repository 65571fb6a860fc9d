import { retry } from "../../protocol/async/retry.ts";
import { repositoryRoot } from "../../cli/stack/paths.ts";
import { loadCompose } from "../../tests/support/compose.ts";
import type { Docker } from "./docker.ts";

/** A service's image that is built here. */
export interface ProductImage {
  tag: string;
  dockerfile: string;
}

/** The images that the compose file builds, each once. */
export async function productImages(): Promise<ProductImage[]> {
  const { services } = await loadCompose();
  const all = new Map<string, ProductImage>();
  for (const { image = "", build } of Object.values(services)) {
    if (build) all.set(image, { tag: image, dockerfile: build.dockerfile });
  }
  return [...all.values()];
}

/** Arguments of a build on an engine of our own: its base images trust what this machine trusts. */
export const trustOf = (own: boolean): string[] =>
  own ? ["--build-arg", "DENO_TLS_CA_STORE=mozilla,system"] : [];

/** Builds them from the repository, as a person does. Images that begin alike share what they begin with. */
export async function buildProductImages(
  docker: Docker,
  own: boolean,
  report: (line: string) => void,
): Promise<void> {
  for (const { tag, dockerfile } of await productImages()) {
    const startedAt = performance.now();
    // A registry of packages may fail for a moment; steps that are done are not repeated.
    await retry(
      () =>
        docker.run("build", ...trustOf(own), "--tag", tag, "--file", dockerfile, repositoryRoot),
      (attempt) => attempt < 3 ? 2_000 : null,
    );
    const bytes = Number(await docker.run("image", "inspect", "--format", "{{.Size}}", tag));
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    report(`${tag}: ${Math.round(bytes / 1e6)} MB with its base, built in ${seconds} s`);
  }
}
