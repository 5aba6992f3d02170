# govreport-extract.  `make` builds it, `make check` tests it, `make demo` shows
# it; `make help` lists the rest.  SANITIZE=1 before any of them does the same
# under AddressSanitizer and UBSan, in a folder of its own.

# -------------------------------------------------------------------- settings
, := ,
HOSTCC   ?= $(CC)
CFLAGS   ?= -O2 -g
PREFIX   ?= /usr/local
SHARED   ?= ../shared
SANITIZE ?= 0

ifeq ($(SANITIZE),1)
BUILD    ?= build-sanitize
MODE      = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else
BUILD    ?= build
MODE      = -fstack-protector-strong
endif

# The default folder's program is ./govreport-extract, the others keep theirs.
PROGRAM   = $(if $(filter build,$(BUILD)),./govreport-extract,$(BUILD)/govreport-extract)

WARNINGS  = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
INCLUDES  = -Iinclude -Isrc -I$(BUILD)
COMPILE   = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(INCLUDES) $(XML_FLAGS) $(CPPFLAGS) $(WARNINGS) $(MODE) \
            -pthread $(CFLAGS)
# The embedded tables are full of pointers: at a fixed address they need no
# relocation when the program starts.  Functions are found all at once then,
# which costs less than one by one.
LINK      = $(CC) $(MODE) -pthread $(CFLAGS) $(if $(filter Linux,$(shell uname -s)),-no-pie -Wl$(,)-z$(,)now) $(LDFLAGS)
LIBS      = -lpcre2-8 $(LDLIBS) $$(cat $(BUILD)/libs)

# Linking libxml2 and libarchive would double the time that the program takes
# to start, and cJSON adds to it, so the inputs that need them load them; here
# only headers are used.
XML_FLAGS = -isystem /usr/include/libxml2

PACKAGES  = gcc libc6-dev libpcre2-dev libcjson-dev libcmocka-dev libxml2-dev libarchive-dev

ifeq ($(MAKELEVEL),0)
JOBS     ?= $(shell nproc 2>/dev/null || echo 1)
MAKEFLAGS += -j$(JOBS)
endif
MAKEFLAGS += --no-print-directory
# V=1 shows whole commands
Q = $(if $(V),,@echo '  $(@F)';)

