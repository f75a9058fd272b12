/* tw-import-check-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Step 4: what the import would do, row by row checked, and what has to be decided before it may. */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "common/tw-entry-check.h"
#include "common/tw-format.h"
#include "common/tw-input.h"
#include "common/tw-rows-source.h"
#include "common/tw-table.h"
#include "import/tw-import-assistant-private.h"
#include "import/tw-import-missing.h"
#include "import/tw-import-widgets.h"
#include "tw-decimal.h"

#include <glib/gi18n-lib.h>

#define SHOWN_NOTICES 20
#define TABLE_HEIGHT 280

#define TW_TYPE_IMPORT_CHECK_PAGE (tw_import_check_page_get_type ())
G_DECLARE_FINAL_TYPE (TwImportCheckPage, tw_import_check_page, TW, IMPORT_CHECK_PAGE, TwImportPage)

/* A group with the rows that were put into it. */
typedef struct
{
  AdwPreferencesGroup *group;
  GPtrArray           *rows;
} Section;

struct _TwImportCheckPage
{
  TwImportPage      parent_instance;

  Section           blockers;
  Section           counts;
  Section           totals;
  Section           notices;
  TwImportMissingGroup *missing;
  GtkWidget        *options;
  GtkWidget        *update_row;
  GtkWidget        *update;
  GtkWidget        *accept_row;
  GtkWidget        *accept;
  GtkWidget        *rejects_box;
  GtkWidget        *changes_box;
  GtkLabel         *saved;

  /* owned */
  TwTableSource    *rejects;
  TwTableSource    *changes;

  GPtrArray        *entries;            /* GtkWidget*: the expected totals */
  char             *expected_problem;   /* an amount that can't be read */
  gboolean          setting;
};

G_DEFINE_FINAL_TYPE (TwImportCheckPage, tw_import_check_page, TW_TYPE_IMPORT_PAGE)

static void
section_init (Section    *section,
              GtkBox     *body,
              const char *title)
{
  section->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  section->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (section->group, title);
  gtk_box_append (body, GTK_WIDGET (section->group));
}

static void
section_add (Section   *section,
             GtkWidget *row)
{
  tw_import_add_row (section->group, section->rows, row);
}

static void
section_clear (Section *section)
{
  tw_import_clear_rows (section->group, section->rows);
}

static void
section_end (Section *section)
{
  gtk_widget_set_visible (GTK_WIDGET (section->group), section->rows->len > 0);
}

static TwImportOptions *
get_options (TwImportCheckPage *self)
{
  return tw_import_session_get_options (tw_import_page_get_session (TW_IMPORT_PAGE (self)));
}

/* --- control totals --- */

/* Blank takes the expectation away; anything else has to be an amount. Returns whether rows are to be
 * held against another expectation, or against none because it can't be read. */
static gboolean
take_expected (TwImportCheckPage *self,
               GtkWidget         *entry)
{
  const char *currency = g_object_get_data (G_OBJECT (entry), "tw-currency");
  int digits = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (entry), "tw-digits"));
  GHashTable *expected = get_options (self)->expected;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *plain = tw_input_to_plain (TW_FIELD_MONEY, text);
  g_autoptr (GError) error = NULL;
  gint64 amount;

  if (g_strcmp0 (*plain != '\0' ? plain : NULL, g_hash_table_lookup (expected, currency)) == 0
      && self->expected_problem == NULL)
    return FALSE;

  g_clear_pointer (&self->expected_problem, g_free);
  tw_entry_mark (entry, FALSE);
  if (*plain == '\0')
    {
      g_hash_table_remove (expected, currency);
    }
  else if (tw_decimal_parse (plain, digits, &amount, &error))
    {
      g_hash_table_replace (expected, g_strdup (currency), g_strdup (plain));
    }
  else
    {
      self->expected_problem = g_strdup (error->message);
      tw_entry_mark (entry, TRUE);
    }

  return TRUE;
}

static gboolean
check_page_flush (TwImportPage *page)
{
  TwImportCheckPage *self = TW_IMPORT_CHECK_PAGE (page);
  gboolean taken = FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    taken = take_expected (self, g_ptr_array_index (self->entries, i)) || taken;

  if (taken && self->expected_problem != NULL)
    tw_import_page_changed (page);
  else if (taken)
    tw_import_assistant_recheck (tw_import_page_get_assistant (page));

  return taken;
}

static void
on_expected_activate (TwImportCheckPage *self,
                      GtkWidget         *entry)
{
  check_page_flush (TW_IMPORT_PAGE (self));
}

