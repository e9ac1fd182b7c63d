// Imported first, so that an old Node hears this sentence and not a syntax error.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `需要 Node.js 20.19 或更高版本，现在是 ${process.versions.node}，请升级后重新启动。`,
  );
  process.exit(1);
}

export {};
