# A thin caller of dev.py: on Windows, `python dev.py demo` and so on.
PYTHON ?= python3

.PHONY: demo run test bench torture bundle gallery pdfua lint setup
demo run test bench torture bundle gallery pdfua lint setup:
	@$(PYTHON) dev.py $@ $(ARGS)
