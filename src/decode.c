#include "decode.h"

#include "encoding.h"
#include "magic.h"
#include "mem.h"
#include "utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

enum {
    CONVERTED = 1 << 14, /* bytes of text that iconv makes at a time */
    CUT_MAX = 16         /* no encoding has longer characters */
};

#define REPLACEMENT "\xEF\xBF\xBD"
#define BINARY "is no text, but binary data"

typedef enum stage {
    SAMPLING, /* gathering what the choice of the encoding is made by */
    ASCII,    /* a whole sample was ASCII: still to be chosen, at the first other byte */
    READING_UTF8,
    CONVERTING,
    FAILED
} stage;

struct gr_decoder {
    gr_decoder_sink sink;
    char *name;        /* that the caller gave, or NULL */
    const char *named; /* the same, or our own name for it */
    stage stage;
    const char *encoding; /* NULL until chosen */
    uint64_t bytes;
    gr_buf sample;
    char cut[CUT_MAX]; /* the beginning of a character whose rest has not come */
    size_t cut_length;
    gr_pos pos; /* of the next byte of text */
    bool after_cr;
    /* what iconv was last opened for */
    iconv_t converter;
    const char *converts;
    size_t unit;     /* bytes: 2 in UTF-16, 4 in UTF-32, else 1 */
    char *converted; /* CONVERTED bytes, once there is something to convert */
};

/* No text can be had from this input. */
static gr_status refuse(gr_decoder *d, gr_error *error, const char *reason)
{
    d->stage = FAILED;
    error->status = GR_ERR_INPUT;
    snprintf(error->message, sizeof error->message, "%s", reason);
    return GR_ERR_INPUT;
}

/* --------------------------------------------------------------- positions */

static uint32_t characters(const char *s, const char *end)
{
    uint32_t count = 0;
    for (; s < end; s++)
        count += ((unsigned char)*s & 0xC0) != 0x80;
    return count;
}

/* Counts the lines that CR ends; returns where the last line begins. */
static const char *skip_cr(gr_decoder *d, const char *s, const char *end)
{
    for (const char *cr; s < end && (cr = memchr(s, '\r', (size_t)(end - s))) != NULL; s = cr + 1)
        d->pos.line++;
    return s;
}

/* A line end is LF, CR LF or CR; text without CR is searched for it only once. */
static void advance(gr_decoder *d, const char *s, size_t length)
{
    const char *end = s + length, *line = s;
    bool has_cr = memchr(s, '\r', length) != NULL;
    for (const char *lf; line < end && (lf = memchr(line, '\n', (size_t)(end - line))) != NULL;
         line = lf + 1) {
        if (has_cr)
            skip_cr(d, line, lf);
        if (lf > s ? lf[-1] != '\r' : !d->after_cr)
            d->pos.line++;
    }
    if (has_cr)
        line = skip_cr(d, line, end);
    if (line > s)
        d->pos.column = 1;
    d->pos.column += characters(line, end);
    d->pos.byte += length;
    d->after_cr = end[-1] == '\r';
}

static void emit(gr_decoder *d, const char *s, size_t length)
{
    if (length == 0)
        return;
    d->sink.text(d->sink.context, s, length);
    if (d->sink.broken != NULL)
        advance(d, s, length);
}

static void emit_broken(gr_decoder *d)
{
    if (d->sink.broken != NULL)
        d->sink.broken(d->sink.context, d->pos);
    emit(d, REPLACEMENT, sizeof REPLACEMENT - 1);
}

/* ------------------------------------------------------------------- UTF-8 */

/* Passes on whole characters; returns how many bytes at the end are the
 * beginning of one. */
static size_t pass_utf8(gr_decoder *d, const char *s, size_t length)
{
    for (;;) {
        size_t good = gr_utf8_prefix(s, length), size;
        emit(d, s, good);
        s += good;
        length -= good;
        if (length == 0)
            return 0;
        if (gr_utf8_step(s, length, &size) == GR_UTF8_CUT)
            return length;
        emit_broken(d); /* or NUL */
        s += size;
        length -= size;
    }
}

/* ------------------------------------------------------------------- iconv */

/* Converts what it can; says in *why (an errno) what stopped it, and returns
 * how many bytes are left. */
static size_t convert(gr_decoder *d, const char *s, size_t length, int *why)
{
    char *in = (char *)s; /* iconv() does not write there, whatever its type says */
    do {
        char *out = d->converted;
        size_t room = CONVERTED;
        *why = iconv(d->converter, s != NULL ? &in : NULL, &length, &out, &room) == (size_t)-1 ? errno : 0;
        pass_utf8(d, d->converted, (size_t)(out - d->converted));
    } while (*why == E2BIG);
    return length;
}

/* Whether `length` bytes are only the beginning of a character. */
static bool wants_more(gr_decoder *d, const char *s, size_t length)
{
    char *in = (char *)s, *out = d->converted;
    size_t room = CONVERTED;
    return iconv(d->converter, &in, &length, &out, &room) == (size_t)-1 && errno == EINVAL;
}

