/* tw-program-checks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-parts.h"

#include "common/tw-reading-page.h"

#include <glib/gi18n-lib.h>

static const char *
get_group (TwSeverity severity)
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

static GtkWidget *
create_button (const char *label,
               const char *action,
               GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
add_finding (TwProgramParts  *parts,
             GtkWidget       *list,
             const TwFinding *finding)
{
  const char *title = tw_program_check_title (finding->code);
  g_autofree char *text = finding->remedy != NULL
                            ? g_strdup_printf ("%s\n%s", finding->message, finding->remedy)
                            : g_strdup (finding->message);
  GtkWidget *row =
      tw_reading_page_add_row (list, title != NULL ? title : finding->code, text, NULL);

  /* Facts that the partners don't produce can't be answered for with a reason. */
  if (parts->editable && finding->severity == TW_SEVERITY_ERROR &&
      !g_str_equal (finding->code, "CHK-10"))
    adw_action_row_add_suffix (
        ADW_ACTION_ROW (row),
        create_button (
            _("_Waive…"), "view.waive",
            g_variant_new ("(ss)", finding->code, finding->path != NULL ? finding->path : "")));

  if (finding->path != NULL)
    adw_action_row_add_suffix (
        ADW_ACTION_ROW (row),
        create_button (_("_Show"), "view.jump", g_variant_new_string (finding->path)));
}

GtkWidget *
tw_program_parts_checks (TwProgramParts *parts)
{
  GPtrArray *findings = parts->findings;
  GtkWidget *box;

  if (findings->len == 0)
    {
      GtkWidget *page = adw_status_page_new ();

      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-ok-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Findings"));
      adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                       _("The checks of the text found nothing to correct."));
      return page;
    }

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (int severity = TW_SEVERITY_ERROR; severity >= TW_SEVERITY_INFO; severity--)
    {
      GtkWidget *list = NULL;

      for (guint i = 0; i < findings->len; i++)
        {
          const TwFinding *finding = g_ptr_array_index (findings, i);

          if ((int) finding->severity != severity)
            continue;
          if (list == NULL)
            list = tw_reading_page_add_group (box, get_group (severity));

          add_finding (parts, list, finding);
        }
    }

  return tw_reading_page_new (box);
}
