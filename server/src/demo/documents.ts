import type { CalloutTone } from "@sheaf/doc"
import type { GrantedRole } from "@sheaf/domain"
import type { Who } from "./company.ts"

/** A piece of a document: Markdown, a callout, or a drawing that is stored as a picture. */
export type Part =
  | string
  | { readonly tone: CalloutTone; readonly markdown: string }
  | { readonly svg: string; readonly alt: string; readonly caption: string }

export interface DemoDocument {
  readonly title: string
  readonly owner: Who
  readonly shared: Readonly<Partial<Record<Who, GrantedRole>>>
  /** Days before now that it was begun. */
  readonly daysAgo: number
  /** What each person wrote, one after the other, some hours apart. */
  readonly written: readonly { readonly by: Who; readonly parts: readonly Part[] }[]
  readonly trashed?: boolean
}

const chart = (bars: readonly (readonly [string, number])[]): string => {
  const drawn = bars.map(([label, value], i) => {
    const [x, y] = [40 + i * 110, 200 - value]
    return (
      `<rect x="${x}" y="${y}" width="70" height="${value}" rx="6" fill="#2f7d6d"/>` +
      `<text x="${x + 35}" y="${y - 8}" text-anchor="middle" font-size="14" fill="#444">${value}</text>` +
      `<text x="${x + 35}" y="224" text-anchor="middle" font-size="14" fill="#444">${label}</text>`
    )
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 240" width="500" height="240"><rect width="500" height="240" fill="#faf8f3"/>${drawn.join("")}</svg>`
}

export const DOCUMENTS: readonly DemoDocument[] = [
  {
    title: "新员工入职指南",
    owner: "xiaowen",
    shared: { emma: "manager", lina: "editor", xiaoming: "viewer", zhaolei: "viewer", zhiyuan: "commenter" },
    daysAgo: 40,
    written: [
      {
        by: "xiaowen",
        parts: [
          "第一周不用急着做出成绩。请把时间花在**认识同事**和*了解茶*上面。有问题随时找你的导师，或者直接来找我。",
          { tone: "tip", markdown: "杭州办公室每天下午三点有一壶当天的新茶，谁都可以来。" },
          "## 第一天\n\n1. 到前台领取门卡，与导师见面\n2. 打开这份文档，确认能够登录\n3. 参观审评室和仓库\n\n## 第一周要完成的事\n\n- [x] 阅读《品牌语气》\n- [x] 与所在小组共进一次午餐\n- [ ] 跟一次审评，写下三款茶的印象\n- [ ] 在周会上介绍自己",
        ],
      },
      {
        by: "lina",
        parts: [
          "## 常用联系人\n\n| 事情 | 找谁 | 地点 |\n| --- | --- | --- |\n| 账号与电脑 | 王小明 | 二楼 |\n| 报销 | 林志远 | 一楼 |\n| 样品与审评 | 赵磊 | 审评室 |\n| 鹿特丹办公室 | Emma Fischer | Rotterdam |",
          "> 喝不懂没有关系，说得出自己的感受就好。\n\n---\n\n这份指南由大家一起维护，发现过时的内容请直接修改。",
        ],
      },
    ],
  },
  {
    title: "Product roadmap, spring",
    owner: "emma",
    shared: { xiaowen: "manager", xiaoming: "editor", lina: "editor", sofia: "viewer", james: "commenter" },
    daysAgo: 21,
    written: [
      {
        by: "emma",
        parts: [
          "Three things this season, and **only** three. Everything else waits on the list at the end.",
          "| What | Who | When | Why |\n| --- | --- | --- | --- |\n| Tasting box, 8 single-origin teas | 李娜, Sofia | March | Half of first orders are gifts |\n| Subscriptions that can be paused | 王小明 | April | The first reason people leave |\n| Chinese checkout | 王小明, James | May | 18 % of visitors, 4 % of orders |",
          "## Tasting box\n\nThe box is the product. It has to survive a letterbox, look well on a table, and say *where each tea was grown* without a leaflet.\n\n- Eight tins of 12 g\n- A card a tea: place, grower, season, how to brew it\n- Nothing plastic, nothing that smells",
        ],
      },
      {
        by: "xiaoming",
        parts: [
          '## Subscriptions: what changes in the shop\n\nA subscription gets a third state. Nothing is charged while it is paused, and the next date is computed when it goes on:\n\n```typescript\nfunction nextDelivery(subscription: Subscription, today: Day): Day | undefined {\n  if (subscription.state !== "active") return undefined\n  return later(today, subscription.last.plus({ weeks: subscription.every }))\n}\n```\n\n- [x] Pause and resume in the account page\n- [ ] A mail a week before it resumes\n- [ ] 暂停原因统计（林志远需要）',
          {
            tone: "warning",
            markdown: "Refunds of paused orders go through finance until **May**. See *Travel, expenses and refunds*.",
          },
        ],
      },
      {
        by: "lina",
        parts: [
          "## Not this season\n\n- Loyalty points\n- A wholesale shop\n- ~~Tea of the month by fax~~ 李娜：这是玩笑，谁写的？",
        ],
      },
    ],
  },
  {
    title: "第一季度销售回顾",
    owner: "zhiyuan",
    shared: { xiaowen: "editor", emma: "editor", sofia: "viewer", zhaolei: "viewer" },
    daysAgo: 9,
    written: [
      {
        by: "zhiyuan",
        parts: [
          "收入比去年同期增长 **23%**，主要来自礼盒和欧洲线上订单。毛利率略降，原因是*海运附加费*。",
          {
            svg: chart([
              ["1月", 84],
              ["2月", 62],
              ["3月", 121],
              ["4月", 148],
            ]),
            alt: "每月收入柱状图：1月 84，2月 62，3月 121，4月 148",
            caption: "每月收入（万元）",
          },
          "## 按品类\n\n| 品类 | 收入（万元） | 同比 | 毛利率 |\n| --- | --- | --- | --- |\n| 龙井 | 96 | +12% | 41% |\n| 普洱 | 58 | +4% | 47% |\n| 礼盒 | 88 | +71% | 38% |\n| 器具 | 25 | −6% | 52% |",
        ],
      },
      {
        by: "emma",
        parts: [
          "## Europe\n\nOrders from the Netherlands and Germany doubled. Two thirds of them arrived within **three days**; the rest waited for customs, and wrote to James about it.",
          "## 下一步\n\n- [ ] 与货代谈新的欧洲线价格（赵磊）\n- [ ] Forecast for the tasting box (林志远, Emma)\n- [x] 清理去年的库存",
        ],
      },
    ],
  },
  {
    title: "Brand voice",
    owner: "sofia",
    shared: { xiaowen: "viewer", emma: "viewer", lina: "editor", james: "editor", xiaoming: "viewer" },
    daysAgo: 60,
    written: [
      {
        by: "sofia",
        parts: [
          "We talk about tea as a friend who happens to know a lot about it: plainly, warmly, and never for longer than the water takes to boil.",
          "## We say, we do not say\n\n| We say | We do not say |\n| --- | --- |\n| grown on the north slope of Shifeng | curated from iconic terroirs |\n| it tastes of chestnuts | an explosion of flavour |\n| sorry, we packed the wrong tin | we apologise for any inconvenience |",
          {
            tone: "idea",
            markdown: "Read it aloud. If you would not say it to somebody across the table, write it again.",
          },
        ],
      },
      {
        by: "lina",
        parts: [
          "## 中文的语气\n\n- 用短句。一句话只说一件事。\n- 不说“臻品”“奢享”“匠心”。\n- 产地写到山头，时间写到节气：*狮峰，清明前*。\n\n> 茶已经够好了，不需要形容词。",
        ],
      },
    ],
  },
  {
    title: "会议纪要：包装改版评审",
    owner: "lina",
    shared: { sofia: "editor", zhaolei: "editor", xiaowen: "commenter", emma: "viewer" },
    daysAgo: 5,
    written: [
      {
        by: "lina",
        parts: [
          "时间：周二 14:00　地点：审评室 / Rotterdam 连线\n参加：李娜、Sofia、赵磊、陈晓雯\n\n## 结论\n\n1. 采用 B 方案：纸筒加铁盖\n2. 标签改为中英双语，**英文不小于 6 pt**\n3. 首批 3000 套，四月第二周到仓",
          "## 讨论\n\n- 铁盖的开合声太响，供应商在试软垫片\n- Sofia：欧洲需要回收标识，各国不同\n  - 荷兰与德国可以共用\n  - 法国需要单独的三色标",
        ],
      },
      {
        by: "zhaolei",
        parts: [
          "## 待办\n\n- [x] 打样三套寄鹿特丹（赵磊，周四前）\n- [ ] 确认法国标识（Sofia）\n- [ ] 垫片报价（赵磊）\n- [ ] 更新效果图（李娜）",
          { tone: "danger", markdown: "纸筒内壁的胶必须有食品接触证明，**没有证明不下单**。" },
        ],
      },
    ],
  },
  {
    title: "Incident review: checkout down on 11 March",
    owner: "xiaoming",
    shared: { emma: "manager", james: "editor", xiaowen: "viewer" },
    daysAgo: 3,
    written: [
      {
        by: "xiaoming",
        parts: [
          "For **47 minutes** nobody could pay. About 60 orders did not happen; 22 of those people came back the same day.\n\n## What happened\n\n1. 09:12 A certificate of the payment provider ran out\n2. 09:14 The shop answered `502` to every payment\n3. 09:31 James noticed, because three people called\n4. 09:59 The new certificate was in place",
          "```bash\nopenssl s_client -connect pay.example:443 </dev/null 2>/dev/null \\\n  | openssl x509 -noout -enddate\n# notAfter=Mar 11 09:12:00 GMT\n```\n\n## Why we did not know\n\nThe check ran every morning at ten. *It had worked for three years.*",
        ],
      },
      {
        by: "james",
        parts: [
          "## What people were told\n\nI answered the phone and wrote to everybody who had left an address: sorry, it was us, your basket is still there, and here is free postage.\n\n- [x] Write to the 60\n- [ ] A status page that I can change myself\n- [ ] 证书到期前 30 天、7 天、1 天提醒（王小明）",
          { tone: "note", markdown: "No one is to blame for this one. The alarm was in the wrong place." },
        ],
      },
    ],
  },
  {
    title: "Travel, expenses and refunds",
    owner: "emma",
    shared: {
      xiaowen: "viewer",
      xiaoming: "viewer",
      lina: "viewer",
      james: "viewer",
      sofia: "viewer",
      zhiyuan: "manager",
      zhaolei: "viewer",
    },
    daysAgo: 120,
    written: [
      {
        by: "emma",
        parts: [
          "Spend the company's money as if it were your grandmother's. Within that, nobody needs to ask.\n\n## Travel\n\n- Trains before planes, up to six hours\n- Second class; first when you must work on the way\n- A hotel where you sleep well",
          "## Expenses\n\nSend a photo of the receipt **within the month**. You have the money back within a week.",
        ],
      },
      {
        by: "zhiyuan",
        parts: [
          "## 报销标准\n\n| 项目 | 国内 | 欧洲 |\n| --- | --- | --- |\n| 住宿（每晚） | 600 元 | €140 |\n| 餐补（每天） | 150 元 | €45 |\n| 市内交通 | 实报实销 | 实报实销 |\n\n超出标准请*提前*说明。发票抬头见[公司信息](https://meridian.example/invoice)。",
        ],
      },
    ],
  },
  {
    title: "供应商评估：春茶",
    owner: "zhaolei",
    shared: { xiaowen: "editor", zhiyuan: "viewer", lina: "commenter" },
    daysAgo: 14,
    written: [
      {
        by: "zhaolei",
        parts: [
          "今年走访了七家，推荐**继续合作三家、新增一家**。\n\n## 打分\n\n| 茶园 | 品质 | 价格 | 交期 | 备注 |\n| --- | --- | --- | --- | --- |\n| 狮峰 老郑 | 9.5 | 6 | 9 | 量少，需三月订 |\n| 梅家坞 合作社 | 8.5 | 8 | 8 | 稳定 |\n| 安吉 白茶 | 8 | 8.5 | 7 | 去年迟到一周 |\n| 武夷 新茶园 | 9 | 7 | ? | 首次合作，先试 50 斤 |",
          "## 印象\n\n> 老郑今年八十一岁，还是自己炒第一锅。\n\n- 今年雨水多，**明前**产量约减两成\n- 人工涨得比茶价快\n- 武夷的新茶园做*有机转换*第二年",
        ],
      },
    ],
  },
  {
    title: "Team notes, this week",
    owner: "james",
    shared: {
      xiaowen: "editor",
      emma: "editor",
      xiaoming: "editor",
      lina: "editor",
      sofia: "editor",
      zhiyuan: "editor",
      zhaolei: "editor",
    },
    daysAgo: 1,
    written: [
      { by: "james", parts: ["One line each, in whichever language comes first."] },
      { by: "emma", parts: ["- **Emma**: the Rotterdam lease is signed. We have a kitchen!"] },
      { by: "xiaoming", parts: ["- **王小明**：暂停订阅的功能今晚上线，请大家试用并挑毛病。"] },
      { by: "sofia", parts: ["- **Sofia**: tasting box photos on Thursday. Please lend me your nicest cups."] },
      { by: "lina", parts: ["- **李娜**：纸筒样品到了，手感比想象的好。"] },
    ],
  },
  {
    title: "Old price list (replaced)",
    owner: "sofia",
    shared: { emma: "manager" },
    daysAgo: 200,
    trashed: true,
    written: [{ by: "sofia", parts: ["Replaced by the shop itself. Kept until somebody misses it."] }],
  },
]
