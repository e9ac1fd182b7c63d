/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // lib/cli/web-server.ts does it.
  compress: false,
  reactStrictMode: true,
  // Native or worker-loading packages stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "pinyin-pro"],
  devIndicators: false,
  // `npm test` checks types; checking them again would only slow the first start.
  typescript: { ignoreBuildErrors: true },
};
