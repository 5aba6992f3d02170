#include "magic.h"

typedef struct signature {
    size_t offset;
    gr_str bytes;
    const char *what;
} signature;

#define AT(offset, bytes, what)                                                                              \
    {                                                                                                        \
        offset, {(bytes), sizeof(bytes) - 1}, what                                                           \
    }
#define PICTURE(name)                                                                                        \
    "is a picture (" name "): recognise its text first, for example with tesseract -l chi_sim"
#define PACKED(name, command) "is compressed with " name ": unpack it with " command " first"
#define OFFICE(name)                                                                                         \
    "is " name ": save it as text or HTML first, for example with libreoffice --convert-to html"

static const signature signatures[] = {
    AT(0, "%PDF-", "is a PDF file: convert it with pdftotext -layout first"),
    AT(0, "%!PS", "is a PostScript file: convert it with ps2ascii first"),
    AT(0, "AT&TFORM", "is a DjVu file: convert it with djvutxt first"),
    AT(0, "{\\rtf", OFFICE("an RTF document")),
    AT(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OFFICE("an old Word, WPS or Excel document")),
    AT(0, "MIME-Version: ", "is a saved mail or web archive (MHTML): save the page as HTML first"),
    AT(0, "\x1F\x8B", PACKED("gzip", "gunzip")),
    AT(0, "BZh", PACKED("bzip2", "bunzip2")),
    AT(0,
       "\xFD"
       "7zXZ\0",
       PACKED("xz", "unxz")),
    AT(0, "\x28\xB5\x2F\xFD", PACKED("zstd", "unzstd")),
    AT(0, "7z\xBC\xAF\x27\x1C", "is a 7z archive: unpack it first"),
    AT(0, "Rar!\x1A\x07", "is a RAR archive: unpack it first"),
    AT(257, "ustar", "is a tar archive: unpack it first"),
    AT(0, "\x89PNG\r\n\x1A\n", PICTURE("PNG")),
    AT(0, "\xFF\xD8\xFF", PICTURE("JPEG")),
    AT(0, "GIF8", PICTURE("GIF")),
    AT(0, "II*\0", PICTURE("TIFF")),
    AT(0, "MM\0*", PICTURE("TIFF")),
    AT(8, "WEBPVP8", PICTURE("WebP")),
    AT(0,
       "\x7F"
       "ELF",
       "is a program, no text"),
};

/* A zip file is told by the name of a file in it. */
static const signature members[] = {
    AT(0, "word/", OFFICE("a Word document (.docx)")),
    AT(0, "xl/", OFFICE("an Excel workbook (.xlsx)")),
    AT(0, "ppt/", OFFICE("a PowerPoint file (.pptx)")),
    AT(0, "[Content_Types].xml", OFFICE("a Word, Excel or PowerPoint file")),
    AT(0, "application/vnd.oasis.opendocument", OFFICE("an OpenDocument file")),
    AT(0, "OFD.xml", "is an OFD file: save it as text or PDF first"),
    AT(0, "application/epub+zip", "is an EPUB book: convert it to text first"),
};

static const char *zip(gr_str start)
{
    for (size_t i = 0; i < GR_COUNT(members); i++)
        if (gr_str_find(start, members[i].bytes, 0) != GR_NOT_FOUND)
            return members[i].what;
    return "is a zip archive: unpack it first";
}

const char *gr_magic(gr_str start)
{
    if (gr_str_starts(start, GR_LIT("PK\x03\x04")))
        return zip(start);
    for (size_t i = 0; i < GR_COUNT(signatures); i++) {
        const signature *s = &signatures[i];
        if (start.len >= s->offset && gr_str_starts(gr_str_slice(start, s->offset, start.len), s->bytes))
            return s->what;
    }
    return NULL;
}