/* How many bytes one U+FFFD stands for: as in web browsers, a lead byte takes
 * the next one with it unless that is ASCII. */
static size_t broken_size(gr_decoder *d, const char *s, size_t length)
{
    size_t size = d->unit;
    if (size == 1 && length > 1 && (s[1] & 0x80) != 0 && wants_more(d, s, 1))
        size = 2;
    return size < length ? size : length;
}

/* As pass_utf8(), for the encoding that iconv was opened for. */
static size_t pass_converted(gr_decoder *d, const char *s, size_t length)
{
    while (length > 0) {
        int why;
        size_t left = convert(d, s, length, &why);
        s += length - left;
        length = left;
        if (why == EINVAL && length < CUT_MAX)
            break;
        if (why == 0)
            continue;
        size_t size = broken_size(d, s, length);
        emit_broken(d);
        s += size;
        length -= size;
    }
    return length;
}

static void close_converter(gr_decoder *d)
{
    if (d->converts != NULL)
        iconv_close(d->converter);
    d->converts = NULL;
}

static bool open_converter(gr_decoder *d, const char *encoding)
{
    if (d->converts != NULL && strcmp(d->converts, encoding) == 0) {
        iconv(d->converter, NULL, NULL, NULL, NULL);
        return true;
    }
    close_converter(d);
    d->converter = iconv_open(GR_ENCODING_UTF8, encoding);
    if (d->converter == (iconv_t)-1)
        return false;
    d->converts = encoding;
    if (d->converted == NULL)
        d->converted = gr_alloc(CONVERTED);
    d->unit = !wants_more(d, "A", 1) ? 1 : !wants_more(d, "A\0", 2) ? 2 : 4;
    iconv(d->converter, NULL, NULL, NULL, NULL);
    return true;
}

/* ---------------------------------------------------------------- decoding */

static void hold(gr_decoder *d, const char *s, size_t length)
{
    memmove(d->cut, s, length);
    d->cut_length = length;
}

/* Decodes the next bytes; first the character that was cut at the end of the
 * last ones is completed. */
static void decode(gr_decoder *d, const char *s, size_t length)
{
    size_t (*pass)(gr_decoder *, const char *, size_t) = d->stage == CONVERTING ? pass_converted : pass_utf8;
    while (d->cut_length > 0 && length > 0) {
        d->cut[d->cut_length++] = *s++;
        length--;
        size_t left = pass(d, d->cut, d->cut_length);
        hold(d, d->cut + d->cut_length - left, left);
    }
    if (length > 0) {
        size_t left = pass(d, s, length);
        hold(d, s + length - left, left);
    }
}

/* ----------------------------------------------------------- the beginning */

/* `good` is its well-formed prefix: is the rest a character that the sample's end cuts? */
static bool is_utf8(gr_str s, size_t good)
{
    size_t size;
    return good == s.len || gr_utf8_step(s.ptr + good, s.len - good, &size) == GR_UTF8_CUT;
}

/* How much of it is ASCII. */
static size_t ascii_prefix(gr_str s)
{
    size_t i = 0;
    while (i < s.len && (unsigned char)s.ptr[i] - 1u < 0x7F)
        i++;
    return i;
}

/* Takes up an encoding; false where iconv does not know it. */
static bool use(gr_decoder *d, const char *encoding)
{
    d->encoding = encoding;
    d->stage = strcmp(encoding, GR_ENCODING_UTF8) == 0 ? READING_UTF8 : CONVERTING;
    return d->stage == READING_UTF8 || open_converter(d, encoding);
}

static gr_status begin_named(gr_decoder *d, const char *encoding, gr_str s, gr_error *error)
{
    if (!use(d, encoding))
        return refuse(d, error, "is in an encoding that iconv does not know here");
    bool wide = d->stage == CONVERTING && d->unit > 1;
    if (!wide && gr_encoding_is_binary(s))
        return refuse(d, error, BINARY);
    decode(d, s.ptr, s.len);
    return GR_OK;
}

static gr_status begin_unnamed(gr_decoder *d, gr_str s, gr_error *error)
{
    size_t good = gr_utf8_prefix(s.ptr, s.len);
    const char *encoding = is_utf8(s, good) ? GR_ENCODING_UTF8 : gr_encoding_guess(s);
    if (encoding == NULL)
        return refuse(d, error, BINARY);
    if (!use(d, encoding))
        return refuse(d, error, "looks like GB18030, which iconv does not know here");
    if (d->stage == CONVERTING)
        good = 0;
    else if (good == s.len && ascii_prefix(s) == s.len)
        d->stage = ASCII;
    emit(d, s.ptr, good);
    decode(d, s.ptr + good, s.len - good);
    return GR_OK;
}

/* What the input says of itself, where it is not plainly UTF-8 and iconv knows
 * what is said. */
