import type { MediaPart } from "../../protocol/conversation/content.ts";
import { mediaKindOf, mediaTypeOf } from "../../protocol/conversation/media-type.ts";
import { json, sanitizedText, type Tx } from "../database/sql.ts";
import type { ClaimedCall } from "../call/claimed-call.ts";
import { derivedId } from "../ids.ts";

/** A file in the answer of a tool. `mediaType`: as the server reports it. */
export interface ToolFile {
  title: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** Stores the files of a tool call as content of its entry. The same call always gives them the same ids. */
export async function saveToolFiles(
  tx: Tx,
  { id: callId, tenant, conversationId }: ClaimedCall,
  files: readonly ToolFile[],
): Promise<void> {
  if (files.length === 0) return;
  const parts: MediaPart[] = [];
  for (const [place, { title: given, mediaType, bytes }] of files.entries()) {
    const id = derivedId("file", callId, place);
    const title = sanitizedText(given);
    await tx`insert into files (id, tenant, conversation_id, entry_id, provider, remote_id, title, status, media_type,
        size, content)
      select ${id}, ${tenant}, id, ${callId}, provider, '', ${title}, 'STORED', ${
      mediaTypeOf(bytes, title)
    }, ${bytes.length}, ${bytes} from conversations where id = ${conversationId} on conflict (id) do nothing`;
    parts.push({ type: "media", media: mediaKindOf(title, mediaType), title, url: null, file: id });
  }
  await tx`update entries set content = ${json(tx, parts)} where id = ${callId}`;
}
