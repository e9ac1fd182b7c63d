/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native or worker-loading packages stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "pinyin-pro"],
  devIndicators: false,
};
