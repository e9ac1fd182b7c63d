export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-3 p-6">
      <h1 className="font-bold text-xl">未找到该页面</h1>
      <p>
        请检查地址，或
        <a href="/" className="underline">
          回到总览
        </a>
        。
      </p>
    </main>
  );
}
