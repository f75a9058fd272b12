/* tw-checks-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-checks-tab.h"

#include "common/tw-reading-page.h"
#include "common/tw-tooltip.h"
#include "common/tw-turns.h"

#include <glib/gi18n-lib.h>

/* Rows of checks that don't apply, made in one turn of the main loop. */
#define UNASKED_PER_TURN 12

/* Findings by severity, what was waived, and what can't be asked. */

static const char *
get_group (int severity)
{
  switch (severity)
    {
    case TW_SEVERITY_ERROR:
      return _("Errors, Which Block Publishing");

    case TW_SEVERITY_WARNING:
      return _("Warnings");

    case TW_SEVERITY_INFO:
    default:
      return _("Information");
    }
}

static char *
describe_evidence (const TwCheckResult *result)
{
  return result->n_evidence > 0
             ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row", "%u rows", result->n_evidence), result->n_evidence)
             : NULL;
}

static char *
describe_result (const TwCheckResult *result)
{
  if (result->state == TW_CHECK_WAIVED)
    {
      /* Translators: who waived a finding, and the reason. */
      g_autofree char *waived = g_strdup_printf (_("Waived by %1$s: %2$s"), result->waived_by, result->reason);

      return g_strdup_printf ("%s\n%s", result->message, waived);
    }

  return g_strdup_printf ("%s\n%s", result->message, result->remedy);
}

/* Enter goes where it is mended; where that is no field, to the rows that show it. */
static void
on_row_activated (GtkListBox    *list,
                  GtkListBoxRow *row,
                  gpointer       user_data)
{
  const TwCheckResult *result = g_object_get_data (G_OBJECT (row), "tw-result");
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "tw-index"));

  if (result == NULL)
    return;
  if (result->path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (row), "view.jump", "s", result->path);
  else if (result->n_evidence > 0)
    gtk_widget_activate_action (GTK_WIDGET (row), "checks.evidence", "u", index);
}

/* A version has many findings, and few of their menus are opened. */
static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static GtkWidget *
create_menu_button (GMenuModel *menu,
                    const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (_("Actions for %s"), title);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_menu_wanted, g_object_ref (menu), g_object_unref);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  tw_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return button;
}

static void
add_result (GtkWidget           *list,
            const TwCheckResult *result,
            guint                index,
            TwCheckMenuFunc      menu,
            gpointer             user_data,
            GHashTable          *places)
{
  const char *title = tw_design_check_get_title (result->check);
  g_autofree char *text = describe_result (result);
  g_autofree char *rows = describe_evidence (result);
  g_autoptr (GMenuModel) model = menu (result, index, user_data);
  GtkWidget *row = tw_reading_page_add_row (list, title, text, rows);

  g_object_set_data (G_OBJECT (row), "tw-result", (gpointer) result);
  g_object_set_data (G_OBJECT (row), "tw-index", GUINT_TO_POINTER (index));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), result->path != NULL || result->n_evidence > 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_menu_button (model, title));
  g_hash_table_insert (places, g_strdup_printf ("%s %s", result->check->code, result->path != NULL ? result->path : ""), row);
}

static GtkWidget *
add_group (GtkWidget  *box,
           const char *title)
{
  GtkWidget *list = tw_reading_page_add_group (box, title);

  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated), NULL);

  return list;
}

static guint
add_found (GtkWidget       *box,
           GPtrArray       *results,
           TwCheckState     state,
           int              severity,
           TwCheckMenuFunc  menu,
           gpointer         user_data,
           GHashTable      *places)
{
  GtkWidget *list = NULL;
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    {
      const TwCheckResult *result = g_ptr_array_index (results, i);

      if (result->state != state || (state == TW_CHECK_FOUND && (int) result->severity != severity))
        continue;
      if (list == NULL)
        list = add_group (box, state == TW_CHECK_WAIVED ? _("Waived") : get_group (severity));
      add_result (list, result, i, menu, user_data, places);
      n++;
    }

  return n;
}

typedef struct
{
  GPtrArray *results;           /* owned */
  guint      next;              /* the result to look at */
  GtkWidget *list;              /* (nullable) */
} Unasked;

static void
unasked_free (gpointer data)
{
  Unasked *unasked = data;

  g_ptr_array_unref (unasked->results);
  g_free (unasked);
}

/* Grey, and no row to act on: some in each turn, as they are the most and stand last. */
static void
add_unasked (gpointer data)
{
  GtkWidget *box = data;
  Unasked *unasked = g_object_get_data (G_OBJECT (box), "tw-unasked");
  guint n = 0;

  for (; unasked->next < unasked->results->len && n < UNASKED_PER_TURN; unasked->next++)
    {
      const TwCheckResult *result = g_ptr_array_index (unasked->results, unasked->next);
      GtkWidget *row;

      if (result->state != TW_CHECK_NOT_APPLICABLE)
        continue;
      if (unasked->list == NULL)
        unasked->list = tw_reading_page_add_group (box, _("Not Applicable"));
      row = tw_reading_page_add_row (unasked->list, tw_design_check_get_title (result->check), result->reason, NULL);
      gtk_widget_add_css_class (row, "unasked");
      n++;
    }

  if (unasked->next < unasked->results->len)
    tw_turns_later (box, add_unasked);
}

static void
add_unasked_later (GtkWidget *box,
                   GPtrArray *results)
{
  Unasked *unasked = g_new0 (Unasked, 1);

  unasked->results = g_ptr_array_ref (results);
  g_object_set_data_full (G_OBJECT (box), "tw-unasked", unasked, unasked_free);
  tw_turns_later (box, add_unasked);
}

static GtkWidget *
create_state (const char *text,
              gboolean    waiting)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);

  if (waiting)
    {
      GtkWidget *spinner = gtk_spinner_new ();

      gtk_spinner_start (GTK_SPINNER (spinner));
      gtk_box_append (GTK_BOX (box), spinner);
    }
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_top (box, 12);

  return box;
}

GtkWidget *
tw_checks_rows_new (GPtrArray          *results,
                    const TwFactMatrix *matrix,
                    gboolean            waiting,
                    const char         *failure,
                    TwCheckMenuFunc     menu,
                    gpointer            user_data,
                    GHashTable         *places)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  guint n = 0;

  if (waiting)
    gtk_box_append (GTK_BOX (box), create_state (_("Asking registers and facts…"), TRUE));
  if (failure != NULL)
    {
      /* Translators: %s is a sentence that says why. */
      g_autofree char *text = g_strdup_printf (_("Registers and facts couldn't be asked. %s"), failure);

      gtk_box_append (GTK_BOX (box), create_state (text, FALSE));
    }
  for (int severity = TW_SEVERITY_ERROR; severity >= TW_SEVERITY_INFO; severity--)
    n += add_found (box, results, TW_CHECK_FOUND, severity, menu, user_data, places);
  if (n == 0 && !waiting && failure == NULL)
    gtk_box_append (GTK_BOX (box), create_state (_("Every check that applies found nothing to correct."), FALSE));
  add_found (box, results, TW_CHECK_WAIVED, 0, menu, user_data, places);
  if (matrix != NULL && matrix->n_rows > 0)
    gtk_box_append (GTK_BOX (box), tw_checks_matrix_new (matrix));
  add_unasked_later (box, results);

  return tw_reading_page_new (box);
}
