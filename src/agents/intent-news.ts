import { EventEmitter } from "node:events";
import { intentChannel } from "../../store/agents/intents.ts";
import type { Sql } from "../../store/mod.ts";

/** Hears that intents ended. One connection a process, opened when first needed. */
export interface IntentNews {
  /** Runs `heard` whenever this is told, until the answer is called. Listening already when it settles. */
  on(payload: string, heard: () => void): Promise<() => void>;
}

/** News over a LISTEN of `sql`, which makes its connection anew when it is lost; what was told meanwhile is not heard. */
export function intentNews(sql: Sql): IntentNews {
  const heard = new EventEmitter().setMaxListeners(0);
  let listening: Promise<unknown> | null = null;
  const listen = () =>
    sql.listen(intentChannel, (payload) => void heard.emit(payload)).catch((error) => {
      listening = null;
      throw error;
    });
  return {
    async on(payload, listener) {
      heard.on(payload, listener);
      const off = () => void heard.off(payload, listener);
      try {
        await (listening ??= listen());
        return off;
      } catch (error) {
        off();
        throw error;
      }
    },
  };
}
