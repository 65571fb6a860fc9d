import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { GeneratedFile } from "../model/types.ts";
import { notFound } from "./errors.ts";
import { timestamp } from "./ids.ts";
import type { Store } from "./store.ts";
import type { File } from "./wire.ts";

/** Stores a file of a built-in tool under an id of the files API. */
export function saveFile(store: Store, { name, type, bytes }: GeneratedFile): File {
  const content = Buffer.from(bytes).toString("base64");
  const file: File = { id: randomUUID(), name, type, content, created_at: timestamp() };
  store.saveFile(file);
  return file;
}

/** The bytes of a file. Throws 404. */
export function fileBytes(store: Store, id: string): Uint8Array {
  const file = store.files.get(id);
  if (!file) throw notFound("File", id);
  return Buffer.from(file.content, "base64");
}
