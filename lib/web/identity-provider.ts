import "server-only";
import type { Profile } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Identity } from "../accounts/identities";
import { env } from "../platform/env";

export const IDENTITY_PROVIDER = "oidc";

/** What the button says, where 统一身份认证 is set up; null where it is not. */
export function identityLabel(): string | null {
  return env().OIDC_ISSUER ? env().OIDC_LABEL : null;
}

/**
 * The provider as next-auth asks for it. What it signed is checked there: issuer, audience, times,
 * signature, and that it answers this browser's question (state, nonce, PKCE).
 */
export function identityProviders(): OAuthConfig<Profile>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_CLAIM } = env();
  if (!OIDC_ISSUER) return [];
  return [
    {
      id: IDENTITY_PROVIDER,
      name: IDENTITY_PROVIDER,
      type: "oauth",
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      authorization: { params: { scope: "openid profile" } },
      httpOptions: { timeout: 10_000 },
      userinfo: {
        // Many providers sign no more than who it is, and tell the name when they are asked.
        async request({ tokens, client }) {
          // openid-client's own, which next-auth hands on under a narrower name
          const set = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>;
          const claims: Profile = set.claims();
          const asked = !(OIDC_CLAIM in claims) && client.issuer.metadata.userinfo_endpoint;
          return asked ? { ...(await client.userinfo(set)), ...claims } : claims;
        },
      },
      profile: ({ sub }) => ({ id: sub ?? "" }),
    },
  ];
}

/** Whom the provider's claims speak of; an account's name is in small letters. */
export function identityOf(claims: Profile | undefined): Identity {
  const { iss, sub, [env().OIDC_CLAIM]: name } = (claims ?? {}) as Record<string, unknown>;
  if (typeof iss !== "string" || typeof sub !== "string" || sub === "") {
    throw new Error("an ID token without iss or sub got past next-auth");
  }
  const spelled = typeof name === "string" ? name.trim().toLowerCase() : "";
  return { issuer: iss, subject: sub, name: spelled === "" ? null : spelled };
}