static const char *declared(gr_decoder *d, gr_str s)
{
    const char *name = d->sink.declared != NULL ? d->sink.declared(d->sink.context, s.ptr, s.len) : NULL;
    if (name == NULL || is_utf8(s, gr_utf8_prefix(s.ptr, s.len)))
        return NULL;
    name = gr_encoding_canonical(name);
    return use(d, name) ? name : NULL;
}

/* Decodes the beginning of the input. */
static gr_status begin_with(gr_decoder *d, gr_str s, gr_error *error)
{
    const char *other = gr_magic(s);
    if (other != NULL)
        return refuse(d, error, other);
    size_t mark;
    const char *marked = gr_encoding_mark(s, &mark);
    if (marked != NULL)
        return begin_named(d, marked, gr_str_slice(s, mark, s.len), error);
    const char *known = d->named != NULL ? d->named : declared(d, s);
    return known != NULL ? begin_named(d, known, s, error) : begin_unnamed(d, s, error);
}

static gr_status begin_or_resume(gr_decoder *d, gr_str s, gr_error *error)
{
    return d->encoding == NULL ? begin_with(d, s, error) : begin_unnamed(d, s, error);
}

/* Gathers the sample; returns how much of s it took. */
static size_t gather(gr_decoder *d, gr_str s, gr_error *error)
{
    size_t take = GR_DECODE_SAMPLE - d->sample.len;
    take = take < s.len ? take : s.len;
    if (take == GR_DECODE_SAMPLE) { /* all there: no need to copy it */
        begin_or_resume(d, gr_str_slice(s, 0, take), error);
        return take;
    }
    gr_buf_add(&d->sample, s.ptr, take);
    if (d->sample.len == GR_DECODE_SAMPLE) {
        begin_or_resume(d, gr_buf_str(&d->sample), error);
        gr_buf_clear(&d->sample);
    }
    return take;
}

/* Passes on ASCII, for which it makes no difference what the encoding is. */
static size_t pass_ascii(gr_decoder *d, gr_str s)
{
    size_t length = ascii_prefix(s);
    emit(d, s.ptr, length);
    if (length < s.len)
        d->stage = SAMPLING;
    return length;
}

/* --------------------------------------------------------------- interface */

gr_decoder *gr_decoder_new(const char *encoding, gr_decoder_sink sink, gr_error *error)
{
    gr_decoder *d = gr_alloc(sizeof *d);
    d->sink = sink;
    if (encoding != NULL) {
        d->name = gr_alloc(strlen(encoding) + 1);
        memcpy(d->name, encoding, strlen(encoding));
        d->named = gr_encoding_canonical(d->name);
    }
    gr_decoder_begin(d);
    /* iconv takes "" for the locale's encoding, and reads options after a slash */
    bool known =
        encoding == NULL || (encoding[0] != '\0' && strchr(encoding, '/') == NULL && use(d, d->named));
    if (!known) {
        error->status = GR_ERR_ENCODING;
        snprintf(error->message, sizeof error->message, "unknown encoding '%.100s'", encoding);
        gr_decoder_free(d);
        return NULL;
    }
    gr_decoder_begin(d);
    return d;
}

void gr_decoder_free(gr_decoder *d)
{
    if (d == NULL)
        return;
    close_converter(d);
    gr_buf_release(&d->sample);
    free(d->converted);
    free(d->name);
    free(d);
}

void gr_decoder_begin(gr_decoder *d)
{
    d->stage = SAMPLING;
    d->encoding = NULL;
    d->bytes = 0;
    d->cut_length = 0;
    d->pos = (gr_pos){.byte = 0, .line = 1, .column = 1};
    d->after_cr = false;
    gr_buf_clear(&d->sample);
}

gr_status gr_decoder_feed(gr_decoder *d, const void *bytes, size_t length, gr_error *error)
{
    gr_str s = {bytes, length};
    d->bytes += length;
    while (s.len > 0 && d->stage != FAILED) {
        size_t taken = s.len;
        if (d->stage == SAMPLING)
            taken = gather(d, s, error);
        else if (d->stage == ASCII)
            taken = pass_ascii(d, s);
        else
            decode(d, s.ptr, s.len);
        s = gr_str_slice(s, taken, s.len);
    }
    return d->stage == FAILED ? GR_ERR_INPUT : GR_OK;
}

gr_status gr_decoder_finish(gr_decoder *d, gr_error *error)
{
    if (d->bytes == 0)
        return refuse(d, error, "is empty");
    if (d->stage == SAMPLING)
        begin_or_resume(d, gr_buf_str(&d->sample), error);
    if (d->stage == FAILED)
        return GR_ERR_INPUT;
    if (d->cut_length > 0)
        emit_broken(d);
    if (d->stage == CONVERTING) {
        int why;
        convert(d, NULL, 0, &why); /* some encodings keep a character back */
    }
    return GR_OK;
}

const char *gr_decoder_encoding(const gr_decoder *d)
{
    return d->encoding != NULL ? d->encoding : d->named != NULL ? d->named : GR_ENCODING_UTF8;
}

uint64_t gr_decoder_bytes(const gr_decoder *d)
{
    return d->bytes;
}
