/** The package.json of a package. In sources, `exports` names TypeScript files, and versions are the product's. */
export interface Manifest {
  name: string;
  exports: Record<string, string>;
  peerDependencies?: Record<string, string>;
  [field: string]: unknown;
}

/** What the packages of a release share: fields of the product's own package.json. */
export interface Product {
  version: string;
  /** Where the sources are; a registry compares it with the origin of a release. */
  repository?: { type: string; url: string };
}

/** Folder of the compiled files in a tarball. */
export const compiled = "dist";

/** The package.json in the tarball of the package in `directory`. Packages of this product need each other's version. */
export function packedManifest(manifest: Manifest, product: Product, directory: string) {
  const { name, exports, peerDependencies = {}, ...rest } = manifest;
  const peers = Object.entries(peerDependencies).map(([peer, range]) => [
    peer,
    peer.startsWith("@tramontane/") ? product.version : range,
  ]);
  return {
    name,
    version: product.version,
    ...rest,
    ...(product.repository && { repository: { ...product.repository, directory } }),
    publishConfig: { access: "public", provenance: true },
    files: [compiled],
    exports: { ...mapped(exports), "./package.json": "./package.json" } as Entries,
    ...(peers.length > 0 && { peerDependencies: Object.fromEntries(peers) }),
  };
}

type Entries = Record<string, string | { types: string; default: string }>;

/** Each entry as its declarations and its JavaScript. */
const mapped = (exports: Record<string, string>): Entries =>
  Object.fromEntries(
    Object.entries(exports).map(([path, source]) => {
      const base = `./${compiled}/${source.replace(/^\.\//, "").replace(/\.tsx?$/, "")}`;
      return [path, { types: `${base}.d.ts`, default: `${base}.js` }];
    }),
  );
