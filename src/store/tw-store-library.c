/* tw-store-library.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-store-library.h"

#include <sqlite3.h>

const char *
tw_store_library_version (void)
{
  return sqlite3_libversion ();
}