static void
on_expected_left (GtkEventController *controller,
                  TwImportCheckPage  *self)
{
  if (!self->setting && !tw_import_assistant_is_busy (tw_import_page_get_assistant (TW_IMPORT_PAGE (self))))
    check_page_flush (TW_IMPORT_PAGE (self));
}

/* More than an entry holds; what stood there stays. */
static void
on_expected_refused (const char *message,
                     gpointer    user_data)
{
  TwImportCheckPage *self = user_data;

  g_free (self->expected_problem);
  self->expected_problem = g_strdup (message);
  tw_import_page_changed (TW_IMPORT_PAGE (self));
}

static GtkWidget *
create_expected (TwImportCheckPage   *self,
                 const TwImportTotal *total)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const char *text = g_hash_table_lookup (get_options (self)->expected, total->currency);
  /* Translators: %s is the code of a currency. */
  g_autofree char *name = g_strdup_printf (_("Expected total in %s"), total->currency);

  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Expected"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (entry), "tw-currency", g_strdup (total->currency), g_free);
  g_object_set_data (G_OBJECT (entry), "tw-digits", GINT_TO_POINTER (total->digits));
  tw_entry_guard (entry, on_expected_refused, self);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_expected_activate), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_expected_left), self, 0);
  gtk_widget_add_controller (entry, focus);

  return entry;
}

static char *
describe_total (const TwImportTotal *total)
{
  g_autofree char *count = tw_format_count ((guint) total->rows);
  g_autofree char *rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows",
                                                        (gulong) total->rows), count);
  g_autofree char *difference = NULL;

  if (!total->has_expected)
    return g_steal_pointer (&rows);
  if (total->expected == total->amount)
    /* Translators: %s is a number of rows. */
    return g_strdup_printf (_("%s, as expected"), rows);

  difference = tw_format_money (total->amount - total->expected, total->digits, total->currency);
  return g_strdup_printf (_("%1$s, differs from the expected total by %2$s"), rows, difference);
}

static void
show_totals (TwImportCheckPage *self,
             TwImportReport    *report)
{
  section_clear (&self->totals);
  g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; i < report->totals->len; i++)
    {
      const TwImportTotal *total = g_ptr_array_index (report->totals, i);
      g_autofree char *amount = tw_format_money (total->amount, total->digits, total->currency);
      g_autofree char *text = describe_total (total);
      GtkWidget *row = tw_import_row_new (amount, text);

      g_ptr_array_add (self->entries, create_expected (self, total));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), g_ptr_array_index (self->entries, i));
      section_add (&self->totals, row);
    }
  section_end (&self->totals);
}

/* --- what stops, and what to look at --- */

static GtkWidget *
create_sentence_row (const char *text,
                     const char *icon_name)
{
  GtkWidget *row = tw_import_row_new (text, NULL);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));

  return row;
}

static void
show_sentences (TwImportCheckPage *self,
                TwImportReport    *report)
{
  section_clear (&self->blockers);
  for (guint i = 0; i < report->blockers->len; i++)
    section_add (&self->blockers,
                 create_sentence_row (g_ptr_array_index (report->blockers, i), "dialog-error-symbolic"));
  section_end (&self->blockers);

  section_clear (&self->notices);
  for (guint i = 0; i < MIN (report->notices->len, SHOWN_NOTICES); i++)
    section_add (&self->notices,
                 create_sentence_row (((TwImportNotice *) g_ptr_array_index (report->notices, i))->text,
                                      "dialog-warning-symbolic"));
  if (report->notices->len > SHOWN_NOTICES)
    {
      g_autofree char *more = g_strdup_printf (_("… and %u more"), report->notices->len - SHOWN_NOTICES);

      section_add (&self->notices, tw_import_row_new (more, NULL));
    }
  section_end (&self->notices);
}

static void
show_rejects (TwImportCheckPage *self,
              TwImportReport    *report)
{
  TwRowsSource *source = TW_ROWS_SOURCE (self->rejects);

  tw_rows_source_clear (source);
  for (guint i = 0; i < report->rejects->len; i++)
    {
      const TwImportReject *reject = g_ptr_array_index (report->rejects, i);
      g_autofree char *row = g_strdup_printf ("%" G_GUINT64_FORMAT, reject->row);
      const char *cells[] = {
        row, reject->column != NULL ? reject->column : "", reject->value != NULL ? reject->value : "",
        reject->reason,
      };

      tw_rows_source_add (source, i + 1, cells);
    }
  tw_rows_source_update (source);
  gtk_widget_set_visible (self->rejects_box, report->rejects->len > 0);
}

