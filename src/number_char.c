#include "number_parts.h"

int gr_han_digit(uint32_t c)
{
    switch (c) {
    case U'〇':
    case U'零':
        return 0;
    case U'一':
    case U'壹':
        return 1;
    case U'二':
    case U'贰':
    case U'两':
        return 2;
    case U'三':
    case U'叁':
    case U'参':
        return 3;
    case U'四':
    case U'肆':
        return 4;
    case U'五':
    case U'伍':
        return 5;
    case U'六':
    case U'陆':
        return 6;
    case U'七':
    case U'柒':
        return 7;
    case U'八':
    case U'捌':
        return 8;
    case U'九':
    case U'玖':
        return 9;
    default:
        return -1;
    }
}

int gr_han_power(uint32_t c)
{
    switch (c) {
    case U'十':
    case U'拾':
        return 1;
    case U'百':
    case U'佰':
        return 2;
    case U'千':
    case U'仟':
        return 3;
    case U'万':
        return 4;
    case U'亿':
        return 8;
    default:
        return 0;
    }
}

int gr_han_tens(uint32_t c)
{
    return c == U'廿' ? 2 : c == U'卅' ? 3 : c == U'卌' ? 4 : 0;
}

bool gr_is_numeral(uint32_t c)
{
    if (c < 0x80)
        return gr_is_digit(c);
    /* 参 is a numeral only inside one (参佰, 零参) */
    return c != U'参' && (gr_han_digit(c) >= 0 || gr_han_power(c) > 0 || gr_han_tens(c) > 0);
}

bool gr_is_boundary(uint32_t c)
{
    switch (c) {
    case 0:
    case '\t':
    case '\n':
    case ' ':
    case '|':
    case '"':
    case U'。':
    case U'！':
    case U'？':
    case U'；':
    case U'，':
    case U'、':
    case U'：':
    case U'…':
    case U'（':
    case U'）':
    case U'［':
    case U'］':
    case U'｛':
    case U'｝':
    case U'《':
    case U'》':
    case U'〈':
    case U'〉':
    case U'〔':
    case U'〕':
    case U'【':
    case U'】':
    case U'“':
    case U'”':
    case U'‘':
    case U'’':
    case U'·':
    case U'—':
        return true;
    default:
        return false;
    }
}
