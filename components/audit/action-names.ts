/** Every action that lib/**\/commands.ts records, as the audit log calls it. */
export const ACTION_NAMES: Record<string, string> = {
  "sign-in.accept": "登录",
  "sign-in.refused": "登录失败",
  "sign-in.locked": "登录锁定",
  "sign-out": "退出登录",
  "account.set-password": "重设密码",
  "account.deactivate": "停用账号",
  "account.create": "新建账号",
  "api-token.create": "创建接口令牌",
  "api-token.revoke": "停用接口令牌",
  "assignment.change": "调整分工",
  "update.submit": "提交进展",
  "update.withdraw": "撤回进展",
  "update.approve": "审核通过",
  "update.return": "审核退回",
  "closure.confirm": "确认销号",
  "closure.reopen": "重新办理",
  "plan.import": "导入工作要点",
  "demonstration.load": "载入演示数据",
};

const NOUN_NAMES: Record<string, string> = {
  account: "账号",
  "api-token": "接口令牌",
  assignment: "责任分工",
  "work-point": "要点",
  plan: "工作要点",
  session: "会话",
};

/** An action without a name yet shows as it is written. */
export function actionName(action: string): string {
  return ACTION_NAMES[action] ?? action;
}

/** assignment:12 → 责任分工 #12 */
export function subjectName(subject: string): string {
  const [noun = "", id] = subject.split(":");
  const name = NOUN_NAMES[noun] ?? noun;
  return id === undefined ? name : `${name} #${id}`;
}
