/* tw-preferences-whole.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "application/tw-preferences-private.h"

#include "common/tw-value-row.h"
#include "tw-program-rows.h"
#include "tw-workspace-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is settled about the workspace as a whole: what figures are reported in, when the fiscal year begins, who may
 * approve, and how statements write numbers and dates. */

#define YEAR_START_CHARS 16
#define SAMPLE_NUMBER "1234567.89"

static TwWorkspace *
get_workspace (gpointer widget)
{
  return tw_document_get_workspace (tw_preferences_get_document (GTK_WIDGET (widget)));
}

static void
set_row (GtkWidget  *row,
         const char *title,
         const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

/* Everything on show follows; what the page says stands below it. */
static void
finish (GtkWidget *widget,
        gboolean   done,
        GError    *error)
{
  if (done)
    tw_document_changed (tw_preferences_get_document (widget));
  tw_preferences_tell (widget, done ? _("Changed in the workspace") : error->message);
}

/* --- reporting currency --- */

static void on_currency (GtkDropDown *drop);

static void
select_currency (GtkDropDown *drop)
{
  GListModel *names = gtk_drop_down_get_model (drop);
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (get_workspace (drop), NULL);

  g_signal_handlers_block_by_func (drop, on_currency, NULL);
  for (guint i = 0; info != NULL && i < g_list_model_get_n_items (names); i++)
    {
      if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), info->currency))
        gtk_drop_down_set_selected (drop, i);
    }
  g_signal_handlers_unblock_by_func (drop, on_currency, NULL);
}

static void
set_currency (GtkDropDown *drop,
              const char  *code)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_workspace_set_currency (get_workspace (drop), code, &error);

  finish (GTK_WIDGET (drop), done, error);
  if (!done)
    select_currency (drop);
}

static void
on_currency_answer (AdwMessageDialog *dialog,
                    const char       *response,
                    GtkDropDown      *drop)
{
  if (g_str_equal (response, "change"))
    set_currency (drop, g_object_get_data (G_OBJECT (dialog), "tw-code"));
  else
    select_currency (drop);
}

/* (transfer full): what the change touches beside what is on show. */
static char *
describe_effect (const TwCurrencyEffect *effect,
                 const char             *code)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (effect->locked == 1)
    g_string_append_printf (text,
                            /* Translators: the name of a period, a currency code. */
                            _("%s is locked. Its statements stay as they are, but key figures, charts and reports of it "
                              "will read in %s."),
                            effect->first_locked, code);
  else if (effect->locked > 1)
    g_string_append_printf (text,
                            /* Translators: a number of periods, the name of the first of them, a currency code. */
                            ngettext ("%u period from %s on is locked. Its statements stay as they are, but key "
                                      "figures, charts and reports of it will read in %s.",
                                      "%u periods from %s on are locked. Their statements stay as they are, but key "
                                      "figures, charts and reports of them will read in %s.",
                                      effect->locked),
                            effect->locked, effect->first_locked, code);
  if (effect->no_rate != NULL)
    g_string_append_printf (text,
                            /* Translators: codes of currencies, and that which there is no way to. */
                            _("%sThere is no exchange rate from %s to %s. Until rates are imported, these amounts are "
                              "left out of figures."),
                            text->len > 0 ? "\n\n" : "", effect->no_rate, code);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
ask_currency (GtkDropDown            *drop,
              const TwCurrencyEffect *effect,
              const char             *code)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (drop)));
  g_autofree char *body = describe_effect (effect, code);
  /* Translators: %s is a currency code. */
  g_autofree char *heading = g_strdup_printf (_("Report in %s?"), code);
  GtkWidget *dialog = adw_message_dialog_new (window, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "change",
                                    _("Change _Currency"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "tw-code", g_strdup (code), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_currency_answer), drop, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_currency (GtkDropDown *drop)
{
  guint selected = gtk_drop_down_get_selected (drop);
  const char *code = selected == GTK_INVALID_LIST_POSITION
                         ? NULL : gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (drop)), selected);
  g_autoptr (TwCurrencyEffect) effect = NULL;
  g_autoptr (GError) error = NULL;

  if (code == NULL)
    return;

  effect = tw_workspace_weigh_currency (get_workspace (drop), code, &error);
  if (effect == NULL)
    {
      tw_preferences_tell (GTK_WIDGET (drop), error->message);
      select_currency (drop);
      return;
    }
  if (effect->locked > 0 || effect->no_rate != NULL)
    ask_currency (drop, effect, code);
  else
    set_currency (drop, code);
}

