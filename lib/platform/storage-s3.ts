import "server-only";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import type { Env } from "./env";
import { log } from "./log";
import { Refusal } from "./refusal";
import { type Incoming, isStorageKey, type Storage, type StoredFile } from "./storage-contract";

type Settings = Pick<
  Env,
  "S3_ENDPOINT" | "S3_BUCKET" | "S3_REGION" | "S3_ACCESS_KEY" | "S3_SECRET_KEY"
>;

/** The bucket is the portal's own, yet a sweep looks at nothing outside this folder of it. */
const FOLDER = "evidence/";

/** Evidence in a bucket of an S3 service, addressed by path as services other than Amazon's expect. */
export function s3Storage(settings: Settings): Storage {
  const Bucket = settings.S3_BUCKET;
  const client = new S3Client({
    endpoint: settings.S3_ENDPOINT,
    region: settings.S3_REGION,
    forcePathStyle: true,
    credentials: {
      accessKeyId: settings.S3_ACCESS_KEY ?? "",
      secretAccessKey: settings.S3_SECRET_KEY ?? "",
    },
    // Older services know no checksum trailers; the sha-256 of the whole is signed instead, below.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
  });
  return {
    async keep(key: string, incoming: Incoming) {
      const Body = createReadStream(incoming.path);
      const put = new PutObjectCommand({
        Bucket,
        Key: FOLDER + key,
        Body,
        ContentLength: incoming.size,
        ContentType: "application/octet-stream",
      });
      // The service compares it with what arrived and keeps nothing that differs.
      put.middlewareStack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> };
          headers["x-amz-content-sha256"] = incoming.sha256;
          return next(args);
        },
        { step: "build", name: "knownHash" },
      );
      await reach(client.send(put)).finally(() => Body.destroy());
      await incoming.discard();
    },

    async read(key: string): Promise<Readable | null> {
      const found = client.send(new GetObjectCommand({ Bucket, Key: FOLDER + key }));
      try {
        return (await found).Body as Readable;
      } catch (error) {
        if ((error as Error).name === "NoSuchKey") return null;
        return reach(Promise.reject(error));
      }
    },

    async remove(key: string) {
      await reach(client.send(new DeleteObjectCommand({ Bucket, Key: FOLDER + key })));
    },

    async *list(): AsyncIterable<StoredFile> {
      let ContinuationToken: string | undefined;
      do {
        const list = new ListObjectsV2Command({ Bucket, Prefix: FOLDER, ContinuationToken });
        const page = await reach(client.send(list));
        for (const { Key = "", Size = 0, LastModified } of page.Contents ?? []) {
          const key = Key.slice(FOLDER.length);
          if (isStorageKey(key)) yield { key, size: Size, at: LastModified ?? new Date() };
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },
  };
}

/** Whatever the service answers badly, or does not answer, is for the operator to mend. */
async function reach<T>(sending: Promise<T>): Promise<T> {
  try {
    return await sending;
  } catch (error) {
    const { name, message } = error as Error;
    log().error({ name, error: message }, "the S3 service did not do what it was asked");
    throw new Refusal(
      "INVALID",
      "文件存储服务暂时无法使用，请稍后重试；如一直不行，请联系管理员。",
    );
  }
}
