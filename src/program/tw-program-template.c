/* tw-program-template.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "tw-program"

#include "config.h"

#include "tw-program-template.h"

#include "tw-error.h"
#include "tw-program-resources.h"
#include "tw-program-text.h"
#include "tw-program-unconfirmed.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define PREFIX "/io/github/tierwright/program/"

static const TwProgramTemplate templates[] = {
  { "reseller-growth", N_("Reseller growth"), "reseller",
    N_("Volume and growth rebates, deal registration, renewals, new customers; three tiers") },
  { "reseller-promotion", N_("Reseller promotion"), "reseller",
    N_("A SPIFF for named sellers and milestones for first deals, within a budget") },
  { "isv-ecosystem", N_("ISV ecosystem"), "isv",
    N_("Revenue share, co-sell, new customers and adoption milestones; three tiers with "
        "benefits") },
  { "isv-marketplace", N_("ISV marketplace"), "isv",
    N_("A yearly revenue share with a better share above a bound") },
  { "oem-royalty", N_("OEM royalty"), "oem",
    N_("Royalties by yearly volume, a quarterly minimum that is won back, roadmap "
        "co-investment") },
  { "oem-lifetime-volume", N_("OEM lifetime volume"), "oem",
    N_("Royalties that fall with the units of the whole agreement") },
  { "si-alliance", N_("SI alliance"), "si",
    N_("Sourced pipeline, attached services, certifications; a path for specialists") },
  { "si-sourcing", N_("SI sourcing"), "si",
    N_("A commission on sourced deals that rises with the year") },
};

guint
tw_program_template_count (void)
{
  return G_N_ELEMENTS (templates);
}

const TwProgramTemplate *
tw_program_template_nth (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (templates), NULL);

  return &templates[index];
}

const TwProgramTemplate *
tw_program_template_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (strcmp (templates[i].id, id) == 0)
      return &templates[i];

  return NULL;
}

const char *
tw_program_template_get_title (const TwProgramTemplate *template)
{
  g_return_val_if_fail (template != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, template->title);
}

const char *
tw_program_template_get_summary (const TwProgramTemplate *template)
{
  g_return_val_if_fail (template != NULL, NULL);

  return g_dgettext (GETTEXT_PACKAGE, template->summary);
}

/* Asked of the resource itself: a static library's constructors may be left out by the linker. */
static char *
read_resource (const char *name)
{
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (tw_program_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize length;
  const char *data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

char *
tw_program_template_text (const char  *id,
                          GError     **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  if (tw_program_template_find (id) == NULL)
    {
      g_autoptr (GString) ids = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
        g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", templates[i].id);
      g_set_error (error, TW_ERROR, TW_ERROR_NOT_FOUND,
                   _("There is no template “%s”; there are: %s."), id, ids->str);
      return NULL;
    }
  name = g_strdup_printf ("templates/%s.json", id);

  return read_resource (name);
}

JsonNode *
tw_program_template_root (const char  *id,
                          GError     **error)
{
  g_autofree char *text = tw_program_template_text (id, error);
  JsonNode *root = text != NULL ? tw_program_text_parse (text, -1, error) : NULL;

  if (root != NULL)
    tw_program_unconfirmed_mark (root);

  return root;
}

char *
tw_program_schema_text (void)
{
  return read_resource ("schema/program.schema.json");
}
