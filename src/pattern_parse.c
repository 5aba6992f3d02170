#include "pattern_parse.h"

#include "codepoint.h"

bool gr_pattern_is_special(char c)
{
    switch (c) {
    case '\0':
    case '\\':
    case '^':
    case '$':
    case '.':
    case '[':
    case '|':
    case '(':
    case ')':
    case '?':
    case '*':
    case '+':
    case '{':
        return true;
    default:
        return false;
    }
}

gr_str gr_pattern_literal_prefix(gr_str s)
{
    size_t end = 0;
    while (end < s.len && !gr_pattern_is_special(s.ptr[end]) && (end == 0 || s.ptr[end] != '#'))
        end++;
    if (end < s.len && (s.ptr[end] == '?' || s.ptr[end] == '*' || s.ptr[end] == '{'))
        end = gr_utf8_back(s, end);
    return gr_str_slice(s, 0, end);
}

size_t gr_pattern_class_end(gr_str pattern, size_t at)
{
    size_t i = at + 1;
    if (i < pattern.len && pattern.ptr[i] == '^')
        i++;
    do
        i += i < pattern.len && pattern.ptr[i] == '\\' ? 2 : 1;
    while (i < pattern.len && pattern.ptr[i] != ']');
    return i < pattern.len ? i + 1 : pattern.len;
}

size_t gr_pattern_part_end(gr_str pattern, size_t at)
{
    size_t end = pattern.ptr[at] == '['    ? gr_pattern_class_end(pattern, at)
                 : pattern.ptr[at] == '\\' ? at + 2
                                           : gr_utf8_next(pattern, at);
    return end < pattern.len ? end : pattern.len;
}

size_t gr_pattern_group_end(gr_str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.len; i = gr_pattern_part_end(s, i)) {
        if (s.ptr[i] == '(')
            depth++;
        else if (s.ptr[i] == ')' && --depth == 0)
            return i;
    }
    return 0;
}

gr_str gr_pattern_behind_quantifier(gr_str s, bool *optional)
{
    size_t end = 0;
    *optional = s.len > 0 && strchr("?*{", s.ptr[0]) != NULL;
    if (s.len > 0 && s.ptr[0] == '{') {
        end = gr_str_find(s, GR_LIT("}"), 0);
        end = end == GR_NOT_FOUND ? s.len : end + 1;
    } else if (*optional || (s.len > 0 && s.ptr[0] == '+')) {
        end = 1;
    }
    if (end > 0 && end < s.len && (s.ptr[end] == '?' || s.ptr[end] == '+'))
        end++;
    return gr_str_slice(s, end, s.len);
}

bool gr_pattern_is_look(gr_str group)
{
    size_t at = gr_str_starts(group, GR_LIT("(?<")) ? 3 : 2;
    return gr_str_starts(group, GR_LIT("(?")) && at < group.len &&
           (group.ptr[at] == '!' || group.ptr[at] == '=');
}

bool gr_pattern_is_plain(gr_str pattern)
{
    for (size_t at = 0; at + 1 < pattern.len; at++) {
        gr_str rest = gr_str_slice(pattern, at, pattern.len);
        char after = rest.ptr[1];
        if (rest.ptr[0] == '\\' && strchr("dDsSwWbB", after) == NULL &&
            ((after | 0x20) >= 'a' || (after >= '0' && after <= '9')))
            return false;
        if (gr_str_starts(rest, GR_LIT("[:")) || gr_str_starts(rest, GR_LIT("(*")))
            return false;
        if (gr_str_starts(rest, GR_LIT("(?")) && !gr_str_starts(rest, GR_LIT("(?:")) &&
            !gr_pattern_is_look(rest))
            return false;
        at += rest.ptr[0] == '\\';
    }
    return true;
}

gr_pattern_part gr_pattern_take_part(gr_str *rest)
{
    size_t end = rest->ptr[0] == '(' ? gr_pattern_group_end(*rest) + 1 : gr_pattern_part_end(*rest, 0);
    if (rest->ptr[0] == '(' && end == 1)
        end = rest->len;
    gr_pattern_part p = {.text = gr_str_slice(*rest, 0, end)};
    *rest = gr_pattern_behind_quantifier(gr_str_slice(*rest, end, rest->len), &p.optional);
    return p;
}

gr_str gr_pattern_take_alternative(gr_str *choice)
{
    gr_str left = *choice;
    while (left.len > 0 && left.ptr[0] != '|')
        gr_pattern_take_part(&left);
    gr_str alternative = gr_str_slice(*choice, 0, choice->len - left.len);
    *choice = left.len > 0 ? gr_str_slice(left, 1, left.len) : (gr_str){0};
    return alternative;
}

gr_str gr_pattern_inside(gr_str group)
{
    size_t start = gr_str_starts(group, GR_LIT("(?:")) ? strlen("(?:") : 1;
    return gr_str_slice(group, start, group.len - 1);
}

bool gr_pattern_is_group(gr_str text)
{
    return text.ptr[0] == '(' && text.len > 1 && text.ptr[text.len - 1] == ')' && !gr_pattern_is_look(text);
}

bool gr_pattern_is_literal(gr_str text)
{
    return text.ptr[0] != ')' && !gr_pattern_is_special(text.ptr[0]);
}

bool gr_pattern_is_list(gr_str class)
{
    for (size_t at = 1; at + 1 < class.len; at++)
        if (strchr("^-\\[:#", class.ptr[at]) != NULL)
            return false;
    return true;
}
