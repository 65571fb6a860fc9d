import { CloseCode } from "graphql-ws";
import { closeCodes } from "../../src/websocket/sockets.ts";
import { sourceFiles } from "./imports.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string | URL) => Deno.readTextFile(new URL(path, root));

/** Where codes of errors are written in our sources. */
const ownCodes = [
  /\b(?:graphError|problem|uncachedProblem)\(\s*(?:\d+,\s*)?"([A-Z_]+)"/g,
  /\bcode(?:\s*\?\?=|:)\s*((?:"[A-Z_]+"\s*\|?\s*)+)/g,
  /\[code, message\] = \["([A-Z_]+)"/g,
];

/**
 * Every error code that the API can answer with, from the sources: ours, and those of the parts of Yoga that are
 * switched on (uploads and batches are not).
 */
export async function producedErrorCodes(): Promise<Set<string>> {
  const files = ["src", "schema"].map(sourceFiles);
  const own = (await Promise.all(files)).flat().filter((path) => !path.endsWith(".test.ts"));
  const texts = await Promise.all([...own, "protocol/net/host-guard.ts"].map(read));
  const codes = texts.flatMap((text) =>
    ownCodes.flatMap((pattern) => [...text.matchAll(pattern)].map(([, found = ""]) => found))
  );
  return new Set([...codes, ...await yogaCodes()].flatMap((code) => code.match(/[A-Z_]+/g) ?? []));
}

async function yogaCodes(): Promise<string[]> {
  const main = import.meta.resolve("graphql-yoga");
  const folder = new URL(".", main.replace("/cjs/", "/esm/"));
  const files = ["error.js"];
  for (const part of ["request-parser", "request-validation"]) {
    for await (const { name } of Deno.readDir(new URL(`plugins/${part}/`, folder))) {
      if (!/multipart|batching/.test(name) && name.endsWith(".js")) {
        files.push(`plugins/${part}/${name}`);
      }
    }
  }
  const texts = await Promise.all(files.map((file) => read(new URL(file, folder))));
  return texts.flatMap((text) =>
    [...text.matchAll(/code(?:: | = )'([A-Z_]+)'/g)].map(([, code = ""]) => code)
  );
}

/** Every code with which the server can close a WebSocket, from the sources: ours, and those of graphql-ws. */
export async function producedCloseCodes(): Promise<Set<number>> {
  const own = [...(await read("src/websocket/sockets.ts")).matchAll(/close\((4\d{3})/g)];
  const main = new URL(import.meta.resolve("graphql-ws"));
  const [, server = ""] = /from '(\.\/server-[^']*)'/.exec(await read(main)) ?? [];
  const library = await read(new URL(server, main));
  const names = [...library.matchAll(/close\(\s*CloseCode\.(\w+)/g)].map(([, name = ""]) => name);
  return new Set([
    ...Object.values(closeCodes),
    ...own.map(([, code]) => Number(code)),
    ...names.map((name) => CloseCode[name as keyof typeof CloseCode]),
  ]);
}
