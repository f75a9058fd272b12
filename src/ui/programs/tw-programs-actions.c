/* tw-programs-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-program-assistant.h"
#include "programs/tw-programs-private.h"
#include "programs/tw-proposals-page.h"

#include <glib/gi18n-lib.h>

gboolean
tw_programs_view_finish (TwProgramsView *self,
                         gboolean        good,
                         const char     *toast,
                         const char     *failure,
                         const GError   *error)
{
  TwDocument *document = tw_view_get_document (TW_VIEW (self));
  TwWindow *window = tw_window_from (GTK_WIDGET (self));

  if (!good)
    {
      tw_window_show_error (window, failure, error);
      return FALSE;
    }

  tw_document_changed (document);
  tw_window_toast (window, toast, tw_document_get_last_entry (document));

  return TRUE;
}

static void
on_made (TwProgramsView *self,
         gint64          version)
{
  tw_programs_view_finish (self, TRUE, _("Program created"), "", NULL);
  tw_programs_view_open (self, version);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GtkWidget *assistant = tw_program_assistant_new (GTK_WINDOW (tw_window_from (user_data)),
                                                   tw_view_get_document (user_data));

  g_signal_connect_object (assistant, "made", G_CALLBACK (on_made), user_data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (assistant));
}

/* A file that was dropped on the window. */
static void
import_file_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  tw_programs_view_import_path (user_data, g_variant_get_string (parameter, NULL));
}

static void
import_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_programs_view_import (user_data);
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_programs_view_export (user_data);
}

static void
findings_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  tw_programs_view_export_findings (user_data);
}

static void
guide_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  tw_programs_view_export_guide (user_data);
}

static void
proposals_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (user_data);
  TwDocument *document = tw_view_get_document (user_data);

  const TwProgramVersion *version = page != NULL ? tw_program_page_get_version (page) : NULL;

  if (version != NULL)
    {
      /* Translators: %s is the name of a program. */
      g_autofree char *title = g_strdup_printf (_("Tier Proposals of %s"), version->name);

      tw_view_push (user_data, tw_proposals_page_new (document, version->program, version->name), title);
    }
}

static void
compare_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  tw_programs_view_compare (user_data, g_variant_get_int64 (parameter));
}

static void
compare_jump_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  tw_programs_view_compare_jump (user_data, g_variant_get_string (parameter, NULL));
}

static void
publish_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  tw_programs_view_ask_publish (user_data);
}

static void
amend_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  tw_programs_view_ask_amend (user_data);
}

static void
submit_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_programs_view_submit (user_data);
}

static void
withdraw_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  tw_programs_view_ask_withdraw (user_data);
}

static void
retire_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_programs_view_ask_retire (user_data);
}

/* Another version of the program, in place of the one that is shown. */
static void
open_version_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  tw_programs_view_open (user_data, g_variant_get_int64 (parameter));
}

static void
waive_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  const char *code;
  const char *path;

  g_variant_get (parameter, "(&s&s)", &code, &path);
  tw_programs_view_ask_waive (user_data, code, *path != '\0' ? path : NULL);
}

static void
jump_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (user_data);

  if (page != NULL)
    tw_program_page_jump (page, g_variant_get_string (parameter, NULL));
}

static void
remove_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  TwProgramsView *self = user_data;
  TwProgramPage *page = tw_programs_view_get_program_page (self);
  TwWorkspace *workspace = tw_document_get_workspace (tw_view_get_document (TW_VIEW (self)));
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (page == NULL)
    return;

  good = tw_program_version_remove (workspace, tw_program_page_get_version (page)->id, &error);
  tw_programs_view_finish (self, good, _("Draft removed"), _("The Draft Was Not Removed"), error);
}

static void
tab_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  TwProgramPage *page = tw_programs_view_get_program_page (user_data);

  if (page != NULL)
    tw_program_page_step (page,
                          g_str_equal (g_action_get_name (G_ACTION (action)), "next-tab") ? 1 : -1);
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  tw_document_changed (tw_view_get_document (user_data));
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "import", import_action },
  { "import-file", import_file_action, "s" },
  { "export", export_action },
  { "proposals", proposals_action },
  { "guide", guide_action },
  { "findings", findings_action },
  { "compare", compare_action, "x" },
  { "compare-jump", compare_jump_action, "s" },
  { "publish", publish_action },
  { "submit", submit_action },
  { "withdraw", withdraw_action },
  { "retire", retire_action },
  { "open-version", open_version_action, "x" },
  { "amend", amend_action },
  { "waive", waive_action, "(ss)" },
  { "jump", jump_action, "s" },
  { "remove", remove_action },
  { "next-tab", tab_action },
  { "previous-tab", tab_action },
  { "reload", reload_action },
};

void
tw_programs_view_install (TwProgramsView *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (tw_view_get_actions (TW_VIEW (self))), actions,
                                   G_N_ELEMENTS (actions), self);
}
