/* tw-partners-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "partners/tw-partners-view.h"

#include <glib/gi18n-lib.h>

struct _TwPartnersView
{
  TwView parent_instance;
};

G_DEFINE_FINAL_TYPE (TwPartnersView, tw_partners_view, TW_TYPE_VIEW)

static void
tw_partners_view_class_init (TwPartnersViewClass *klass)
{
}

static void
tw_partners_view_init (TwPartnersView *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "tw-partners-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Partners Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Import a list or add the first one."));
  tw_view_set_title (TW_VIEW (self), _("Partners"), NULL);
  tw_view_set_root (TW_VIEW (self), page);
}

TwView *
tw_partners_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_PARTNERS_VIEW, "document", document, NULL);
}