# ----------------------------------------------------------------------- files
DATA     := $(sort $(wildcard src/data/*.tsv))
FRONT    := $(shell grep -l '"cli.h"' src/*.c)
STAGES   := $(filter-out $(FRONT) src/embed%,$(wildcard src/*.c))
UNITS    := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/test_*.c))
FUZZERS  := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/fuzz_*.c))
FIXTURES := $(filter-out fixtures/marked/ fixtures/sentences/,$(sort $(wildcard fixtures/*/)))
MARKED   := $(sort $(wildcard fixtures/marked/*.txt))
SENTENCES := $(sort $(wildcard fixtures/sentences/*.txt))
INPUTS   := $(wildcard fixtures/*/input.*)
# what the fuzz targets begin with: reports, rules, and what once went wrong
CORPUS   := $(INPUTS) src/data/rules.tsv $(wildcard tests/crashes/*)
SOURCES  := $(wildcard src/*.[ch] include/*.h tests/*.[ch])

objects   = $(patsubst src/%.c,$(BUILD)/%.o,$(1))
# the command line apart from main(), and the library
ARCHIVES  = $(BUILD)/front.a $(BUILD)/govreport.a

.PHONY: all help demo programs check check-all check-units check-fuzzers check-rules check-failures check-readme check-cases check-accuracy \
        bless readme numerals accuracy score bench check-engines packages lint tidy format-check format valgrind fuzz fuzz-all coverage \
        install uninstall clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:

all: $(PROGRAM)

# ----------------------------------------------------------------------- build
$(PROGRAM): $(BUILD)/main.o $(ARCHIVES) $(BUILD)/libs
	$(Q)$(LINK) -o $@ $(BUILD)/main.o $(ARCHIVES) $(LIBS)

$(BUILD)/front.a: $(filter-out %/main.o,$(call objects,$(FRONT)))
$(BUILD)/govreport.a: $(call objects,$(STAGES)) $(BUILD)/data.o
%.a:
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: src/%.c $(BUILD)/flags | $(BUILD)/data.h
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<
$(BUILD)/data.o: $(BUILD)/data.c $(BUILD)/flags
	$(Q)$(COMPILE) -Wno-overlength-strings -MMD -MP -c -o $@ $<

# src/data/*.tsv -> C
EMBED    := $(wildcard src/embed*.c) src/tsv.c src/mem.c src/form_mark.c $(wildcard src/pattern*.c) src/regex.c $(wildcard src/rule_*.c) src/rule.c src/number_char.c
$(BUILD)/embed: $(EMBED) $(wildcard src/*.h) include/govreport.h
	@mkdir -p $(BUILD)
	$(Q)$(HOSTCC) -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -Iinclude -Isrc -o $@ $(filter %.c,$^) -lpcre2-8
$(BUILD)/data.h: $(BUILD)/embed $(DATA)
	$(Q)$(BUILD)/embed $(BUILD)/data.h $(BUILD)/data.c $(DATA)
$(BUILD)/data.c: $(BUILD)/data.h ;

# changes when the compiler or what it is told does
$(BUILD)/flags: FORCE
	@mkdir -p $(BUILD)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' >$@

# what some systems keep out of their C library
$(BUILD)/libs: $(BUILD)/flags
	@for need in iconv_open:-liconv dlopen:-ldl; do \
	    echo "char $${need%:*}(void); int main(void) { return $${need%:*}(); }" >$(BUILD)/probe.c; \
	    $(CC) -w -fno-builtin -o $(BUILD)/probe $(BUILD)/probe.c 2>/dev/null || echo "$${need#*:}"; \
	done >$@

-include $(wildcard $(BUILD)/*.d)

# ----------------------------------------------------------------------- tests
$(BUILD)/%: tests/%.c $(ARCHIVES) $(BUILD)/libs
	$(Q)$(COMPILE) -MMD -MP -c -o $@.test.o $<
	@$(LINK) -o $@ $@.test.o $(ARCHIVES) $(if $(findstring /test_,$@),-lcmocka -lcjson) $(LIBS) -lm
$(BUILD)/fuzz_%: tests/fuzz_%.c tests/replay.c $(ARCHIVES) $(BUILD)/libs
	$(Q)$(COMPILE) $(LDFLAGS) -o $@ $< tests/replay.c $(ARCHIVES) $(LIBS)

programs: $(UNITS) $(FUZZERS)

check: packages
	@$(MAKE) check-all
check-all:
	@$(MAKE) --keep-going check-units check-fuzzers check-rules check-failures check-readme check-accuracy; others=$$?; \
	 $(MAKE) check-cases && exit $$others
check-units: $(UNITS:=.ran)
check-fuzzers: $(FUZZERS:=.ran)

# Runs a test; what it says is shown when it fails.
define run
@if $(1) >$(BUILD)/$(@F).log 2>&1; then echo 'ok    $(basename $(@F))'; \
 else grep -v '^ok' $(BUILD)/$(@F).log; echo 'FAIL  $(basename $(@F))'; exit 1; fi
endef
$(BUILD)/test_%.ran: $(BUILD)/test_% FORCE
	$(call run,$<)
$(BUILD)/fuzz_%.ran: $(BUILD)/fuzz_% FORCE
	$(call run,$< $(CORPUS))
check-rules: $(PROGRAM)
	$(call run,$(PROGRAM) --check-rules)
# The minima lie a little below what was last measured.
check-accuracy: $(BUILD)/accuracy
	$(call run,{ $< --min-f1 0.99 --min-indicator 0.965 $(MARKED) && \
	  $< --sentences --min-f1 0.975 --min-indicator 0.955 $(SENTENCES); })
accuracy: $(BUILD)/accuracy
	@$< $(if $(V),-v) $(MARKED)
	@$< $(if $(V),-v) --sentences $(SENTENCES)
check-failures: $(PROGRAM)
	$(call run,tests/failing_output.sh $(PROGRAM))
# README's table of checks is made from the data.
CHECKS_TABLE = awk -F'\t' '!/^\#/ && $$1 != "code" { print "| `" $$1 "` | " $$7 " | " $$4 " |" }' src/data/checks.tsv
check-readme: $(PROGRAM)
	@$(CHECKS_TABLE) >$(BUILD)/checks.md
	$(call run,awk '/^[|] `parts_sum`/ { on = 1 } /^$$/ { on = 0 } on' README.md | diff -u $(BUILD)/checks.md -)
readme:
	@$(CHECKS_TABLE) | awk 'NR == FNR { table = table $$0 "\n"; next } \
	    /^[|] `parts_sum`/ { printf "%s", table; skip = 1 } /^$$/ { skip = 0 } !skip' - README.md >$(BUILD)/README.md
	@cat $(BUILD)/README.md >README.md
check-cases: $(PROGRAM)
	@tests/run_cases $(PROGRAM) $(FIXTURES)
bless: $(PROGRAM)
	@tests/run_cases --bless $(PROGRAM) $(FIXTURES)

numerals: $(BUILD)/numerals
	@$< $(SHARED)/numerals
score: $(PROGRAM)
	@tests/score.sh $(SHARED) $(PROGRAM)
bench: $(PROGRAM)
	@tests/bench.sh $(PROGRAM)
check-engines: $(PROGRAM)
	@tests/check_engines.sh $(PROGRAM)

# ------------------------------------------------------------------------ tools
packages:
	@.ci/install $(PACKAGES)

demo: packages
	@$(MAKE) $(PROGRAM)
	@tests/demo.sh $(PROGRAM)

lint: format-check tidy
tidy: $(BUILD)/data.h
	@.ci/tidy $(INCLUDES) $(XML_FLAGS) -- $(wildcard src/*.c)
format-check:
	@clang-format --dry-run -Werror $(SOURCES)
format:
	@clang-format -i $(SOURCES)

VALGRIND = valgrind -q --error-exitcode=9 --leak-check=full --suppressions=tests/valgrind.supp
# machine code that PCRE2 makes reads in wide steps, beyond what it was given
valgrind: $(PROGRAM) $(BUILD)/test_decode
	$(VALGRIND) $(PROGRAM) --no-jit $(wordlist 1,9,$(filter %.txt,$(INPUTS))) >$(BUILD)/valgrind.out
	$(VALGRIND) $(BUILD)/test_decode >$(BUILD)/valgrind.out

FUZZ_SECONDS ?= 20
fuzz:
	@$(MAKE) CC=clang BUILD=build-fuzz fuzz-all \
	    MODE='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
fuzz-all: $(FUZZERS:=.fuzzed)
$(BUILD)/fuzz_%.fuzzed: tests/fuzz_%.c $(ARCHIVES) $(BUILD)/libs FORCE
	$(Q)$(COMPILE) -fsanitize=fuzzer -o $(BUILD)/fuzz_$* $< $(ARCHIVES) $(LIBS)
	@mkdir -p $(BUILD)/corpus_$*
	@for f in $(CORPUS); do cp $$f $(BUILD)/corpus_$*/$$(echo $$f | tr / -); done
	$(BUILD)/fuzz_$* -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 -print_final_stats=0 -verbosity=0 \
	    -artifact_prefix=$(BUILD)/$*- $(BUILD)/corpus_$*

coverage:
	@mkdir -p build-coverage
	-@$(MAKE) CC=gcc BUILD=build-coverage CFLAGS='-O0 -g --coverage' check-all >build-coverage/log
	@gcov -n -o build-coverage $(STAGES) $(FRONT) 2>/dev/null | tr -d "'" | \
	    awk '/^File src/ { name = $$2 } /^Lines/ && name { print substr($$2, 10), "of", $$4, name; name = "" }' | sort -n

# --------------------------------------------------------------------- install
bindir     = $(DESTDIR)$(PREFIX)/bin
libdir     = $(DESTDIR)$(PREFIX)/lib
includedir = $(DESTDIR)$(PREFIX)/include
sharedir   = $(DESTDIR)$(PREFIX)/share
COMPLETIONS = bash:bash-completion/completions/govreport-extract zsh:zsh/site-functions/_govreport-extract \
              fish:fish/vendor_completions.d/govreport-extract.fish

install: $(PROGRAM)
	install -d $(bindir) $(libdir)/pkgconfig $(includedir) $(sharedir)/man/man1
	install -m 755 $(PROGRAM) $(bindir)/govreport-extract
	install -m 644 $(BUILD)/govreport.a $(libdir)/libgovreport.a
	install -m 644 include/govreport.h $(includedir)/govreport.h
	printf '%s\n' 'Name: govreport' 'Description: Chinese government disclosure reports as records' \
	    "Version: $$($(PROGRAM) --version | sed 's/.* //;q')" 'Cflags: -I$(PREFIX)/include' \
	    "Libs: -L$(PREFIX)/lib -lgovreport -pthread -lpcre2-8 $$(tr '\n' ' ' <$(BUILD)/libs)" \
	    >$(libdir)/pkgconfig/govreport.pc
	$(PROGRAM) --man >$(sharedir)/man/man1/govreport-extract.1
	for c in $(COMPLETIONS); do mkdir -p $(sharedir)/$$(dirname $${c#*:}) && \
	    $(PROGRAM) --completions $${c%%:*} >$(sharedir)/$${c#*:} || exit 1; done

uninstall:
	rm -f $(bindir)/govreport-extract $(libdir)/libgovreport.a $(libdir)/pkgconfig/govreport.pc \
	    $(includedir)/govreport.h $(sharedir)/man/man1/govreport-extract.1
	for c in $(COMPLETIONS); do rm -f $(sharedir)/$${c#*:}; done

clean:
	rm -rf build build-* govreport-extract

help:
	@echo 'make                 build ./govreport-extract'
	@echo 'make demo            install what is missing, build, and show it on a report'
	@echo 'make check           install what is missing, build, and run all tests'
	@echo '     SANITIZE=1 make check     the same under AddressSanitizer and UBSan'
	@echo 'make bless           write the expected output of the fixtures anew'
	@echo 'make readme          write the table of checks in README.md anew'
	@echo 'make install         into PREFIX (/usr/local), below DESTDIR; make uninstall'
	@echo 'make lint            clang-tidy or cppcheck, and clang-format; make format'
	@echo 'make valgrind        one report and the decoder under valgrind'
	@echo 'make fuzz            libFuzzer for FUZZ_SECONDS (20) a target; needs clang'
	@echo 'make coverage        lines that the tests run, by file'
	@echo 'make bench           how fast it is beside other programs'
	@echo 'make check-engines   under GNU parallel and Slurm'
	@echo 'make accuracy        on the marked reports and sentences of fixtures; V=1 lists what is missed'
	@echo 'make numerals score  accuracy on the collections in SHARED (../shared)'
	@echo 'CC, CFLAGS, LDFLAGS, BUILD (folder of objects) are as usual'
