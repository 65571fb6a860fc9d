import { Contrib, Enums, Models, Serialize, SPDX, Spec } from "@cyclonedx/cyclonedx-library";
import type { PackageManifest } from "./bundled-packages.ts";
import type { InstalledPackage } from "./installed-packages.ts";

/** What an image has. */
export interface ImageContent {
  /** Its name and version. */
  name: string;
  version: string;
  /** The program that runs its code. */
  runtime: { name: "deno" | "node"; version: string };
  installed: readonly InstalledPackage[];
  /** Packages whose code is in built files. */
  bundled: readonly PackageManifest[];
}

/** The bill of materials in CycloneDX 1.6, as JSON. The same content gives the same text: it has no time and no serial number. */
export function billOfMaterials(image: ImageContent): string {
  const { installed, bundled, runtime, name, version } = image;
  const components = new Map<string, Models.Component>();
  const add = (manifest: PackageManifest) => {
    const purl = npmUrl(manifest);
    const known = components.get(purl) ?? componentOf(manifest, purl);
    components.set(purl, known);
    return known;
  };
  const byFolder = new Map(installed.map((one) => [one.folder, add(one.manifest)]));
  for (const { manifest, dependencies } of installed) {
    for (const folder of dependencies) link(add(manifest), byFolder.get(folder));
  }
  const root = new Models.Component(Enums.ComponentType.Container, `tramontane-${name}`, {
    ...{ version, bomRef: `tramontane-${name}`, licenses: licencesOf("Apache-2.0") },
  });
  const program = runtimeOf(runtime);
  for (const one of [program, ...components.values(), ...bundled.map(add)]) link(root, one);
  const bom = new Models.Bom({
    metadata: new Models.Metadata({ component: root }),
    components: new Models.ComponentRepository([program, ...components.values()]),
  });
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 1 });
}

function link(from: Models.Component, to: Models.Component | undefined): void {
  if (to && to !== from) from.dependencies.add(to.bomRef);
}

const licences = new Contrib.License.Factories.LicenseFactory(requireKnownLicences);
const licencesOf = (text: string) => new Models.LicenseRepository([licences.makeFromString(text)]);
const builder = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(
  new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory(),
  licences,
);

function componentOf(manifest: PackageManifest, purl: string): Models.Component {
  const component = builder.makeComponent(manifest as Parameters<typeof builder.makeComponent>[0]);
  if (!component) throw new Error(`${manifest.name} is not a name of a package`);
  component.purl = purl;
  component.bomRef.value = purl;
  return component;
}

function runtimeOf({ name, version }: ImageContent["runtime"]): Models.Component {
  const purl = `pkg:generic/${name}@${version}`;
  return new Models.Component(Enums.ComponentType.Platform, name, {
    ...{ version, purl, bomRef: purl, licenses: licencesOf("MIT") },
  });
}

/** The address of a package by https://github.com/package-url/purl-spec: the `@` of a scope is escaped. */
export const npmUrl = ({ name, version }: Pick<PackageManifest, "name" | "version">) =>
  `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** Throws where an expression such as `(MIT OR Apache-2.0)` has a word that SPDX does not know. */
function requireKnownLicences(expression: string): void {
  const words = expression.replaceAll(/[()]/g, " ").trim().split(/\s+/);
  const unknown = words.find((word, at) =>
    at % 2 === 0 ? !SPDX.isSupportedSpdxId(word) : !/^(AND|OR|WITH)$/.test(word)
  );
  if (unknown !== undefined) throw new Error(`${unknown} is no licence of SPDX`);
}
