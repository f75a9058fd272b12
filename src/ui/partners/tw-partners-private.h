/* tw-partners-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/tw-table.h"
#include "partners/tw-partners-view.h"

G_BEGIN_DECLS

struct _TwPartnersView
{
  TwView         parent_instance;

  /* children */
  TwTable       *table;
  TwTableSource *source;        /* owned */
};

/* Actions on the partners that are selected, or on the one that is open. */
void tw_partners_install_actions (TwPartnersView *self);
/* Which of them can be given now. */
void tw_partners_update_actions  (TwPartnersView *self,
                                  gboolean        writable,
                                  GArray         *selected);

G_END_DECLS
