#include "label_parts.h"

#include "codepoint.h"
#include "data.h"
#include "scan.h"

enum { LABEL_CHARS = 40 };

/* Whether s begins with the year that a figure is compared with: 较2010年增加. */
static bool begins_with_year_before(gr_str s)
{
    size_t than = gr_word_list_start(GR_LABELS_THAN, s);
    return than > 0 && gr_label_year_length(gr_str_slice(s, than, s.len)) > 0;
}

/* Where the title 《…》 that words are cut in at `at` ends, with 、 or 和 behind it; `at` where
 * they are cut in none. */
static size_t title_behind(gr_str s, size_t at)
{
    size_t close = gr_str_find(s, GR_LIT("》"), at);
    if (close == GR_NOT_FOUND || gr_str_find(s, GR_LIT("《"), at) < close)
        return at;
    close += strlen("》");
    if (gr_is_at(s, close, "、"))
        return close + strlen("、");
    return close + gr_word_list_start(GR_LABELS_JOINT, gr_str_slice(s, close, s.len));
}

/* Whether words begin that tell by what means, or where. */
static bool tells_how(gr_str s)
{
    return gr_word_list_start(GR_LABELS_CUT, s) > 0 || gr_str_starts(s, GR_LIT("在"));
}

/* Where words cut at `at` may begin: with the next title or member of a list, else with what
 * was done or how, else far behind with a member that tells how; `at` where none is near. */
static size_t word_behind(gr_str s, size_t at)
{
    size_t half = at + (s.len - at) / 2, title = title_behind(s, at), next = gr_str_find(s, GR_LIT("、"), at);
    if (title > at && title < half)
        return title;
    if (next < half)
        return next + strlen("、");
    for (size_t i = at; i < half; i = gr_utf8_next(s, i))
        if (gr_word_list_start(GR_LABELS_CUT, gr_str_slice(s, i, s.len)) > 0)
            return i;
    for (; next != GR_NOT_FOUND; next = gr_str_find(s, GR_LIT("、"), next)) {
        next += strlen("、");
        if (tells_how(gr_str_slice(s, next, s.len)))
            return next;
    }
    return gr_is_at(s, at, "的") ? at + strlen("的") : at;
}

/* Where the last `chars` characters begin. */
static size_t last_chars_at(gr_str s, size_t chars)
{
    size_t at = 0;
    for (size_t count = gr_utf8_count(s); count > chars; count--)
        at = gr_utf8_next(s, at);
    return at;
}

/* Keeps the last `chars` characters, or fewer, so that no word is cut. */
static gr_str last_chars(gr_str s, size_t chars)
{
    size_t at = last_chars_at(s, chars);
    return at == 0 ? s : gr_str_slice(s, word_behind(s, at), s.len);
}

/* Keeps the first `chars` characters; of more, where that can be, only those before the first
 * 和 or 及, which begins another noun than that counted. */
static gr_str first_chars(gr_str s, size_t chars)
{
    size_t at = 0, noun = 0;
    for (; chars > 0 && at < s.len; chars--, at = gr_utf8_next(s, at)) {
        size_t joint = gr_word_list_start(GR_LABELS_JOINT, gr_str_slice(s, at, s.len));
        bool bound = gr_word_list_end(GR_LABELS_BOUND, gr_str_slice(s, 0, at + joint)) > 0;
        if (noun == 0 && at >= WORD_BYTES && joint > 0 && !bound)
            noun = at;
    }
    return gr_str_slice(s, 0, at < s.len && noun > 0 ? noun : at);
}

/* Where the noun after a numeral ends: 23个县直部门和14个乡镇 counts 县直部门, 两个栏目合并为
 * 一个 counts 栏目, and in 动态7篇共计35页 共计 is of the next. */
static size_t noun_end(const gr_sentence *s, const gr_item *item)
{
    gr_str noun = gr_sentence_slice(s, item->n.next, item->right);
    for (size_t at = gr_utf8_next(noun, 0); at < noun.len; at = gr_utf8_next(noun, at))
        if (gr_word_list_start(GR_LABELS_INTO, gr_str_slice(noun, at, noun.len)) > 0)
            return item->n.next + at;
    size_t end = gr_word_list_end(GR_LABELS_JOINT, noun);
    return item->right - (end > 0 ? end : gr_word_list_end(GR_LABELS_SUM, noun));
}

