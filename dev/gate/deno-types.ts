import { repositoryRoot } from "../../cli/stack/paths.ts";

/** The project of the compiler for Deno's files. It includes the file that `writeDenoTypes` writes. */
export const denoProject = `${repositoryRoot}/dev/types/tsconfig.json`;

/** Writes the declarations of this Deno to the folder. Throws if Deno cannot print them. */
export async function writeDenoTypes(folder: string): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["types"],
  }).output();
  if (!success) throw new Error(`deno types: ${new TextDecoder().decode(stderr)}`);
  await Deno.writeFile(`${folder}/deno.d.ts`, stdout);
}
