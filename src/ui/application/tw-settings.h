/* tw-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): appearance and state of the window; nothing here changes a number. */
GSettings  *tw_settings_new           (void);
/* (transfer full): columns, sort and filters of the list called @name. */
GSettings  *tw_settings_new_for_list  (const char *name);

/* Recent workspaces: the last first, at most eight, only those that still exist. */
char      **tw_settings_get_recent    (void);
void        tw_settings_add_recent    (const char *path);
void        tw_settings_remove_recent (const char *path);

/* (transfer full) (nullable): the period that was shown last in the workspace at @path. */
char       *tw_settings_get_period    (const char *path);
void        tw_settings_set_period    (const char *path,
                                       const char *period);
/* (transfer full): what was opened by search in the workspace at @path, the last first, as
 * "partner/17". */
char      **tw_settings_get_recent_records (const char *path);
void        tw_settings_add_recent_record  (const char *path,
                                            const char *table,
                                            gint64      id);

/* (transfer full) (nullable): what a view remembers of the workspace at @path under @name, such as its filters. */
char       *tw_settings_get_memory    (const char *path,
                                       const char *name);
/* @text: (nullable): %NULL forgets it */
void        tw_settings_set_memory    (const char *path,
                                       const char *name,
                                       const char *text);

G_END_DECLS