static GtkWidget *
create_currency_row (TwDocument            *document,
                     const TwWorkspaceInfo *info)
{
  g_autoptr (GArray) words = tw_word_rows_read (tw_document_get_workspace (document), NULL);
  GtkStringList *codes = gtk_string_list_new (NULL);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *drop;
  guint selected = 0;

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      const TwWordRow *word = &g_array_index (words, TwWordRow, i);

      if (word->kind != TW_WORD_CURRENCY)
        continue;
      if (g_str_equal (word->name, info->currency))
        selected = g_list_model_get_n_items (G_LIST_MODEL (codes));
      gtk_string_list_append (codes, word->name);
    }

  drop = gtk_drop_down_new (G_LIST_MODEL (codes), gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), selected);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reporting currency"), -1);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_currency), NULL);
  set_row (row, _("Reporting currency"),
           _("What figures, charts and reports are in. What is stored, and every statement, keeps its own."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), drop);

  return row;
}

/* --- fiscal year --- */

/* (transfer full): “1 July”. */
static char *
format_day (int month,
            int day)
{
  g_autoptr (GDateTime) start = g_date_time_new_local (2024, month, day, 0, 0, 0);

  /* Translators: the first day of the fiscal year without the year, see strftime(3). */
  return g_date_time_format (start, C_("day of a year", "%-d %B"));
}

/* 0 for a word that begins no month's name, in the locale or in English. */
static int
find_month (const char *word)
{
  static const char *const english[] = { "january", "february", "march", "april", "may", "june", "july", "august",
                                         "september", "october", "november", "december" };
  g_autofree char *folded = g_utf8_casefold (word, -1);

  if (g_utf8_strlen (folded, -1) < 3)
    return 0;

  for (int month = 1; month <= 12; month++)
    {
      g_autoptr (GDateTime) day = g_date_time_new_local (2024, month, 1, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%B");
      g_autofree char *folded_name = g_utf8_casefold (name, -1);

      if (g_str_has_prefix (folded_name, folded) || g_str_has_prefix (english[month - 1], folded))
        return month;
    }

  return 0;
}

static gboolean
read_int (const char *text,
          int         max,
          int        *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, (guint64) max, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* “07-01”, “1 July”, “July 1”; of “7/1” nobody knows which is the month. */
static gboolean
parse_day (const char *text,
           int        *month,
           int        *day)
{
  g_auto (GStrv) iso = g_strsplit (text, "-", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) blanks = g_strsplit_set (text, " .,\t", -1);
  g_auto (GStrv) words = NULL;

  if (g_strv_length (iso) == 2)
    return read_int (iso[0], 12, month) && read_int (iso[1], 31, day);

  for (guint i = 0; blanks[i] != NULL; i++)
    {
      if (*blanks[i] != '\0')
        g_strv_builder_add (builder, blanks[i]);
    }
  words = g_strv_builder_end (builder);
  if (g_strv_length (words) != 2)
    return FALSE;
  if (read_int (words[0], 31, day))
    return (*month = find_month (words[1])) > 0;

  return read_int (words[1], 31, day) && (*month = find_month (words[0])) > 0;
}

static gboolean
take_year_start (GtkWidget   *entry,
                 const char  *text,
                 gpointer     user_data,
                 GError     **error)
{
  TwDocument *document = user_data;
  int month;
  int day;

  if (!parse_day (text, &month, &day))
    {
      g_autofree char *example = format_day (7, 1);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   /* Translators: %s is a day such as “1 July”. */
                   _("Enter day and month, such as %s or 07-01."), example);
      return FALSE;
    }
  if (!tw_workspace_set_year_start (tw_document_get_workspace (document), month, day, error))
    return FALSE;

  finish (entry, TRUE, NULL);
  return TRUE;
}

static void
add_year_row (AdwPreferencesGroup   *group,
              TwDocument            *document,
              const TwWorkspaceInfo *info)
{
  g_autofree char *day = format_day (info->year_start_month, info->year_start_day);
  GtkWidget *entry = tw_value_row_add (group, _("Fiscal year begins"),
                                       _("Quarters and years everywhere follow it. Programs with a calendar of their "
                                         "own keep theirs."),
                                       day, take_year_start, document);

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), YEAR_START_CHARS);
}

