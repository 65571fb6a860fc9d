import type {
  UpdateConversation,
  UpdatedConversation,
} from "../../protocol/conversation/commands.ts";
import { noteItem } from "../feed/note-item.ts";
import { lockStream } from "../log/append.ts";
import { refuseConflict, refuseMissing } from "../refusal.ts";
import { defineCommand } from "./define-command.ts";

/**
 * Changes the title and labels of a conversation, also of a closed one. Its place in the list stays: renaming is no
 * activity. The lock of the stream orders it with a request to erase, after which a title would stay for good. Refuses:
 * NotFoundError, ConflictError (ENDED: its content is erased; KEY_REUSED).
 */
export const updateConversation = defineCommand<UpdateConversation, UpdatedConversation>(
  "updateConversation",
  async (tx, { tenant, actor }, { conversationId: id, title, labels }) => {
    const stream = await lockStream(tx, tenant, id);
    if (!stream) throw refuseMissing("such conversation", "conversationId");
    const [found] = await tx<{ isErased: boolean }[]>`
      select erase_requested_at is not null as is_erased from conversations
      where id = ${id} and research_id is null`;
    if (!found) throw refuseMissing("such conversation", "conversationId");
    if (found.isErased) {
      throw refuseConflict("ENDED", "The content of the conversation is erased.", id);
    }
    await tx`update conversations set
      title = ${title === undefined ? tx`title` : title},
      labels = ${labels === undefined ? tx`labels` : labels} where id = ${id}`;
    await noteItem(tx, tenant, { item: "CONVERSATION_UPDATED", nodeId: id, actor }, id);
    return { conversationId: id };
  },
);
