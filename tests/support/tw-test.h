/* tw-test.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "tw-error.h"

G_BEGIN_DECLS

/* What the test programs of all folders share. */

/* Asserts that a GError of our domain with this code was set, and clears it. The message must be a
 * sentence: a person reads it. */
#define tw_assert_error(error, code)                                                              \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_assert_error ((error), TW_ERROR, (int) (code));                                             \
    tw_test_assert_sentence ((error)->message);                                                   \
    g_clear_error (&(error));                                                                     \
  }                                                                                               \
  G_STMT_END

/* The same, where the message has to name @text (a file, row, field, path). */
#define tw_assert_error_names(error, code, text)                                                  \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_assert_error ((error), TW_ERROR, (int) (code));                                             \
    tw_test_assert_contains ((error)->message, (text));                                           \
    tw_assert_error ((error), (code));                                                            \
  }                                                                                               \
  G_STMT_END

void   tw_test_assert_sentence (const char *message);
void   tw_test_assert_contains (const char *haystack,
                                const char *needle);

/* (transfer full): an empty folder of this test's own, below the system's folder for temporary
 * files. */
char  *tw_test_make_dir        (void);
/* Removes what tw_test_make_dir() returned, with everything in it, and frees @dir. */
void   tw_test_remove_dir      (char       *dir);

/* (transfer full): the path of @name in the source folder of tests, such as "golden/programs". */
char  *tw_test_source_path     (const char *name);
/* (transfer full) (nullable): the path of @name in the folder of reference data that is not part of
 * the sources (TW_SHARED, else ../shared beside the sources). Where it is missing the test is
 * marked as skipped, and the caller returns. */
char  *tw_test_shared_path     (const char *name);

typedef char TwTestDir;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwTestDir, tw_test_remove_dir)

G_END_DECLS
