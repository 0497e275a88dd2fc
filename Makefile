# Every target makes or reuses .venv by itself; nothing else has to be done first.
PYTHON ?= python3
BOOTSTRAP = @exec $(PYTHON) config/launcher/bootstrap.py
export PORT BIND ONLY GOLDEN_DIR HOUSEHOLDS ROWS KILLS RUNS SEEDS

.PHONY: help up test lint golden coverage mutants bench year chaos shots

help: ## 列出所有命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## 启动整个系统（PORT=8000），Ctrl-C 停止
	$(BOOTSTRAP) up

test: ## 运行全部测试（ARGS="tests/rules -k 渐退" 只运行一部分）
	$(BOOTSTRAP) test $(ARGS)

lint: ## 静态检查：ruff、import-linter、bandit、mypy
	$(BOOTSTRAP) run tests.lint

golden: ## 用算例核对规则（GOLDEN_DIR=目录）
	$(BOOTSTRAP) run tests.rules.golden

coverage: ## 规则测试的分支覆盖率，低于 100 % 即失败
	$(BOOTSTRAP) run pytest tests/rules -q --cov=apps/rules --cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100

mutants: ## 变异测试：核心规则里的小错有多少被测试发现（ONLY=judge,taper）
	$(BOOTSTRAP) run tests.mutants

bench: ## 性能测量，写入 var/bench.json（ONLY=a,b 只测其中几项）
	$(BOOTSTRAP) run tests.bench

year: ## 模拟 2025 年逐日办理（HOUSEHOLDS=2000），再漏掉每第十夜重来一遍，两遍的发放须相同
	$(BOOTSTRAP) run tests.year

chaos: ## 发放一个月 10 万笔，五遍，途中强行终止各进程；打印丢失、重复和差额（ROWS=5000 KILLS=20 RUNS=20 SEEDS=1）
	$(BOOTSTRAP) run tests.chaos

shots: ## 把演示数据的每个页面和文书存成图片：var/shots/
	$(BOOTSTRAP) shots
