"use client";
import "./globals.css";
import ErrorPage from "./error";

/** When even the frame of the pages fails. */
export default function GlobalError(props: Parameters<typeof ErrorPage>[0]) {
  return (
    <html lang="zh-CN">
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
