# govreport-extract: `make` builds, `make check` tests, `make demo` shows.
CFLAGS   ?= -O2 -g
WARNINGS  = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
BUILD    ?= build
PROGRAM  ?= govreport-extract
HOSTCC   ?= $(CC)

CPPFLAGS += -Iinclude -Isrc -I$(BUILD) -D_POSIX_C_SOURCE=200809L
LDLIBS   += -lpcre2-8 -lcjson

DATA     := $(sort $(wildcard src/data/*.tsv))
LIBRARY  := $(filter-out src/main.c src/cli.c src/embed.c,$(wildcard src/*.c))
OBJECTS  := $(LIBRARY:src/%.c=$(BUILD)/%.o) $(BUILD)/data.o

all: $(PROGRAM)

$(PROGRAM): $(BUILD)/main.o $(BUILD)/cli.o $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/embed: src/embed.c src/tsv.c src/mem.c src/tsv.h src/mem.h src/text.h
	@mkdir -p $(BUILD)
	$(HOSTCC) -O1 -Iinclude -Isrc -o $@ src/embed.c src/tsv.c src/mem.c

$(BUILD)/data.h: $(BUILD)/embed $(DATA)
	$(BUILD)/embed $(BUILD)/data.h $(BUILD)/data.c $(DATA)
$(BUILD)/data.c: $(BUILD)/data.h

$(BUILD)/%.o: src/%.c $(BUILD)/data.h
	$(CC) -std=c11 $(CPPFLAGS) $(WARNINGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/data.o: $(BUILD)/data.c
	$(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

-include $(wildcard $(BUILD)/*.d)
clean:
	rm -rf $(BUILD) $(PROGRAM)
.PHONY: all clean