/* Whether the words are a verb alone: 张贴, 涉及. */
static bool is_bare(gr_str words)
{
    return words.len > 0 && gr_word_list_start(GR_LABELS_BARE, words) == words.len;
}

/* Where the clause begins that a bare verb before numeral i goes on from, 局务公开栏，
 * 张贴19条; the label's own start where another figure stands between. */
static size_t bare_start(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    size_t from = i > 0 ? s->items[i - 1].n.next : s->start, end = item->left;
    gr_str all = gr_text_str(s->text);
    if (!is_bare(gr_sentence_slice(s, item->label_start, item->label_end)) ||
        !gr_str_ends(gr_str_slice(all, from, end), GR_LIT("，")))
        return item->label_start;
    size_t start = gr_label_clause_start(s->text, from, end - strlen("，"));
    return start == from && i > 0 ? item->label_start : start;
}

/* 予以公开258件，占33.9%: a share is labelled by what it is a share of. */
static bool needs_label_before(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_str words = gr_sentence_slice(s, item->label_start, item->label_end);
    if (i == 0)
        return false;
    if (item->noun_after)
        return words.len == 0 && is_bare(gr_sentence_slice(s, item->n.next, noun_end(s, item)));
    return words.len == 0 || gr_word_list_start(GR_LABELS_SHARE, words) > 0 ||
           begins_with_year_before(words) || (is_bare(words) && bare_start(s, i) == item->label_start);
}

/* 规划类信息，占9%: the share of what the clause before names, unless that explains the
 * figure before: 政策类105条，主要是规章，占46%; 无法提供1件（咨询），占14%. */
static bool is_share_of_clause(const gr_sentence *s, size_t i, size_t *start, size_t *end)
{
    const gr_item *item = &s->items[i];
    return item->rate && gr_is_at(gr_text_str(s->text), item->label_start, "占") &&
           gr_label_clause_before(s, i, start, end) && !gr_is_at(gr_text_str(s->text), *start, "（") &&
           gr_word_list_start(GR_LABELS_OPEN, gr_sentence_slice(s, *start, *end)) == 0 &&
           gr_word_list_end(GR_LABELS_OPEN, gr_sentence_slice(s, s->start, *start)) == 0;
}

/* The figure whose label that of item i leans on: the one before it, but no rate for a
 * count (办结率97%；公开44件), and behind a bracket the total before that, 67件（网络41件），
 * 增加21件. */
static size_t leans_on(const gr_sentence *s, size_t i)
{
    size_t back = i - 1;
    while (back > 0 && s->items[back].rate && !s->items[i].rate)
        back--;
    bool behind =
        gr_str_starts(gr_sentence_slice(s, s->items[back].n.next, s->items[i].n.start), GR_LIT("）"));
    bool part = s->items[back].parent >= 0 && (size_t)s->items[back].parent < back; /* of what it follows */
    return behind && part ? (size_t)s->items[back].parent : back;
}

/* 建议103件、提案55件，合计158件: the word for the sum is all that it is called. */
static bool is_sum_alone(const gr_sentence *s, size_t i)
{
    gr_str words = gr_sentence_slice(s, s->items[i].left, s->items[i].n.start);
    size_t start, end;
    bool alone = i > 0 && words.len > 0 && gr_word_list_start(GR_LABELS_SUM_ALONE, words) == words.len &&
                 !gr_label_clause_before(s, i, &start, &end);
    return alone && gr_str_equal(s->items[i].measure, s->items[i - 1].measure);
}

/* Where the clause ends that goes on at `from` behind numeral i, or the next one stands. */
static size_t end_behind(const gr_sentence *s, size_t i, size_t from, bool *shared)
{
    size_t k = i + 1;
    while (k < s->count && s->items[k].n.start < from)
        k++;
    size_t next = k < s->count ? s->items[k].n.start : s->end;
    size_t end = from < next ? gr_label_clause_end(s->text, from, next) : next;
    *shared = end == next;
    return end;
}

/* 建立了25人的联络员队伍: behind a verb and a number, where the noun ends to which that
 * belongs, or 0. */
