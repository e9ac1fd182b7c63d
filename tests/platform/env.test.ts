import { describe, expect, test } from "vitest";
import { OperatorError, parseEnv } from "../../lib/platform/env";

describe("settings", () => {
  test("without any setting the portal is a demonstration on port 3000 at its date", () => {
    expect(parseEnv({})).toEqual({
      PORT: 3000,
      DATA_DIR: "./data",
      EVIDENCE_FILE_MB: 20,
      EVIDENCE_REPORT_MB: 200,
      S3_REGION: "us-east-1",
      DEMONSTRATION: true,
      DEMONSTRATION_DATE: "2024-09-20",
      PASSWORD_PROFILE: "djbh",
      ROLE_CONFIRMATION: false,
      SECOND_FACTOR: "off",
      SESSION_SECRET_FORMER: [],
      OIDC_LABEL: "统一身份认证登录",
      OIDC_CLAIM: "preferred_username",
      TRUSTED_PROXIES: "127.0.0.0/8 ::1",
      LOG_LEVEL: "info",
    });
  });

  test("with a database of one's own the demonstration is off unless it is asked for", () => {
    const DATABASE_URL = "postgresql://duban:secret@db:5432/duban";
    expect(parseEnv({ DATABASE_URL }).DEMONSTRATION).toBe(false);
    expect(parseEnv({ DATABASE_URL, DEMONSTRATION: "on" }).DEMONSTRATION).toBe(true);
    expect(parseEnv({ DEMONSTRATION: "off" }).DEMONSTRATION).toBe(false);
  });

  test("a line left empty in .env counts as not set", () => {
    const empty = { PORT: "", HOST: "", DATABASE_URL: "", PUBLIC_URL: " ", DEMONSTRATION: "" };
    expect(parseEnv(empty)).toEqual(parseEnv({}));
  });

  test.each(["", "real"])("the demonstration date %j means the real clock", (text) => {
    expect(parseEnv({ DEMONSTRATION_DATE: text }).DEMONSTRATION_DATE).toBeNull();
  });

  test("the public address is kept without its closing slash", () => {
    expect(parseEnv({ PUBLIC_URL: "https://duban.example/" }).PUBLIC_URL).toBe(
      "https://duban.example",
    );
  });

  const OIDC = {
    OIDC_ISSUER: "https://sso.example.gov.cn/realms/gov",
    OIDC_CLIENT_ID: "duban",
    OIDC_CLIENT_SECRET: "secret",
    PUBLIC_URL: "https://duban.example.gov.cn",
  };

  test.each(["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "PUBLIC_URL"])(
    "统一身份认证 without %s is refused",
    (name) => {
      expect(parseEnv(OIDC)).toMatchObject(OIDC);
      expect(() => parseEnv({ ...OIDC, [name]: "" })).toThrow(`${name}：写了 OIDC_ISSUER`);
    },
  );

  test.each([
    ["https://sso.example.gov.cn", true],
    ["http://localhost:9000", true],
    ["http://127.0.0.1:9000/realms/gov", true],
    ["http://sso.example.gov.cn", false],
    ["https://sso.example.gov.cn/?a=b", false],
    ["sso.example.gov.cn", false],
  ])("the issuer %s is taken: %s, since what it signs decides who signs in", (issuer, taken) => {
    const read = () => parseEnv({ ...OIDC, OIDC_ISSUER: issuer }).OIDC_ISSUER;
    if (taken) expect(read()).toBe(issuer);
    else expect(read).toThrow("OIDC_ISSUER：应为");
  });

  test("all mistakes are told at once, each with its name and what to write instead", () => {
    const wrong = {
      PORT: "70000",
      HOST: "http://host",
      DATABASE_URL: "mysql://a:b@c/d",
      SESSION_SECRET: "short",
      PUBLIC_URL: "duban.example",
      DEMONSTRATION: "yes",
      DEMONSTRATION_DATE: "2024-02-30",
      LOG_LEVEL: "loud",
      EVIDENCE_FILE_MB: "20MB",
      EVIDENCE_REPORT_MB: "0",
      S3_BUCKET: "Evidence",
      S3_ENDPOINT: "s3.example",
      SMTP_URL: "http://mail",
    };
    const told = messageOf(() => parseEnv(wrong));
    for (const name of Object.keys(wrong)) expect(told).toContain(`  ${name}：`);
    // A wrong setting hides none that another one asks for.
    for (const name of ["S3_ACCESS_KEY", "S3_SECRET_KEY", "SMTP_FROM"]) {
      expect(told).toContain(`  ${name}：写了`);
    }
    expect(told.split("\n")).toHaveLength(4 + Object.keys(wrong).length);
    expect(told).toMatch(/^[^a-z]*\.env/);
  });

  test("a password never appears in the message", () => {
    const told = messageOf(() => parseEnv({ DATABASE_URL: "postgres//duban:hunter2@db/duban" }));
    expect(told).toContain("DATABASE_URL");
    expect(told).not.toContain("hunter2");
  });

  test("a bucket without the address or keys of its service is told by name", () => {
    const told = messageOf(() => parseEnv({ S3_BUCKET: "duban", S3_ACCESS_KEY: "key" }));
    expect(told).toContain("S3_ENDPOINT");
    expect(told).toContain("S3_SECRET_KEY");
    expect(told).not.toContain("S3_ACCESS_KEY");
  });

  test.each([
    [{ S3_ENDPOINT: "https://s3.example" }, "S3_BUCKET"],
    [{ S3_ACCESS_KEY: "key" }, "S3_BUCKET"],
    [{ S3_SECRET_KEY: "key" }, "S3_BUCKET"],
    [{ SMTP_URL: "smtp://mail" }, "SMTP_FROM"],
    [{ SMTP_FROM: "duban@example.gov.cn" }, "SMTP_URL"],
    [{ DINGTALK_ROBOT_SECRET: "s" }, "DINGTALK_ROBOT_URL"],
    [{ FEISHU_ROBOT_SECRET: "s" }, "FEISHU_ROBOT_URL"],
    [{ EVIDENCE_FILE_MB: "300" }, "EVIDENCE_REPORT_MB"],
    [{ EVIDENCE_REPORT_MB: "10" }, "EVIDENCE_REPORT_MB"],
  ])("%o alone would be passed over in silence: %s is asked for", (given, name) => {
    const told = messageOf(() => parseEnv(given))
      .split("\n")
      .slice(1);
    expect(told).toEqual([expect.stringContaining(`  ${name}：`)]);
  });

  test.each(["abc", "0", "3000.5", "-1"])("%s is not a port", (PORT) => {
    expect(() => parseEnv({ PORT })).toThrow(OperatorError);
  });
});

function messageOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
