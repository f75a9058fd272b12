/* tw-finding.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TW_SEVERITY_INFO,
  TW_SEVERITY_WARNING,
  TW_SEVERITY_ERROR,
} TwSeverity;

/**
 * TwFinding:
 * @code: stable id, such as `CHK-53`, `W1` or `E2`; never shown to people
 * @severity: an error blocks publishing
 * @path: (nullable): where, as a path (`/rules/2/table/bands/1/from`)
 * @message: what is wrong, with the evidence in numbers
 * @remedy: (nullable): what to do about it
 *
 * One thing that a check has to say.
 */
typedef struct
{
  char       *code;
  TwSeverity  severity;
  char       *path;
  char       *message;
  char       *remedy;
} TwFinding;

TwFinding  *tw_finding_new  (const char *code,
                             TwSeverity  severity,
                             const char *path,
                             const char *message,
                             const char *remedy);
void        tw_finding_free (TwFinding  *finding);
/* (transfer full) (element-type TwFinding): an empty list of findings that frees its elements. */
GPtrArray  *tw_findings_new (void);
guint       tw_findings_count (GPtrArray  *findings,
                               TwSeverity  at_least);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TwFinding, tw_finding_free)

G_END_DECLS
