/* tw-setting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-model"

#include "config.h"

#include "tw-setting.h"

#include "tw-decimal.h"
#include "tw-history.h"
#include "tw-query.h"

char *
tw_setting_get_text (TwWorkspace *workspace,
                     const char  *key)
{
  g_autoptr (TwQuery) query = NULL;

  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && key != NULL, NULL);

  query = tw_query_new (workspace, "SELECT value FROM setting WHERE key = :key", NULL);
  if (query == NULL)
    return NULL;
  tw_query_bind_text (query, "key", key);
  return tw_query_step (query, NULL) ? tw_query_dup_text (query, 0) : NULL;
}

gint64
tw_setting_get_int (TwWorkspace *workspace,
                    const char  *key,
                    gint64       initial)
{
  g_autofree char *text = tw_setting_get_text (workspace, key);
  gint64 value;

  return text != NULL && tw_decimal_parse (text, 0, &value, NULL) ? value : initial;
}

static gboolean
write_value (TwWorkspace  *workspace,
             const char   *key,
             const char   *value,
             GError      **error)
{
  g_autofree char *before = tw_setting_get_text (workspace, key);
  g_autoptr (TwQuery) query = NULL;

  if (g_strcmp0 (before, value) == 0)
    return TRUE;
  query = tw_query_new (workspace,
                        value == NULL ? "DELETE FROM setting WHERE key = :key"
                        : before == NULL ? "INSERT INTO setting (key, value) VALUES (:key, :value)"
                                         : "UPDATE setting SET value = :value WHERE key = :key",
                        error);
  if (query == NULL)
    return FALSE;
  tw_query_bind_text (query, "key", key);
  if (value != NULL)
    tw_query_bind_text (query, "value", value);
  return tw_query_run (query, error);
}

gboolean
tw_setting_set_text (TwWorkspace  *workspace,
                     const char   *key,
                     const char   *value,
                     const char   *label,
                     GError      **error)
{
  g_return_val_if_fail (TW_IS_WORKSPACE (workspace) && key != NULL && label != NULL, FALSE);

  if (!tw_history_begin (workspace, TW_HISTORY_EDIT, label, error))
    return FALSE;
  if (!write_value (workspace, key, value, error))
    {
      tw_history_rollback (workspace);
      return FALSE;
    }
  return tw_history_commit (workspace, 0, NULL, NULL, error);
}
