#include "embed.h"

#include <ctype.h>
#include <stdlib.h>

enum { PER_LINE = 20 };

void gr_embed_die(const char *what, const char *name)
{
    fprintf(stderr, "embed: %s: %s\n", name, what);
    exit(1);
}

gr_tsv gr_embed_begin(const char *name, gr_str text)
{
    gr_tsv t;
    if (!gr_tsv_begin(&t, text))
        gr_embed_die("no line of column names, or too many columns", name);
    return t;
}

void gr_embed_literal(FILE *out, gr_str s)
{
    fputc('"', out);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c >= 0x7f)
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

void gr_embed_optional(FILE *out, gr_str s)
{
    fputs(", ", out);
    if (s.len > 0)
        gr_embed_literal(out, s);
    else
        fputs("NULL", out);
}

void gr_embed_upper(FILE *out, gr_str s)
{
    for (size_t i = 0; i < s.len; i++)
        putc(isalnum((unsigned char)s.ptr[i]) ? toupper((unsigned char)s.ptr[i]) : '_', out);
}

void gr_embed_numbers(FILE *out, const char *declared, const uint16_t *numbers, size_t count)
{
    fprintf(out, "%s[] = {", declared);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%u,", i % PER_LINE == 0 ? "\n    " : " ", numbers[i]);
    fputs("\n};\n", out);
}

void gr_embed_charset(FILE *out, const gr_charset *set)
{
    fputs("{ { ", out);
    for (size_t i = 0; i < GR_CHARSET_WORDS; i++)
        fprintf(out, "0x%llxu, ", (unsigned long long)set->bits[i]);
    fputs("} }, ", out);
}
