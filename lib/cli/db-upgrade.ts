import { borrowDatabase } from "./open-database";
import { admitPortal, upgradeDatabase } from "./prepare-database";
import { runTool, toolSettings } from "./tool";

/**
 * npm run db:upgrade: the schema and the rights of the portal's role, as npm start does it, where the
 * owner's address is not to be kept beside the portal.
 */
runTool(async () => {
  const database = await borrowDatabase(toolSettings());
  try {
    await upgradeDatabase(database);
    await admitPortal(database);
    console.log("数据库结构是最新的，运行账号的权限已核对。");
  } finally {
    await database.close();
  }
});
