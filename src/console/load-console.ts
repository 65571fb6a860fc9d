import { type Serve, serveStatic, type StaticFile } from "../http/static-files.ts";
import { pageHeaders } from "./page-headers.ts";
import { type ConsoleSignIn, signInElement, tokenOriginsOf } from "./sign-in.ts";

/** The path of the page; the console's own routes are below it. */
export const consolePath = "/console";
/** The path below which the files of the page are served, each under a name that changes with its content. */
const assetsPath = `${consolePath}/assets/`;

const types: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  txt: "text/plain",
};

/** Whether the path is the console's. */
export const isConsole = (pathname: string): boolean =>
  pathname === consolePath || pathname.startsWith(`${consolePath}/`);

/**
 * The console from the folder of its build, read once into memory: a later build may delete the folder. Every route below
 * `/console` is the page, which says how one signs in; an unknown file is 404. Throws where the folder is no build.
 */
export async function loadConsole(
  folder: string,
  signIn: () => Promise<ConsoleSignIn>,
): Promise<Serve> {
  const text = await Deno.readTextFile(`${folder}/index.html`);
  const page: Serve = async (request) => await servePage(text, await signIn())(request);
  const files = await loadFiles(`${folder}/assets`);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const serve = pathname.startsWith(assetsPath)
      ? files.get(pathname.slice(assetsPath.length))
      : page;
    return serve ? await serve(request) : new Response(null, { status: 404 });
  };
}

/** It names the files of this build and the issuers of now, so that no copy of it may be kept. */
function servePage(text: string, signIn: ConsoleSignIn): Serve {
  const headers = pageHeaders(tokenOriginsOf(signIn));
  const page = text.replace("<!-- sign-in -->", () => signInElement(signIn));
  return serveStatic({ type: "text/html", text: page, headers }, { immutable: false });
}

async function loadFiles(folder: string): Promise<ReadonlyMap<string, Serve>> {
  const files = new Map<string, Serve>();
  for await (const { name } of Deno.readDir(folder)) {
    const file = fileOf(name, await Deno.readTextFile(`${folder}/${name}`));
    files.set(name, serveStatic(file, { immutable: true }));
  }
  return files;
}

function fileOf(name: string, text: string): StaticFile {
  const type = types[name.slice(name.lastIndexOf(".") + 1)];
  if (type === undefined) throw new Error(`${name} is of no type that the console's files have`);
  return { type, text, headers: { "content-security-policy": "default-src 'none'" } };
}
