#define IN_LIBUNISTRING            1
#define _GL_ATTRIBUTE_CONST        __attribute__((__const__))
#define _GL_ATTRIBUTE_PURE         __attribute__((__pure__))
#define _GL_ATTRIBUTE_DEALLOC_FREE
#define _GL_ATTRIBUTE_MALLOC       __attribute__((__malloc__))
#define _GL_INLINE_HEADER_BEGIN
#define _GL_INLINE_HEADER_END
#define FALLTHROUGH                __attribute__((__fallthrough__))
#define _GL_ATTRIBUTE_FALLTHROUGH  __attribute__((__fallthrough__))
#define _GL_ATTRIBUTE_MAYBE_UNUSED __attribute__((__unused__))
