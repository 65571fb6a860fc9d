import { type Env, fileVariable } from "./field.ts";

/** Reads a text file whole; throws where it cannot. */
export type ReadText = (path: string) => string;

/**
 * The environment with the secrets of `names` read from the files that `<NAME>_FILE` names. A line break at the end of a
 * file is not part of its secret. A fault names variables and paths, never a value.
 */
export function withSecretFiles(
  env: Env,
  names: readonly string[],
  read: ReadText,
  fault: (text: string) => void,
): Env {
  const found: Record<string, string> = {};
  for (const name of names) {
    const path = env[fileVariable(name)];
    if (!path) continue;
    if (env[name]) fault(`${name} and ${fileVariable(name)} are both set; set one of them`);
    else found[name] = readSecret(fileVariable(name), path, read, fault);
  }
  return Object.keys(found).length === 0 ? env : { ...env, ...found };
}

function readSecret(
  variable: string,
  path: string,
  read: ReadText,
  fault: (text: string) => void,
): string {
  try {
    const secret = read(path).replace(/\r?\n$/, "");
    if (secret === "") fault(`${variable} names ${path}, which is empty`);
    return secret;
  } catch {
    fault(`${variable} names ${path}, which cannot be read; let this process read it`);
    return "";
  }
}
