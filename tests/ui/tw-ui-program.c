/* tw-ui-program.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tw-ui-program.h"

#include "tw-program-text.h"
#include "tw-ui-period.h"

void
tw_ui_program_open (TwUiProgram   *self,
                    TwApplication *application,
                    const char    *tab)
{
  g_autofree char *text = tw_ui_period_program ();
  g_autofree char *path = NULL;

  self->dir = tw_test_make_dir ();
  self->document = tw_ui_period_document (self->dir);
  self->window = g_object_ref (tw_window_new (GTK_APPLICATION (application)));
  tw_window_set_document (self->window, self->document);
  self->view = TW_PROGRAMS_VIEW (tw_window_show_view (self->window, "programs"));
  gtk_window_present (GTK_WINDOW (self->window));
  tw_ui_period_wait (self->document);

  path = g_build_filename (self->dir, "program.json", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (tw_programs_view_import_path (self->view, path));
  tw_ui_period_wait (self->document);
  self->page = tw_programs_view_get_program_page (self->view);
  tw_program_page_show (self->page, tab);
  tw_ui_test_settle ();
}

void
tw_ui_program_close (TwUiProgram *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
  tw_ui_test_settle ();
  g_assert_finalize_object (self->window);
  tw_document_close (self->document);
  g_assert_finalize_object (self->document);
  tw_test_remove_dir (self->dir);
}

char *
tw_ui_program_read (TwUiProgram *self,
                    const char  *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TwProgramDocument) document = NULL;
  JsonNode *node;

  document = tw_program_version_load (tw_document_get_workspace (self->document),
                                      tw_program_page_get_version (self->page)->id, NULL, &error);
  g_assert_no_error (error);
  node = tw_program_text_lookup (tw_program_document_get_root (document), path);

  return node != NULL ? tw_program_text_canonical (node, FALSE) : NULL;
}
