"""The columns of a register and the words that a cell may hold."""

PROGRAMMES = {"低保": "dibao", "低保边缘": "edge_household", "特困供养": "tekun_support"}
RELATIONS = {
    "本人": "head", "户主": "head", "配偶": "spouse", "子女": "child", "父母": "parent", "祖父母": "grandparent",
    "孙子女": "grandchild", "兄弟姐妹": "sibling", "其他亲属": "other_relative",
}  # fmt: skip
CAPACITIES = {"有": "full", "部分丧失": "part", "丧失": "none", "未成年": "minor", "在校学生": "student"}
WORK = {
    "在职": "employed", "灵活就业": "flexible", "登记失业": "registered_unemployed", "未就业": "not_registered",
    "退休": "retired", "在校": "student", "学龄前": "preschool",
}  # fmt: skip
INCOMES = {"工资": "W", "经营": "B", "财产": "P", "转移": "T", "其他": "O"}
# head of the column -> key, whether every line needs it, whether the line of the householder needs it
COLUMNS: dict[str, tuple[str, bool, bool]] = {
    "户号": ("household", True, True),
    "与户主关系": ("relation", True, True),
    "姓名": ("name", True, True),
    "身份证号": ("id_number", True, True),
    "劳动能力": ("labour", True, True),
    "就业状况": ("work", True, True),
    "收入种类": ("income_type", False, False),
    "月收入": ("income", False, False),
    "类别": ("programme", False, True),
    "月金额": ("amount", False, True),
    "起始月": ("first_month", False, True),
    "已发至": ("paid_to", False, True),
    "上次核查": ("last_review", False, True),
    "居住地街道代码": ("residence", False, False),
    "住址": ("address", False, False),
    "开户银行": ("bank", False, True),
    "账号": ("account", False, True),
}
LISTS = {
    "relation": RELATIONS,
    "labour": CAPACITIES,
    "work": WORK,
    "programme": PROGRAMMES,
    "income_type": INCOMES,
}
HEAD_OF = {key: head for head, (key, _, _) in COLUMNS.items()}
