/* tw-registry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-file.h"

G_BEGIN_DECLS

/* Which files this process has open, as "device:inode", so that a second name of the same file is found too. From any
 * thread. */

/* (transfer full): what stands for the file of @info. */
char     *tw_registry_key   (const TwFileInfo  *info);
/* Fails with %TW_ERROR_CONFLICT where it is open already. */
gboolean  tw_registry_enter (const TwFileInfo  *info,
                             GError           **error);
/* By the key and not by the path: the file may have been moved or removed meanwhile. */
void      tw_registry_leave (const char        *key);

G_END_DECLS
