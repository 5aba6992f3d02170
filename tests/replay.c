/* A main() for the fuzz_*.c that needs no libFuzzer: gives them the files named
 * as arguments, and each of these with a byte changed or its end missing. */
#include "lines.h"
#include "mem.h"

#include <stdio.h>
#include <stdlib.h>

enum { VARIANTS = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The input has a block of its own size, so that ASan sees it overrun. */
static void try_one(gr_str input)
{
    uint8_t *copy = gr_alloc(input.len);
    if (input.len > 0)
        memcpy(copy, input.ptr, input.len);
    LLVMFuzzerTestOneInput(copy, input.len);
    free(copy);
}

int main(int argc, char **argv)
{
    uint32_t random = 1;
    for (int i = 1; i < argc; i++) {
        gr_buf text = {0};
        if (!gr_read_file(argv[i], &text)) {
            perror(argv[i]);
            return 1;
        }
        try_one(gr_buf_str(&text));
        for (int k = 0; k < VARIANTS && text.len > 0; k++) {
            random = random * 1664525u + 1013904223u;
            text.ptr[random % text.len] = (char)(random >> 16);
            text.len -= random >> 8 & 3 ? 0 : text.len / 3;
            try_one(gr_buf_str(&text));
        }
        gr_buf_release(&text);
    }
    printf("%d inputs\n", argc - 1);
    return argc < 2;
}
