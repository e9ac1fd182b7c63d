"use client";
import { paths } from "@/lib/paths";
import { Button } from "../ui/button";
import { Link } from "../ui/link";

/** Who is signed in, the theme, help, and the way out; sent as five values and not as a tree. */
export function UserMenu({
  name,
  post,
  scope,
  theme,
  setTheme,
  signOut,
}: {
  name: string;
  post: string;
  scope: string;
  theme: "auto" | "light" | "dark";
  setTheme: (form: FormData) => Promise<void>;
  signOut: () => Promise<void>;
}) {
  return (
    <>
      <button
        type="button"
        popoverTarget="user-menu"
        aria-label={`${post} ${name}，打开个人菜单`}
        className="grid size-9 place-items-center rounded-full bg-accent-fill font-semibold text-on-accent"
      >
        {post.charAt(0)}
      </button>
      <div
        id="user-menu"
        popover="auto"
        className="card fixed top-22 right-3 m-0 w-64 p-4 shadow-lg sm:right-6"
      >
        <p className="font-semibold">{post}</p>
        <p className="text-ink-2 text-sm">
          {scope} · {name}
        </p>
        <form action={setTheme} className="mt-3">
          <fieldset className="flex gap-1.5">
            <legend className="mb-1 text-ink-2 text-sm">界面颜色</legend>
            {(["auto", "light", "dark"] as const).map((choice) => (
              <Button
                key={choice}
                type="submit"
                name="theme"
                value={choice}
                aria-pressed={theme === choice}
                className="grow px-2 aria-pressed:border-accent aria-pressed:font-semibold"
              >
                {THEME_NAMES[choice]}
              </Button>
            ))}
          </fieldset>
        </form>
        <div className="mt-3 grid gap-1.5 border-line border-t pt-3">
          <Link href={paths.help()} className="rounded-lg px-2 py-1.5 hover:bg-sunken">
            使用帮助
          </Link>
          <Link href={paths.password()} className="rounded-lg px-2 py-1.5 hover:bg-sunken">
            修改密码
          </Link>
          <form id="sign-out" action={signOut}>
            <Button type="submit" className="w-full">
              退出登录
            </Button>
          </form>
        </div>
      </div>
    </>
  );
}

const THEME_NAMES = { auto: "跟随系统", light: "浅色", dark: "深色" };