static void
show_changes (TwImportCheckPage *self,
              TwImportReport    *report)
{
  TwRowsSource *source = TW_ROWS_SOURCE (self->changes);

  tw_rows_source_clear (source);
  for (guint i = 0; i < report->changes->len; i++)
    {
      const TwImportChange *change = g_ptr_array_index (report->changes, i);
      g_autofree char *row = g_strdup_printf ("%" G_GUINT64_FORMAT, change->row);
      const char *cells[] = { row, change->key, change->text };

      tw_rows_source_add (source, i + 1, cells);
    }
  tw_rows_source_update (source);
  gtk_widget_set_visible (self->changes_box, report->changes->len > 0);
}

static void
check_page_update (TwImportPage *page)
{
  TwImportCheckPage *self = TW_IMPORT_CHECK_PAGE (page);
  TwImportSession *session = tw_import_page_get_session (page);
  TwImportReport *report = session != NULL ? tw_import_session_get_report (session) : NULL;
  TwImportOptions *options;

  if (report == NULL)
    return;

  options = tw_import_session_get_options (session);
  self->setting = TRUE;
  section_clear (&self->counts);
  tw_import_add_counts (self->counts.group, self->counts.rows, report, FALSE, options->update);
  show_sentences (self, report);
  show_totals (self, report);
  tw_import_missing_group_update (self->missing, report, options);
  show_rejects (self, report);
  show_changes (self, report);
  gtk_widget_set_visible (self->update_row, report->changed > 0);
  gtk_widget_set_visible (self->accept_row, report->rejected > 0 && report->blockers->len == 0);
  gtk_widget_set_visible (self->options, report->changed > 0
                          || (report->rejected > 0 && report->blockers->len == 0));
  gtk_switch_set_active (GTK_SWITCH (self->update), options->update);
  gtk_switch_set_active (GTK_SWITCH (self->accept), options->accept_valid);
  self->setting = FALSE;
}

static char *
check_page_get_obstacle (TwImportPage *page)
{
  TwImportCheckPage *self = TW_IMPORT_CHECK_PAGE (page);
  TwImportSession *session = tw_import_page_get_session (page);
  g_autoptr (GError) error = NULL;
  char *obstacle;

  if (session == NULL || tw_import_session_get_report (session) == NULL)
    return g_strdup (_("The rows have not been checked."));
  if (self->expected_problem != NULL)
    return g_strdup (self->expected_problem);
  if (tw_import_session_get_report (session)->blockers->len > 0)
    return g_strdup (_("Nothing can be imported, for the reason that stands first above."));

  obstacle = tw_import_missing_group_get_obstacle (self->missing);
  if (obstacle != NULL)
    return obstacle;

  return tw_import_session_can_commit (session, &error) ? NULL : g_strdup (error->message);
}

/* Enter imports where nothing is in the way. */
static void
check_page_focus (TwImportPage *page)
{
  TwImportAssistant *assistant = tw_import_page_get_assistant (page);

  if (gtk_widget_is_sensitive (tw_assistant_get_next (TW_ASSISTANT (assistant))))
    gtk_widget_grab_focus (tw_assistant_get_next (TW_ASSISTANT (assistant)));
  else
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

/* --- what the person does --- */

static void
on_update (TwImportCheckPage *self)
{
  TwImportReport *report;

  if (self->setting)
    return;

  get_options (self)->update = gtk_switch_get_active (GTK_SWITCH (self->update));
  report = tw_import_session_get_report (tw_import_page_get_session (TW_IMPORT_PAGE (self)));
  section_clear (&self->counts);
  tw_import_add_counts (self->counts.group, self->counts.rows, report, FALSE, get_options (self)->update);
}

static void
on_accept (TwImportCheckPage *self)
{
  if (self->setting)
    return;

  get_options (self)->accept_valid = gtk_switch_get_active (GTK_SWITCH (self->accept));
  tw_import_page_changed (TW_IMPORT_PAGE (self));
}

static void
on_missing_changed (TwImportCheckPage *self,
                    gboolean           complete)
{
  if (complete)
    tw_import_assistant_recheck (tw_import_page_get_assistant (TW_IMPORT_PAGE (self)));
  else
    tw_import_page_changed (TW_IMPORT_PAGE (self));
}

static void
on_save_rejects (TwImportCheckPage *self)
{
  tw_import_save_rejects (TW_IMPORT_PAGE (self), self->saved);
}

/* --- making it --- */

static GtkWidget *
add_switch (TwImportCheckPage *self,
            const char        *title,
            const char        *subtitle,
            GCallback          callback,
            GtkWidget        **control)
{
  GtkWidget *row = tw_import_row_new (title, subtitle);

  *control = gtk_switch_new ();
  gtk_widget_set_valign (*control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (*control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *control);
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (*control, "notify::active", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->options), row);

  return row;
}

static GtkWidget *
create_list (TwTableSource *source,
             const char    *name,
             const char    *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *table = tw_table_new (name, title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  tw_table_set_source (TW_TABLE (table), source);
  gtk_widget_set_size_request (table, -1, TABLE_HEIGHT);
  gtk_frame_set_child (GTK_FRAME (frame), table);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), frame);

  return box;
}

