#define HAVE_ALLOCA_H 1
