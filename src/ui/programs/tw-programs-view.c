/* tw-programs-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-programs-private.h"

#include "common/tw-format.h"
#include "common/tw-reading-page.h"
#include "common/tw-status-page.h"
#include "programs/tw-program-header.h"
#include "tw-record.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (TwProgramsView, tw_programs_view, TW_TYPE_VIEW)

static char *
describe_span (const TwProgramVersion *version)
{
  g_autofree char *first = tw_format_date (version->valid_from);
  g_autofree char *last = NULL;

  if (version->valid_to == TW_DATE_NONE)
    /* Translators: %s is a date. */
    return g_strdup_printf (_("From %s"), first);

  last = tw_format_date (version->valid_to - 1);
  /* Translators: two dates. */
  return g_strdup_printf (_("%1$s to %2$s"), first, last);
}

/* --- the list --- */

static char *
describe_version (const TwProgramVersion *version)
{
  g_autofree char *span = describe_span (version);
  g_autofree char *rules = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u rule", "%u rules", version->n_rules), version->n_rules);
  g_autofree char *tiers = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u tier", "%u tiers", version->n_tiers), version->n_tiers);

  return g_strdup_printf ("%s · %s · %s", span, tiers, rules);
}

static void
on_row_activated (TwProgramsView *self,
                  GtkListBoxRow  *row)
{
  tw_programs_view_open (self, *(gint64 *) g_object_get_data (G_OBJECT (row), "tw-version"));
}

static void
add_version (GtkWidget              *list,
             const TwProgramVersion *version)
{
  g_autofree char *title = g_strdup_printf (_("Version %d"), version->number);
  g_autofree char *subtitle = describe_version (version);
  g_autofree char *name = NULL;
  GtkWidget *row = tw_reading_page_add_row (list, title, subtitle, NULL);
  GtkWidget *badge = gtk_label_new (tw_program_header_get_state (version));

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_add_css_class (badge, version->state);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), badge);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "tw-version",
                          g_memdup2 (&version->id, sizeof version->id), g_free);
  name = g_strdup_printf ("%s, %s, %s, %s", version->name, title, tw_program_header_get_state (version), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
create_list (TwProgramsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = NULL;
  gint64 program = 0;

  for (guint i = 0; i < self->versions->len; i++)
    {
      const TwProgramVersion *version = g_ptr_array_index (self->versions, i);

      if (list == NULL || version->program != program)
        {
          list = tw_reading_page_add_group (box, version->name);
          g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated), self,
                                   G_CONNECT_SWAPPED);
          program = version->program;
        }

      add_version (list, version);
    }

  return tw_reading_page_new (box);
}

static GtkWidget *
create_empty (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *buttons = tw_status_page_buttons (_("_New Program…"), "view.new", _("_Import…"), "view.import");

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "tw-programs-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Programs"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("Start from the gap a program has to close."));
  gtk_widget_add_css_class (gtk_widget_get_first_child (buttons), "suggested-action");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);

  return page;
}

