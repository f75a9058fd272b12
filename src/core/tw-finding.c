/* tw-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-core"

#include "config.h"

#include "tw-finding.h"

/**
 * tw_finding_new:
 * @path: (nullable): where
 * @remedy: (nullable): what to do about it
 *
 * Returns: (transfer full): a finding with copies of the texts
 */
TwFinding *
tw_finding_new (const char *code,
                TwSeverity  severity,
                const char *path,
                const char *message,
                const char *remedy)
{
  TwFinding *finding;

  g_return_val_if_fail (code != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  finding = g_new0 (TwFinding, 1);
  finding->code = g_strdup (code);
  finding->severity = severity;
  finding->path = g_strdup (path);
  finding->message = g_strdup (message);
  finding->remedy = g_strdup (remedy);

  return finding;
}

void
tw_finding_free (TwFinding *finding)
{
  if (finding == NULL)
    return;

  g_free (finding->code);
  g_free (finding->path);
  g_free (finding->message);
  g_free (finding->remedy);
  g_free (finding);
}

GPtrArray *
tw_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) tw_finding_free);
}

/**
 * tw_findings_count:
 * @findings: (element-type TwFinding): a list
 * @at_least: the mildest severity that counts
 *
 * Returns: how many findings are of @at_least or graver
 */
guint
tw_findings_count (GPtrArray  *findings,
                   TwSeverity  at_least)
{
  guint count = 0;

  g_return_val_if_fail (findings != NULL, 0);

  for (guint i = 0; i < findings->len; i++)
    {
      const TwFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity >= at_least)
        count++;
    }

  return count;
}
