/*
 * Is it UTF-8?  Well-formedness follows the Unicode Standard, table 3-7: no
 * overlong forms, no surrogates, nothing above U+10FFFF.
 */
#ifndef GR_UTF8_H
#define GR_UTF8_H

#include <stddef.h>

/* The length of the longest prefix made of whole well-formed characters, none
 * of them NUL. */
size_t gr_utf8_prefix(const char *bytes, size_t length);
/* The same without wide registers: for machines that have none, and for the
 * tests to compare with. */
size_t gr_utf8_prefix_portable(const char *bytes, size_t length);

typedef enum gr_utf8_kind {
    GR_UTF8_WHOLE, /* a well-formed character */
    GR_UTF8_CUT,   /* the beginning of one, at the end of the bytes */
    GR_UTF8_BROKEN /* no character */
} gr_utf8_kind;

/*
 * What stands at `bytes` (length > 0), and in *size how many bytes it takes.
 * Broken bytes are taken as the longest beginning of a character, else singly
 * (Unicode Standard 3.9, "substitution of maximal subparts"), so that each
 * broken piece is one U+FFFD, as in web browsers.
 */
gr_utf8_kind gr_utf8_step(const char *bytes, size_t length, size_t *size);

#endif
