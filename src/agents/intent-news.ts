import { EventEmitter } from "node:events";
import { intentChannel } from "../../store/agents/intents.ts";
import { type Listening, listenTo } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** Hears that intents ended. One connection a process, opened when first needed. */
export interface IntentNews {
  /** Runs `heard` whenever this is told, until the answer is called. Listening already when it settles. */
  on(payload: string, heard: () => void): Promise<() => void>;
  /** Closes the connection. */
  close(): Promise<void>;
}

/** News over a LISTEN of the database at `url`; notifications during a lost connection are missed. */
export function intentNews(url: string, log: Logger): IntentNews {
  const heard = new EventEmitter().setMaxListeners(0);
  let listening: Promise<Listening> | null = null;
  const listen = () =>
    listenTo(url, intentChannel, {
      onPayload: (payload) => void heard.emit(payload),
      onConnected: () => Promise.resolve(),
      onLost: (error) => log.warn("api.intents_listen_failed", errorFields(error)),
    }).catch((error) => {
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
    async close() {
      await (await listening?.catch(() => null))?.close();
    },
  };
}
