import { passwordHint } from "@/lib/accounts/passwords";
import { paths } from "@/lib/paths";
import { identityLabel } from "@/lib/web/identity-provider";

/** Passwords for everybody; accounts, the audit log and keeping for those who look after them. */
export function People() {
  return (
    <div className="grid gap-2">
      <p>
        账号由管理员发放，附一个一次性密码，七天内首次登录时须换成自己的密码。密码在右上角个人菜单的“
        <a href={paths.password()} className="text-accent underline underline-offset-2">
          修改密码
        </a>
        ”里更换：{passwordHint()}忘记密码请管理员重新发放一次性密码。
      </p>
      {identityLabel() && (
        <p>
          登录页的“{identityLabel()}
          ”用本单位的统一身份登录，不用记门户的密码。第一次登录时按账号名对应到管理员建好的账号，以后只认这个身份；管理员、审计员和领导须先用密码登录，在“修改密码”页点“关联统一身份”；一次性密码没有换过的不能关联；没有账号的不能自行注册。需要动态口令的账号，统一身份认证之后仍要输入。换了人的，由管理员在“账号”里解除统一身份后重新对应。
        </p>
      )}
      <p>
        管理员在“账号”里新建账号、从 Excel
        导入、锁定与解锁、结束登录、调动单位、变更角色、限定所涉城市和停用；本人的账号须由另一个管理员办理，最后一个在用的管理员不能停用。设置了角色变更须确认的，由另一个管理员确认后才生效；门户还没有过第二名管理员时，第二名即时生效；待确认的账号凭密码条也不能登录，登录时会说明。导入模板已列出承担分工而没有填报员的单位，附上建议的账号名；单位可以写名录里的别名。一次性密码只显示一次，可打印密码条转交本人，上面有登录地址和有效期；密码条丢了，在“账号”里勾选后“重新发放所选”。
      </p>
      <p>
        审计员在“审计日志”里按操作人、动作、对象、日期、内容（屏幕上的字都找得到，如“暂停”、单位名）筛选，只看被拒绝的，导出
        Excel 或
        CSV（导出本身也记入日志），并校验整条链：改动、缺失、调换、截断，以及留存锚点的文件缺失都会指出，并写明门户的数据库账号是否只能追加日志。数据接口和日历订阅的读取，每样内容每天记一条；打开另一份工作要点也记。日志至少保存六个月；备份、恢复和清除在服务器上用命令办理，见项目说明。
      </p>
    </div>
  );
}
