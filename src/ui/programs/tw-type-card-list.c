/* tw-type-card-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-ui"

#include "config.h"

#include "programs/tw-type-card-list.h"

#include "common/tw-reading-page.h"

#include <glib/gi18n-lib.h>

/* The facts of one degree, as a list in words; NULL where there are none. */
static char *
join_facts (const TwTypeCard *card,
            TwProduced        produced)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < tw_card_fact_count (); i++)
    if (tw_type_card_produces (card, i) == produced)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", tw_card_fact_get_label (i));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

GtkWidget *
tw_type_card_list_new (const TwTypeCard *card)
{
  static const struct
  {
    TwProduced  produced;
    const char *title;
  } degrees[] = {
    { TW_PRODUCED_ALWAYS, N_("Facts Always Produced") },
    { TW_PRODUCED_SOMETIMES, N_("Facts Sometimes Produced") },
    { TW_PRODUCED_NEVER, N_("Facts Never Produced") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  /* Translators: %s is a type of partners. */
  g_autofree char *title = g_strdup_printf (_("About the Type: %s"), tw_type_card_get_title (card));
  GtkWidget *list = tw_reading_page_add_group (box, title);

  for (guint i = 0; i < TW_N_CARD_BLOCKS; i++)
    tw_reading_page_add_row (list, tw_card_block_get_title (i), tw_type_card_get_text (card, i), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (degrees); i++)
    {
      g_autofree char *facts = join_facts (card, degrees[i].produced);

      if (facts != NULL)
        tw_reading_page_add_row (list, _(degrees[i].title), facts, NULL);
    }

  return box;
}
