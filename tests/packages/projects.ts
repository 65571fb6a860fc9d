import { installPackages } from "../../cli/example/install-packages.ts";
import { fromFileUrl, repositoryRoot } from "../../cli/stack/paths.ts";
import { deadlineSignal } from "../../protocol/async/deadline.ts";
import { npmPackages } from "../support/installed-packages.ts";

/** A project of a user: files from a folder, and what it installs besides the packages. */
export interface Project {
  /** Folder below `projects/`. */
  files: string;
  packages: readonly string[];
  dependencies: Readonly<Record<string, string>>;
}

const react = (version: string, types: string, typesOfDom: string): Project => ({
  files: "react",
  packages: ["client", "react"],
  dependencies: {
    react: version,
    "react-dom": version,
    "@types/react": types,
    "@types/react-dom": typesOfDom,
    "happy-dom": "21.0.4",
    typescript: "7.0.2",
  },
});

/** The projects by name. */
export const projects = {
  core: {
    files: "core",
    packages: ["client"],
    dependencies: {
      ws: "8.23.0",
      graphql: "16.15.0",
      "@urql/core": "6.0.3",
      "@urql/exchange-graphcache": "9.0.2",
      "@apollo/client": "4.3.8",
      rxjs: "7.8.2",
      "relay-runtime": "21.0.1",
    },
  },
  codegen: {
    files: "codegen",
    packages: ["client"],
    dependencies: {
      graphql: "16.15.0",
      "@graphql-codegen/cli": "7.4.3",
      "@graphql-codegen/client-preset": "6.2.0",
      "@graphql-typed-document-node/core": "3.2.0",
      "@urql/core": "6.0.3",
      "@urql/exchange-graphcache": "9.0.2",
      "@apollo/client": "4.3.8",
      rxjs: "7.8.2",
      typescript: "7.0.2",
    },
  },
  "ai-sdk": {
    files: "ai-sdk",
    packages: ["client", "ai-sdk"],
    dependencies: { ai: "7.0.173", ws: "8.23.0", typescript: "7.0.2" },
  },
  "react-18": react("18.3.1", "18.3.32", "18.3.7"),
  "react-19": react("19.3.1", "19.3.3", "19.3.0"),
} satisfies Record<string, Project>;

const withinMs = 300_000;

/** Where the tarballs of this repository are, for all projects. */
export const tarballs = `${repositoryRoot}/.tramontane/test/packages/tarballs`;

/** Installs the tarballs and what a project needs, as npm does for a user; the folder of the project. */
export async function installed(name: string, project: Project, version: string): Promise<string> {
  const folder = `${repositoryRoot}/.tramontane/test/packages/${name}`;
  await Deno.mkdir(folder, { recursive: true });
  const source = fromFileUrl(new URL(`./projects/${project.files}/`, import.meta.url));
  for await (const file of Deno.readDir(source)) {
    await Deno.copyFile(`${source}${file.name}`, `${folder}/${file.name}`);
  }
  const own = project.packages.map((short) => [`@tramontane/${short}`, version]);
  const dependencies = { ...Object.fromEntries(own), ...project.dependencies };
  const manifest = { private: true, type: "module", dependencies };
  await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify(manifest));
  await installPackages({ folder, tarballs, packed: true, signal: deadlineSignal(withinMs) });
  return folder;
}

/** Vite's template react-ts, as `npm create vite` makes it, with the hooks in its App; the folder of the project. */
export async function viteProject(version: string): Promise<string> {
  const folder = `${repositoryRoot}/.tramontane/test/packages/vite`;
  const made = await npmPackages({ "create-vite": "9.3.0" });
  await copyAll(`${made}/node_modules/create-vite/template-react-ts`, folder);
  await Deno.copyFile(
    fromFileUrl(new URL("./projects/react/chat.tsx", import.meta.url)),
    `${folder}/src/App.tsx`,
  );
  const manifest = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  const own = ["client", "react"].map((short) => [`@tramontane/${short}`, version]);
  manifest.dependencies = { ...manifest.dependencies, ...Object.fromEntries(own) };
  // The test does not lint.
  for (const name of Object.keys(manifest.devDependencies)) {
    if (/lint|globals/.test(name)) delete manifest.devDependencies[name];
  }
  await Deno.writeTextFile(`${folder}/package.json`, JSON.stringify(manifest));
  await installPackages({ folder, tarballs, packed: true, signal: deadlineSignal(withinMs) });
  return folder;
}

async function copyAll(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyAll(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}
