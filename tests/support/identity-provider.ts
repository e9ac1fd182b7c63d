import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export const CLIENT = { id: "duban", secret: "a secret between the portal and its provider" };

/**
 * A real provider of OpenID Connect on a port of its own, whose login page takes any name and
 * password: the name is the subject, and what it calls the account is looked up in `names`.
 */
export async function startProvider(portal: string, names: Record<string, string>) {
  const { port, server } = await listen();
  const issuer = `http://localhost:${port}`;
  // It tells people to use it in earnest otherwise than here.
  const quiet = console.warn;
  console.warn = () => undefined;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${portal}/api/auth/callback/oidc`],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], profile: ["preferred_username"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: names[id] }),
    }),
  });
  console.warn = quiet;
  server.on("request", provider.callback());
  return { issuer, stop: () => stop(server) };
}

/** What a lie changes: the claims of the token, or whose key signs it. */
export type Lie = { claims?: Record<string, unknown>; key?: "other" };

/** A provider that signs whatever it is told to, without a login page. */
export async function startLiar() {
  const { port, server } = await listen();
  const issuer = `http://localhost:${port}`;
  const keys = [0, 1].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }));
  const told: { nonce: string; lie: Lie } = { nonce: "", lie: {} };
  server.on("request", (request, response) => {
    const answer = (body: unknown) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.url === "/.well-known/openid-configuration") {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (request.url === "/jwks") {
      const key = keys[0]?.publicKey.export({ format: "jwk" });
      return answer({ keys: [{ ...key, use: "sig", alg: "RS256", kid: "one" }] });
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: issuer, aud: CLIENT.id, sub: "person", iat: now, exp: now + 300 },
      ...{ nonce: told.nonce, preferred_username: "staff", ...told.lie.claims },
    };
    const parts = [{ alg: "RS256", kid: "one", typ: "JWT" }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    const signer = createSign("RSA-SHA256").update(parts.join("."));
    const key = keys[told.lie.key ? 1 : 0];
    const signature = key ? signer.sign(key.privateKey, "base64url") : "";
    answer({
      access_token: "any",
      token_type: "Bearer",
      id_token: [...parts, signature].join("."),
    });
  });
  return { issuer, told, stop: () => stop(server) };
}

async function listen(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
