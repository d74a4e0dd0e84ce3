#define VERSION       "0.7.12"
#define __BYTE_ORDER  1234
#define __BIG_ENDIAN  4321
#define HAVE_DECL_ENVIRON 0