static size_t owner_end(const gr_sentence *s, size_t i)
{
    enum { VERB_BYTES = 9 };
    const gr_item *item = &s->items[i];
    bool shared, of = gr_is_at(gr_text_str(s->text), item->n.next, "的");
    size_t end = end_behind(s, i, item->n.next, &shared);
    bool verb = item->label_end > item->label_start && item->label_end - item->label_start <= VERB_BYTES;
    return of && verb && !shared && end >= item->n.next + SYLLABLE + WORD_BYTES ? end : 0;
}

/* 13封（含2封转办）均已办结: where the clause goes on behind numeral i, and behind the bracket that
 * tells more of it. */
static size_t behind_bracket(const gr_sentence *s, size_t i)
{
    size_t from = s->items[i].n.next;
    return from + gr_bracket_length(gr_sentence_slice(s, from, s->end));
}

/* 其余5件: says which, but not of what. */
static bool is_rest(gr_str words)
{
    return gr_str_equal(words, GR_LIT("其余")) || gr_str_equal(words, GR_LIT("余下"));
}

/* 2件为网上申请，1件已办结: where nothing stands before a numeral, what is said of it behind
 * it tells what was counted. */
static gr_str told_behind(const gr_sentence *s, size_t i, size_t *start)
{
    const gr_item *item = &s->items[i];
    size_t from = item->left, to = item->n.start;
    gr_label_strip(s, &from, &to);
    gr_str before = gr_sentence_slice(s, from, to);
    bool says_nothing = before.len == 0 || gr_str_equal(before, GR_LIT("中")) ||    /* 4件中2件为 */
                        is_rest(before) ||                                          /* 其余5件为 */
                        gr_word_list_start(GR_LABELS_DIVIDE, before) == before.len; /* 处理结果4件为 */
    if (!says_nothing || item->noun_after)
        return (gr_str){0};
    bool shared;
    size_t behind = behind_bracket(s, i);
    gr_str words = gr_sentence_slice(s, behind, end_behind(s, i, behind, &shared));
    size_t verb = gr_word_list_start(GR_LABELS_TOLD, words);
    size_t copula = gr_word_list_start(GR_LABELS_COPULA, words);
    *start = behind + copula;
    bool tells = verb > 0 && words.len >= verb + WORD_BYTES && !shared;
    return tells ? gr_str_slice(words, copula, words.len) : (gr_str){0};
}

static void add_words(const gr_sentence *s, size_t start, size_t end, gr_buf *out)
{
    if (start < end)
        gr_text_plain(s->text, start, end, out);
}

/* The words of figures and clauses before numeral i that its own lean on. */
static void add_words_before(const gr_sentence *s, size_t i, gr_buf *out)
{
    size_t start, end, back = i;
    if (is_share_of_clause(s, i, &start, &end)) {
        add_words(s, start, end, out);
        return;
    }
    while (needs_label_before(s, back))
        back = leans_on(s, back);
    if (back == i)
        return;
    const gr_item *item = &s->items[back];
    size_t from = item->label_start; /* 累计公开30条，今年新增5条: not 累计 of the latter */
    if (s->items[i].scope == GR_SCOPE_YEAR && item->scope == GR_SCOPE_CUMULATIVE &&
        gr_is_at(gr_text_str(s->text), from, "累计"))
        from += strlen("累计");
    add_words(s, from, item->label_end, out);
    if (item->noun_after)
        add_words(s, item->n.next, noun_end(s, item), out);
}

/* Where the words before numeral i begin that are its label: they are none where 、 makes them
 * members of a list in which the noun follows (局长、两名副局长), and no clause before is told
 * again at length for a verb that has its noun behind. */
static size_t words_start(const gr_sentence *s, size_t i)
{
    const gr_item *item = &s->items[i];
    gr_str before = gr_sentence_slice(s, item->left, item->n.start);
    if (item->noun_after && gr_str_ends(before, GR_LIT("、")))
        return item->label_end;
    size_t start = bare_start(s, i);
    bool is_long = gr_utf8_count(gr_sentence_slice(s, start, item->label_end)) > LABEL_CHARS / 2;
    return item->noun_after && is_long ? item->label_start : start;
}

/* 提出6大类30条任务: whether nothing but its measure word parts numeral i from the next one. */
static bool is_stacked(const gr_sentence *s, size_t i)
{
    return i + 1 < s->count && s->items[i].n.next == s->items[i + 1].n.start;
}

/* The words of numeral i that it shares with those that it is stacked with: those before the
 * first of them, and the noun behind the last one. */
