/*
 * The keys of what a record lists, once for JSON and for CSV, in the order in
 * which both print them: X(key, type, value...).  The types are
 *
 *     text   a string, or null            name   the same, from a vocabulary
 *     count  an unsigned number           place  the same; null where 0
 *     flag   true or false                ids    a list of ids: array, length
 *     number whether there is one, and a gr_decimal
 *     value  the same; where there is none, the report's cell is blank
 *
 * data/record.tsv says them for the schema; tests hold the two together.
 */
#ifndef GR_WRITE_KEYS_H
#define GR_WRITE_KEYS_H

#define GR_FIGURE_KEYS(X, f)                                                                                 \
    X("id", count, (f)->id)                                                                                  \
    X("indicator", name, (f)->indicator != NULL ? (f)->indicator->code : NULL)                               \
    X("label", text, (f)->label)                                                                             \
    X("value", value, (f)->has_value, (f)->value)                                                            \
    X("value_high", number, (f)->has_high, (f)->value_high)                                                  \
    X("unit", text, (f)->unit)                                                                               \
    X("unit_stated", flag, (f)->unit_stated)                                                                 \
    X("qualifier", name, gr_qualifier_name((f)->qualifier))                                                  \
    X("direction", name, gr_direction_name((f)->direction))                                                  \
    X("kind", name, gr_kind_name((f)->kind))                                                                 \
    X("scope", name, gr_scope_name((f)->scope))                                                              \
    X("year", place, (f)->year > 0 ? (uint64_t)(f)->year : 0)                                                \
    X("part_of", place, (f)->part_of)                                                                        \
    X("row", text, (f)->row)                                                                                 \
    X("column_label", text, (f)->column_label)                                                               \
    X("section", text, (f)->section)                                                                         \
    X("rule", text, (f)->rule)                                                                               \
    X("line", place, (f)->line)                                                                              \
    X("column", place, (f)->column)                                                                          \
    X("byte_start", count, (f)->byte_start)                                                                  \
    X("byte_end", count, (f)->byte_end)                                                                      \
    X("quote", text, (f)->quote)                                                                             \
    X("note", text, (f)->note)

#define GR_SECTION_KEYS(X, s)                                                                                \
    X("level", count, (uint64_t)(s)->level)                                                                  \
    X("number", text, (s)->number)                                                                           \
    X("title", text, (s)->title)                                                                             \
    X("line", place, (s)->line)                                                                              \
    X("byte_start", count, (s)->byte_start)                                                                  \
    X("byte_end", count, (s)->byte_end)

#define GR_CHECK_KEYS(X, c)                                                                                  \
    X("check", text, (c)->check)                                                                             \
    X("status", name, gr_check_status_name((c)->status))                                                     \
    X("left", number, (c)->has_left, (c)->left)                                                              \
    X("right", number, (c)->has_right, (c)->right)                                                           \
    X("figures", ids, (c)->figures, (c)->figure_count)                                                       \
    X("message_zh", text, (c)->message_zh)                                                                   \
    X("message_en", text, (c)->message_en)                                                                   \
    X("left_label", text, (c)->left_label)                                                                   \
    X("right_label", text, (c)->right_label)                                                                 \
    X("line", place, (c)->line)                                                                              \
    X("column", place, (c)->column)                                                                          \
    X("quote", text, (c)->quote)                                                                             \
    X("blanks_as_zero", flag, (c)->blanks_as_zero)

#define GR_WARNING_KEYS(X, w)                                                                                \
    X("code", text, (w)->code)                                                                               \
    X("line", place, (w)->line)                                                                              \
    X("message", text, (w)->message)                                                                         \
    X("column", place, (w)->column)

#endif
