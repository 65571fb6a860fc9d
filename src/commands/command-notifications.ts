import { EventEmitter } from "node:events";
import { agentCommandChannel } from "../../store/agent/agent-commands.ts";
import { type Listening, listenTo } from "../../store/mod.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";

/** Hears that intents ended. One connection a process, opened when first needed. */
export interface CommandNotifications {
  /** Runs `heard` whenever this is told, until the answer is called. Listening already when it settles. */
  on(payload: string, heard: () => void): Promise<() => void>;
  /** Closes the connection. */
  close(): Promise<void>;
}

/** News over a LISTEN of the database at `url`; notifications during a lost connection are missed. */
export function commandNotifications(url: string, log: Logger): CommandNotifications {
  const heard = new EventEmitter().setMaxListeners(0);
  let listening: Promise<Listening> | null = null;
  const listen = () =>
    listenTo(url, agentCommandChannel, {
      onPayload: (payload) => void heard.emit(payload),
      onConnected: () => Promise.resolve(),
      onLost: (error) => log.warn("api.command_notifications_listen_failed", errorFields(error)),
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
