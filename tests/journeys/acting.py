"""Playing a person at a screen: what a reader sees and presses, by the words that stand there."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.documents.pictures import photo
from tests.factories import PASSWORD
from tests.households.makers import id_number

expect.set_options(timeout=15_000)
HEAD_ID = id_number("19840521")
HUSBAND_ID = id_number("19810908", male=True)
SON_ID = id_number("20140612", male=True)
VISIT = {
    "调查人员一": "陈砚秋",
    "调查人员二": "何立群",
    "在场人员": "张小满、李明远",
    "居住和生活状况": "公租房一室一厅，家具简单。",
    "所见与申报对照": "与申报一致。",
    "调查结论": "情况属实。",
    "家庭成员签字": "张小满",
}


@dataclass
class Actor:
    """A person at a browser of their own."""

    page: Page
    site: str

    @classmethod
    def at(cls, new_page, site: str, login: str, **options) -> "Actor":
        """Somebody who signs in through the form."""
        actor = cls(new_page(**options), site)
        actor.go("/login/")
        actor.fill({"账号": login, "密码": PASSWORD})
        actor.press("登录")
        expect(actor.page.get_by_role("heading", name="工作台", level=1)).to_be_visible()
        return actor

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site}{path}")

    def fill(self, values: dict[str, str], within: Locator | None = None) -> None:
        """Fill in the fields with these labels; choices are chosen by their words."""
        for label, value in values.items():
            field = (within or self.page).get_by_label(label_of(label))
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_label(label_of(label)).check()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def row(self, grid: str, place: int) -> Locator:
        """One row of an entry grid."""
        return self.page.locator(f"table[data-grid={grid}] tbody tr").nth(place)

    def search(self, words: str) -> None:
        """Type into the search box of the top bar; one hit opens its case."""
        box = self.page.get_by_role("search").get_by_role("searchbox")
        box.fill(words)
        box.press("Enter")

    def sees(self, *words: str) -> None:
        for word in words:
            expect(self.page.get_by_role("main")).to_contain_text(word)

    def is_told(self, words: str) -> None:
        """The strip after something was done."""
        expect(self.page.get_by_role("status")).to_contain_text(words)

    def is_refused(self, words: str) -> None:
        """The words of a refusal or of what is wrong in a form."""
        expect(self.page.get_by_role("alert").first).to_contain_text(words)


def look_around(clerk: Actor, *, differs: dict[str, str] | None = None) -> None:
    """Choose for each declared thing: as declared, or (by its name) different, with the words of it."""
    for choice in clerk.page.locator(".field--choice:has(input[name^=seen-])").all():
        name = choice.locator("legend").inner_text().strip()
        said = (differs or {}).get(name)
        choice.locator("label").nth(1 if said else 0).click()
        if said:
            clerk.fill({f"{name}看到或问到的": said})


def sign(clerk: Actor) -> None:
    """Everybody signs with a finger; where no script runs, on paper, and the sheet is photographed."""
    if not clerk.page.locator("[data-sign] canvas").first.is_visible():
        sheet = {"name": "签字页.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        clerk.page.locator("input[name=signed_sheet]").set_input_files(sheet)
        return
    for box in clerk.page.locator("[data-sign] canvas").all():
        box.scroll_into_view_if_needed()
        place = box.bounding_box()
        left, top = place["x"] + 20, place["y"] + 20
        clerk.page.mouse.move(left, top)
        clerk.page.mouse.down()
        clerk.page.mouse.move(left + 80, top + 30, steps=4)
        clerk.page.mouse.move(left + 120, top + 5, steps=4)
        clerk.page.mouse.up()


def label_of(label: str) -> re.Pattern:
    """A label is what stands there, with or without the mark that it may be left empty."""
    return re.compile(rf"^\s*{re.escape(label)}\s*(（选填）)?\s*$")


def enter_application(
    clerk: Actor, *, missing: tuple[str, ...] = (), unsigned: bool = False, **changes: str
) -> str:
    """Type in 张小满's application, step by step, and submit it; the number of the case.

    `missing`: papers that are not there; `unsigned`: her husband has not authorised the check.
    """
    clerk.go("/applications/new/")
    clerk.press("登记新申请")
    _request(clerk, changes)
    _family(clerk, unsigned=unsigned)
    clerk.press("保存并继续")  # 财产: 没有
    clerk.tick("因残")
    clerk.press("保存并继续")
    for label in ("社会救助申请表", "家庭经济状况核对授权书", "诚信承诺书", "收入证明", "居住证明"):
        clerk.fill({label: "缺少" if label in missing else "已提供"})
    clerk.press("保存并继续")
    clerk.sees("初步测算", "1,241.00")
    clerk.press("提交申请")
    clerk.is_told("等待受理")
    said = clerk.page.get_by_role("status").inner_text()
    return re.search(r"已登记(\S+ \d{4}-\d{4})", said)[1]


def _request(clerk: Actor, changes: dict[str, str]) -> None:
    clerk.fill(
        {
            "居住地街道": "学府街道",
            "户籍地街道": "大王庄街道",
            "居住地址": "文园里 3 号楼 2 门 501",
            "申请人手机": "15400001234",
            "开户银行": "天津银行",
            "银行账号": "9999012020000001234",
            **changes,
        }
    )
    clerk.tick("申请人已签诚信承诺书")
    clerk.press("保存并继续")


def _family(clerk: Actor, *, unsigned: bool) -> None:
    members = [
        ("张小满", HEAD_ID, "本人", "有", "在职"),
        ("李明远", HUSBAND_ID, "配偶", "丧失", "未就业"),
        ("李禾", SON_ID, "子女", "在校学生", "在校"),
    ]
    while clerk.page.locator("table[data-grid=members] tbody tr").count() < len(members):
        clerk.press("添加成员")
    for place, (name, number, relation, labour, work) in enumerate(members):
        clerk.fill(
            {
                "姓名": name,
                "身份证号": number,
                "与申请人关系": relation,
                "劳动能力": labour,
                "就业状况": work,
            },
            clerk.row("members", place),
        )
    clerk.fill({"残疾": "肢体二级", "残疾人证号后四位": "1742"}, clerk.row("members", 1))
    if unsigned:
        clerk.press("添加一行")
        clerk.row("unusual", 0).get_by_label("谁的", exact=True).select_option(index=2)
        clerk.fill({"核对授权": "未签"}, clerk.row("unusual", 0))
    if not clerk.row("incomes", 0).count():
        clerk.press("添加收入")
    wage = clerk.row("incomes", 0)
    wage.get_by_label("谁的", exact=True).select_option(index=1)
    clerk.fill({"收入种类": "工资性收入", "算法": "当月", "金额": "3230", "社保": "336"}, wage)
    clerk.press("保存并继续")
