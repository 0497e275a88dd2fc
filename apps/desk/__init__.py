"""工作台. Work lists, search, the case page, the household page: reads everything, owns nothing."""
