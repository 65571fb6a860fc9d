/** Native code of a folder: its platforms, and the newest glibc that it needs. */
export interface NativeCode {
  files: number;
  /** Minor version of glibc 2. */
  glibc: number;
  /** Files for another platform or C library. */
  foreign: string[];
}

const machines: Record<string, number> = { x86_64: 62, aarch64: 183 };

/** Reads every ELF file below a folder, without following links. */
export async function nativeCode(folder: string): Promise<NativeCode> {
  const found: NativeCode = { files: 0, glibc: 0, foreign: [] };
  for await (const { name, isDirectory, isFile } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) merge(found, await nativeCode(path));
    if (isFile && /\.(node|so)$|^[^.]+$/.test(name)) merge(found, await examine(path));
  }
  return found;
}

async function examine(path: string): Promise<NativeCode> {
  const bytes = await Deno.readFile(path);
  if (new TextDecoder("latin1").decode(bytes.subarray(0, 4)) !== "\x7fELF") {
    return { files: 0, glibc: 0, foreign: [] };
  }
  const text = new TextDecoder("latin1").decode(bytes);
  const minors = [...text.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  const ours = bytes[18] === machines[Deno.build.arch] && !text.includes("libc.musl");
  return { files: 1, glibc: Math.max(0, ...minors), foreign: ours ? [] : [path] };
}

function merge(into: NativeCode, one: NativeCode): void {
  into.files += one.files;
  into.glibc = Math.max(into.glibc, one.glibc);
  into.foreign.push(...one.foreign);
}
