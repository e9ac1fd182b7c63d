import "server-only";
import { Client } from "pg";
import { env } from "./env";
import { log } from "./log";

export type Listener = {
  /** what to do with what is said on each channel */
  channels: Record<string, (payload: string) => void>;
  /** listening has begun, or begun again: whatever was said before is lost */
  onResync(): void;
};

/**
 * Listens to channels of the database on one connection of their own, made anew whenever it is cut.
 * Returns the function that ends it.
 */
export function listen({ channels, onResync }: Listener): () => void {
  let ended = false;
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let cuts = 0;

  async function connect() {
    const next = new Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: "duban-listen",
    });
    client = next;
    let lost = false;
    const lose = (error?: Error) => {
      if (lost) return;
      lost = true;
      next.end().catch(() => undefined);
      if (ended) return;
      if (error) log().warn({ err: error }, "listening was cut off");
      const wait = Math.min(10_000, 200 * 2 ** cuts++);
      timer = setTimeout(() => void connect(), wait);
      timer.unref();
    };
    next.on("error", lose);
    next.on("end", () => lose());
    next.on("notification", ({ channel, payload }) => channels[channel]?.(payload ?? ""));
    try {
      await next.connect();
      for (const channel of Object.keys(channels)) {
        await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
      }
      cuts = 0;
      onResync();
      if (ended) lose();
    } catch (error) {
      lose(error as Error);
    }
  }

  void connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    client?.end().catch(() => undefined);
  };
}
