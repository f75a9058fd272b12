/* tw-check-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "tw-finding.h"
#include "tw-program.h"

G_BEGIN_DECLS

/* A run of the design checks over one program. */
typedef struct
{
  const TwProgram *program;
  JsonNode        *root;      /* to compare parts as they are written */
  GPtrArray       *findings;
} TwCheck;

void      tw_check_add      (TwCheck    *check,
                             const char *code,
                             gboolean    blocks,
                             const char *path,
                             const char *remedy,
                             const char *format,
                             ...) G_GNUC_PRINTF (6, 7);
/* (transfer full): what stands at @path, canonical, for comparing; "" where nothing does. */
char     *tw_check_text_at  (TwCheck    *check,
                             const char *path);

/* W1 cliff, W2 falling payout, W3 flat owed without a fact. */
void      tw_check_table    (TwCheck    *check,
                             guint       rule);
/* W4 division without else. */
void      tw_check_divisions (TwCheck   *check);
/* W6 contradicting limits, W7 window and pay period, W8 refunds. */
void      tw_check_rule     (TwCheck    *check,
                             guint       rule);
/* W5 tiers that can't be reached. */
void      tw_check_tiers    (TwCheck    *check);
/* W10 two rules on the same facts. */
void      tw_check_overlaps (TwCheck    *check);
/* CHK-10 facts that the partner type doesn't produce. */
void      tw_check_facts    (TwCheck    *check);

G_END_DECLS