static void
create_lists (TwImportCheckPage *self,
              GtkBox            *body)
{
  const TwTableColumn rejects[] = {
    { .id = "row", .title = _("Row"), .numeric = TRUE, .width = 60 },
    { .id = "column", .title = _("Column"), .width = 120 },
    { .id = "value", .title = _("Value"), .width = 130 },
    { .id = "reason", .title = _("Reason"), .width = 360 },
    { NULL },
  };
  const TwTableColumn changes[] = {
    { .id = "row", .title = _("Row"), .numeric = TRUE, .width = 70 },
    { .id = "key", .title = _("External ID"), .width = 160 },
    { .id = "change", .title = _("Change"), .width = 480 },
    { NULL },
  };
  GtkWidget *save = gtk_button_new_with_mnemonic (_("Save _Rejected Rows…"));

  self->rejects = tw_rows_source_new (rejects);
  self->changes = tw_rows_source_new (changes);
  self->rejects_box = create_list (self->rejects, "import-rejects", _("Rejected rows"));
  self->changes_box = create_list (self->changes, "import-changes", _("Changed rows"));
  gtk_widget_set_halign (save, GTK_ALIGN_START);
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save_rejects), self, G_CONNECT_SWAPPED);
  self->saved = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->saved, TRUE);
  gtk_label_set_wrap_mode (self->saved, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->saved, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), FALSE);
  gtk_box_append (GTK_BOX (self->rejects_box), save);
  gtk_box_append (GTK_BOX (self->rejects_box), GTK_WIDGET (self->saved));
  gtk_box_append (body, self->rejects_box);
  gtk_box_append (body, self->changes_box);
}

static void
tw_import_check_page_constructed (GObject *object)
{
  TwImportCheckPage *self = TW_IMPORT_CHECK_PAGE (object);
  GtkBox *body = tw_import_page_create_body (TW_IMPORT_PAGE (self));

  G_OBJECT_CLASS (tw_import_check_page_parent_class)->constructed (object);

  section_init (&self->blockers, body, _("Nothing can be imported"));
  section_init (&self->counts, body, _("Rows"));
  self->options = adw_preferences_group_new ();
  self->update_row = add_switch (self, _("Update changed rows"),
                                 _("Off, they stay as they are in the workspace"), G_CALLBACK (on_update),
                                 &self->update);
  self->accept_row = add_switch (self, _("Import the valid rows alone"),
                                 _("Off, one rejected row stops the import"), G_CALLBACK (on_accept),
                                 &self->accept);
  gtk_box_append (body, self->options);
  self->missing = tw_import_missing_group_new ();
  g_signal_connect_object (self->missing, "changed", G_CALLBACK (on_missing_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (body, GTK_WIDGET (self->missing));
  section_init (&self->totals, body, _("Control totals"));
  section_init (&self->notices, body, _("To look at"));
  create_lists (self, body);
}

static void
tw_import_check_page_finalize (GObject *object)
{
  TwImportCheckPage *self = TW_IMPORT_CHECK_PAGE (object);

  g_ptr_array_unref (self->blockers.rows);
  g_ptr_array_unref (self->counts.rows);
  g_ptr_array_unref (self->totals.rows);
  g_ptr_array_unref (self->notices.rows);
  g_clear_object (&self->rejects);
  g_clear_object (&self->changes);
  g_ptr_array_unref (self->entries);
  g_free (self->expected_problem);

  G_OBJECT_CLASS (tw_import_check_page_parent_class)->finalize (object);
}

static void
tw_import_check_page_class_init (TwImportCheckPageClass *klass)
{
  TwImportPageClass *page_class = TW_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tw_import_check_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = tw_import_check_page_finalize;
  page_class->update = check_page_update;
  page_class->get_obstacle = check_page_get_obstacle;
  page_class->flush = check_page_flush;
  page_class->focus = check_page_focus;
}

static void
tw_import_check_page_init (TwImportCheckPage *self)
{
  self->entries = g_ptr_array_new ();
}

GtkWidget *
tw_import_check_page_new (TwImportAssistant *assistant)
{
  return g_object_new (TW_TYPE_IMPORT_CHECK_PAGE, "assistant", assistant, NULL);
}
