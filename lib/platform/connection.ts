import "server-only";
import { Client } from "pg";

/**
 * Does the work on a connection of its own, beside the portal's pool: as another role, or before there
 * is one. Without an address the settings of libpq's environment hold, as in the pool.
 */
export async function withClient<T>(
  url: string | undefined,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
