/*
 * usage: flatten YEAR FLATTENING [SEED [BLANKS]]
 *        flatten --cells YEAR [SEED [BLANKS]]
 * Prints a report with the form of 2014, 2019 or 2021 in one flattening, or its
 * cells as indicator and number; BLANKS of a hundred cells are blank.
 */
#include "flatten.h"

static int number(int argc, char **argv, int i)
{
    return i < argc ? atoi(argv[i]) : 0;
}

int main(int argc, char **argv)
{
    bool cells = argc > 2 && strcmp(argv[1], "--cells") == 0;
    size_t how = 0;
    while (!cells && argc > 2 && how < FLATTENING_COUNT && strcmp(flattening_names[how], argv[2]) != 0)
        how++;
    if (argc < 3 || how == FLATTENING_COUNT) {
        fprintf(
            stderr,
            "usage: flatten YEAR FLATTENING [SEED [BLANKS]]\n       flatten --cells YEAR [SEED [BLANKS]]\n");
        for (size_t i = 0; i < FLATTENING_COUNT; i++)
            fprintf(stderr, "       %s\n", flattening_names[i]);
        return 2;
    }
    fform *f =
        build_form(number(argc, argv, cells ? 2 : 1), (uint32_t)number(argc, argv, 3), number(argc, argv, 4));
    gr_buf out = {0};
    if (cells)
        print_cells(f, &out);
    else
        flatten_form(f, (flattening)how, &out);
    fwrite(out.ptr, 1, out.len, stdout);
    gr_buf_release(&out);
    free(f);
    return 0;
}