/* --- who approves --- */

static void
on_self_approval (GtkSwitch  *toggle,
                  GParamSpec *pspec,
                  gpointer    user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = tw_workspace_set_self_approval (get_workspace (toggle), gtk_switch_get_active (toggle), &error);

  finish (GTK_WIDGET (toggle), done, error);
}

static GtkWidget *
create_self_approval_row (gboolean allowed)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  set_row (row, _("Approving own adjustments"),
           _("Whoever made an adjustment may approve its statement; it is marked there."));
  gtk_switch_set_active (GTK_SWITCH (toggle), allowed);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Approving own adjustments"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (on_self_approval), NULL);

  return row;
}

GtkWidget *
tw_preferences_create_whole (TwDocument *document)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (tw_document_get_workspace (document), NULL);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Workspace"));
  if (info == NULL)
    return group;

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_currency_row (document, info));
  add_year_row (ADW_PREFERENCES_GROUP (group), document, info);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_self_approval_row (info->self_approval));

  return group;
}

/* --- statements --- */

static void
on_style (AdwComboRow *row,
          GParamSpec  *pspec,
          gpointer     user_data)
{
  gboolean is_numbers = GPOINTER_TO_INT (user_data) != 0;
  guint selected = adw_combo_row_get_selected (row);
  g_autoptr (GError) error = NULL;
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (get_workspace (row), &error);
  TwTextStyle style;
  gboolean good;

  if (info == NULL)
    {
      finish (GTK_WIDGET (row), FALSE, error);
      return;
    }
  if (selected == GTK_INVALID_LIST_POSITION)
    return;

  style = is_numbers ? tw_text_style_nth (selected) : info->style;
  style.dates = is_numbers ? info->style.dates : (TwDatesStyle) selected;
  if (style.dates == info->style.dates && tw_text_style_find (&style) == tw_text_style_find (&info->style))
    return;

  good = tw_workspace_set_style (get_workspace (row), &style, &error);
  finish (GTK_WIDGET (row), good, error);
}

static void
add_style_row (AdwPreferencesGroup *group,
               const char          *title,
               const char          *subtitle,
               GtkStringList       *samples,
               guint                selected,
               gboolean             is_numbers)
{
  GtkWidget *row = adw_combo_row_new ();

  set_row (row, title, subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (samples));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_style), GINT_TO_POINTER (is_numbers));
  adw_preferences_group_add (group, row);
}

static void
add_language_row (AdwPreferencesGroup *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (_("English"));

  set_row (row, _("Language"), _("Words that people entered stay as they are."));
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

GtkWidget *
tw_preferences_create_statements (TwDocument *document)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (TwWorkspaceInfo) info = tw_workspace_info_read (tw_document_get_workspace (document), NULL);
  g_autoptr (GtkStringList) numbers = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);
  TwDate day;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Statements"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("How statements and their explanations are written, whoever exports them. "
                                           "The window itself follows the system."));
  if (info == NULL || !tw_date_from_ymd (2026, 9, 30, &day))
    return group;

  for (guint i = 0; i < tw_text_style_count (); i++)
    {
      const TwTextStyle style = tw_text_style_nth (i);
      g_autofree char *sample = tw_text_style_number (&style, SAMPLE_NUMBER);

      gtk_string_list_append (numbers, sample);
    }
  for (guint i = 0; i < TW_DATES_STYLES; i++)
    {
      const TwTextStyle style = { .decimal = '.', .grouping = "", .dates = (TwDatesStyle) i };
      g_autofree char *sample = tw_text_style_date (&style, day);

      gtk_string_list_append (days, sample);
    }

  add_style_row (ADW_PREFERENCES_GROUP (group), _("Numbers"),
                 _("Cells of a workbook hold numbers, which the reader's spreadsheet writes with its own signs."), numbers,
                 tw_text_style_find (&info->style), TRUE);
  add_style_row (ADW_PREFERENCES_GROUP (group), _("Dates"), _("In cells and in texts"), days, info->style.dates, FALSE);
  add_language_row (ADW_PREFERENCES_GROUP (group));

  return group;
}
