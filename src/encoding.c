#include "encoding.h"

#include "utf8.h"

#include <strings.h>

typedef struct mark {
    gr_str bytes;
    const char *encoding;
} mark;

/* The longer ones first: UTF-16LE's is the beginning of UTF-32LE's. */
static const mark marks[] = {
    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
    {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
    {{"\x84\x31\x95\x33", 4}, GR_ENCODING_GB18030},
    {{"\xEF\xBB\xBF", 3}, GR_ENCODING_UTF8},
    {{"\xFF\xFE", 2}, "UTF-16LE"},
    {{"\xFE\xFF", 2}, "UTF-16BE"},
};

const char *gr_encoding_mark(gr_str start, size_t *length)
{
    for (size_t i = 0; i < GR_COUNT(marks); i++) {
        if (gr_str_starts(start, marks[i].bytes)) {
            *length = marks[i].bytes.len;
            return marks[i].encoding;
        }
    }
    return NULL;
}

const char *gr_encoding_canonical(const char *name)
{
    static const char *const names[][2] = {
        {"UTF-8", GR_ENCODING_UTF8},     {"UTF8", GR_ENCODING_UTF8},     {"GB18030", GR_ENCODING_GB18030},
        {"GBK", GR_ENCODING_GB18030},    {"CP936", GR_ENCODING_GB18030}, {"GB2312", GR_ENCODING_GB18030},
        {"EUC-CN", GR_ENCODING_GB18030},
    };
    for (size_t i = 0; i < GR_COUNT(names); i++)
        if (strcasecmp(name, names[i][0]) == 0)
            return names[i][1];
    return name;
}

static size_t utf8_errors(gr_str s)
{
    size_t errors = 0, size;
    for (size_t i = 0; i < s.len; i += size)
        errors += gr_utf8_step(s.ptr + i, s.len - i, &size) == GR_UTF8_BROKEN;
    return errors;
}

static bool within(gr_str s, size_t i, unsigned char low, unsigned char high)
{
    return i < s.len && (unsigned char)s.ptr[i] >= low && (unsigned char)s.ptr[i] <= high;
}

/* The size of the GB 18030 character at i, 0 for none; *rare for one outside
 * GB 2312, of which Chinese text has few, and UTF-8 taken for GB 18030 many. */
static size_t gb18030_step(gr_str s, size_t i, bool *rare)
{
    *rare = false;
    if (within(s, i, 0, 0x7F))
        return 1;
    if (!within(s, i, 0x81, 0xFE))
        return 0;
    *rare = !(within(s, i, 0xA1, 0xA9) || within(s, i, 0xB0, 0xF7)) || !within(s, i + 1, 0xA1, 0xFE);
    if (within(s, i + 1, 0x40, 0x7E) || within(s, i + 1, 0x80, 0xFE))
        return 2;
    bool four = within(s, i + 1, '0', '9') && within(s, i + 2, 0x81, 0xFE) && within(s, i + 3, '0', '9');
    return four ? 4 : 0;
}

/* Whether the sample's end cuts the GB 18030 character at i. */
static bool is_cut(gr_str s, size_t i)
{
    return s.len - i < 4 && within(s, i, 0x81, 0xFE) && (i + 1 == s.len || within(s, i + 1, '0', '9'));
}

static size_t gb18030_errors(gr_str s, size_t *rare)
{
    size_t errors = 0;
    *rare = 0;
    for (size_t i = 0; i < s.len;) {
        bool is_rare;
        size_t size = gb18030_step(s, i, &is_rare);
        if (size == 0 && is_cut(s, i))
            break;
        errors += size == 0;
        *rare += size != 0 && is_rare;
        i += size != 0 ? size : 1;
    }
    return errors;
}

/* Control characters that no text has. */
static size_t controls(gr_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        count += c == 0x7F || (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1A && c != 0x1B);
    }
    return count;
}

/* Whether more than a tenth of it is no text; a few bytes in a short one are no sign. */
static bool is_binary(gr_str s, size_t errors)
{
    return 2 * controls(s) + errors > 4 + s.len / 10;
}

static bool in_reports(unsigned unit)
{
    return (unit >= 0x20 && unit < 0x7F) || (unit >= '\t' && unit <= '\r') ||
           (unit >= 0x2010 && unit < 0x2700) || (unit >= 0x3000 && unit < 0x3100) ||
           (unit >= 0x4E00 && unit < 0xA000) || (unit >= 0xFF00 && unit < 0xFFF0);
}

/* UTF-16 without a mark shows by NUL bytes (of its spaces, digits, line ends)
 * in text that is nearly all Chinese or ASCII when read so; `low` is where in a
 * pair the low byte stands. */
static bool is_utf16(gr_str s, size_t low)
{
    size_t likely = 0;
    for (size_t i = 0; i + 1 < s.len; i += 2)
        likely +=
            in_reports((unsigned char)s.ptr[i + low] | (unsigned)(unsigned char)s.ptr[i + 1 - low] << 8);
    return likely * 40 >= s.len * 19;
}

static const char *find_utf16(gr_str s)
{
    size_t zeros = 0;
    for (size_t i = 0; i < s.len; i++)
        zeros += s.ptr[i] == '\0';
    /* ASCII with a stray NUL looks like Chinese, too, but makes sense as it is */
    if (zeros == 0 || (utf8_errors(s) == 0 && !is_binary(s, 0)))
        return NULL;
    return is_utf16(s, 0) ? "UTF-16LE" : is_utf16(s, 1) ? "UTF-16BE" : NULL;
}

bool gr_encoding_is_binary(gr_str sample)
{
    return is_binary(sample, 0);
}

/* A kilobyte of Chinese in GB 18030 has hundreds of errors as UTF-8 and hardly
 * any of its own: then there is no need to count through the whole sample. */
static bool is_plainly_gb18030(gr_str s)
{
    enum { PART = 1024, MANY = 100, FEW = 16 };
    size_t start = 0, rare;
    while (start < s.len && (unsigned char)s.ptr[start] < 0x80)
        start++;
    s = gr_str_slice(s, start, s.len - start > PART ? start + PART : s.len);
    size_t errors = gb18030_errors(s, &rare);
    return errors + rare <= FEW && utf8_errors(s) >= MANY;
}

const char *gr_encoding_guess(gr_str s)
{
    if (is_plainly_gb18030(s))
        return GR_ENCODING_GB18030;
    const char *wide = find_utf16(s);
    if (wide != NULL)
        return wide;
    size_t rare, gb = gb18030_errors(s, &rare), utf8 = utf8_errors(s);
    bool prefer_gb = gb + rare < utf8;
    return is_binary(s, prefer_gb ? gb : utf8) ? NULL : prefer_gb ? GR_ENCODING_GB18030 : GR_ENCODING_UTF8;
}
