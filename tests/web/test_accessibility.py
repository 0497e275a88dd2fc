"""The main pages under axe (WCAG 2.2 AA) at the width of an office screen and of a telephone; nothing overflows."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.machinery.browser import serve

WIDTHS = (1366, 375)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

# Who looks, and where: {…} are cases and things of the scenes.
PAGES = {
    "登录": ("anonymous", "/login/"),
    "工作台": ("clerk", "/"),
    "全部在办": ("supervisor", "/?view=all"),
    "办件": ("clerk", "/cases/{checking}/"),
    "办结的办件": ("approver", "/cases/{announced}/"),
    "受理登记": ("clerk", "/applications/drafts/{draft}/application/"),
    "家庭成员": ("clerk", "/applications/drafts/{draft}/members/"),
    "受理": ("clerk", "/cases/{incomplete}/accept/"),
    "核对": ("clerk", "/cases/{checking}/economic_check/"),
    "入户调查": ("clerk", "/cases/{accepted}/home_visit/"),
    "移送": ("clerk", "/cases/{visited}/hand_over/"),
    "初审": ("reviewer", "/cases/{handed_over}/first_review/"),
    "公示": ("clerk", "/cases/{posted}/public_notice/"),
    "审核确认": ("approver", "/cases/{taken_down}/decision/"),
    "核算说明": ("approver", "/cases/{decided}/calculation/"),
    "文书": ("approver", "/papers/{paper decided}/"),
    "资金发放": ("hukou_clerk", "/payments/"),
    "批次": ("approver", "/payments/{drafted batch}/"),
    "家庭": ("clerk", "/households/{household accepted}/"),
    "查看完整号码": ("clerk", "/people/{person accepted}/reveal/"),
    "标准": ("policy", "/standards/"),
    "标准时间轴": ("policy", "/standards/timeline/dibao_standard/"),
    "标准草案": ("policy", "/standards/drafts/{standard draft}/"),
    "起草标准": ("policy", "/standards/drafts/new/?act=add&code=dibao_tiers"),
    "标准核查": ("policy", "/standards/check/"),
    "待确认事项": ("policy", "/standards/open_points/"),
    "导入标准": ("policy", "/standards/import/"),
    "调标测算": ("policy", "/standards/rehearsals/{rehearsal}/"),
    "起草调标测算": ("policy", "/standards/rehearsals/new/"),
    "定期核查": ("reviewer", "/cases/{reviewing}/periodic_review/"),
    "核查进度": ("supervisor", "/reviews/"),
    "接管登记": ("hukou_clerk", "/takeovers/{takeover}/"),
    "安排入户": ("clerk", "/cases/{accepted}/home_visit/start/"),
    "追回": ("hukou_clerk", "/payments/recoveries/"),
    "登记异议": ("clerk", "/cases/{posted}/objection/"),
    "处理异议": ("reviewer", "/cases/{objected}/objection/handle/"),
    "批量打印": ("clerk", "/prints/{print}/"),
    "统计督办": ("supervisor", "/supervise/"),
    "测算": ("clerk", "/calculator/"),
    "没有找到": ("clerk", "/cases/999999999/"),
}


@pytest.fixture(scope="module")
def address(world):
    with serve() as url:
        yield url


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_at_both_widths(world, address, new_page, name):
    person, path = PAGES[name]
    page = new_page(width=WIDTHS[0])
    cookie = world.clients[person].cookies.get("session")
    if cookie:
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
    page.goto(address + path.format(**world.scenes.cases | world.scenes.things))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options=RULES)
        assert not found.response["violations"], found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} 在 {width} 像素宽时横向超出 {wide} 像素"