static void add_shared_words(const gr_sentence *s, size_t i, gr_buf *left, gr_buf *right)
{
    size_t first = i, last = i;
    while (first > 0 && is_stacked(s, first - 1))
        first--;
    while (is_stacked(s, last))
        last++;
    const gr_item *end = &s->items[last];
    if (first == last || !end->noun_after)
        return;
    if (left->len == 0)
        add_words(s, s->items[first].label_start, s->items[first].label_end, left);
    if (right->len == 0)
        add_words(s, end->n.next, noun_end(s, end), right);
}

/* What stands before numeral i, or is told of it behind, and the noun behind it. */
static void add_label(const gr_sentence *s, size_t i, gr_buf *left, gr_buf *right)
{
    const gr_item *item = &s->items[i];
    size_t behind;
    gr_str told = told_behind(s, i, &behind);
    if (told.len > 0) {
        if (is_rest(gr_sentence_slice(s, item->label_start, item->label_end)))
            add_words(s, item->label_start, item->label_end, left);
        add_words(s, behind, behind + told.len, left);
    } else if (gr_item_is_member(item)) {
        add_words(s, item->item_start, item->item_end, left);
    } else if (is_sum_alone(s, i)) {
        add_words(s, item->left, item->n.start, left);
    } else if (item->of_end > item->of_start) {
        add_words(s, item->of_start, item->of_end, left);
        add_words(s, item->label_start, item->label_end, left);
    } else {
        add_words_before(s, i, left);
        add_words(s, words_start(s, i), item->label_end, left);
        if (item->noun_after)
            add_words(s, item->n.next, noun_end(s, item), right);
        else
            add_words(s, item->n.next + SYLLABLE, owner_end(s, i), right);
        add_shared_words(s, i, left, right);
    }
}

/* Takes an address in brackets out of the words, 门户网站（http://www.a.gov.cn）: it counts nothing. */
static void remove_address(gr_buf *words)
{
    static const char *const starts[] = {"（http", "（www.", "(http", "(www."};
    gr_str s = gr_buf_str(words);
    for (size_t k = 0; k < GR_COUNT(starts); k++) {
        size_t open = gr_str_find(s, gr_str_of(starts[k]), 0);
        gr_str close = starts[k][0] == '(' ? GR_LIT(")") : GR_LIT("）");
        size_t end = open == GR_NOT_FOUND ? GR_NOT_FOUND : gr_str_find(s, close, open);
        if (end == GR_NOT_FOUND)
            continue;
        end += close.len;
        memmove(words->ptr + open, words->ptr + end, words->len - end);
        words->len -= end - open;
        return;
    }
}

/* 起草了《A》《B》 before 两个文件: takes off the titles at the end of words that would be cut in
 * one, where a noun says behind them what they are. */
static void remove_titles(gr_buf *words, size_t chars)
{
    gr_str s = gr_buf_str(words);
    size_t at = last_chars_at(s, chars);
    if (at == 0 || title_behind(s, at) == at)
        return;
    while (gr_str_ends(s, GR_LIT("》"))) {
        size_t open = s.len;
        while (open > 0 && !gr_is_at(s, open, "《"))
            open--;
        s.len = open;
        s.len -= gr_str_ends(s, GR_LIT("、")) ? strlen("、") : gr_word_list_end(GR_LABELS_JOINT, s);
    }
    if (s.len > 0)
        words->len = s.len;
}

char *gr_label_text(const gr_sentence *s, size_t i, gr_arena *arena)
{
    gr_buf left = {0}, right = {0};
    add_label(s, i, &left, &right);
    if (left.len == 0 && right.len == 0) /* 共计300条 */
        add_words(s, s->items[i].left, s->items[i].n.start, &left);
    remove_address(&left);
    gr_str after = first_chars(gr_buf_str(&right), LABEL_CHARS);
    bool cut = after.len < right.len;
    size_t room = cut ? 0 : LABEL_CHARS - gr_utf8_count(after); /* what was too long stands alone */
    if (after.len > 0)
        remove_titles(&left, room);
    gr_str before = last_chars(gr_buf_str(&left), room);
    char *label = gr_arena_join(arena, (gr_str[]){before, after}, 2);
    gr_buf_release(&left);
    gr_buf_release(&right);
    return label;
}
