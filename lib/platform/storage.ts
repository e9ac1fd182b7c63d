import "server-only";
import { randomBytes } from "node:crypto";
import { env } from "./env";
import type { Storage } from "./storage-contract";
import { diskStorage } from "./storage-disk";

const store = globalThis as { dubanStorage?: Storage };

/** The storage of this process, chosen at first use: S3 when S3_BUCKET is set, else the data folder. */
export async function storage(): Promise<Storage> {
  store.dubanStorage ??= await open();
  return store.dubanStorage;
}

async function open(): Promise<Storage> {
  if (!env().S3_BUCKET) return diskStorage(env().DATA_DIR);
  // Its client is large; most installations never load it.
  const { s3Storage } = await import("./storage-s3");
  return s3Storage(env());
}

export const newStorageKey = () => randomBytes(16).toString("hex");