static GtkWidget *
create_failed (const GError *error)
{
  GtkWidget *page = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  GtkWidget *button = tw_status_page_button (_("_Try Again"), "view.reload");

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("The Programs Could Not Be Read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static void
refresh_list (TwProgramsView *self)
{
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  self->versions = tw_program_versions_list (workspace, &error);

  if (self->versions == NULL)
    tw_reading_page_replace (self->bin, create_failed (error));
  else if (self->versions->len == 0)
    tw_reading_page_replace (self->bin, create_empty ());
  else
    tw_reading_page_replace (self->bin, create_list (self));
}

/* --- state --- */

/* The one button of each state: what is to happen next. */
static void
show_next_step (TwProgramsView         *self,
                const TwProgramVersion *version)
{
  if (g_str_equal (version->state, "draft"))
    tw_view_set_primary (TW_VIEW (self), _("_Submit for Review"), "view.submit");
  else if (g_str_equal (version->state, "in_review"))
    tw_view_set_primary (TW_VIEW (self), _("_Publish…"), "view.publish");
  else
    tw_view_set_primary (TW_VIEW (self), _("_Amend…"), "view.amend");
}

static void
update_page (TwProgramsView *self,
             TwProgramPage  *page,
             gboolean        writable)
{
  const TwProgramVersion *version = tw_program_page_get_version (page);
  gboolean draft = version != NULL && g_str_equal (version->state, "draft");
  gboolean review = version != NULL && g_str_equal (version->state, "in_review");
  g_autofree char *span = NULL;
  g_autofree char *subtitle = NULL;

  tw_view_enable (TW_VIEW (self), "submit", writable && draft);
  tw_view_enable (TW_VIEW (self), "withdraw", writable && review);
  tw_view_enable (TW_VIEW (self), "publish", writable && (draft || review));
  tw_view_enable (TW_VIEW (self), "waive", writable && (draft || review));
  tw_view_enable (TW_VIEW (self), "remove", writable && draft);
  tw_view_enable (TW_VIEW (self), "amend", writable && version != NULL && !draft && !review);
  tw_view_enable (TW_VIEW (self), "retire", writable && version != NULL && g_str_equal (version->state, "published"));
  tw_view_enable (TW_VIEW (self), "export", tw_program_page_get_document (page) != NULL);
  tw_view_enable (TW_VIEW (self), "guide", tw_program_page_get_document (page) != NULL);
  tw_view_enable (TW_VIEW (self), "findings", tw_program_page_get_document (page) != NULL);
  tw_view_enable (TW_VIEW (self), "proposals", tw_program_page_get_document (page) != NULL);
  tw_view_enable (TW_VIEW (self), "compare", tw_program_page_get_document (page) != NULL);
  if (writable && version != NULL)
    show_next_step (self, version);
  else
    tw_view_set_primary (TW_VIEW (self), NULL, NULL);

  if (version == NULL)
    return;

  span = describe_span (version);
  /* Translators: %1$d is a number of a version, %2$s its state, %3$s the days it is valid. */
  subtitle = g_strdup_printf (_("Version %1$d · %2$s · %3$s"), version->number,
                              tw_program_header_get_state (version), span);
  tw_view_set_title (TW_VIEW (self), version->name, subtitle);
}

void
tw_programs_view_update (TwProgramsView *self)
{
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  gboolean writable = !tw_document_is_read_only (tw_view_get_document (TW_VIEW (self)));
  gboolean any = self->versions != NULL && self->versions->len > 0;

  tw_view_enable (TW_VIEW (self), "new", writable && tw_view_get_page (TW_VIEW (self)) == NULL);
  tw_view_enable (TW_VIEW (self), "import", writable);

  if (page != NULL)
    {
      update_page (self, page, writable);
      return;
    }

  tw_view_enable (TW_VIEW (self), "submit", FALSE);
  tw_view_enable (TW_VIEW (self), "withdraw", FALSE);
  tw_view_enable (TW_VIEW (self), "retire", FALSE);
  tw_view_enable (TW_VIEW (self), "publish", FALSE);
  tw_view_enable (TW_VIEW (self), "waive", FALSE);
  tw_view_enable (TW_VIEW (self), "remove", FALSE);
  tw_view_enable (TW_VIEW (self), "amend", FALSE);
  tw_view_enable (TW_VIEW (self), "export", FALSE);
  tw_view_enable (TW_VIEW (self), "guide", FALSE);
  tw_view_enable (TW_VIEW (self), "findings", FALSE);
  tw_view_enable (TW_VIEW (self), "proposals", FALSE);
  tw_view_enable (TW_VIEW (self), "compare", FALSE);
  /* On the empty page the verbs stand in the middle; versions side by side and proposals have their own. */
  if (tw_view_get_page (TW_VIEW (self)) != NULL)
    {
      tw_view_set_primary (TW_VIEW (self), NULL, NULL);
      return;
    }
  tw_view_set_primary (TW_VIEW (self), writable && any ? _("_New Program…") : NULL, "view.new");
}

TwProgramPage *
tw_programs_view_get_program_page (TwProgramsView *self)
{
  GtkWidget *page = tw_view_get_page (TW_VIEW (self));

  return TW_IS_PROGRAM_PAGE (page) ? TW_PROGRAM_PAGE (page) : NULL;
}

void
tw_programs_view_open (TwProgramsView *self,
                       gint64          version)
{
  if (tw_programs_view_get_program_page (self) != NULL)
    tw_view_pop (TW_VIEW (self));

  tw_view_push (TW_VIEW (self),
                tw_program_page_new (tw_view_get_document (TW_VIEW (self)), version),
                _("Program"));
  tw_programs_view_update (self);
}

/* --- TwView --- */

static void
programs_document_changed (TwView *view)
{
  TwProgramsView *self = TW_PROGRAMS_VIEW (view);
  TwProgramPage *page = tw_programs_view_get_program_page (self);

  refresh_list (self);
  if (tw_programs_view_get_compare_page (self) != NULL)
    tw_compare_page_refresh (tw_programs_view_get_compare_page (self));

  /* Undo may take away the version on the page. */
  if (page != NULL && !tw_program_page_refresh (page))
    tw_view_pop (view);

  tw_programs_view_update (self);
}

static void
programs_page_changed (TwView    *view,
                       GtkWidget *page)
{
  tw_programs_view_update (TW_PROGRAMS_VIEW (view));
}

/* A rule is shown among the rules of its version. */
static gboolean
programs_open_record (TwView     *view,
                      const char *table,
                      gint64      id)
{
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (view));
  const char *tab = g_str_equal (table, "program_tier") ? "tiers" : "rules";
  const char *whole = table;

  if (!g_str_equal (whole, "program_version") && !tw_record_follow (workspace, &whole, &id))
    return FALSE;
  if (!tw_record_exists (workspace, "program_version", id))
    return FALSE;

  tw_programs_view_open (TW_PROGRAMS_VIEW (view), id);
  tw_program_page_show (tw_programs_view_get_program_page (TW_PROGRAMS_VIEW (view)), tab);

  return TRUE;
}

static void
tw_programs_view_constructed (GObject *object)
{
  TwProgramsView *self = TW_PROGRAMS_VIEW (object);

  G_OBJECT_CLASS (tw_programs_view_parent_class)->constructed (object);

  tw_programs_view_install (self);
  self->bin = ADW_BIN (adw_bin_new ());
  tw_view_set_title (TW_VIEW (self), _("Programs"), NULL);
  tw_view_set_root (TW_VIEW (self), GTK_WIDGET (self->bin));
  refresh_list (self);
  tw_programs_view_update (self);
}

static void
tw_programs_view_finalize (GObject *object)
{
  g_clear_pointer (&TW_PROGRAMS_VIEW (object)->versions, g_ptr_array_unref);

  G_OBJECT_CLASS (tw_programs_view_parent_class)->finalize (object);
}

static void
tw_programs_view_class_init (TwProgramsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  TwViewClass *view_class = TW_VIEW_CLASS (klass);

  object_class->constructed = tw_programs_view_constructed;
  object_class->finalize = tw_programs_view_finalize;
  view_class->document_changed = programs_document_changed;
  view_class->page_changed = programs_page_changed;
  view_class->open_record = programs_open_record;
}

static void
tw_programs_view_init (TwProgramsView *self)
{
}

TwView *
tw_programs_view_new (TwDocument *document)
{
  return g_object_new (TW_TYPE_PROGRAMS_VIEW, "document", document, NULL);
}
