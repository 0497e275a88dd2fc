"""The sources of an economic check, a closed list."""

from django.db import models


class Source(models.TextChoices):
    """居民家庭经济状况核对的信息来源（民发〔2021〕57号 第十七条；桥西区实施意见 二十二）和民政内部信息（民发〔2022〕83号）。"""

    HUKOU = "hukou", "户籍"
    TAX = "tax", "个税"
    SOCIAL_INS = "social_ins", "社会保险"
    REALESTATE = "realestate", "不动产"
    MARKET = "market", "市场主体"
    FUND = "fund", "住房公积金"
    VEHICLE = "vehicle", "车船"
    BANK = "bank", "银行存款"
    INSURANCE = "insurance", "商业保险"
    SECURITIES = "securities", "证券"
    INTERNET_FIN = "internet_fin", "互联网金融"
    EXPENDITURE = "expenditure", "支出"
    MARRIAGE = "marriage", "婚姻"
    FUNERAL = "funeral", "殡葬"


# Of a child nobody asks for wages, contributions, companies or a marriage.
OF_MINORS = frozenset(Source.values) - {
    Source.TAX,
    Source.SOCIAL_INS,
    Source.FUND,
    Source.MARKET,
    Source.MARRIAGE,
}
