import "server-only";
import type { Dirent } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { type Incoming, isStorageKey, type Storage, type StoredFile } from "./storage-contract";
import { refusalOf } from "./storage-incoming";

/** Evidence in DATA_DIR/evidence, one file a key, in folders named after a key's first two digits. */
export function diskStorage(dataDir: string): Storage {
  const root = path.join(dataDir, "evidence");
  const fileOf = (key: string) => path.join(root, key.slice(0, 2), key);
  return {
    async keep(key: string, incoming: Incoming) {
      const file = fileOf(key);
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        // Its bytes are on the disk already: the name appears with all of them or not at all.
        await rename(incoming.path, file);
        await syncFolder(path.dirname(file));
      } catch (error) {
        throw refusalOf(error);
      }
    },

    async read(key: string): Promise<Readable | null> {
      try {
        return (await open(fileOf(key))).createReadStream();
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },

    remove: (key) => rm(fileOf(key), { force: true }),

    async *list(): AsyncIterable<StoredFile> {
      for (const folder of await entriesOf(root)) {
        if (!folder.isDirectory() || folder.name.length !== 2) continue;
        for (const { name } of await entriesOf(path.join(root, folder.name))) {
          const found = isStorageKey(name) ? await stat(fileOf(name)).catch(() => null) : null;
          if (found) yield { key: name, size: found.size, at: found.mtime };
        }
      }
    },
  };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

// A power cut may otherwise take the name back. Windows cannot open a folder and needs no such care.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
